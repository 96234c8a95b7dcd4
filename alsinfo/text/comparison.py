"""Two texts as lines, and what a reader sees changed between them.

Pure, like `differences`, whose way of matching it uses. Where that compares what
editors wrote, this compares what a page shows: also how a line stands, where a link
leads, which row a cell is in, and what was moved.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, NamedTuple

from .differences import ALIKE, PARAGRAPH_PAIRS, WORD_PAIRS, PieceKind, Purse, matched
from .lines import Cell, Line, Look, Word

ChangeKind = Literal["added", "removed", "changed", "moved"]
Step = tuple[PieceKind, int, int]

_TABLE = ("row", "head")


class Piece(NamedTuple):
    """Some words that look alike; `looks` only where they tell the reader something."""

    kind: PieceKind
    text: str
    looks: tuple[Look, ...] = ()


class CellChange(NamedTuple):
    """A changed cell: the name of its column, its number from 1, and its words."""

    column: str
    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is not as it was, in reading order.

    `line` is how it is now, or was when it is gone; of a changed one `was` is how it
    was. `after` is the line that stands before it. A changed row of a table has
    `cells`, another line `pieces`; those of a line that is added, removed or moved are
    all the same.
    """

    kind: ChangeKind
    line: Line
    after: Line | None
    was: Line | None = None
    pieces: tuple[Piece, ...] = ()
    cells: tuple[CellChange, ...] = ()


def compare(old: Sequence[Line], new: Sequence[Line]) -> tuple[Change, ...]:
    """Return the lines that differ; none when a reader sees the same.

    Time is bounded as in `differences.compare`.
    """
    before, after = [line.key for line in old], [line.key for line in new]
    purse = Purse(PARAGRAPH_PAIRS)
    pairs = matched(before, after, _Likeness(old, new).of, purse)
    steps = _steps(before, after, pairs)
    words = Purse(WORD_PAIRS)
    found = [_change(step, old, new, words) for step in steps]
    return tuple(_moved([change for change in found if change]))


def _steps(
    before: Sequence[object], after: Sequence[object], pairs: list[tuple[int, int]]
) -> Iterator[Step]:
    """Walk both sides: what is removed, what is added, what belongs together."""
    i = j = 0
    for next_i, next_j in [*pairs, (len(before), len(after))]:
        yield from (("removed", n, j) for n in range(i, next_i))
        yield from (("added", i, n) for n in range(j, next_j))
        if next_i < len(before):
            yield "same", next_i, next_j
        i, j = next_i + 1, next_j + 1


class _Likeness:
    """How alike two lines are: 2 if equal, 0 if strangers.

    A line that stands by itself on both sides is the same line, whatever it says.
    """

    def __init__(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        self.old, self.new = old, new
        self.alone = 0.1 if len(old) == len(new) == 1 else 0.0
        self.old_words = [frozenset(line.text.split()) for line in old]
        self.new_words = [frozenset(line.text.split()) for line in new]

    def of(self, i: int, j: int) -> float:
        old, new = self.old[i], self.new[j]
        if old.key == new.key:
            return 2.0
        if (old.form.kind in _TABLE) != (new.form.kind in _TABLE):
            return self.alone
        if old.text == new.text != "":
            return 1.5
        if old.row and old.row == new.row:
            return 1.2
        one, other = self.old_words[i], self.new_words[j]
        part = 2 * len(one & other) / (len(one) + len(other) or 1)
        return part if part >= ALIKE else self.alone


def _change(
    step: Step, old: Sequence[Line], new: Sequence[Line], purse: Purse
) -> Change | None:
    kind, i, j = step
    if kind == "removed":
        return Change(kind, old[i], _before(old, i), pieces=_whole(old[i]))
    if kind == "added":
        return Change(kind, new[j], _before(new, j), pieces=_whole(new[j]))
    one, other = old[i], new[j]
    if one.key == other.key:
        return None
    change = Change("changed", other, _before(new, j), one)
    if one.cells and other.cells:
        cells = tuple(_cells(one.cells, other.cells, purse))
        # Where only a column has a new name, the row that names it tells.
        if not cells and one.form == other.form:
            return None
        return replace(change, cells=cells, pieces=() if cells else _whole(other))
    return replace(change, pieces=_pieces(one.words, other.words, purse))


def _before(lines: Sequence[Line], n: int) -> Line | None:
    return lines[n - 1] if n else None


def _moved(changes: list[Change]) -> Iterator[Change]:
    """What was taken from one place and stands in another was moved there."""
    gone: dict[object, list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind == "removed" and change.line.words:
            gone[change.line.key].append(change)
    come = [change for change in changes if change.kind == "added"]
    origins = {
        id(change): gone[change.line.key].pop(0)
        for change in come
        if gone[change.line.key]
    }
    left = {id(change) for change in origins.values()}
    for change in changes:
        if id(change) not in left:
            moved = id(change) in origins
            yield replace(change, kind="moved") if moved else change


def _cells(
    old: Sequence[Cell], new: Sequence[Cell], purse: Purse
) -> Iterator[CellChange]:
    """The cells of a row that differ. A cell belongs to its column, then to its words.

    What columns are called is told of the row that names them.
    """
    before, after = list(map(_cell_key, old)), list(map(_cell_key, new))
    pairs = matched(
        [(cell.column, key) for cell, key in zip(old, before, strict=True)],
        [(cell.column, key) for cell, key in zip(new, after, strict=True)],
        lambda i, j: (
            2.0 * _same_column(old[i], new[j], i == j)
            + 1.5 * (before[i] == after[j] != ())
        ),
        purse,
    )
    for kind, i, j in _steps(old, new, pairs):
        if kind == "same" and before[i] == after[j]:
            continue
        one = old[i].words if kind != "added" else ()
        other = new[j].words if kind != "removed" else ()
        cell, number = (old[i], i) if kind == "removed" else (new[j], j)
        if one or other:
            pieces = _pieces(one, other, purse)
            yield CellChange(cell.column, number + 1, pieces)


def _same_column(old: Cell, new: Cell, same_place: bool) -> bool:
    """Columns without a name are told apart by their place."""
    return old.column == new.column and (bool(old.column) or same_place)


def _cell_key(cell: Cell) -> tuple[object, ...]:
    return tuple(word.key for word in cell.words)


def _pieces(
    old: Sequence[Word], new: Sequence[Word], purse: Purse
) -> tuple[Piece, ...]:
    before, after = [word.key for word in old], [word.key for word in new]
    pairs = matched(before, after, lambda i, j: float(before[i] == after[j]), purse)
    return _joined(
        Piece("same", max(old[i].text, new[j].text, key=len))
        if kind == "same"
        else Piece(kind, *(old[i] if kind == "removed" else new[j]))
        for kind, i, j in _steps(old, new, pairs)
    )


def _whole(line: Line) -> tuple[Piece, ...]:
    """All words of a line; of their looks, only where they lead."""
    return _joined(
        Piece("same", word.text, tuple(look for look in word.looks if look.target))
        for word in line.words
    )


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    runs = groupby(pieces, key=lambda piece: (piece.kind, piece.looks))
    return tuple(
        Piece(kind, "".join(piece.text for piece in run), looks)
        for (kind, looks), run in runs
    )
