"""The rules of review as one table. Pure: true without a database.

`Status` speaks of the newest revision only. Whether something of an entry can be
read by the public is the other axis: a set of `Moment`s derived from the intervals
and the clock. The two do not mix; `Rule` may ask for either.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Status(TextChoices):
    """Where the newest text of an entry stands."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    CHANGES_REQUESTED = "changes_requested", _("changes requested")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")


class Moment(StrEnum):
    """What is true of an entry's intervals at one instant; none of them: never live."""

    LIVE = "live"
    SCHEDULED = "scheduled"
    ENDED = "ended"


class Action(TextChoices):
    """What an editor can do to an entry; also the word in the trail."""

    SAVE = "save", _("Save")
    SUBMIT = "submit", _("Submit for review")
    TAKE_BACK = "take_back", _("Take back")
    REQUEST_CHANGES = "request_changes", _("Request changes")
    APPROVE = "approve", _("Approve")
    PUBLISH = "publish", _("Publish")
    CANCEL_SCHEDULE = "cancel_schedule", _("Cancel the schedule")
    MOVE_END = "move_end", _("Change the end")
    WITHDRAW = "withdraw", _("Withdraw")
    RENAME = "rename", _("Change the address")
    ARCHIVE = "archive", _("Archive")
    RESTORE = "restore", _("Bring back from the archive")
    STILL_RIGHT = "still_right", _("Still right")
    SET_ASIDE = "set_aside", _("Set a finding aside")
    # Nobody's act: what a changed record did to a live text.
    RECHECK = "recheck", _("Needs attention")
    RECHECK_OVER = "recheck_over", _("Needs attention no more")
    SUPPRESS = "suppress", _("Suppress a past version")


Moments = frozenset[Moment]


@dataclass(frozen=True)
class Rule:
    """Who may act, from which statuses, when the moments allow it, and where it leads.

    `permission` is the verb of a model permission (`review` -> `review_article`);
    `target` is None when the status stays as it is.
    """

    permission: str
    sources: frozenset[Status]
    target: Status | None = None
    when: Callable[[Moments], bool] = lambda moments: True
    unmet: "StrOrPromise" = ""
    timeline: bool = False


ANY = frozenset(Status)
EDITABLE = frozenset(
    {Status.DRAFT, Status.CHANGES_REQUESTED, Status.APPROVED, Status.PUBLISHED}
)


def _live(moments: Moments) -> bool:
    return Moment.LIVE in moments


def _scheduled(moments: Moments) -> bool:
    return Moment.SCHEDULED in moments


def _was_public(moments: Moments) -> bool:
    return bool(moments & {Moment.LIVE, Moment.ENDED})


def _open(moments: Moments) -> bool:
    return bool(moments & {Moment.LIVE, Moment.SCHEDULED})


def _closed(moments: Moments) -> bool:
    return not _open(moments)


NOTHING_LIVE = _("Nothing of this entry is on the public site now.")
NOTHING_SCHEDULED = _("Nothing of this entry is scheduled.")
NOTHING_OPEN = _("Nothing of this entry is on the public site or scheduled.")
NEVER_PUBLIC = _("This entry was never public: change its address in the form.")
NOTHING_PUBLIC = _("No version of this entry was ever on the public site.")
STILL_OPEN = _(
    "An entry that is live or scheduled cannot be archived: withdraw it first."
)

TRANSITIONS: dict[Action, Rule] = {
    Action.SAVE: Rule("change", EDITABLE, Status.DRAFT),
    Action.SUBMIT: Rule(
        "change",
        frozenset({Status.DRAFT, Status.CHANGES_REQUESTED}),
        Status.IN_REVIEW,
    ),
    Action.TAKE_BACK: Rule("change", frozenset({Status.IN_REVIEW}), Status.DRAFT),
    Action.REQUEST_CHANGES: Rule(
        "review",
        frozenset({Status.IN_REVIEW, Status.APPROVED}),
        Status.CHANGES_REQUESTED,
    ),
    Action.APPROVE: Rule("review", frozenset({Status.IN_REVIEW}), Status.APPROVED),
    Action.PUBLISH: Rule(
        "publish", frozenset({Status.APPROVED}), Status.PUBLISHED, timeline=True
    ),
    Action.CANCEL_SCHEDULE: Rule(
        "publish", ANY, when=_scheduled, unmet=NOTHING_SCHEDULED, timeline=True
    ),
    Action.MOVE_END: Rule(
        "publish", ANY, when=_open, unmet=NOTHING_OPEN, timeline=True
    ),
    Action.WITHDRAW: Rule(
        "publish", ANY, when=_live, unmet=NOTHING_LIVE, timeline=True
    ),
    Action.RENAME: Rule("publish", ANY, when=bool, unmet=NEVER_PUBLIC, timeline=True),
    Action.ARCHIVE: Rule(
        "change", EDITABLE, Status.ARCHIVED, when=_closed, unmet=STILL_OPEN
    ),
    Action.RESTORE: Rule("change", frozenset({Status.ARCHIVED}), Status.DRAFT),
    Action.STILL_RIGHT: Rule(
        "review", ANY, when=_live, unmet=NOTHING_LIVE, timeline=True
    ),
    Action.SET_ASIDE: Rule(
        "review",
        frozenset(
            {Status.DRAFT, Status.CHANGES_REQUESTED, Status.IN_REVIEW, Status.APPROVED}
        ),
    ),
    Action.SUPPRESS: Rule(
        "publish", ANY, when=_was_public, unmet=NOTHING_PUBLIC, timeline=True
    ),
}


def allowed_actions(
    status: Status, moments: Moments, permissions: frozenset[str]
) -> list[Action]:
    """The actions the table offers to someone with these permission verbs.

    Four eyes and the gate depend on the text and are asked by the desk.
    """
    return [
        action
        for action, rule in TRANSITIONS.items()
        if rule.permission in permissions
        and status in rule.sources
        and rule.when(moments)
    ]
