"""What a term's page shows, gathered for its template; previews use it too.

May import `alsinfo.editorial`. Everything that is looked up is live.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from alsinfo.editorial.words import lines

from . import history, neighbours, readings
from .models import TermRevision


def term_page(revision: TermRevision, at: datetime, **said: Any) -> dict[str, Any]:
    """The context of `glossary/detail.html`: `gathered`, and `told` what follows."""
    return told(gathered(revision, at, **said))


def gathered(
    revision: TermRevision,
    at: datetime,
    *,
    tags: Iterable[Any] | None = None,
    related: Iterable[Any] | None = None,
    preview: bool = False,
    past: Any = None,
) -> dict[str, Any]:
    """All that the page of a term is made of as it is at an instant, and nothing else.

    `revision` may be unsaved; then `tags` and `related` (terms) are what it would
    have. A `past` text is shown without the ways on to other texts. Costs at most five
    queries.
    """
    near, used = _around(revision, at, related, past)
    return {
        "revision": revision,
        "named": readings.named(revision.marked_texts(), at),
        "tags": readings.tags_of(revision, () if past else tags),
        "related": near,
        "uses": used,
        "overdue": not past and readings.is_overdue(revision, at),
        "changed": revision.live_from or at,
        "corrections": history.corrections_of(revision, at, past),
        "preview": preview,
        "past": past,
    }


def told(page: dict[str, Any]) -> dict[str, Any]:
    """What was `gathered`, and what follows from it. Asks nothing."""
    revision, reading = page["revision"], page["named"].read()
    linked = {revision.name, *(text.name for text in page["related"])}
    words = [link for link in reading.words if link.name not in linked]
    return page | _told(revision, reading) | {"words": words}


def feed_pages(revisions: Sequence[TermRevision], at: datetime) -> list[Any]:
    """The contexts of `glossary/feed_entry.html`: live texts, without the ways on.

    Three queries for them all; their tags are to be fetched beforehand.
    """
    read = readings.read_each([text.marked_texts() for text in revisions], at)
    corrections = history.recent_corrections(revisions, at)
    return [
        _told(text, reading)
        | {
            "revision": text,
            "tags": readings.tags_of(text, text.tags.all()),
            "overdue": readings.is_overdue(text, at),
            "changed": text.live_from,
            "corrections": corrections.get(text.entry_id, []),
        }
        for text, reading in zip(revisions, read, strict=True)
    ]


def _told(revision: TermRevision, reading: readings.Reading) -> dict[str, Any]:
    """What a text says by itself."""
    fuller, professional = reading.html
    return {
        "aliases": lines(revision.aliases),
        "fuller": fuller,
        "professional": professional,
        "references": reading.references,
    }


def _around(
    revision: TermRevision, at: datetime, given: Iterable[Any] | None, past: Any
) -> tuple[list[Any], list[Any]]:
    """The texts of related terms, and by kind those that use this one."""
    if past:
        return [], []
    near = neighbours.of(revision, at)
    related = near.related if given is None else neighbours.named(given, at)
    return related, near.uses
