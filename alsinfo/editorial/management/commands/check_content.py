"""Run the content checks over the newest texts, or over the live ones.

Exit status 1 is for a wrong call, such as an address that no entry has: what the
checks find is the answer, not an error.
"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F
from django.utils import timezone

from alsinfo.editorial import asides
from alsinfo.editorial.kinds import entry_models, revision_model
from alsinfo.editorial.workflow import Status


class Command(BaseCommand):
    help = "Say what the content checks find in the newest texts, or in the live ones."

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="only these")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--live", action="store_true", help="the live texts")

    def handle(self, *, slugs, live, **options):
        _refuse_unknown(slugs)
        checked = [
            (revision, asides.weighed(revision))
            for kind in entry_models()
            for revision in _texts(kind, slugs, live)
        ]
        if options["format"] == "json":
            answer = [_as_dict(*pair) for pair in checked]
            self.stdout.write(json.dumps(answer, indent=2, ensure_ascii=False))
        else:
            self._tell(checked)

    def _tell(self, checked: list[Any]) -> None:
        blocking = advice = 0
        for revision, found in checked:
            for weighed in found:
                blocking += weighed.holds
                advice += not weighed.finding.blocks
                self.stdout.write(_line(revision, weighed))
        self.stdout.write(
            f"{len(checked)} texts checked: {blocking} findings hold a text back, "
            f"{advice} are advice."
        )


def _refuse_unknown(slugs: list[str]) -> None:
    known: set[str] = set()
    for model in entry_models().values():
        found = model.objects.filter(slug__in=slugs)
        known.update(found.values_list("slug", flat=True))
    unknown = [slug for slug in slugs if slug not in known]
    if unknown:
        raise CommandError(
            f"No article or term has the address “{'”, “'.join(unknown)}”."
        )


def _texts(kind: str, slugs: list[str], live: bool) -> Any:
    """The texts to check; those put away only when they are named."""
    texts = revision_model(kind).objects.select_related("entry").order_by("entry__slug")
    if live:
        texts = texts.live(timezone.now())
    else:
        texts = texts.filter(number=F("entry__newest"))
    if slugs:
        return texts.filter(entry__slug__in=slugs)
    return texts.exclude(entry__status=Status.ARCHIVED)


def _as_dict(revision: Any, found: list[asides.Weighed]) -> dict[str, Any]:
    return {
        "kind": revision.entry.kind,
        "slug": revision.entry.slug,
        "number": revision.number,
        "findings": [weighed.as_dict() for weighed in found],
    }


def _line(revision: Any, weighed: asides.Weighed) -> str:
    finding = weighed.finding
    level = "set aside" if weighed.aside else finding.level
    where = f" {finding.where.field}:{finding.where.line}" if finding.where else ""
    quote = f" “{' '.join(finding.quote.split())[:80]}”" if finding.quote else ""
    entry = revision.entry
    place = f"{entry.kind} {entry.slug}{where}"
    return f"{place}: {level}: {finding.code}:{quote} {finding.message}"
