"""What a term's page shows, gathered for its template; previews use it too.

May import `alsinfo.editorial`. Everything that is looked up is live.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from alsinfo.editorial import usage, words
from alsinfo.editorial.models import Mention

from . import history, readings
from .models import TermRevision

# What the public comparison of two versions compares: fields that the page shows.
COMPARED = (
    "name",
    "initials",
    "pronunciation",
    "short_definition",
    "fuller_definition",
    "professional_definition",
    "aliases",
    "byline",
)
USES_AT_MOST = 30


def term_page(
    revision: TermRevision,
    at: datetime,
    *,
    tags: Iterable[Any] | None = None,
    related: Iterable[Any] | None = None,
    preview: bool = False,
    past: Any = None,
) -> dict[str, Any]:
    """The context of `glossary/detail.html`, for a text as it is at an instant.

    `revision` may be unsaved; then `tags` and `related` (terms) are what it would
    have. A `past` text is shown without the ways on to other texts. Costs at most eight
    queries.
    """
    reading = readings.read(revision.marked_texts(), at)
    fuller, professional = reading.html
    near = [] if past else list(related_texts(revision, at, related))
    told = {revision.name, *(text.name for text in near)}
    return {
        "revision": revision,
        "aliases": words.lines(revision.aliases),
        "fuller": fuller,
        "professional": professional,
        "references": reading.references,
        "words": [link for link in reading.words if link.name not in told],
        "tags": readings.tags_of(revision, () if past else tags),
        "related": near,
        "uses": [] if past else uses(revision, at),
        "overdue": not past and readings.is_overdue(revision, at),
        "changed": revision.live_from or at,
        "corrections": history.corrections_of(revision, at, past),
        "preview": preview,
        "past": past,
    }


def feed_pages(revisions: Sequence[TermRevision], at: datetime) -> list[Any]:
    """The contexts of `glossary/feed_entry.html`: live texts, without the ways on.

    Three queries for them all; their tags are to be fetched beforehand.
    """
    read = readings.read_each([text.marked_texts() for text in revisions], at)
    corrections = history.recent_corrections(revisions, at)
    return [
        {
            "revision": text,
            "aliases": words.lines(text.aliases),
            "fuller": reading.html[0],
            "professional": reading.html[1],
            "references": reading.references,
            "tags": readings.tags_of(text, text.tags.all()),
            "overdue": readings.is_overdue(text, at),
            "changed": text.live_from,
            "corrections": corrections.get(text.entry_id, []),
        }
        for text, reading in zip(revisions, read, strict=True)
    ]


def related_texts(
    revision: TermRevision, at: datetime, given: Iterable[Any] | None = None
) -> Any:
    """Live texts of the related terms, by name. One query."""
    terms = given
    if terms is None:
        terms = revision.related.values("pk") if revision.pk else ()
    live = TermRevision.objects.live(at).filter(entry__in=terms)
    return live.select_related("entry").order_by("name")


def uses(revision: TermRevision, at: datetime) -> list[tuple[str, list[Any]]]:
    """(kind in words, live texts that link to this term), without empty kinds.

    One query for former addresses and one for each kind of entry.
    """
    if revision.entry_id is None:
        return []
    entry = revision.entry
    slugs = [entry.slug, *entry.former_slugs.values_list("slug", flat=True)]
    found = usage.live_users(Mention.Kind.TERM, slugs, at)
    lists = ((_plural(live), _others(live, revision)) for live in found.values())
    return [(kind, texts) for kind, texts in lists if texts]


def _plural(revisions: Any) -> str:
    entry = revisions.model._meta.get_field("entry").related_model
    return entry._meta.verbose_name_plural


def _others(revisions: Any, revision: TermRevision) -> list[Any]:
    light = revisions.defer(*revisions.model.marked_fields)
    texts = light.order_by("-live_from")[: USES_AT_MOST + 1]
    return [text for text in texts if text != revision][:USES_AT_MOST]
