"""Where an entry stands, and what this person may do about it: the status bar."""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, Count, IntegerField, Q, Subquery

from .. import desk
from ..prepared import Blank, Question, columns_of, record
from ..workflow import Action, Moment, Status, allowed_actions
from .acts import ACTS

VERBS = ("view", "add", "change", "review", "publish")
MOST_NAMED = 12
OF_ENTRY = ("open_notes", "blocking_notes", "asked_by", "asked_why")


@dataclass(frozen=True)
class Offer:
    """One act on offer: its word, and whether a click does it or a form comes first."""

    action: Action
    at_once: bool


# Offered beside a version on the history page, not on the bar.
OF_A_VERSION = {Action.SUPPRESS}


class Asked(NamedTuple):
    """Who asked for changes, and what should change."""

    actor_name: str
    why: str


@dataclass(frozen=True)
class Standing:
    """What the status bar says; instants are aware."""

    entry: Any
    newest: Any
    live: Any
    scheduled: Any
    ended: Any
    open_notes: int
    blocking_notes: int
    offers: list[Offer]
    approvers: list[str]
    asked: Any

    @property
    def on_bar(self) -> list[Offer]:
        """The offers that the bar makes."""
        return [o for o in self.offers if o.action not in OF_A_VERSION]


def verbs_of(account: Any, entry: Any) -> frozenset[str]:
    """The permission verbs that an account holds on a kind of entry."""
    return frozenset(verb for verb in VERBS if desk.may(account, verb, entry))


def standing_of(entry: Any, account: Any, at: Any) -> Standing:
    """Read everything the bar says in a fixed number of queries."""
    read = _texts(entry)
    newest = next((r for r in read if r.number == entry.newest), None)
    revisions = [r for r in read if r.live_from]
    entry.newest_text = newest  # the form starts from it and need not read it again
    live = next((r for r in revisions if r.is_live(at)), None)
    scheduled = next((r for r in revisions if r.live_from > at), None)
    past = [r for r in revisions if r.live_until and r.live_until <= at]
    ended = max(past, key=lambda r: r.live_until, default=None)
    savers = entry.savers_since_live(at)
    return Standing(
        entry=entry,
        newest=newest,
        live=live,
        scheduled=scheduled,
        ended=None if live else ended,
        open_notes=(newest and newest.open_notes) or 0,
        blocking_notes=(newest and newest.blocking_notes) or 0,
        offers=_offers(entry, account, _moments(live, scheduled, ended), live, savers),
        approvers=_approvers(entry, savers),
        asked=_changes_asked(entry, newest),
    )


def _texts(entry: Any) -> list[Any]:
    """The newest text, and the newest of those that were ever given an interval.

    Each knows what the bar says of the whole entry, so one query reads all.
    """
    model = entry.revisions.model
    found = []
    for row in _question(model).ask(entry=entry.pk, newest=entry.newest):
        text = record(model, columns_of(model), row[len(OF_ENTRY) :])
        text.entry = entry
        vars(text).update(zip(OF_ENTRY, row, strict=False))
        found.append(text)
    return found


@cache
def _question(model: Any) -> Question:
    return Question(lambda: _rows_of(model))


def _rows_of(model: Any) -> Any:
    """What is told `OF_ENTRY`, before each of its texts."""
    entry = Blank("entry", BigIntegerField())
    own = model._meta.get_field("entry").related_model._meta.get_field
    notes = own("notes").related_model.objects.filter(entry=entry)
    notes = notes.filter(resolved_at=None, reply_to=None).order_by()
    notes = notes.values("entry").annotate(number_of=Count("pk"))
    asked = own("events").related_model.objects.filter(entry=entry)
    asked = asked.filter(action=Action.REQUEST_CHANGES).order_by("-at")[:1]
    newest = Q(number=Blank("newest", IntegerField()))
    wanted = model.objects.filter(newest | Q(live_from__isnull=False), entry=entry)
    told = (
        Subquery(notes.values("number_of")),
        Subquery(notes.filter(blocking=True).values("number_of")),
        Subquery(asked.values("actor_name")),
        Subquery(asked.values("why")),
    )
    named = wanted.annotate(**dict(zip(OF_ENTRY, told, strict=True)))
    return named.values_list(*OF_ENTRY, *columns_of(model))[:MOST_NAMED]


def _moments(live: Any, scheduled: Any, ended: Any) -> frozenset[Moment]:
    pairs = (
        (Moment.LIVE, live),
        (Moment.SCHEDULED, scheduled),
        (Moment.ENDED, ended and not live),
    )
    return frozenset(moment for moment, held in pairs if held)


def _offers(
    entry: Any, account: Any, moments: frozenset[Moment], live: Any, savers: Any
) -> list[Offer]:
    verbs = verbs_of(account, entry)
    allowed = set(allowed_actions(Status(entry.status), moments, verbs))
    accounts, names = savers
    if account.pk in accounts or account.get_username() in names:
        allowed.discard(Action.APPROVE)
    if live is not None and desk.wrote(account, live):
        allowed.discard(Action.STILL_RIGHT)
    return [Offer(action, ACTS[action][2]) for action in ACTS if action in allowed]


def _changes_asked(entry: Any, newest: Any) -> Asked | None:
    """What a reviewer said should change, while it is open."""
    if entry.status != Status.CHANGES_REQUESTED or newest is None:
        return None
    return Asked(newest.asked_by or "", newest.asked_why or "")


def _approvers(entry: Any, savers: Any) -> list[str]:
    """Who can still approve: reviewers who did not write, by name."""
    if entry.status not in {Status.DRAFT, Status.IN_REVIEW, Status.CHANGES_REQUESTED}:
        return []
    accounts, names = savers
    meta = type(entry)._meta
    able = get_user_model().objects.with_perm(
        f"{meta.app_label}.review_{meta.model_name}",
        backend="django.contrib.auth.backends.ModelBackend",
    )
    able = able.exclude(pk__in=accounts).exclude(username__in=names)
    return list(
        able.order_by("username").values_list("username", flat=True)[:MOST_NAMED]
    )
