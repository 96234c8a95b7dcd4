"""The list of contents that stands above a long text."""

from collections.abc import Iterable
from typing import NamedTuple

from .markup import Heading, Section

# A text with fewer sections, or no more words, is short: it has no such list.
FEWEST_SECTIONS = 3
SHORT = 600
# The most lines of a list that names the headings within the sections too.
MOST_LINES = 14


class Line(NamedTuple):
    """A section's own heading, and the headings of level 3 within it."""

    heading: Heading
    within: tuple[Heading, ...]


def contents(sections: Iterable[Section], words: int) -> list[Line]:
    """Return the lines for a text of so many words; none for a short one.

    The inner headings are left out when they would make the list long.
    """
    lines = [Line(part.own, _inner(part)) for part in sections if part.own]
    if len(lines) < FEWEST_SECTIONS or words <= SHORT:
        return []
    if len(lines) + sum(len(line.within) for line in lines) > MOST_LINES:
        return [line._replace(within=()) for line in lines]
    return lines


def _inner(section: Section) -> tuple[Heading, ...]:
    return tuple(heading for heading in section.headings if heading.level == 3)
