"""The shape of a text: headings in order, sections that hold something, pictures."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from .prose import Link, Paragraph

# Words that say nothing about where a link leads, without their punctuation.
VAGUE = frozenset(
    [
        *("click", "click here", "here", "this link", "click this link", "link"),
        *("read more", "more", "learn more", "find out more", "see more", "see here"),
        *("this page", "this website", "this site", "this article", "website"),
        *("details", "more info", "more information", "continue reading", "go"),
    ]
)
_FILE_NAME = re.compile(r"[\w.-]{1,200}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)", re.I)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
# The title of the page is its first heading; those of its text begin one below.
FIRST_LEVEL = 2


def headings_out_of_order(found: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield headings that skip a level, and those as high as the title."""
    before = FIRST_LEVEL - 1
    for paragraph in found:
        if paragraph.kind == "heading":
            if paragraph.level < FIRST_LEVEL or paragraph.level > before + 1:
                yield paragraph
            before = max(paragraph.level, FIRST_LEVEL)


def empty_sections(found: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield headings with nothing beneath them, not even a deeper heading."""
    for paragraph, after in zip_longest(found, found[1:]):
        if paragraph.kind == "heading" and (
            after is None
            or (after.kind == "heading" and after.level <= paragraph.level)
        ):
            yield paragraph


def pictures_without_words(found: list[Paragraph]) -> Iterator[tuple[Paragraph, int]]:
    """Yield pictures, by their place in the text, that nothing or a file name tells."""
    for paragraph in found:
        for place, words in paragraph.pictures:
            if not words.strip() or _FILE_NAME.fullmatch(words.strip()):
                yield paragraph, place


def vague_links(found: list[Paragraph]) -> Iterator[tuple[Paragraph, Link]]:
    """Yield links whose words do not say where they lead."""
    for paragraph in found:
        for link in paragraph.links:
            words = paragraph.words[link.start : link.end]
            if _EDGES.sub("", " ".join(words.split())).lower() in VAGUE:
                yield paragraph, link
