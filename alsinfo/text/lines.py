"""What a page shows of a text, line by line: its words, how they look and stand.

A line is a heading, a paragraph, an item of a list, a row of a table or a line of code.
Reads the HTML of `markup`, and only its tags. Two lines are the same to a reader when
their `key` is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal, NamedTuple

LookKind = Literal["bold", "italic", "code", "link", "term", "picture", "break"]
Heading = Literal["h2", "h3", "h4"]
FormKind = Literal[
    Heading, "paragraph", "bullet", "number", "item", "row", "head", "code", "rule"
]
# What is called by its name: ("source" or "term", key) -> name.
Names = Mapping[tuple[str, str], str]

_WORD = re.compile(r"\S+\s*|\s+")
_LOOKS: dict[str, LookKind] = {"strong": "bold", "em": "italic", "code": "code"}
_HEADINGS: tuple[Heading, ...] = ("h2", "h3", "h4")
_LISTS = ("ul", "ol")
_CELLS = ("th", "td")
_SOURCE = "#source-"


class Look(NamedTuple):
    """What the eye sees of a word beside its letters; `target` is where it leads."""

    kind: LookKind
    target: str = ""


class Word(NamedTuple):
    """A word, with the blank that follows it."""

    text: str
    looks: tuple[Look, ...] = ()

    @property
    def key(self) -> tuple[str, tuple[Look, ...]]:
        return self.text.rstrip() or self.text, self.looks


class Form(NamedTuple):
    """How a line stands on the page.

    `lists` and `quotes` are those around it; `start` the number with which its list
    begins, where that is not 1 and this is the first item.
    """

    kind: FormKind = "paragraph"
    lists: int = 0
    quotes: int = 0
    start: int = 1


PARAGRAPH = Form()


class Cell(NamedTuple):
    """A cell of a row, and what its column is called; that may be empty."""

    column: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `under` are the headings above it, the nearest last."""

    words: tuple[Word, ...]
    form: Form = PARAGRAPH
    under: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        return self.form, tuple(word.key for word in self.words)

    @property
    def text(self) -> str:
        return said(self.words)

    @property
    def row(self) -> str:
        """What a row of a table is called: its first cell."""
        return said(self.cells[0].words) if self.cells else ""


def said(words: Iterable[Word]) -> str:
    """The bare text of some words."""
    return "".join(word.text for word in words).strip()


def plain(text: str) -> list[Line]:
    """The lines of a text without marks; empty ones are left out."""
    rows = filter(None, (row.split() for row in text.splitlines()))
    return [Line(tuple(Word(f"{word} ") for word in row)) for row in rows]


def whole(*texts: str) -> list[Line]:
    """Lines that are the same or not, such as dates and names: never word by word."""
    bare = (" ".join(text.split()) for text in texts)
    return [Line((Word(text),)) for text in bare if text]


def of_html(html: str, names: Names) -> list[Line]:
    """The lines of a text that `markup` rendered. One pass."""
    reader = _Reader(names)
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.lines


