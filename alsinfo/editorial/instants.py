"""When public pages change by themselves, without anybody's act.

One question to the database, answered from indexes however many texts there are.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Subquery
from django.utils import timezone

from .kinds import entry_models, revision_model
from .models import Revision, SiteStamp

# How long a correction stands at the top of a text.
CORRECTION_SHOWN_FOR = timedelta(days=90)


class Standing(NamedTuple):
    """The site's stamp, and the instant at which pages change though it does not."""

    value: str
    until: datetime


def stamp() -> str | None:
    """The value of the stamp, or None in a database without one. One small query."""
    return SiteStamp.objects.filter(pk=1).values_list("value", flat=True).first()


def standing(at: datetime) -> Standing | None:
    """How things stand at an instant, and until when. One query."""
    row = SiteStamp.objects.filter(pk=1).values_list("value", *_next(at)).first()
    if row is None:
        return None
    value, *found = row
    ends = [_as_end(instant, at) for instant in found if instant is not None]
    return Standing(value, min([*ends, next_midnight(at)]))


def to_come(kind: str, at: Any) -> tuple[Any, Any]:
    """The texts of one kind that begin after an instant, and those that end then."""
    texts = revision_model(kind).objects.order_by()
    return texts.filter(live_from__gt=at), texts.filter(live_until__gt=at)


def next_midnight(at: datetime) -> datetime:
    """The instant at which the next day begins in the site's time zone."""
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def _next(at: datetime) -> Iterator[Subquery]:
    """The first beginning, end and forgotten correction to come, of each kind."""
    for kind in entry_models():
        texts = revision_model(kind).objects.all()
        recent = texts.filter(
            change_kind=Revision.ChangeKind.CORRECTION,
            live_from__gt=at - CORRECTION_SHOWN_FOR,
            live_from__lte=at,
        )
        yield _first(texts.filter(live_from__gt=at), "live_from")
        yield _first(texts.filter(live_until__gt=at), "live_until")
        yield _first(recent, "live_from")


def _first(texts: Any, name: str) -> Subquery:
    return Subquery(texts.order_by(name).values(name)[:1])


def _as_end(instant: datetime, at: datetime) -> datetime:
    """A beginning that has passed is that of a correction: it ends 90 days later."""
    return instant if instant > at else instant + CORRECTION_SHOWN_FOR
