"""Which edition of the site is current: the stamp, looked at once a second at most."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

from django.db import Error, close_old_connections

from alsinfo.editorial import instants

from .shelf import Shelf

log = logging.getLogger("alsinfo.pages")
PERIOD = 1.0  # seconds


class Edition:
    """The pages of one state of the site, from `begun` to `ends`.

    `begun` and `until` are in seconds since 1970, `ends` by the process's own clock.
    """

    def __init__(
        self, value: str, begun: float, until: float, tick: float, most: int
    ) -> None:
        self.value = value
        self.begun = begun
        self.until = until
        self.ends = tick + until - begun
        self.shelf = Shelf(most)

    def is_over(self, tick: float, now: float) -> bool:
        """Whether its time has come by either clock.

        A machine that slept or was set right comes back with a later time of day than
        the process counted; one whose time is put back does not prolong anything.
        """
        self.ends = min(self.ends, tick + self.until - now)
        return tick >= self.ends


class Watch:
    """Hands out the current edition.

    Seconds are counted by a clock that nobody sets, so that a machine's clock put back
    an hour does not keep a withdrawn text for an hour.
    """

    def __init__(
        self,
        most: int,
        tick: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._most = most
        self._tick = tick
        self._now = now
        self._lock = Lock()
        self._edition: Edition | None = None
        self._current: Edition | None = None
        self._until = float("-inf")

    def peek(self) -> tuple[Edition | None, float]:
        """The edition and the tick, if it is known without looking."""
        tick = self._tick()
        return (self._current if tick < self._until else None), tick

    def edition(self) -> tuple[Edition | None, float]:
        """The current edition and the tick; None while the database does not say."""
        tick = self._tick()
        if tick >= self._until:
            with self._lock:
                if self._tick() >= self._until:
                    self._look()
        return self._current, tick

    def _look(self) -> None:
        """Look at the stamp. Everybody waits for it, so nobody is told of the past.

        Without an answer nothing is given out that may have been withdrawn; what is
        kept is good again when the database answers with the same stamp.
        """
        tick = self._tick()
        close_old_connections()
        try:
            found = self._found(tick)
        except Error as error:
            log.warning("The site's stamp cannot be read: %s", error)
            self._current = None
        else:
            self._edition = self._current = found
        finally:
            ends = self._current.ends if self._current else tick + PERIOD
            self._until = min(tick + PERIOD, max(ends, tick))
            close_old_connections()

    def _found(self, tick: float) -> Edition | None:
        """The edition we have, if it still stands, or a new one."""
        old, now = self._edition, self._now()
        if (
            old is not None
            and not old.is_over(tick, now)
            and instants.stamp() == old.value
        ):
            return old
        standing = instants.standing(datetime.fromtimestamp(now, UTC))
        if standing is None:
            return None
        until = standing.until.timestamp()
        return Edition(standing.value, now, until, tick, self._most)
