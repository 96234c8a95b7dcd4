"""The lines of a page, and whether two of them are one sentence that was broken.

A saved page is either wrapped (every line is about as long as the page was wide) or
not (every line is a paragraph). `width_of` tells which; `goes_on` decides at each end
of a line. Nothing here adds or takes away a word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_ENDS = re.compile(r"\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Unseen characters that may stand inside a word, where they do no harm.
_HARMLESS = frozenset("\u200c\u200d")
# What stands where a character was lost on the way.
_LOST = "\ufffd"
# A hyphen shown only where a line breaks: no part of the word that it stands in.
_SOFT_HYPHEN = "\u00ad"
_STRONG = re.compile(r"(?<!\w)(\*\*|__)(?=[^\s*_])([^*_\n]{1,300}?)(?<=\S)\1(?!\w)")
_DIRECTION = frozenset("\u200e\u200f\u061c")
_MARKS = r"(?:\s?\[[\d,;–\-\s]{1,20}\]|[⁰¹²³⁴-⁹⁻˒,]{1,12})?"
_TERMINATED = re.compile(rf"(?:[.!?…:;]['\"’”)\]»]{{0,3}}{_MARKS}|[.,]\d{{1,3}})$")
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|vs|etc|al|approx|ca|cf|no|fig|dr|mr|mrs|ms|prof|st|inc)\.$", re.I
)
CONNECTIVES = frozenset(
    re.findall(
        r"\w+",
        """
    a about after all also an and any are as at be because been before being
    between but by can could during each every for from had has have he her his
    how if in into is it its like may might more most must no not of on or our
    over she should since so some such than that the their then there these they
    this those through to under until very was we were when where which while who
    whose will with within without would your
    """,
    )
)
_WRAPPED = range(30, 200)
# By so many characters a page may wrap its lines earlier than its widest one.
_RAGGED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something.

    `number` counts all lines of the page from 0, `indent` is in columns, `gap` tells
    of an empty line before it, `cells` are what its tabs part; a tab in front of a line
    leaves the first one empty.
    """

    number: int
    text: str
    indent: int = 0
    gap: bool = False
    cells: tuple[str, ...] = ()


def lines_of(text: str) -> list[Line]:
    """Return the lines with something on them; blanks of all kinds become spaces."""
    found: list[Line] = []
    gap = True
    for number, raw in enumerate(_ENDS.split(visible(text))):
        words = " ".join(_STRONG.sub(r"\2", raw).split())
        if words:
            found.append(Line(number, words, _indent(raw), gap, _cells(raw)))
        gap = not words
    return found


def visible(text: str) -> str:
    """Return the text with a space for each character that nobody can see.

    Soft hyphens are taken out: they part no words.
    """
    text = text.replace(_SOFT_HYPHEN, "")
    unseen = {c for c in set(text) if _is_unseen(c)}
    return text.translate(dict.fromkeys(map(ord, unseen), " ")) if unseen else text


def _is_unseen(character: str) -> bool:
    if character in _HARMLESS or character in "\t\n\r" or _ENDS.match(character):
        return False
    category = unicodedata.category(character)
    unseen = category in {"Cc", "Cf", "Cs", "Co", "Cn"}
    return unseen or character in _DIRECTION or character == _LOST


def _indent(raw: str) -> int:
    start = raw[: len(raw) - len(raw.lstrip())]
    return len(start.expandtabs(4))


def _cells(raw: str) -> tuple[str, ...]:
    """What tabs part; a tab in front leaves the first cell empty."""
    row = raw.strip(" \u00a0").rstrip("\n")
    if "\t" not in row:
        return ()
    return tuple(" ".join(cell.split()) for cell in row.split("\t"))


# --- Where a sentence goes on -------------------------------------------------------


def is_terminated(text: str) -> bool:
    """Whether the text ends as a sentence or a lead-in to a list ends."""
    return bool(_TERMINATED.search(text[-40:]))


def starts_inside(text: str) -> bool:
    """Whether a line begins as only the middle of a sentence begins."""
    first = text[0]
    return first.islower() or first in ",;)]&/%–—-(=≥≤+<>…"


def is_dangling(text: str) -> bool:
    """Whether a text breaks off where no sentence, heading or entry ends."""
    if text[-1] in ",-–—(/&" or _ABBREVIATED.search(text[-12:]):
        return True
    return text.rsplit(None, 1)[-1].lower() in CONNECTIVES


def is_wrapped(before: Line, after: Line) -> bool:
    """Whether one line end surely breaks a sentence, seen from its two sides alone."""
    return (
        not after.gap
        and len(before.text) in _WRAPPED
        and not is_terminated(before.text)
        and after.text[0].islower()
    )


def width_of(lines: Sequence[Line]) -> int:
    """Return the width at which the page was wrapped; 0 for a page that was not."""
    broken = sorted(len(a.text) for a, b in pairwise(lines) if is_wrapped(a, b))
    return broken[-1] if len(broken) > 1 and 20 * len(broken) > len(lines) else 0


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the next word would not have fitted on the line."""
    first = following.split(None, 1)[0]
    return len(line) <= width < len(line) + 1 + len(first) + _RAGGED


def goes_on(text: str, last: str, following: str, width: int) -> bool:
    """Whether `following` continues `text`, whose last line is `last`."""
    full = is_full(last, following, width)
    if is_terminated(text):
        return full or bool(_ABBREVIATED.search(text[-12:]))
    if is_dangling(text) or starts_inside(following):
        return True
    return full


def join(parts: Sequence[str]) -> str:
    """Return lines as one; a word broken at its own hyphen is made whole."""
    return parts[0] if len(parts) == 1 else "".join(_with_blanks(parts))


def _with_blanks(parts: Sequence[str]) -> Iterator[str]:
    before = ""
    for part in parts:
        hyphened = before[-1:] == "-" and before[-2:-1].isalnum()
        if before and not (hyphened and part[0].isalnum()):
            yield " "
        yield part
        before = part
