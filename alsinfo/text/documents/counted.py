"""Items counted in letters or Roman numbers, and those behind a small `o`.

`i.`, `A.` and `o` may begin a sentence as well. So one of them begins an item only
beside another that counts on from it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line
from .markers import Marker

_COUNTED = re.compile(r"(\(?)(?:([ivx]{1,5})|([A-H]))([.)])\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_BULLET = "o "
# The next item stands so many lines further at most.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Count:
    """How an item is counted, and how far: the second of `(i)` has the value 2."""

    style: str
    value: int

    def leads_to(self, other: "Count | None") -> bool:
        return other == Count(self.style, self.value + 1)


def count_of(text: str) -> Count | None:
    """Read the letter or number in front of a line."""
    found = _COUNTED.match(text)
    if found is None:
        return None
    style = found[1] + ("i" if found[2] else "A") + found[4]
    if found[3]:
        return Count(style, ord(found[3]) - ord("A") + 1)
    return Count(style, _ROMAN.index(found[2]) + 1) if found[2] in _ROMAN else None


def item(lines: Sequence[Line], at: int, last: Count | None) -> Marker | None:
    """Read an item that its neighbours show to be one; `last` is the one before."""
    text = lines[at].text
    if text.startswith(_BULLET) and _has_fellow(lines, at):
        return Marker("o", "", text[len(_BULLET) :])
    count = count_of(text)
    if count is None:
        return None
    begins = count.value == 1 and any(
        count.leads_to(count_of(line.text)) for line in _near(lines, at)
    )
    follows = last is not None and last.leads_to(count)
    return Marker(count.style, "", text) if begins or follows else None


def _has_fellow(lines: Sequence[Line], at: int) -> bool:
    around = [*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]]
    return any(line.text.startswith(_BULLET) for line in around)


def _near(lines: Sequence[Line], at: int) -> Sequence[Line]:
    """The lines after one, as far as no empty line parts a longer text from it."""
    found = []
    for line in lines[at + 1 : at + 1 + _NEAR]:
        if line.gap and count_of(line.text) is None:
            break
        found.append(line)
    return found
