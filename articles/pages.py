"""What an article's page shows, gathered for its template; previews use it too.

May import `alsinfo.editorial` and `glossary`. Everything that is looked up is live.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from alsinfo.text import ready
from alsinfo.text.contents import contents
from alsinfo.text.reading import count_words, minutes
from glossary import history, readings

from . import related
from .models import ArticleRevision

Confidence = ArticleRevision.Confidence
# What each label means, in the order in which the page explains them.
MEANINGS = {
    Confidence.AGREED: _("Guidelines and good trials say the same."),
    Confidence.LIKELY: _("Most evidence points one way, but questions remain."),
    Confidence.EARLY_RESEARCH: _("A few studies, or work in cells and animals."),
    Confidence.DISPUTED: _("Studies or experts disagree."),
}
LISTED = ("title", "summary", "confidence", "lang", "live_from", "entry__slug")


def article_page(
    revision: ArticleRevision, at: datetime, **said: Any
) -> dict[str, Any]:
    """The context of `articles/detail.html`: `gathered`, and `told` what follows.

    The large print and the plain text of an article are made of the same.
    """
    return told(gathered(revision, at, **said))


def gathered(
    revision: ArticleRevision,
    at: datetime,
    *,
    tags: Iterable[Any] | None = None,
    preview: bool = False,
    past: Any = None,
) -> dict[str, Any]:
    """All that the page of a text is made of as it is at an instant, and nothing else.

    `revision` may be unsaved; then `tags` are the tags it would have. A `past` text is
    shown without the ways on to other texts. Costs at most five queries.
    """
    shown = readings.tags_of(revision, () if past else tags)
    return {
        "revision": revision,
        "named": readings.named([revision.body], at),
        "tags": shown,
        "related": [] if past else related.of(revision, shown, at),
        "overdue": not past and readings.is_overdue(revision, at),
        "changed": revision.live_from or at,
        "corrections": history.corrections_of(revision, at, past),
        "preview": preview,
        "past": past,
    }


def told(page: dict[str, Any]) -> dict[str, Any]:
    """What was `gathered`, and what follows from it. Asks nothing."""
    return page | _told(page["revision"], page["named"].read())


def feed_pages(revisions: Sequence[ArticleRevision], at: datetime) -> list[Any]:
    """The contexts of `articles/feed_entry.html`: live texts, without the ways on.

    Three queries for them all; their tags are to be fetched beforehand.
    """
    read = readings.read_each([[text.body] for text in revisions], at)
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


def _told(revision: ArticleRevision, reading: readings.Reading) -> dict[str, Any]:
    """What a text says by itself."""
    [sections] = reading.sections
    words = ready.words(revision.body).length
    return {
        "sections": sections,
        "contents": contents(sections, words),
        "minutes": minutes(words + count_words(revision.key_messages)),
        "references": reading.references,
        "words": reading.words,
        "meaning": MEANINGS.get(revision.confidence),
        "meanings": [(key.label, meaning) for key, meaning in MEANINGS.items()],
    }


def listed(revisions: Any) -> Any:
    """Texts as lists show them: the newest first, without their bodies."""
    ordered = revisions.select_related("entry").order_by("-live_from", "entry_id")
    return ordered.only(*LISTED)
