"""What readers saw, and when: the public versions of one entry, for every kind.

Versions are numbered 1, 2, 3 as readers saw them, because gaps would betray drafts. An
end that is still to come would betray a schedule, so it is not told. May import
`alsinfo.editorial` and Django.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, DateTimeField
from django.utils import timezone
from django.utils.translation import gettext as _

from alsinfo.editorial.instants import CORRECTION_SHOWN_FOR
from alsinfo.editorial.prepared import Blank, Blanks, Question, record

CORRECTED = ("id", "entry_id", "lang", "change_note", "live_from", "suppressed_at")
TICK = timedelta(microseconds=1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Version(NamedTuple):
    """A text as readers count it. `until` is None while it is on show."""

    number: int
    revision: Any
    until: datetime | None


class NoSuchDayError(Exception):
    """A day that cannot be asked for; the text is a sentence for the reader."""


def versions(entry: Any, at: datetime) -> list[Version]:
    """Every version that was public up to this instant, the oldest first. One query.

    The long texts are left in the database.
    """
    shown = entry.revisions.was_live(at).order_by("live_from", "number")
    light = shown.defer(*shown.model.marked_fields)
    return [
        Version(number, revision, None if revision.is_live(at) else revision.live_until)
        for number, revision in enumerate(light, start=1)
    ]


def corrections_of(revision: Any, at: datetime, past: Any = None) -> list[Any]:
    """The corrections that stand at the top of a text, the newest first.

    Those of the last 90 days; of a past text, of the 90 days before it was read; of one
    that was never live its own as well. At most one query.
    """
    if past:
        return past.corrections
    corrects = revision.change_kind == revision.ChangeKind.CORRECTION
    waits = revision.live_from is None or revision.live_from > at
    recent = _recent_corrections(revision, at)
    return [revision, *recent] if corrects and waits else recent


def _recent_corrections(revision: Any, at: datetime) -> list[Any]:
    if revision.entry_id is None:
        return []
    return recent_corrections([revision], at).get(revision.entry_id, [])


def recent_corrections(revisions: Sequence[Any], at: datetime) -> dict[int, list[Any]]:
    """Primary key of an entry -> its corrections of the last 90 days. One query.

    For the entries of these texts, which are of one kind. The newest first; they know
    what a page says of them.
    """
    if not revisions:
        return {}
    model, since = type(revisions[0]), at - CORRECTION_SHOWN_FOR
    entries = {text.entry_id for text in revisions}
    found: dict[int, list[Any]] = {}
    for row in _corrected(model).ask(entries=entries, since=since, at=at):
        text = record(model, CORRECTED, row)
        found.setdefault(text.entry_id, []).append(text)
    return found


@cache
def _corrected(model: Any) -> Question:
    """The corrections of some entries that were live after an instant."""
    at, since = (Blank(name, DateTimeField()) for name in ("at", "since"))

    def make() -> Any:
        shown = model.objects.was_live(at).filter(
            entry__in=Blanks("entries", BigIntegerField()),
            change_kind=model.ChangeKind.CORRECTION,
            live_from__gt=since,
        )
        return shown.order_by("-live_from").values_list(*CORRECTED)

    return Question(make)


def corrections_at(shown: list[Version], at: datetime) -> list[Any]:
    """The corrections that stood at the top at an instant, the newest first."""
    since = at - CORRECTION_SHOWN_FOR
    return [t for t in _corrections(shown) if since < t.live_from <= at]


def corrections_after(shown: list[Version], at: datetime) -> list[Any]:
    """Corrections that came later than an instant, the newest first."""
    return [text for text in _corrections(shown) if text.live_from > at]


def _corrections(shown: list[Version]) -> list[Any]:
    texts = [version.revision for version in reversed(shown)]
    return [t for t in texts if t.change_kind == t.ChangeKind.CORRECTION]


def day_of(text: str, at: datetime) -> date:
    """`2026-03-01` as a day that has begun in the site's time zone."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise NoSuchDayError(
            _("That is not a day we can read. Write it like this: 2026-03-01.")
        )
    if day > timezone.localdate(at):
        raise NoSuchDayError(
            _("That day has not come yet, so there is nothing to show.")
        )
    return day


def end_of(day: date, at: datetime) -> datetime:
    """The last instant of a day in the site's time zone; of today, this instant."""
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    return min(timezone.make_aware(midnight) - TICK, at)
