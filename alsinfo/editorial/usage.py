"""Where a term, a source or a figure is used on the public site: no arrow runs up."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from . import findings
from .kinds import entry_models, revision_model
from .models import Figure, Mention, Source, Tag

MOST_READ = 500


def live_users(kind: str, keys: Iterable[str], at: datetime) -> dict[str, Any]:
    """Entry kind -> queryset of the live revisions that name any of `keys`."""
    wanted = list(keys)
    return {
        entry_kind: revision_model(entry_kind)
        .objects.live(at)
        .filter(pk__in=Mention.objects.revisions_of(entry_kind, kind, wanted))
        .select_related("entry")
        for entry_kind in entry_models()
    }


def is_used(kind: str, keys: Iterable[str], at: datetime) -> bool:
    """Whether any live text names any of `keys`."""
    return any(found.exists() for found in live_users(kind, keys, at).values())


def is_record_used(record: Any, at: datetime) -> bool:
    """Whether any live text uses this tag, source or figure."""
    if isinstance(record, Tag):
        return any(
            revision_model(kind).objects.live(at).filter(tags=record).exists()
            for kind in entry_models()
        )
    if isinstance(record, Source):
        return is_used(Mention.Kind.SOURCE, [record.key], at)
    if isinstance(record, Figure):
        return is_used(Mention.Kind.FIGURE, [record.key], at)
    return False


def live_texts_hit(row: Any, at: datetime) -> list[Any]:
    """The live revisions that say what a row watches for. One pass over them all."""
    return [
        revision
        for kind in entry_models()
        for revision in revision_model(kind)
        .objects.live(at)
        .select_related("entry")
        .order_by("entry__slug")
        .iterator(chunk_size=200)
        if any(True for _found in findings.watched(findings.Page(revision), [row]))
    ]


def count_live_texts_hit(rows: Iterable[Any], at: datetime) -> Counter[str]:
    """Code of a row -> how many live texts say what it watches for.

    One pass over them for all rows; of each kind the newest, at most `MOST_READ`.
    """
    watched = list(rows)
    counted: Counter[str] = Counter()
    for kind in entry_models():
        live = revision_model(kind).objects.live(at).order_by("-live_from")
        for revision in live[:MOST_READ].iterator(chunk_size=200):
            counted.update(findings.codes_hit(findings.Page(revision), watched))
    return counted
