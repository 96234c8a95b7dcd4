"""Which words a text must hold for a row of the watch-list to find anything in it.

Where a row finds something, its needs are met; where they are met it need not find
anything. So an index of words can say which texts are worth reading, and none is
missed. Words are those that `patterns` compares: `words_in` a paragraph.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from .patterns import ANYTHING, JOINED_FROM, Pattern, Place, fold, ready

_RUN = re.compile(r"[^\W_]+")
# What may stand before letters inside of one word.
_INSIDE = "'’\u00ad\u200b\u200c\u200d\u2060\ufeff"


class Term(NamedTuple):
    """A word that must be there, or with `opened` some word that begins so."""

    word: str
    opened: bool = False


# All of these words: one, or two that are read as one when no blank parts them.
Way = tuple[Term, ...]
# Every one of these places must be met, each in any of its ways.
Need = list[list[Way]]


def needs_of(patterns: str, exact: bool) -> list[Need] | None:
    """What a text must meet any of; None where no word can be named for one of them."""
    needs = [_need_of(pattern) for pattern in ready(patterns, exact)]
    return needs if all(needs) else None


def _need_of(pattern: Pattern) -> Need:
    if pattern.literal:
        return [[(Term(word, opened=True),)] for word in _begun_in(pattern.typed)]
    places = [_ways(p, pattern.exact) for p in pattern.places if p is not ANYTHING]
    return places if all(places) else []


def _ways(place: Place, exact: bool) -> list[Way]:
    """The ways in which a place is met; none where that cannot be said."""
    words = [fold(word) if exact else word for word in sorted(place.words)]
    begun = [_safe(word) if exact else word for word in place.beginnings]
    if not all(begun):
        return []
    ways: list[Way] = [(Term(word),) for word in words]
    ways += [(Term(word, opened=True),) for word in begun]
    if not exact:
        ways += [pair for word in words for pair in _pairs(word, opened=False)]
        ways += [pair for word in begun for pair in _pairs(word, opened=True)]
    return ways


def _pairs(word: str, *, opened: bool) -> Iterator[Way]:
    """A word as two that stand side by side."""
    if opened or len(word) >= JOINED_FROM:
        for at in range(1, len(word)):
            yield Term(word[:at]), Term(word[at:], opened)


def _safe(word: str) -> str:
    """As much of a beginning as stays one, whatever letters come after it."""
    return fold("".join(takewhile(str.isascii, word)))


def _begun_in(typed: str) -> list[str]:
    """The beginnings of words that a literal holds.

    The first may be the end of a longer word. An i may stand for one without a dot,
    which is another letter.
    """
    runs = [
        run
        for run in _RUN.finditer(typed)
        if run.start() and typed[run.start() - 1] not in _INSIDE
    ]
    begun = [_safe(run[0]).partition("i")[0] for run in runs]
    return [word for word in begun if word]
