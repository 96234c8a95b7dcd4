"""The editors' inbox: the one place where a report and its trail are written.

May import `alsinfo.editorial`. Nothing is deleted: a report is closed, and what it
holds of a person is forgotten.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alsinfo.editorial.kinds import entry_models
from alsinfo.editorial.piles import MOST_SHOWN, Pile

from . import answering
from .models import Report, ReportStep

State, What = Report.State, ReportStep.What
MOST_A_DAY = 1_000  # reports of all readers together: some megabytes at most
DAY = timedelta(days=1)
DAYS_KEPT = 90  # a mail address, after its report was answered or closed
OPEN = (State.NEW, State.IN_WORK)
SETTLED = (State.ANSWERED, State.CLOSED)


class Move(NamedTuple):
    """What an editor may do: its words, from which states, to which."""

    label: Any
    sources: tuple[str, ...]
    target: str | None
    what: str


MOVES = {
    "take_up": Move(_("Take it up"), (State.NEW,), State.IN_WORK, What.TAKEN_UP),
    "answer": Move(_("Answer"), OPEN, State.ANSWERED, What.ANSWERED),
    "close": Move(_("Close"), (*OPEN, State.ANSWERED), State.CLOSED, What.CLOSED),
    "reopen": Move(_("Open again"), SETTLED, State.IN_WORK, What.REOPENED),
    "note": Move(_("Only write a note"), (*OPEN, *SETTLED), None, What.NOTED),
}


class FullError(Exception):
    """No more reports are taken today."""


class StaleError(Exception):
    """A colleague was faster; the text is a sentence."""


def take_in(report: Report) -> None:
    """Keep a report, or raise `FullError`. Three queries."""
    if Report.objects.filter(at__gt=report.at - DAY).count() >= MOST_A_DAY:
        raise FullError
    with transaction.atomic():
        forget_addresses(report.at)
        report.save(force_insert=True)


def moves_from(state: str) -> dict[str, Move]:
    """What may be done with a report in this state."""
    return {name: move for name, move in MOVES.items() if state in move.sources}


def move(
    report: Report,
    name: str,
    *,
    by: Any,
    at: datetime,
    seen: int,
    note: str = "",
    answer: str = "",
    became: int | None = None,
) -> None:
    """Do one of `MOVES`; `seen` is the newest step that the editor saw, 0 for none.

    Raises `StaleError` and writes nothing when the report has moved since. An answer
    goes out by mail when the transaction is committed, if there is an address.
    """
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        if seen != newest_step(held) or held.state not in MOVES[name].sources:
            raise StaleError(
                _("A colleague has changed this report meanwhile. Please look again.")
            )
        forget_addresses(at)
        held.state = MOVES[name].target or held.state
        held.settled_at = at if held.state in SETTLED else None
        held.became = became or held.became
        what = MOVES[name].what
        if name == "answer":
            held.answer = answer
            what = What.ANSWERED_BY_MAIL if held.email else What.ANSWERED
        held.save()
        add_step(held, what, by=by, at=at, note=note)
        if what == What.ANSWERED_BY_MAIL:
            failed = partial(add_step, held, What.NOT_DELIVERED, by=by, at=at)
            send = partial(answering.send, held, failed)
            transaction.on_commit(send, robust=True)


def newest_step(report: Report) -> int:
    """The key of the last line of the trail, but for those that no person wrote."""
    people = report.steps.exclude(what=What.NOT_DELIVERED)
    return people.order_by("-pk").values_list("pk", flat=True).first() or 0


def add_step(
    report: Report, what: str, *, by: Any, at: datetime, note: str = ""
) -> None:
    report.steps.create(
        actor=by, actor_name=by.get_username(), at=at, what=what, note=note
    )


# Forgetting.


def forget(report: Report, *, by: Any, at: datetime, words_too: bool, why: str) -> None:
    """Take out the mail address, and all that the reader typed if `words_too`."""
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        held.email = ""
        if words_too:
            held.words = held.wrong = held.answer = ""
            held.page = held.page if held.is_ours else ""
        held.save()
        add_step(held, What.FORGOTTEN, by=by, at=at, note=why)


def forget_addresses(at: datetime, days: int = DAYS_KEPT) -> int:
    """Take out the mail addresses of reports settled so long ago; how many. One query.

    Also done whenever a report comes or is worked on, so that it needs no clock of
    the machine.
    """
    settled = Report.objects.filter(settled_at__lte=at - timedelta(days=days))
    return settled.exclude(email="").update(email="")


# The start page.


def pile_of(account: Any, at: datetime) -> Pile | None:
    """The new reports, those about a person's own entries first. One query."""
    if not account.has_perm("feedback.view_report"):
        return None
    reports = Report.objects.filter(state=State.NEW).annotate(own=_is_own(account))
    light = reports.defer("answer", "words").order_by("-own", "-at")
    rows = [_row(report) for report in light[: MOST_SHOWN + 1]]
    return Pile(
        _("New reports from readers"), rows[:MOST_SHOWN], len(rows) > MOST_SHOWN
    )


def _is_own(account: Any) -> Case:
    cases = [
        When(
            Exists(model.objects.filter(pk=OuterRef("entry_id"), owner=account)),
            entry_kind=kind,
            then=Value(1),
        )
        for kind, model in entry_models().items()
    ]
    return Case(*cases, default=Value(0))


def _row(report: Any) -> dict[str, Any]:
    label = _("%(kind)s, about a text of yours") if report.own else "%(kind)s"
    return {
        "heading": beginning(report.wrong) or str(report),
        "slug": "",
        "url": reverse("admin:feedback_report_change", args=[report.pk]),
        "label": label % {"kind": report.get_kind_display()},
        "reasons": [report.page] if report.page else [],
    }


def beginning(text: str, longest: int = 80) -> str:
    """The first words of a text, on one line."""
    line = " ".join(text[: 4 * longest].split())
    return line if len(line) <= longest else f"{line[:longest].rstrip()} …"
