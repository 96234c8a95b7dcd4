"""In which encoding a visitor gets an answer, and putting it there.

Imports the standard library and brotli.
"""

import gzip
import re
from functools import lru_cache
from typing import NamedTuple

import brotli

# The order in which we would rather send; what is not named by a visitor is identity.
OFFERED = ("br", "gzip", "identity")


class Effort(NamedTuple):
    """How hard to compress. The highest levels take fifty times as long as these."""

    brotli: int
    gzip: int


# Of 90 kB the first makes 18 kB in 1.4 ms, the second 20 kB in half a millisecond.
KEPT = Effort(brotli=5, gzip=6)
ONCE = Effort(brotli=3, gzip=3)
# Fewer bytes travel in one packet either way.
WORTH_IT = 256
LONGEST = 200
_ITEM = re.compile(
    r"\s*(?P<name>[\w*!#$%&'+.^`|~-]+)\s*"
    r"(?:;\s*q\s*=\s*(?P<q>0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?",
    re.IGNORECASE | re.ASCII,
)
_ALIASES = {"x-gzip": "gzip"}


def chosen(accepted: str | None) -> str:
    """The encoding for this `Accept-Encoding`: one of OFFERED, whatever it says."""
    if not accepted:
        return "identity"
    if len(accepted) > LONGEST:
        return _chosen(accepted)
    return _remembered(accepted)


def encoded(body: bytes, encoding: str, effort: Effort = KEPT) -> bytes:
    """The body in one of OFFERED. Always the same bytes for the same body."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=effort.brotli))
    if encoding == "gzip":
        return gzip.compress(body, effort.gzip, mtime=0)
    return body


def _chosen(accepted: str) -> str:
    """Weigh what is named; items that cannot be read count for nothing.

    A star allows all but names none: who sends only that gets the plain bytes.
    """
    weights = _weights(accepted)
    best = max(OFFERED, key=lambda name: weights.get(name, 0.0))
    if weights.get(best):
        return best
    star = weights.get("*")
    if weights.get("identity", star) != 0.0:
        return "identity"
    # Plain bytes are refused: what may be sent besides, if anything may.
    allowed = [n for n in ("gzip", "br") if weights.get(n, star) != 0.0]
    return allowed[0] if allowed else "identity"


_remembered = lru_cache(maxsize=256)(_chosen)


def _weights(accepted: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for item in accepted.split(","):
        found = _ITEM.fullmatch(item)
        if found:
            name = found["name"].lower()
            weights[_ALIASES.get(name, name)] = float(found["q"] or 1)
    return weights
