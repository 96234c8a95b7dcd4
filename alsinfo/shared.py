"""The store that all processes share, when there is one: a Redis or Valkey server.

It may be empty, slow, away or written to by somebody else at any time. So nothing that
stands there is taken without our signature, and nobody waits for a server that has just
failed. Imports Django only.
"""

import hashlib
import hmac
import logging
import pickle
import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from django.conf import settings

log = logging.getLogger("alsinfo.shared")
REST = 10.0  # seconds for which a server that failed is not asked again
SIZE = 32  # bytes of a signature


class NotOursError(ValueError):
    """What stands there was not put there by this site."""


class Signed:
    """Values as bytes that only holders of SECRET_KEY can have written."""

    def __init__(self) -> None:
        secret = f"alsinfo.shared {settings.SECRET_KEY}".encode()
        self._key = hashlib.blake2b(secret, digest_size=SIZE).digest()

    def dumps(self, value: Any) -> bytes:
        written = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        return self._signature(written) + written

    def loads(self, found: bytes) -> Any:
        signature, written = found[:SIZE], found[SIZE:]
        if not hmac.compare_digest(signature, self._signature(written)):
            raise NotOursError("It has no signature of ours.")
        return pickle.loads(written)  # noqa: S301 - signed by us

    def _signature(self, written: bytes) -> bytes:
        return hashlib.blake2b(written, key=self._key, digest_size=SIZE).digest()


class Store:
    """A cache that never fails: what cannot be had is not there."""

    def __init__(self, cache: Any, tick: Callable[[], float] = time.monotonic) -> None:
        self._cache = cache
        self._tick = tick
        self._rests_until = float("-inf")
        self._lock = Lock()

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default` when it is missing, spoilt, or the server away.

        Each value knows its key: another of ours that was put in its place is none.
        """
        found = self._try(lambda: self._cache.get(key), None)
        if found is None:
            return default
        if isinstance(found, tuple) and len(found) == 2 and found[0] == key:
            return found[1]
        log.warning("A value of the shared store stands under the key of another.")
        return default

    def set(self, key: str, value: Any, timeout: float | None = None) -> None:
        """Keep the value for so many seconds, if the server is there."""
        self._try(lambda: self._cache.set(key, (key, value), timeout), None)

    def _try(self, work: Callable[[], Any], otherwise: Any) -> Any:
        if self._tick() < self._rests_until:
            return otherwise
        try:
            return work()
        except NotOursError as fault:
            log.warning("A value of the shared store is not used. %s", fault)
        except Exception as fault:  # Whatever its client may raise.
            self._rest(fault)
        return otherwise

    def _rest(self, fault: Exception) -> None:
        """Leave the server alone for a while, and say so once."""
        with self._lock:
            if self._tick() < self._rests_until:
                return
            self._rests_until = self._tick() + REST
        kind = type(fault).__name__
        log.warning("The server of CACHE_URL does not answer (%s).", kind)
