"""The running words of a text, each letter with its exact place in the Markdown.

Where `prose` says about where a word stands, so that an editor finds it, this says it
to the character, so that something can be written there. A paragraph is followed piece
by piece along its source; one that cannot be followed is left out, never guessed.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from .following import LostError, Stretch, follow
from .markup import Block, blocks

_NEWLINE = re.compile(r"\r\n?|\n")
_MARKERS = re.compile(r"(?:\s|>|[-+*](?=[ \t\r\n])|\d{1,9}[.)](?=[ \t\r\n]))*")
_RULER = re.compile(r"[\s>|:-]*-[\s>|:-]*")
_SURROGATES = re.compile("[\0\ud800-\udfff]")


def stretches(text: str) -> list[Stretch]:
    """Return the stretches of a text in order; linear in its length."""
    source = _SURROGATES.sub("\ufffd", text)
    begins = [0, *(match.end() for match in _NEWLINE.finditer(text)), len(text)]
    found: list[Stretch] = []
    section = 0
    for _, row in groupby(enumerate(blocks(text)), key=_row):
        cells = [block for _, block in row]
        section += cells[0].kind == "heading" and bool(cells[0].pieces)
        places = list(_places(cells, source, begins))
        for block, place in zip(cells, places, strict=True):
            found.append(_stretch(block, source, section, place))
    return found


def _row(numbered: tuple[int, Block]) -> tuple[int, int]:
    """The cells of one row of a table stand together; all else stands alone."""
    number, block = numbered
    return (-1, block.lines[0]) if block.kind == "cell" and block.lines else (number, 0)


def _places(
    row: list[Block], source: str, begins: list[int]
) -> Iterator[tuple[int, int] | None]:
    """Yield (start, end) in the source of a row's cells; None for one to leave out."""
    first = row[0]
    if first.lines is None or first.kind == "heading":
        yield from (None for _ in row)
        return
    last = len(begins) - 1
    start, end = (begins[min(line, last)] for line in first.lines)
    markers = _MARKERS.match(source, start, end)
    after = markers.end() if markers else start
    if ">" in source[start:after]:
        yield from (None for _ in row)
    elif first.kind != "cell":
        yield after, end
    elif _RULER.fullmatch(
        source, end, begins[min(first.lines[1] + 1, len(begins) - 1)]
    ):
        yield from (None for _ in row)
    else:
        cells = _cells(source, start, end)
        yield from ((cells[n] if n < len(cells) else None) for n in range(len(row)))


def _cells(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the cells of a line stand; an escaped bar is none."""
    line = source[start:end]
    start += len(line) - len(line.lstrip())
    end = start + len(line.strip())
    bars = [
        at
        for at in range(start, end)
        if source[at] == "|" and (at == start or source[at - 1] != "\\")
    ]
    edges = [start - 1, *bars, end]
    cells = [(one + 1, two) for one, two in pairwise(edges)]
    return [cell for n, cell in enumerate(cells) if n or cell[0] < cell[1]]


def _stretch(
    block: Block, source: str, section: int, place: tuple[int, int] | None
) -> Stretch:
    links = tuple(piece.target for piece in block.pieces if piece.kind == "link")
    if place is None or not block.pieces:
        return Stretch(section, links)
    stretch = Stretch(section, links, *place)
    try:
        follow(block.pieces, source, stretch)
    except LostError:
        return Stretch(section, links)
    return stretch
