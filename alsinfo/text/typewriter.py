"""The HTML that `markup` writes, as plain text: what a typewriter can say of it.

A paragraph is one line, however long: whoever reads it wraps it as wide as they like.
Blocks are parted by an empty line; items of a list and rows of a table are not.
Only knows the tags of `markup`; other HTML loses its tags.
"""

import re
from html.parser import HTMLParser
from typing import NamedTuple

RULES = {"h1": "=", "h2": "-", "h3": "."}
# A heading's rule is no longer than a line of most readers.
LONGEST_RULE = 60
STEP = "  "
_HEADINGS = ("h2", "h3", "h4")
_CELLS = ("th", "td")


class Line(NamedTuple):
    """A line that was typed; `run` is the list or table that it belongs to."""

    words: str
    run: int


def type_out(html: str, site: str = "", picture: str = "[{}]") -> str:
    """Return HTML of `markup` as text; `site` comes before addresses of our own.

    `picture` is how the words of a picture are said.
    """
    typist = _Typist(site, picture)
    typist.feed(html)
    typist.close()
    typist.end_block()
    return typist.sheet()


def heading(words: str, tag: str = "h2") -> str:
    """Return a heading with the rule beneath that tells its level; h4 has none."""
    rule = RULES.get(tag, "") * min(len(words), LONGEST_RULE)
    return f"{words}\n{rule}" if rule else words


class _Typist(HTMLParser):
    """Reads once from left to right, and keeps the lines that are done."""

    def __init__(self, site: str, picture: str) -> None:
        super().__init__()
        self.site = site
        self.picture = picture
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.counters: list[int | None] = []
        self.quotes = 0
        self.marker = ""
        self.link: tuple[str, int] = ("", 0)
        self.heads: list[str] = []
        self.cells: list[str] = []
        self.runs = self.run = 0
        self.is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.words.append("\n")
        elif tag == "img":
            self.words.append(self.picture.format(values.get("alt", "")))
        elif tag == "a":
            # The words of the glossary are explained below a text, with addresses.
            is_term = values.get("class") == "term"
            self.link = ("" if is_term else values.get("href", ""), len(self.words))
        elif tag not in ("em", "strong", "code", *_CELLS):
            self.end_block()
            self.begin(tag, values)

    def begin(self, tag: str, values: dict[str, str]) -> None:
        if tag in ("ul", "ol"):
            start = values.get("start", "1")
            self.open_run(outermost=not self.counters)
            self.counters.append(int(start) if tag == "ol" else None)
        elif tag == "li":
            self.marker = self.next_marker()
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "table":
            self.open_run(outermost=True)
        elif tag == "pre":
            self.is_code = True

    def open_run(self, *, outermost: bool) -> None:
        if outermost:
            self.runs += 1
            self.run = self.runs

    def next_marker(self) -> str:
        number = self.counters[-1] if self.counters else None
        if number is None:
            return "- "
        self.counters[-1] = number + 1
        return f"{number}. "

    def handle_data(self, data: str) -> None:
        self.words.append(data if self.is_code else data.replace("\n", " "))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.end_link()
        elif tag in _CELLS:
            self.cells.append(self.taken())
        elif tag == "tr":
            self.end_row()
        elif tag == "thead":
            self.heads, self.cells = self.cells, []
        elif tag not in ("em", "strong", "code"):
            self.end_block(tag)
            self.end(tag)

    def end(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.counters:
            self.counters.pop()
            self.run = self.run if self.counters else 0
        elif tag == "li":
            self.marker = ""
        elif tag == "table":
            self.end_table()
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "pre":
            self.is_code = False

    def end_link(self) -> None:
        """Type where a link leads, unless its words say so or it stays on the page."""
        address, start = self.link
        words = "".join(self.words[start:])
        if address.startswith("/"):
            address = self.site + address
        if address and not address.startswith("#") and words != address:
            self.words.append(f" ({address})")
        self.link = ("", 0)

    def end_table(self) -> None:
        """A table of nothing but its first row still says that."""
        if not self.lines or self.lines[-1].run != self.run:
            self.keep("; ".join(filter(None, self.heads)))
        self.run = 0
        self.heads = []

    def end_row(self) -> None:
        """Type a row as `Column: cell; column: cell`; the first row names them."""
        if self.heads or not self.cells:
            heads = [*self.heads, *[""] * len(self.cells)]
            pairs = zip(heads, self.cells, strict=False)
            said = [f"{head}: {cell}" if head else cell for head, cell in pairs if cell]
            self.keep("; ".join(said))
            self.cells = []

    def end_block(self, tag: str = "") -> None:
        """Keep the words typed so far as one block, if there are any."""
        if self.is_code:
            self.keep("".join(self.words).strip("\n"))
            self.words = []
        elif words := self.taken():
            self.keep(heading(words, tag) if tag in _HEADINGS else words)

    def taken(self) -> str:
        """The words typed so far, which are then forgotten."""
        lines = "".join(self.words).split("\n")
        self.words = []
        return "\n".join(" ".join(line.split()) for line in lines).strip("\n")

    def keep(self, words: str) -> None:
        depth = max(0, len(self.counters) - 1) + 2 * self.quotes
        first = STEP * depth + self.marker
        inner = first if self.marker or not self.counters else f"{first}{STEP}"
        rest = " " * len(first) if self.marker else inner
        typed = words.replace("\n", f"\n{rest}")
        self.marker = ""
        if typed.strip():
            self.lines.append(Line(inner + typed, self.run))

    def sheet(self) -> str:
        """All lines; those of one list or table close together."""
        typed: list[str] = []
        before = 0
        for line in self.lines:
            if typed:
                typed.append("\n" if line.run and line.run == before else "\n\n")
            typed.append(line.words)
            before = line.run
        return re.sub(r"[^\S\n]+$", "", "".join(typed), flags=re.MULTILINE)
