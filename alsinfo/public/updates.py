"""What changed lately: lines made of the intervals of public texts, the newest first.

No line is kept anywhere, so none can be forgotten or betray a draft. A line is named by
the text that is live now, and tells the note of no other; what was taken off the site
keeps its name to itself. Why it went is said as its own address says it: that sentence
was written for readers when the text ended, and is no part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Subquery,
    Value,
)
from django.utils.translation import gettext_lazy as _

from alsinfo.editorial.models import SiteStamp
from alsinfo.editorial.prepared import Blank, Question
from articles.models import ArticleRevision
from glossary.models import TermRevision

MODELS = {"article": ArticleRevision, "term": TermRevision}
TOLD = 500  # changes that are told; what came before stands in the history of a text
INSTANTS = ("live_from", "live_until", "suppressed_at")
PUBLISHED, ENDED, SUPPRESSED = "published", "ended", "suppressed"
WORDS = {
    "first": _("New"),
    "update": _("New version"),
    "minor": _("Small change"),
    "correction": _("Correction"),
    ENDED: _("Taken off the site"),
    SUPPRESSED: _("Earlier version no longer shown"),
}
NAMELESS = {
    "article": _("An article"),
    "term": _("A word of the glossary"),
}


class Row(NamedTuple):
    """Which text a change is about, what it was, and when."""

    kind: str
    what: str
    pk: int
    when: datetime


@dataclass(frozen=True)
class Update:
    """One line: `live` is the text on show now, or None; `told` its note, or why."""

    word: Any
    kind: Any
    when: datetime
    live: Any
    told: str


def rows(at: datetime, most: int) -> list[Row]:
    """The newest changes, at most so many. One query, whatever there is."""
    return [Row(*found) for found in _question(most).ask(at=at)]


@cache
def _question(most: int) -> Question:
    """What asks for so many changes: made once, because it is long to write."""
    return Question(lambda: _told(Blank("at", DateTimeField()), most))


def _told(at: Any, most: int) -> Any:
    [first, *others] = [
        _newest_of(model, part.order_by(f"-{when}", "-pk")[:most], at)
        .annotate(
            kind=Value(kind, output_field=CharField()),
            what=Value(what, output_field=CharField()),
            when=F(when),
        )
        .values_list("kind", "what", "pk", "when")
        for kind, model in MODELS.items()
        for what, when, part in _parts(model, at)
    ]
    told = first.union(*others, all=True)
    return told.order_by("-when", "kind", "-pk", "what")[:most]


def _newest_of(model: Any, part: Any, at: Any) -> Any:
    """The same texts, by their keys: that a part is cut can be said in no other way."""
    return model.objects.was_live(at).filter(pk__in=part.values("pk")).order_by()


def newest(at: datetime) -> datetime | None:
    """When something came or went last. Three small questions for each kind of entry.

    They are asked in one.
    """
    firsts = [_first(model, name, at) for model in MODELS.values() for name in INSTANTS]
    whole = SiteStamp.objects.filter(pk=1).values_list(*firsts).first() or ()
    return max(filter(None, whole), default=None)


def _first(model: Any, name: str, at: datetime) -> Subquery:
    """The newest instant of this name that has passed, of a text that was public."""
    passed = model.objects.was_live(at).filter(**{f"{name}__lte": at})
    return Subquery(passed.order_by(f"-{name}").values(name)[:1])


def lines(wanted: Sequence[Row], at: datetime) -> list[Update]:
    """These rows as lines to be read. Two queries for each kind of entry."""
    told = {kind: _texts(kind, wanted, at) for kind in MODELS}
    live = {kind: _live(kind, told[kind].values(), at) for kind in MODELS}
    return [
        _line(kind, what, told[kind][pk], when, live[kind])
        for kind, what, pk, when in wanted
    ]


def _parts(model: Any, at: Any) -> list[tuple[str, str, Any]]:
    """The three things that can be told of a public text, each with its instant."""
    shown = model.objects.was_live(at)
    same_entry = model.objects.was_live(at).filter(entry=OuterRef("entry"))
    follows = same_entry.filter(live_from=OuterRef("live_until"))
    begun = shown.filter(Exists(model.objects.live(at).filter(entry=OuterRef("entry"))))
    ended = shown.filter(~Exists(follows), live_until__lte=at)
    hidden = shown.filter(suppressed_at__lte=at)
    return [
        (PUBLISHED, "live_from", begun),
        (ENDED, "live_until", ended),
        (SUPPRESSED, "suppressed_at", hidden),
    ]


def _texts(kind: str, wanted: list[Any], at: datetime) -> dict[int, Any]:
    model = MODELS[kind]
    earlier = model.objects.was_live(at).filter(
        entry=OuterRef("entry"), live_from__lt=OuterRef("live_from")
    )
    light = model.objects.was_live(at).defer(*model.marked_fields)
    texts = light.annotate(is_first=~Exists(earlier))
    return texts.in_bulk([pk for own, _what, pk, _when in wanted if own == kind])


def _live(kind: str, texts: Any, at: datetime) -> dict[int, Any]:
    """Primary key of an entry -> its live text."""
    model = MODELS[kind]
    entries = {text.entry_id for text in texts}
    live = model.objects.live(at).filter(entry__in=entries).select_related("entry")
    return {text.entry_id: text for text in live.defer(*model.marked_fields)}


def _line(
    kind: str, what: str, text: Any, when: datetime, live: dict[int, Any]
) -> Update:
    shown = live.get(text.entry_id)
    told = {
        PUBLISHED: text.public_note if shown == text else "",
        ENDED: text.end_reason,
        SUPPRESSED: text.suppressed_reason,
    }[what]
    if what == PUBLISHED:
        what = "first" if text.is_first else text.change_kind
    return Update(WORDS[what], NAMELESS[kind], when, shown, told)
