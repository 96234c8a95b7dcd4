"""What changed lately: lines made of the intervals of public texts, the newest first.

No line is kept anywhere, so none can be forgotten or betray a draft. A line is named by
the text that is live now; what was taken off the site keeps its name to itself.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, Max, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleRevision
from glossary.models import TermRevision

MODELS = {"article": ArticleRevision, "term": TermRevision}
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


@dataclass(frozen=True)
class Update:
    """One line: `live` is the text on show now, or None; `told` a note or a reason."""

    word: Any
    kind: Any
    when: datetime
    live: Any
    told: str


def rows(at: datetime) -> Any:
    """Rows (kind, what, pk of the revision, instant), the newest first; to be paged."""
    [first, *others] = [
        part.annotate(
            kind=Value(kind, output_field=CharField()),
            what=Value(what, output_field=CharField()),
        ).values_list("kind", "what", "pk", "when")
        for kind, model in MODELS.items()
        for what, part in _parts(model, at)
    ]
    return first.union(*others, all=True).order_by("-when", "kind", "-pk", "what")


def newest(at: datetime) -> datetime | None:
    """When something came or went last. One query for each kind of entry."""
    found = [
        instant
        for model in MODELS.values()
        for instant in model.objects.was_live(at)
        .aggregate(
            begun=Max("live_from"),
            ended=Max("live_until", filter=Q(live_until__lte=at)),
            hidden=Max("suppressed_at", filter=Q(suppressed_at__lte=at)),
        )
        .values()
    ]
    return max(filter(None, found), default=None)


def lines(found: Any, at: datetime) -> list[Update]:
    """These rows as lines to be read. Two queries for each kind of entry."""
    wanted = list(found)
    told = {kind: _texts(kind, wanted, at) for kind in MODELS}
    live = {kind: _live(kind, told[kind].values(), at) for kind in MODELS}
    return [
        _line(kind, what, told[kind][pk], when, live[kind])
        for kind, what, pk, when in wanted
    ]


def _parts(model: Any, at: datetime) -> list[tuple[str, Any]]:
    """The three things that can be told of a public text, each with its instant."""
    shown = model.objects.was_live(at).order_by()
    same_entry = model.objects.was_live(at).filter(entry=OuterRef("entry"))
    follows = same_entry.filter(live_from=OuterRef("live_until"))
    begun = shown.filter(Exists(model.objects.live(at).filter(entry=OuterRef("entry"))))
    ended = shown.filter(~Exists(follows), live_until__lte=at)
    hidden = shown.filter(suppressed_at__lte=at)
    return [
        (PUBLISHED, begun.annotate(when=F("live_from"))),
        (ENDED, ended.annotate(when=F("live_until"))),
        (SUPPRESSED, hidden.annotate(when=F("suppressed_at"))),
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
    told = {
        PUBLISHED: text.public_note,
        ENDED: text.end_reason,
        SUPPRESSED: text.suppressed_reason,
    }[what]
    if what == PUBLISHED:
        what = "first" if text.is_first else text.change_kind
    return Update(WORDS[what], NAMELESS[kind], when, live.get(text.entry_id), told)
