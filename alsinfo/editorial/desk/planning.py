"""The one rule of planning: how intervals give way to one another."""

from datetime import datetime
from typing import Any, cast

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alsinfo.search import finding as search

from .. import refusals
from ..workflow import Status


def replan(act: Any, cut: datetime | None) -> Any:
    """Forget what has not begun, and end the text on show where it now must.

    Returns the revision on show, or None.
    """
    for waiting in act.timeline.scheduled(act.at):
        set_interval(waiting, None, None, None)
        search.forget(act.entry.kind, waiting.pk)
    shown = act.timeline.live(act.at)
    if shown is not None:
        end = earlier(shown.asked_until, cut)
        set_interval(shown, shown.live_from, end, shown.asked_until)
    return shown


def set_interval(
    revision: Any,
    start: datetime | None,
    end: datetime | None,
    asked: datetime | None,
) -> None:
    stands = revision.live_from, revision.live_until, revision.asked_until
    if stands == (start, end, asked):
        return
    revision.live_from, revision.live_until, revision.asked_until = start, end, asked
    revision.save(update_fields=["live_from", "live_until", "asked_until"])


def start_of(act: Any, at: datetime | None) -> datetime:
    if at is None:
        return cast(datetime, act.at)
    if at <= act.at:
        raise refusals.WrongTime(
            _("That time has passed: choose a later one, or publish now.")
        )
    return at


def check_end(start: datetime, until: datetime | None) -> None:
    if until is not None and until <= start:
        raise refusals.WrongTime(_("The end must be later than the beginning."))


def earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((end for end in (one, other) if end is not None), default=None)


def tell_interval(act: Any, start: datetime, until: datetime | None) -> None:
    """Write into the event which interval the act was about, in the site's zone."""
    said = _("From %(start)s") % {"start": _moment(start)}
    if until is not None:
        said = _("From %(start)s until %(until)s") % {
            "start": _moment(start),
            "until": _moment(until),
        }
    zone = timezone.get_current_timezone_name()
    act.why = "\n".join(filter(None, [f"{said} ({zone}).", act.why]))


def _moment(instant: datetime) -> str:
    return date_format(timezone.localtime(instant), "j F Y, H:i")


def settle(act: Any) -> None:
    """Put the status right, refuse shared names, and index what will be public."""
    newest = act.timeline.newest
    if act.entry.status == Status.PUBLISHED and newest.live_from is None:
        act.entry.status = Status.APPROVED
    for revision in act.timeline.unfinished(act.at):
        clashes = revision.clashes(act.at)
        if clashes:
            raise refusals.NameTaken(" ".join(map(str, clashes)))
        search.index(revision.entry.kind, revision.pk, **revision.search_row())
