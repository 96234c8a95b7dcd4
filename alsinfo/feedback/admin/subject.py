"""The text that a report is about, as editors see it: then, and now.

May import `alsinfo.editorial`.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse

from alsinfo.editorial.kinds import entry_models, revision_model

from ..models import Report


class Subject(NamedTuple):
    """Addresses of the editors' side; `live` is the version that is public now.

    `quoted` says whether the words of the report stand in the live text: None where
    none were given, or nothing is live.
    """

    heading: str
    form: str
    then: str
    live: int | None
    now: str
    became: str
    quoted: bool | None


def subject_of(report: Report, at: datetime) -> Subject | None:
    """What a report is about; None for a page without an entry. Two queries."""
    model = entry_models().get(report.entry_kind)
    entry = model and model.objects.with_heading().filter(pk=report.entry_id).first()
    if not entry:
        return None
    live = entry.revisions.live(at).first()
    return Subject(
        entry.heading or entry.slug,
        _address(entry, "change"),
        _version(entry, report.number),
        live.number if live else None,
        _version(entry, live.number) if live else "",
        _version(entry, report.became),
        stands_in(report.words, live) if live and report.words else None,
    )


def has_version(report: Report, number: int) -> bool:
    """Whether the entry of a report has a version of this number."""
    if report.entry_kind not in entry_models():
        return False
    texts = revision_model(report.entry_kind).objects
    return texts.filter(entry=report.entry_id, number=number).exists()


def stands_in(words: str, text: Any) -> bool:
    """Whether a text has these words, whatever the spaces and capitals."""
    whole = _folded("\n".join(text.quotable()))
    return _folded(words) in whole


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _version(entry: Any, number: int | None) -> str:
    return _address(entry, "version", number) if number else ""


def _address(entry: Any, page: str, *arguments: Any) -> str:
    meta = entry._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_{page}"
    return reverse(name, args=[entry.pk, *arguments])
