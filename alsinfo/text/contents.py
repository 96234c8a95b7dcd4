"""The list of contents that stands above a long text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .markup import Heading, Section

# A text with fewer headings, or no more words, is short: it has no such list.
FEWEST = 3
SHORT = 600
# The most lines of a list that names the headings within the sections too.
MOST_LINES = 14
LEVELS = (2, 3, 4)


class Line(NamedTuple):
    """A heading, and those within its part: of level 3, or 4 where there are few."""

    heading: Heading
    within: tuple[Heading, ...] = ()


def contents(sections: Iterable[Section], words: int) -> list[Line]:
    """Return the lines for a text of so many words; none for a short one.

    The inner headings are left out when they would make the list long, but not where
    there is hardly anything else to list.
    """
    headings = [heading for part in sections for heading in _listed(part)]
    level = _level(headings)
    if level is None or words <= SHORT:
        return []
    lines = _lines(heading for heading in headings if heading.level <= max(level, 3))
    if level > LEVELS[0] or _length(lines) <= MOST_LINES:
        return lines
    return [Line(line.heading) for line in lines if line.heading.level == LEVELS[0]]


def _listed(section: Section) -> Iterator[Heading]:
    """The headings of a section, but for great ones in a list or quotation."""
    for heading in section.headings:
        if heading == section.own or heading.level > LEVELS[0]:
            yield heading


def _level(headings: list[Heading]) -> int | None:
    """The level down to which there are headings enough to make a list of."""
    counts = {level: sum(h.level <= level for h in headings) for level in LEVELS}
    return next((level for level in LEVELS if counts[level] >= FEWEST), None)


def _lines(headings: Iterable[Heading]) -> list[Line]:
    lines: list[Line] = []
    for heading in headings:
        if lines and heading.level > lines[-1].heading.level:
            lines[-1] = Line(lines[-1].heading, (*lines[-1].within, heading))
        else:
            lines.append(Line(heading))
    return lines


def _length(lines: list[Line]) -> int:
    return len(lines) + sum(len(line.within) for line in lines)
