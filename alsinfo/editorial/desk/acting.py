"""What every act has in common: lock, compare, ask the table, and write it down."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import refusals
from ..models import SiteStamp
from ..models.derived import fresh_value
from ..models.entries import Seen
from ..workflow import TRANSITIONS, Action, Rule
from . import planning
from .timeline import Timeline, timeline_of

log = logging.getLogger("alsinfo.desk")
TICK = timedelta(microseconds=1)


@dataclass
class Act:
    """One act under way: the locked entry, its newest text, who acts and when.

    `number` is the version that the event will name, `timeline` what stood when the
    entry was locked, and what the act has made of it.
    """

    action: Action
    entry: Any
    by: Any
    at: datetime
    why: str
    revision: Any
    number: int
    timeline: Timeline


@contextmanager
def acting(
    action: Action, entry: Any, *, by: Any, seen: Seen, why: str
) -> Iterator[Act]:
    """Lock, compare, ask the table; then, when the body is done, write it down."""
    rule = TRANSITIONS[action]
    with _refusals_told(action, entry, by), transaction.atomic():
        if rule.timeline:
            renew_site()  # It also holds all other acts on any timeline off.
        act = _begun(action, entry, by, why)
        locked = act.entry
        _compare(act, rule, seen)
        was = locked.status
        if rule.target is not None:
            locked.status = rule.target
        yield act
        if rule.timeline:
            planning.settle(act)
        locked.save(update_fields=["status", "newest", "slug"])
        write_event(act, was)
        tell(act)
    for name in ("status", "newest", "slug"):
        setattr(entry, name, getattr(locked, name))


@contextmanager
def _refusals_told(action: Action, entry: Any, by: Any) -> Iterator[None]:
    """A line of the log for an act that was refused."""
    try:
        yield
    except refusals.Refused as refusal:
        log.warning("Refused: %s, %s", _sentence(action, entry, by), refusal)
        raise


def _sentence(action: Action, entry: Any, by: Any) -> str:
    return f"{by.get_username()}, {action.value}, {entry.kind} {entry.slug}"


def renew_site() -> None:
    """Renew the stamp, and hold it until the transaction ends. Usually one query."""
    if not SiteStamp.objects.filter(pk=1).update(value=fresh_value()):
        renew(SiteStamp.lock())


def tell(act: Act) -> None:
    """A line of the log for an act, once it is committed."""
    done = f"Done: {_sentence(act.action, act.entry, act.by)}, version {act.number}"
    transaction.on_commit(lambda: log.info(done))


def renew(stamp: SiteStamp) -> None:
    """Give the stamp a fresh value: whoever kept a page must ask again."""
    stamp.value = fresh_value()
    stamp.save(update_fields=["value"])


def may(account: Any, verb: str, entry: Any) -> bool:
    """Whether the account is active and holds the verb on this kind of entry."""
    meta = type(entry)._meta
    permission = f"{meta.app_label}.{verb}_{meta.model_name}"
    return bool(account.is_active and account.has_perm(permission))


def write_event(act: Act, was: str) -> None:
    act.entry.events.create(
        number=act.number,
        actor=act.by,
        actor_name=act.by.get_username(),
        action=act.action,
        at=act.at,
        from_status=was,
        to_status=act.entry.status,
        why=act.why,
    )


def _begun(action: Action, entry: Any, by: Any, why: str) -> Act:
    """The act on the entry, which is locked now, as it stands."""
    now = timezone.now()
    locked = type(entry).objects.select_for_update().get(pk=entry.pk)
    known = timeline_of(locked, now)
    at = _instant(known, now)
    return Act(action, locked, by, at, why, known.newest, locked.newest, known)


def _instant(known: Timeline, now: datetime) -> datetime:
    """Now, but later than the entry's last event and than the live text's beginning."""
    last = known.last_event
    if last is not None and now <= last:
        now = last + TICK
    shown = known.live(now)
    if shown is not None and now <= shown.live_from:
        now = shown.live_from + TICK
    return now


def _compare(act: Act, rule: Rule, seen: Seen) -> None:
    entry = act.entry
    if not may(act.by, rule.permission, entry):
        raise refusals.NotAllowed(
            _("Your account may not do this: “%(action)s” needs another role.")
            % {"action": act.action.label}
        )
    if entry.seen != seen:
        raise refusals.stale(entry)
    if entry.status not in rule.sources:
        raise refusals.WrongStatus(_refusal_by_status(act))
    if not rule.when(act.timeline.moments(act.at)):
        raise refusals.WrongStatus(str(rule.unmet))


def _refusal_by_status(act: Act) -> str:
    return _("“%(action)s” is not possible: this %(kind)s is %(status)s.") % {
        "action": act.action.label,
        "kind": type(act.entry)._meta.verbose_name,
        "status": act.entry.get_status_display(),
    }
