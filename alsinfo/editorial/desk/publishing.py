"""Texts on the public site: when they come, go, move and are confirmed."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import refusals
from ..models.entries import Seen
from ..reviewing import due_date
from ..workflow import Action
from .acting import acting
from .holding import gate, need, refuse_taken_address, wrote
from .planning import check_end, earlier, replan, set_interval, start_of, tell_interval
from .rechecking import change_cancelled, definition_changed, entry_withdrawn

LONGEST_REASON = 500


def publish(
    entry: Any,
    *,
    by: Any,
    seen: Seen,
    at: datetime | None = None,
    until: datetime | None = None,
    why: str = "",
) -> None:
    """Put the approved text on the public site, now or `at`, for good or `until`."""
    with acting(Action.PUBLISH, entry, by=by, seen=seen, why=why) as act:
        start = start_of(act, at)
        check_end(start, until)
        if act.revision.live_from and act.revision.live_from <= act.at:
            raise refusals.WrongStatus(
                _("A text that was public is not published again: restore it first.")
            )
        gate(act)
        if at is not None or until is not None:
            tell_interval(act, start, until)
        shown = replan(act, cut=start)
        set_interval(act.revision, start, until, until)
        definition_changed(act, shown)


def cancel_schedule(entry: Any, *, by: Any, seen: Seen, why: str = "") -> None:
    """Forget what has not begun; what it would have cut goes on."""
    with acting(Action.CANCEL_SCHEDULE, entry, by=by, seen=seen, why=why) as act:
        (waiting,) = act.timeline.scheduled(act.at)
        act.number = waiting.number
        tell_interval(act, waiting.live_from, waiting.asked_until)
        replan(act, cut=None)
        change_cancelled(act, waiting)


def move_end(
    entry: Any, *, by: Any, seen: Seen, until: datetime | None, why: str = ""
) -> None:
    """Ask another end, or none, for the live text; for the scheduled one if none is."""
    with acting(Action.MOVE_END, entry, by=by, seen=seen, why=why) as act:
        waiting: Any = next(iter(act.timeline.scheduled(act.at)), None)
        shown = act.timeline.live(act.at)
        if shown is None:
            act.number = waiting.number
            tell_interval(act, waiting.live_from, until)
            check_end(waiting.live_from, until)
            set_interval(waiting, waiting.live_from, until, until)
            return
        act.number = shown.number
        tell_interval(act, shown.live_from, until)
        check_end(act.at, until)
        cut = waiting.live_from if waiting else None
        set_interval(shown, shown.live_from, earlier(until, cut), until)


def withdraw(entry: Any, *, by: Any, seen: Seen, why: str) -> None:
    """Take the entry off the public site now; `why` is shown to the public."""
    _need_reason(why)
    with acting(Action.WITHDRAW, entry, by=by, seen=seen, why=why) as act:
        shown = replan(act, cut=act.at)
        act.number = shown.number
        shown.end_reason = why
        shown.save(update_fields=["end_reason"])
        entry_withdrawn(act, shown)


def suppress(entry: Any, *, by: Any, seen: Seen, number: int, why: str) -> None:
    """Take a past version's text out of the public history; `why` stands in its place.

    The version keeps its place, its dates and its text: editors still see it.
    """
    _need_reason(why)
    with acting(Action.SUPPRESS, entry, by=by, seen=seen, why=why) as act:
        past = act.entry.revisions.was_live(act.at).filter(number=number).first()
        if past is None:
            raise refusals.WrongStatus(_("No version of this number was ever public."))
        if past.is_live(act.at):
            raise refusals.WrongStatus(
                _("Readers see this version now: withdraw or replace it instead.")
            )
        if past.suppressed_at:
            raise refusals.WrongStatus(_("This version is suppressed already."))
        act.number = past.number
        past.suppressed_at, past.suppressed_reason = act.at, why
        past.save(update_fields=["suppressed_at", "suppressed_reason"])


def rename(entry: Any, *, by: Any, seen: Seen, slug: str, why: str = "") -> None:
    """Give a public entry another address; the old one will answer 301."""
    with acting(Action.RENAME, entry, by=by, seen=seen, why=why) as act:
        refuse_taken_address(act.entry, slug)
        former = act.entry.former_slugs
        former.filter(slug=slug).delete()
        former.create(slug=act.entry.slug, since=act.at)
        act.why = "\n".join(filter(None, [f"{act.entry.slug} → {slug}", why]))
        act.entry.slug = slug


def still_right(entry: Any, *, by: Any, seen: Seen, why: str = "") -> None:
    """Renew the review dates of the live text, which a reviewer has read again."""
    with acting(Action.STILL_RIGHT, entry, by=by, seen=seen, why=why) as act:
        shown = act.timeline.live(act.at)
        act.number = shown.number
        if wrote(by, shown):
            raise refusals.OwnText(
                _("You wrote the text that is live: somebody else must confirm it.")
            )
        shown.reviewed_on = timezone.localdate(act.at)
        shown.review_due = due_date(shown, shown.reviewed_on)
        shown.save(update_fields=["reviewed_on", "review_due"])


def _need_reason(why: str) -> None:
    need(why, _("Give the reason: readers will see it."))
    if len(why) > LONGEST_REASON:
        raise refusals.Missing(_("Give the reason in at most 500 characters."))
