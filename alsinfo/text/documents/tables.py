"""Tables whose cells were parted by tabs."""

from collections.abc import Iterator, Sequence

from . import markers
from .lines import Line

# A first cell of nothing but these is the bullet or number of an item.
_MARKS = ".()0123456789-–—*+•●○◦▪▫■□‣⁃∙·✓✔✗➤➢►▶❖◆◇o"


def rows_from(lines: Sequence[Line], at: int) -> list[tuple[str, ...]]:
    """Return the rows of a table that begins at a line; fewer than two are none."""
    rows = list(_rows(lines, at))
    full = sum(len(list(filter(None, row))) > 1 for row in rows)
    return rows if 2 * full >= len(rows) and full > 1 else []


def _rows(lines: Sequence[Line], at: int) -> Iterator[tuple[str, ...]]:
    for place in range(at, len(lines)):
        line = lines[place]
        if len(line.cells) < 2 or (place > at and line.gap):
            return
        if markers.item(line.text) and not line.cells[0].strip(_MARKS):
            return
        if len(line.cells) == 2 and not line.cells[0]:
            return
        yield line.cells