class _Reader(HTMLParser):
    """Reads once from left to right, and keeps the lines that are done."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names
        self.lines: list[Line] = []
        self.words: list[Word] = []
        self.looks: list[Look] = []
        self.heads: dict[str, str] = {}
        self.lists: list[tuple[FormKind, int]] = []
        self.quotes = 0
        self.item: Form | None = None
        self.columns: list[str] = []
        self.cells: list[tuple[Word, ...]] = []
        self.is_code = self.is_cited = self.is_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.begin_link(values)
        elif tag in _LOOKS:
            self.looks += [] if self.is_code else [Look(_LOOKS[tag])]
        elif tag == "br":
            self.looks.append(Look("break"))
        elif tag == "img":
            look = Look("picture", values.get("src", ""))
            self.words.append(Word(f"{values.get('alt', '')} ", (*self.looks, look)))
        else:
            self.end_block()
            self.begin(tag, values)

    def begin_link(self, values: dict[str, str]) -> None:
        address = values.get("href", "")
        if values.get("class") == "citation":
            self.is_cited = True
            self.cite(address.removeprefix(_SOURCE))
            return
        slug = values.get("data-term", "")
        name = self.names.get(("term", slug), slug)
        self.looks.append(Look("term", name) if slug else Look("link", address))

    def cite(self, key: str) -> None:
        """A source is called by its name: its number says nothing across versions."""
        self.type("", " ")
        self.words.append(Word(f"[{self.names.get(('source', key), key)}]"))

    def begin(self, tag: str, values: dict[str, str]) -> None:
        if tag in _LISTS:
            kind: FormKind = "number" if tag == "ol" else "bullet"
            self.lists.append((kind, int(values.get("start", "1"))))
        elif tag == "li" and self.lists:
            self.item = self.next_item()
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.is_code = True
        elif tag == "thead":
            self.is_head = True
        elif tag == "hr":
            self.keep((), self.form("rule"))

    def next_item(self) -> Form:
        kind, start = self.lists[-1]
        self.lists[-1] = (kind, 1)
        return self.form(kind)._replace(start=start)

    def handle_data(self, data: str) -> None:
        if self.is_code:
            self.words.append(Word(data))
        elif not self.is_cited:
            for text in _WORD.findall(data):
                self.type(text.strip(), " " if text[-1].isspace() else "")

    def type(self, word: str, blank: str) -> None:
        if word:
            self.words.append(Word(word + blank, tuple(self.looks)))
            self.looks = _lasting(self.looks)
        elif self.words:
            last = self.words[-1]
            self.words[-1] = last._replace(text=last.text.rstrip() + blank)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.is_cited:
            self.is_cited = False
        elif tag == "a" or tag in _LOOKS:
            self.end_look("link" if tag == "a" else _LOOKS[tag])
        elif tag in _CELLS:
            self.cells.append(self.taken())
        elif tag == "tr":
            self.end_row()
        else:
            self.end_block(tag)
            self.end(tag)

    def end_look(self, kind: LookKind) -> None:
        for place in range(len(self.looks) - 1, -1, -1):
            if self.looks[place].kind in {kind, "term" if kind == "link" else kind}:
                del self.looks[place]
                return

    def end(self, tag: str) -> None:
        if tag in _LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.item = None
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "pre":
            self.is_code = False
        elif tag == "thead":
            self.is_head = False
        elif tag == "table":
            self.columns = []

    def end_row(self) -> None:
        cells, self.cells = self.cells, []
        names = [*self.columns, *[""] * len(cells)]
        if self.is_head:
            self.columns = [said(words) for words in cells]
            names = [""] * len(cells)
        named = tuple(Cell(n, words) for n, words in zip(names, cells, strict=False))
        kind: FormKind = "head" if self.is_head else "row"
        self.keep(tuple(_row_words(named)), self.form(kind), named)

    def end_block(self, tag: str = "") -> None:
        """Keep the words read so far as one line, if there are any."""
        if self.is_code:
            rows = "".join(word.text for word in self.taken()).split("\n")
            for row in filter(str.strip, rows):
                words = tuple(map(Word, _WORD.findall(row.rstrip())))
                self.keep(words, self.form("code"))
        elif words := self.taken():
            heading = next((kind for kind in _HEADINGS if kind == tag), None)
            within = self.form("item" if self.lists else "paragraph")
            form = self.form(heading) if heading else self.item or within
            self.item = None
            self.keep(words, form)

    def form(self, kind: FormKind) -> Form:
        return Form(kind, len(self.lists), self.quotes)

    def taken(self) -> tuple[Word, ...]:
        """The words read so far, which are then forgotten."""
        words, self.words = tuple(self.words), []
        self.looks = _lasting(self.looks)
        return words

    def keep(
        self, words: tuple[Word, ...], form: Form, cells: tuple[Cell, ...] = ()
    ) -> None:
        if form.kind in _HEADINGS:
            self.heads = {k: text for k, text in self.heads.items() if k < form.kind}
        self.lines.append(Line(words, form, tuple(self.heads.values()), cells))
        if form.kind in _HEADINGS:
            self.heads[form.kind] = said(words)


def _lasting(looks: Iterable[Look]) -> list[Look]:
    """A line breaks before one word only."""
    return [look for look in looks if look.kind != "break"]


def _row_words(cells: Iterable[Cell]) -> Iterable[Word]:
    """A row in one line: `Column: cell; column: cell`."""
    pause = ""
    for cell in filter(lambda cell: cell.words, cells):
        yield from (Word(pause),) if pause else ()
        yield from (Word(f"{cell.column}: "),) if cell.column else ()
        yield from cell.words
        pause = "; "
