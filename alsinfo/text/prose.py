"""The paragraphs of a text as words, and where each word stands in the text.

What reads a text as an editor would (`reading`, `watching`, `leftovers` and their
neighbours) reads paragraphs from here: link addresses, keys of marks and code are not
among their words, and a place in the words leads back to its place in the text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from .markup import Block, Piece, blocks

Kind = Literal["heading", "paragraph", "item", "row", "line"]

# How far beyond its own length a piece is looked for, before it is matched letter by
# letter; this bounds the time for texts full of escapes.
WINDOW = 2_000
# What stands for code among the words: it is no word and joins none.
CODE = "\ufffc"

_NEWLINE = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or mark: its words are `words[start:end]` of the paragraph."""

    start: int
    end: int
    target: str


@dataclass
class Paragraph:
    """A heading, paragraph, list item, table row, or line of a plain text.

    `section` is the heading it stands under, `lead` the sentence with a colon that
    introduces its list, `pictures` the words that stand for each picture.
    """

    kind: Kind
    level: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    section: str = ""
    lead: "Paragraph | None" = None
    cites: bool = False
    links: list[Link] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @cached_property
    def words(self) -> str:
        """Its words; not to be asked before they are all there."""
        return "".join(self.parts)

    def add(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def place(self, offset: int) -> int:
        """Return the offset in the text of an offset in the words."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return self.places[0] if self.places else 0
        return self.places[at] + offset - self.starts[at]

    @property
    def near(self) -> str:
        """The words that may qualify it: those that introduce its list."""
        return self.lead.words if self.lead else ""


def lines(text: str) -> list[Paragraph]:
    """Return the lines of a plain text (a title, key messages) that hold something."""
    found = []
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            place = start + line.index(words[0])
            found.append(Paragraph("line", parts=[words], starts=[0], places=[place]))
        start += len(line)
    return found


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text in Markdown, in order."""
    reader = _Reader(text)
    for block in blocks(text):
        reader.read(block)
    return [p for p in reader.found if p.words.strip() or p.pictures]


def line_of(text: str, offset: int) -> int:
    """Return the number of the line, from 1, that holds an offset."""
    return 1 + sum(1 for _ in _NEWLINE.finditer(text, 0, offset))


class _Reader:
    """Walks a text once, its place always at the piece that was found last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begins = [0, *(match.end() for match in _NEWLINE.finditer(text))]
        self.at = 0
        self.end = len(text)
        self.found: list[Paragraph] = []
        self.section = ""
        self.leads: list[Paragraph] = []
        self.row: tuple[int, int] | None = None

    def read(self, block: Block) -> None:
        if block.lines is not None:
            first, last = block.lines
            self.at = max(self.at, self.begins[first])
            self.end = self.begins[last] if last < len(self.begins) else len(self.text)
        paragraph = self.opened(block)
        for piece in block.pieces:
            self.add(paragraph, piece)
        if paragraph.kind == "heading":
            self.section = paragraph.words.strip()
        # What a deeper list may be introduced by: the last words at each depth.
        self.leads[block.depth :] = [paragraph]

    def opened(self, block: Block) -> Paragraph:
        """Return the paragraph a block goes into: cells of one row share theirs."""
        if block.kind == "cell" and self.row == block.lines and self.found:
            paragraph = self.found[-1]
            paragraph.add(" | ")
            return paragraph
        self.row = block.lines if block.kind == "cell" else None
        paragraph = Paragraph(
            self.kind(block), block.level, section=self.section, lead=self.lead(block)
        )
        self.found.append(paragraph)
        return paragraph

    def kind(self, block: Block) -> Kind:
        if block.kind == "cell":
            return "row"
        if block.kind == "paragraph" and block.depth:
            return "item"
        return block.kind

    def lead(self, block: Block) -> Paragraph | None:
        """Return what introduces the list a block stands in."""
        if not 0 < block.depth <= len(self.leads):
            self.leads += [Paragraph("line")] * (block.depth - len(self.leads))
        before = self.leads[block.depth - 1] if block.depth else None
        ends = before is not None and before.words.rstrip().endswith(":")
        return before if ends else None

    def add(self, paragraph: Paragraph, piece: Piece) -> None:
        match piece.kind:
            case "text":
                self.place(paragraph, piece.words)
            case "break":
                paragraph.add(" ")
                self.skip_past("\n")
            case "code":
                self.skip_past(piece.words)
                paragraph.add(CODE)
            case "address":
                self.skip_past(piece.words)
            case "citation":
                paragraph.cites = True
                self.skip_past("[@")
                self.skip_past("]")
            case "picture":
                self.skip_past("![")
                paragraph.pictures.append((self.at, piece.words))
                self.skip_target()
            case "link":
                start = paragraph.length
                paragraph.links.append(Link(start, start, piece.target))
            case "link_end":
                opened = paragraph.links.pop()
                end = paragraph.length
                paragraph.links.append(Link(opened.start, end, opened.target))
                self.skip_target()

    def place(self, paragraph: Paragraph, words: str) -> None:
        """Add words, and note where they stand."""
        limit = min(self.end, self.at + len(words) + WINDOW)
        found = self.text.find(words, self.at, limit)
        if found >= 0:
            self.note(paragraph, paragraph.length, found)
            self.at = found + len(words)
        else:
            self.spell(paragraph, words)
        paragraph.add(words)

    def spell(self, paragraph: Paragraph, words: str) -> None:
        """Place words letter by letter: escapes and entities stand between them."""
        for offset, letter in enumerate(words, start=paragraph.length):
            found = self.text.find(letter, self.at, min(self.end, self.at + 12))
            if found >= 0:
                self.note(paragraph, offset, found)
                self.at = found + 1

    def note(self, paragraph: Paragraph, offset: int, place: int) -> None:
        if not paragraph.starts or paragraph.place(offset) != place:
            paragraph.starts.append(offset)
            paragraph.places.append(place)

    def skip_past(self, words: str) -> None:
        found = self.text.find(words, self.at, min(self.end, self.at + WINDOW))
        if found >= 0:
            self.at = found + len(words)

    def skip_target(self) -> None:
        """Go to the end of `](address)`, whose parentheses are balanced."""
        start = self.text.find("](", self.at, min(self.end, self.at + WINDOW))
        if start < 0:
            return
        depth = 0
        for at in range(start + 1, min(self.end, start + WINDOW)):
            depth += {"(": 1, ")": -1}.get(self.text[at], 0)
            if depth == 0:
                self.at = at + 1
                return
