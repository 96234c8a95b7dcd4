"""Random acts on one entry under a moving clock, against a small model of the rules.

The model knows nothing of cuts. It remembers when each text began, the end that was
asked for it and when it was withdrawn, and says: of the texts that have begun the
last one counts, and it is live unless its end has come. What the desk keeps in
intervals must say the same at every instant.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alsinfo.editorial import desk
from alsinfo.editorial.refusals import Refused
from alsinfo.editorial.workflow import Status
from tests import cast

from .acts import TICK, fresh, next_approved

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
FAR = timedelta(days=4000)
# Hours to go, on a coarse grid so that instants meet; the microsecond tells twins.
hours = st.builds(
    lambda number, tick: timedelta(hours=number) + tick * TICK,
    st.integers(1, 12),
    st.sampled_from([-1, 0, 0, 0, 1]),
)


waits = st.just(timedelta(0)) | hours
ends = st.none() | hours.map(lambda hours: 2 * hours)


@dataclass
class Text:
    """A text that was put on the timeline, as the model remembers it."""

    number: int
    start: datetime
    end: datetime | None
    withdrawn: datetime | None = None

    def is_over(self, at):
        ends = (self.end, self.withdrawn)
        return any(end is not None and end <= at for end in ends)


class Timeline:
    """The model: texts in the order of their beginnings."""

    def __init__(self):
        self.texts = []

    def begun(self, at):
        return [text for text in self.texts if text.start <= at]

    def waiting(self, at):
        return [text for text in self.texts if text.start > at]

    def live(self, at):
        last = max(self.begun(at), key=lambda text: text.start, default=None)
        return last if last and not last.is_over(at) else None

    def forget_waiting(self, at):
        self.texts = self.begun(at)

    def instants(self):
        """All instants at which something may change."""
        ends = [t for text in self.texts for t in (text.end, text.withdrawn) if t]
        return sorted({text.start for text in self.texts} | set(ends))


def the_one(revisions, at):
    """The number of the only one of these live revisions, or None."""
    numbers = [revision.number for revision in revisions]
    assert len(numbers) <= 1, f"{numbers} are live at {at}"
    return numbers[0] if numbers else None


class Acts(RuleBasedStateMachine):
    """The desk and the model, taken through the same acts."""

    @initialize()
    def begin(self):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.clock = time_machine.travel(MORNING, tick=False)
        self.moved = self.clock.start()
        self.model, self.past = Timeline(), {}
        self.article = cast.make_article(Status.APPROVED)

    def teardown(self):
        if hasattr(self, "undo"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def now(self):
        """The instant that the next act will have."""
        last = self.article.events.order_by("at").last().at
        return max(timezone.now(), last + TICK)

    def act(self, allowed, perform_it, *args, **given):
        """Do it; it must succeed exactly when the model allows it."""
        try:
            perform_it(self.article, *args, seen=self.article.seen, **given)
        except Refused:
            assert not allowed
            return False
        assert allowed
        return True

    def wait(self, hours):
        self.past[timezone.now()] = self.shown(timezone.now())
        self.moved.shift(hours)

    @rule(after=waits)
    def begin_a_draft(self, after):
        self.wait(after)
        cast.new_draft(self.article)

    @rule(after=waits, until=ends)
    def publish_now(self, after, until):
        self.wait(after)
        self.publish(None, until and timezone.now() + until)

    @rule(after=waits, later=hours, until=ends)
    def schedule(self, after, later, until):
        self.wait(after)
        start = timezone.now() + later
        self.publish(start, until and timezone.now() + until)

    def publish(self, at, until):
        if fresh(self.article).status != Status.APPROVED:
            next_approved(self.article)
        now = self.now()
        start = at or now
        allowed = (at is None or at > now) and (until is None or until > start)
        by = cast.publisher()
        if self.act(allowed, desk.publish, by=by, at=at, until=until):
            self.model.forget_waiting(now)
            self.model.texts.append(Text(self.article.newest, start, until))

    @precondition(lambda self: self.model.waiting(self.now()))
    @rule()
    def cancel(self):
        now = self.now()
        allowed = bool(self.model.waiting(now))
        if self.act(allowed, desk.cancel_schedule, by=cast.publisher()):
            self.model.forget_waiting(now)

    @precondition(lambda self: self.model.texts)
    @rule(after=waits)
    def withdraw(self, after):
        self.wait(after)
        now = self.now()
        live = self.model.live(now)
        if self.act(bool(live), desk.withdraw, by=cast.publisher(), why="Wrong."):
            self.model.forget_waiting(now)
            live.withdrawn = now

    @precondition(lambda self: self.model.texts)
    @rule(after=waits, until=ends)
    def move_end(self, after, until):
        self.wait(after)
        now = self.now()
        until = until and timezone.now() + until
        waiting = self.model.waiting(now)
        text = self.model.live(now) or (waiting[0] if waiting else None)
        earliest = text and max(now, text.start)
        allowed = bool(text) and (until is None or until > earliest)
        if self.act(allowed, desk.move_end, by=cast.publisher(), until=until):
            text.end = until

    def shown(self, at):
        """The number of the one live text at an instant, or None; asks the database."""
        return the_one(self.article.revisions.live(at), at)

    @invariant()
    def holds(self):
        self.agrees_with_the_model()
        self.has_no_gap_that_nobody_asked_for()
        self.rewrites_no_history()

    def agrees_with_the_model(self):
        changes = [MORNING, timezone.now(), *self.model.instants()]
        instants = {change + near * TICK for change in changes for near in (-1, 0, 1)}
        revisions = list(self.article.revisions.all())
        for at in {*instants, MORNING + FAR}:
            expected = self.model.live(at)
            live = [revision for revision in revisions if revision.is_live(at)]
            assert the_one(live, at) == (expected.number if expected else None)
        assert self.shown(timezone.now()) == the_one(
            [r for r in revisions if r.is_live(timezone.now())], timezone.now()
        )

    def has_no_gap_that_nobody_asked_for(self):
        """Every end is the next beginning, an end that was asked, or a withdrawal."""
        ran = self.article.revisions.filter(live_from__isnull=False)
        rows = list(ran.order_by("live_from"))
        asked = {text.number: (text.end, text.withdrawn) for text in self.model.texts}
        for one, other in pairwise([*rows, None]):
            if one.live_until is not None:
                following = other.live_from if other else None
                assert one.live_until in (following, *asked[one.number])

    def rewrites_no_history(self):
        for at, number in self.past.items():
            assert self.shown(at) == number


@pytest.mark.django_db
def test_random_acts_agree_with_a_model_of_the_rules():
    for person in (cast.writer, cast.reviewer, cast.publisher):
        person()
    # Shrinking would take minutes; twenty acts can be read as they are.
    bounds = settings(
        max_examples=settings().max_examples // 2,
        stateful_step_count=20,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
    run_state_machine_as_test(Acts, settings=bounds)
