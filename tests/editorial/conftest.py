"""A clock that a test can move. It starts on a Monday morning in winter and ticks."""

from datetime import UTC, datetime

import pytest
import time_machine

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    """The fake clock: `shift(timedelta)` and `move_to(instant)`."""
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller
