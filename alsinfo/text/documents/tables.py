"""Tables whose cells were parted by tabs."""

from collections.abc import Iterator, Sequence

from . import markers
from .lines import Line

# A first cell of nothing but these is the bullet or number of an item.
_MARKS = ".()0123456789-–—*+•●○◦▪▫■□‣⁃∙·✓✔✗➤➢►▶❖◆◇o"
# A row of one cell with an empty one before it is longer than this in no table.
_LONGEST_LONE = 60


def rows_from(lines: Sequence[Line], at: int) -> list[tuple[str, ...]]:
    """Return the rows of a table that begins at a line; fewer than two are none.

    Tabs in front of every row are its indent; in front of some, they are empty cells.
    """
    rows = list(_rows(lines, at))
    full = sum(len(list(filter(None, row))) > 1 for row in rows)
    if 2 * full < len(rows) or full < 2:
        return []
    indent = min(map(_indent, rows))
    return [row[indent:] for row in rows]


def _indent(row: tuple[str, ...]) -> int:
    return next((place for place, cell in enumerate(row) if cell), len(row))


def _rows(lines: Sequence[Line], at: int) -> Iterator[tuple[str, ...]]:
    for place in range(at, len(lines)):
        line = lines[place]
        if len(line.cells) < 2 or (place > at and line.gap) or _is_item(line):
            return
        if not any(line.cells[:-1]) and not _heads(lines, place, at):
            return
        yield line.cells


def _is_item(line: Line) -> bool:
    first = next(filter(None, line.cells), "")
    return bool(markers.item(line.text)) and not first.strip(_MARKS)


def _heads(lines: Sequence[Line], place: int, at: int) -> bool:
    """Whether a lone last cell belongs to the rows around it."""
    if len(lines[place].text) > _LONGEST_LONE:
        return False
    around = lines[place - 1] if place > at else lines[min(place + 1, len(lines) - 1)]
    same = len(around.cells) == len(lines[place].cells)
    return around is not lines[place] and same and bool(around.cells[0])
