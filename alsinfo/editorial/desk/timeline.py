"""What time has to do with one entry: read once, when the entry is locked.

The acts change these very objects and write them down, so what stands here is true
until the lock is let go.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    IntegerField,
    Q,
    Subquery,
)

from ..models.trail import OPEN_BLOCKING
from ..prepared import Blank, Question, columns_of, record
from ..workflow import Moment

# began, last_event, is_held
OF_ENTRY = 3


@dataclass
class Timeline:
    """The newest text of an entry, and all that are live or scheduled.

    `began` is when readers first saw the entry, or will; `last_event` the latest line
    of its trail; `is_held` whether a blocking note is open.
    """

    newest: Any
    texts: list[Any]
    began: datetime | None
    last_event: datetime | None
    is_held: bool

    def live(self, at: datetime) -> Any:
        """The text on show at an instant, or None."""
        return next((text for text in self.texts if text.is_live(at)), None)

    def scheduled(self, at: datetime) -> list[Any]:
        """The texts whose interval has not begun."""
        return [text for text in self.texts if _begins_after(text, at)]

    def unfinished(self, at: datetime) -> list[Any]:
        """The texts that are live or scheduled."""
        return [t for t in self.texts if t.is_live(at) or _begins_after(t, at)]

    def moments(self, at: datetime) -> frozenset[Moment]:
        """The `Moment`s that hold at an instant."""
        live = self.live(at) is not None
        held = {
            Moment.LIVE: live,
            Moment.SCHEDULED: bool(self.scheduled(at)),
            Moment.ENDED: not live and self.began is not None and self.began <= at,
        }
        return frozenset(moment for moment, holds in held.items() if holds)


def timeline_of(entry: Any, now: datetime) -> Timeline:
    """Read it. `now` may be earlier than the act's own instant. One query."""
    model = entry.revisions.model
    rows = _question(model).ask(entry=entry.pk, newest=entry.newest, now=now)
    texts = [_text(entry, model, row[OF_ENTRY:]) for row in rows]
    newest = next((text for text in texts if text.number == entry.newest), None)
    began, last_event, is_held = rows[0][:OF_ENTRY] if rows else (None, None, False)
    return Timeline(newest, texts, began, last_event, bool(is_held))


def _begins_after(text: Any, at: datetime) -> bool:
    return text.live_from is not None and text.live_from > at


def _text(entry: Any, model: Any, values: Any) -> Any:
    text = record(model, columns_of(model), values)
    text.entry = entry
    return text


@cache
def _question(model: Any) -> Question:
    return Question(lambda: _rows_of(model))


def _rows_of(model: Any) -> Any:
    """What is told of the entry, `OF_ENTRY` columns, before each text of its own."""
    entry = Blank("entry", BigIntegerField())
    own = model._meta.get_field("entry").related_model._meta.get_field
    texts = model.objects.filter(entry=entry).order_by()
    events = own("events").related_model.objects.filter(entry=entry)
    notes = own("notes").related_model.objects.filter(OPEN_BLOCKING, entry=entry)
    begun = texts.filter(live_from__isnull=False).order_by("live_from")
    newest = Q(number=Blank("newest", IntegerField()))
    wanted = texts.unfinished(Blank("now", DateTimeField())) | texts.filter(newest)
    return wanted.annotate(
        began=Subquery(begun.values("live_from")[:1]),
        last_event=Subquery(events.order_by("-at").values("at")[:1]),
        is_held=Exists(notes),
    ).values_list("began", "last_event", "is_held", *columns_of(model))
