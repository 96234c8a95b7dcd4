"""Two texts, and what changed between them: by paragraphs, then by words.

Pure: no import but the standard library. The template prints the changes in words
("Removed: …", "Added: …") with `del` and `ins`; nothing here is markup.

Time is bounded: paragraphs and words that occur once on both sides are matched by
hash, and only the short stretches in between are compared pair by pair, from a purse
of comparisons. A stretch the purse cannot pay for is simply removed and added.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

PieceKind = Literal["same", "added", "removed"]
ChangeKind = Literal["same", "added", "removed", "changed"]
Score = Callable[[int, int], float]

# Pairs of paragraphs, and pairs of words, that one comparison may look at.
PARAGRAPH_PAIRS = 20_000
WORD_PAIRS = 1_000_000
# Two paragraphs are versions of one another when they share this part of their words.
ALIKE = 0.4

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+(?:[^\S\n]*\n)*|\s+")
_WORD = re.compile(r"\S+\s*|\s+")
_NEWLINE = re.compile(r"\r\n?")


class Piece(NamedTuple):
    """Some words of a changed paragraph, with the blanks that follow them."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph before and after, with the blank lines that follow it.

    An added paragraph has no `old`, a removed one no `new`. Only a changed one has
    `pieces`: those not added make up `old` and those not removed make up `new`, but
    for the blank lines at the end, which make no difference.
    """

    kind: ChangeKind
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()


class Purse:
    """Comparisons that may still be made."""

    def __init__(self, pairs: int) -> None:
        self.pairs = pairs

    def pays(self, pairs: int) -> bool:
        if pairs > self.pairs:
            return False
        self.pairs -= pairs
        return True


def compare(old: str, new: str) -> tuple[Change, ...]:
    """Return all paragraphs of both texts in reading order, and how each one changed.

    Joined, the `old` of all changes are the old text and the `new` the new text, with
    line ends written as `\\n`: other line ends are not a change.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    bare_before = [text.rstrip() for text in before]
    bare_after = [text.rstrip() for text in after]
    likeness = _likeness(bare_before, bare_after)
    pairs = matched(bare_before, bare_after, likeness, Purse(PARAGRAPH_PAIRS))
    return tuple(_changes(before, after, pairs, Purse(WORD_PAIRS)))


def _likeness(before: list[str], after: list[str]) -> Score:
    """Return what tells how alike two paragraphs are: 2 if equal, 0 if strangers."""
    words_before = [frozenset(text.split()) for text in before]
    words_after = [frozenset(text.split()) for text in after]

    def likeness(i: int, j: int) -> float:
        if before[i] == after[j]:
            return 2.0
        shared = 2 * len(words_before[i] & words_after[j])
        part = shared / (len(words_before[i]) + len(words_after[j]) or 1)
        return part if part >= ALIKE else 0.0

    return likeness


def _paragraphs(text: str) -> list[str]:
    return _PARAGRAPH.findall(_NEWLINE.sub("\n", text))


def _changes(
    before: list[str], after: list[str], pairs: list[tuple[int, int]], purse: Purse
) -> Iterator[Change]:
    i = j = 0
    for next_i, next_j in [*pairs, (len(before), len(after))]:
        yield from (Change("removed", text, "") for text in before[i:next_i])
        yield from (Change("added", "", text) for text in after[j:next_j])
        if next_i < len(before):
            yield _change(before[next_i], after[next_j], purse)
        i, j = next_i + 1, next_j + 1


def _change(old: str, new: str, purse: Purse) -> Change:
    bare_old, bare_new = old.rstrip(), new.rstrip()
    if bare_old == bare_new:
        return Change("same", old, new)
    return Change("changed", old, new, _pieces(bare_old, bare_new, purse))


def _pieces(old: str, new: str, purse: Purse) -> tuple[Piece, ...]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    pairs = matched(before, after, lambda i, j: float(before[i] == after[j]), purse)
    words: list[Piece] = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(before), len(after))]:
        words += [Piece("removed", word) for word in before[i:next_i]]
        words += [Piece("added", word) for word in after[j:next_j]]
        words += [Piece("same", word) for word in before[next_i : next_i + 1]]
        i, j = next_i + 1, next_j + 1
    return tuple(
        Piece(kind, "".join(piece.text for piece in run))
        for kind, run in groupby(words, key=lambda piece: piece.kind)
    )


def matched(
    before: Sequence[Hashable], after: Sequence[Hashable], score: Score, purse: Purse
) -> list[tuple[int, int]]:
    """Return pairs of indexes that belong together, rising on both sides.

    1. What is equal at both ends is matched.
    2. What occurs once on both sides, in the same order, is matched.
    3. The stretches in between are compared pair by pair, while the purse lasts.
    """
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    ends = (len(before) - tail, len(after) - tail)
    fixed = [(n, n) for n in range(head)]
    fixed += _landmarks(before, after, head, ends)
    fixed += [(ends[0] + n, ends[1] + n) for n in range(tail)]
    found: list[tuple[int, int]] = []
    for (i, j), (next_i, next_j) in pairwise(
        [(-1, -1), *fixed, (len(before), len(after))]
    ):
        rows, columns = range(i + 1, next_i), range(j + 1, next_j)
        if rows and columns and purse.pays(len(rows) * len(columns)):
            found += _best(rows, columns, score)
        found.append((next_i, next_j))
    return found[:-1]


def _common(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """Return how many items at the beginning are the same."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))


def _landmarks(
    before: Sequence[Hashable],
    after: Sequence[Hashable],
    start: int,
    ends: tuple[int, int],
) -> list[tuple[int, int]]:
    """Match what occurs once on both sides: the longest run that keeps its order."""
    once = _positions_of_singles(after, start, ends[1])
    singles = _positions_of_singles(before, start, ends[0])
    candidates = [(i, once[text]) for text, i in singles.items() if text in once]
    return _longest_rising(candidates)


def _positions_of_singles(
    texts: Sequence[Hashable], start: int, end: int
) -> dict[Hashable, int]:
    counts = Counter(texts[start:end])
    return {texts[n]: n for n in range(start, end) if counts[texts[n]] == 1}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest subsequence whose second numbers rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    previous: list[int] = []
    for n, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        previous.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        piles[pile : pile + 1] = [n]
    n = piles[-1] if piles else -1
    run: list[tuple[int, int]] = []
    while n >= 0:
        run.append(pairs[n])
        n = previous[n]
    return run[::-1]


def _best(rows: range, columns: range, score: Score) -> list[tuple[int, int]]:
    """Return the pairs, in rising order, that have the greatest total score."""
    scores = [[score(i, j) for j in columns] for i in rows]
    # best[r][c] is the greatest total of rows from r on with columns from c on.
    best = [[0.0] * (len(columns) + 1)]
    for line in reversed(scores):
        below, right = best[-1], 0.0
        totals = [0.0]
        for c in range(len(columns) - 1, -1, -1):
            right = max(right, below[c], below[c + 1] + line[c])
            totals.append(right)
        best.append(totals[::-1])
    best.reverse()
    return list(_followed(scores, best, rows, columns))


def _followed(
    scores: list[list[float]], best: list[list[float]], rows: range, columns: range
) -> Iterator[tuple[int, int]]:
    r = c = 0
    while r < len(rows) and c < len(columns):
        total = best[r][c]
        if scores[r][c] and total == best[r + 1][c + 1] + scores[r][c]:
            yield rows[r], columns[c]
            r, c = r + 1, c + 1
        elif total == best[r + 1][c]:
            r += 1
        else:
            c += 1
