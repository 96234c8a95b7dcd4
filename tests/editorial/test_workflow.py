"""The table of the workflow: every status x moments x action x role.

What is expected is stated here once more, by hand and apart from `TRANSITIONS`.
"""

from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.refusals import Refused
from alsinfo.editorial.workflow import Action, Moment, Status, allowed_actions
from tests import cast

from .acts import PERFORM, fresh, next_approved, perform

STATUSES = [
    "draft", "in_review", "changes_requested", "approved", "published", "archived",
]  # fmt: skip
# Who may act at which status: w writers, r reviewers, p publishers, - nobody.
BY_STATUS = """
save               w - w w w -
submit             w - w - - -
take_back          - w - - - -
request_changes    - r - r - -
approve            - r - - - -
publish            - - - p - -
cancel_schedule    p p p p p p
move_end           p p p p p p
withdraw           p p p p p p
rename             p p p p p p
archive            w - w w w -
restore            - - - - - w
still_right        r r r r r r
set_aside          r r r r - -
suppress           p p p p p p
recheck            - - - - - -
recheck_over       - - - - - -
"""
MOMENTS = {
    "never": set(),
    "scheduled": {Moment.SCHEDULED},
    "live": {Moment.LIVE},
    "ended": {Moment.ENDED},
    "live, scheduled": {Moment.LIVE, Moment.SCHEDULED},
    "ended, scheduled": {Moment.ENDED, Moment.SCHEDULED},
}
# Which of those moments allow the action; the columns are in the order of MOMENTS.
BY_MOMENTS = """
save               + + + + + +
submit             + + + + + +
take_back          + + + + + +
request_changes    + + + + + +
approve            + + + + + +
publish            + + + + + +
cancel_schedule    - + - - + +
move_end           - + + - + +
withdraw           - - + - + -
rename             - + + + + +
archive            + - - + - -
restore            + + + + + +
still_right        - - + - + -
set_aside          + + + + + +
suppress           - - + + + +
recheck            - - - - - -
recheck_over       - - - - - -
"""
# role -> the letters of the first table, and the permission verbs it holds.
ROLES = {
    "writers": ("w", {"view", "add", "change"}),
    "reviewers": ("r", {"view", "review"}),
    "publishers": ("p", {"view", "publish"}),
    "administrators": ("wrp", {"view", "add", "change", "review", "publish", "delete"}),
    "nobody": ("", set()),
}
UNREACHABLE = {
    ("published", "never"),
    ("archived", "scheduled"),
    ("archived", "live"),
    ("archived", "live, scheduled"),
    ("archived", "ended, scheduled"),
}
REACHABLE = sorted(set(product(STATUSES, MOMENTS)) - UNREACHABLE)
# Two need a finding, or a past version, besides; the last is nobody's act.
WITHOUT_ACT = {"set_aside", "suppress", "recheck", "recheck_over"}


def read(table):
    """A table as a dict: action -> the marks of its row."""
    split = (line.split() for line in table.strip().splitlines())
    return {action: marks for action, *marks in split}


def expected(status, moments, role):
    """The names of the actions that the two tables give."""
    column = STATUSES.index(status)
    hour = list(MOMENTS).index(moments)
    by_moments = read(BY_MOMENTS)
    return {
        action
        for action, marks in read(BY_STATUS).items()
        if marks[column] in ROLES[role][0] and by_moments[action][hour] == "+"
    }


def put(status, moments):
    """An article that really came to this status and these moments."""
    if moments == "never":
        return cast.make_article(Status(status))
    first = Status.APPROVED if moments == "scheduled" else Status.PUBLISHED
    article = cast.make_article(first)
    if moments.startswith("ended"):
        cast.withdraw(article)
    if moments in {"live, scheduled", "ended, scheduled"}:
        next_approved(article)
    if "scheduled" in moments:
        cast.schedule(article)
    if status != "published":
        cast.new_draft(article)
        cast.bring_to(article, Status(status))
    return article


def actor(role):
    """Somebody of the role who wrote no text, so that four eyes do not matter."""
    if role == "administrators":
        return cast.administrator()
    return cast.make_person(f"one-of-{role}", *([] if role == "nobody" else [role]))


def succeeds(action, article, by):
    """Whether the desk performs it; the database is as before afterwards."""
    try:
        with transaction.atomic():
            perform(action, fresh(article), by)
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


def test_the_tables_here_name_every_action_and_status():
    assert set(read(BY_STATUS)) == set(read(BY_MOMENTS)) == set(Action.values)
    assert set(STATUSES) == set(Status.values)
    assert {action.value for action in PERFORM} == set(Action.values) - WITHOUT_ACT


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("moments", MOMENTS)
@pytest.mark.parametrize("status", STATUSES)
def test_the_table_offers_exactly_what_the_role_may_do(status, moments, role):
    verbs = frozenset(ROLES[role][1])
    offered = allowed_actions(Status(status), frozenset(MOMENTS[moments]), verbs)
    assert set(offered) == expected(status, moments, role)
    assert len(offered) == len(set(offered))


def test_roles_combine():
    verbs = frozenset(ROLES["writers"][1] | ROLES["reviewers"][1])
    offered = allowed_actions(Status.APPROVED, frozenset(), verbs)
    assert set(offered) == {"save", "request_changes", "archive", "set_aside"}


@pytest.mark.django_db
@pytest.mark.parametrize("make", [cast.make_article, cast.make_term])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_holds_the_verbs_of_the_table(role, make):
    every = {"view", "add", "change", "delete", "review", "publish"}
    held = {verb for verb in every if desk.may(actor(role), verb, make())}
    assert held == ROLES[role][1]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("status", "moments"), REACHABLE)
def test_the_desk_performs_exactly_what_the_table_offers(status, moments, role, clock):
    article, by = put(status, moments), actor(role)
    assert article.status == status
    assert article.moments(timezone.now()) == MOMENTS[moments]
    performed = {action for action in PERFORM if succeeds(action, article, by)}
    assert performed == expected(status, moments, role) - WITHOUT_ACT
