"""Blocks as Markdown: words stay as they were, signs that it reads are escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..markup import COLUMNS
from . import headings
from .citations import Marks
from .lines import is_terminated
from .pieces import Block

SUMMARY = 200
_SIGNS = re.compile(
    r"[\\`*\[]|<(?=[A-Za-z/!?])|&(?=#?\w{1,40};)|(?<!\w)_{1,99}|_{1,99}(?!\w)"
)
_START = re.compile(r"[-+>#=~|:](?=[\s\-+>#=~|:]|$)|>|#|~~~")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]{0,2}(?=\s)")


class Writer:
    """Writes the blocks of one page; `cited` collects the keys that its text cites."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.cited: set[str] = set()

    def write(self, blocks: Sequence[Block]) -> str:
        """Return the whole body, ending in a line end."""
        names = [(b.look, b.text) for b in blocks if b.kind == "heading"]
        depths = iter(headings.levels(names))
        pieces: list[str] = []
        before: Block | None = None
        margins: list[int] = []
        for block in blocks:
            margins = margins if block.kind in ("item", "more") else []
            pieces.append(_between(before, block))
            pieces.append(self._block(block, depths, margins))
            before = block
        return "".join(pieces).strip("\n") + "\n"

    def _block(self, block: Block, depths: Iterator[int], margins: list[int]) -> str:
        if block.kind == "heading":
            return "#" * next(depths) + " " + _heading(self._inline(block.text))
        if block.kind == "table":
            return self._table(block.rows)
        if block.kind == "item":
            return self._item(block, margins)
        if block.kind == "more":
            margin = " " * (margins[-1] if margins else 0)
            return margin + _begun(self._inline(block.text))
        return _begun(self._inline(block.text))

    def _item(self, block: Block, margins: list[int]) -> str:
        """`margins` are the columns at which the text of the lists above begins."""
        del margins[block.depth :]
        margin = margins[-1] if margins else 0
        margins.append(margin + len(block.marker) + 1)
        return " " * margin + f"{block.marker} {_begun(self._inline(block.text))}"

    def _table(self, rows: Sequence[tuple[str, ...]]) -> str:
        width = max(map(len, rows))
        if width > COLUMNS:
            return "\n\n".join(_begun(self._inline(" ".join(row))) for row in rows)
        lines = [self._row(row, width) for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _row(self, cells: tuple[str, ...], width: int) -> str:
        padded = [*cells, *[""] * (width - len(cells))]
        written = (self._inline(cell).replace("|", "\\|") for cell in padded)
        return "| " + " | ".join(written) + " |"

    def _inline(self, text: str) -> str:
        """Escape a text and write its citations as marks."""
        pieces: list[str] = []
        after_mark = False
        for words, keys in self.marks.parts(text):
            escaped = _escaped(words)
            opened = after_mark and escaped.startswith("(")
            pieces.append("\\" * opened + escaped)
            after_mark = bool(keys)
            if keys:
                self.cited.update(keys)
                pieces.append(f"[{'; '.join(f'@{key}' for key in keys)}]")
        return "".join(pieces).strip()


def _between(before: Block | None, block: Block) -> str:
    """What parts two blocks: one line end within a list, else an empty line."""
    if before is None:
        return ""
    listed = before.kind == block.kind == "item"
    same = block.depth or bool(before.depth) or _is_alike(before, block)
    return "\n" if listed and same else "\n\n"


def _is_alike(before: Block, block: Block) -> bool:
    return (before.marker == "-") == (block.marker == "-")


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda found: "".join("\\" + c for c in found[0]), text)


def _begun(text: str) -> str:
    """Escape what would begin a heading, a list, a quotation or a fence."""
    if _START.match(text):
        return "\\" + text
    return _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text


def _heading(text: str) -> str:
    """Escape signs at the end of a heading, which Markdown would take off."""
    begun = "\\" + text if text.startswith("#") else text
    return re.sub(r"(#+)$", r"\\\1", begun)


# --- The summary --------------------------------------------------------------------


def summary(blocks: Iterable[Block], marks: Marks) -> str:
    """Return the first sentences of the text, at most 200 characters, without marks."""
    for block in blocks:
        if block.kind == "paragraph" and is_terminated(block.text[:2_000]):
            return _shortened(_plain(block.text[:2_000], marks))
    first = next((b.text for b in blocks if b.kind in ("paragraph", "item")), "")
    return _shortened(_plain(first[:2_000], marks))


def _plain(text: str, marks: Marks) -> str:
    quiet = Marks(marks.keys, marks.rounded)
    words = "".join(part for part, _keys in quiet.parts(text))
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(words.split()))


def _shortened(text: str) -> str:
    """As many whole sentences as fit; else as many words, and a sign of more."""
    if len(text) <= SUMMARY:
        return text
    ends = [m.end() for m in _SENTENCE_END.finditer(text, 0, SUMMARY + 1)]
    ends = [end for end in ends if 40 <= end <= SUMMARY]
    if ends:
        return text[: ends[-1]].strip()
    cut = text.rfind(" ", 0, SUMMARY)
    return text[: cut if cut > 0 else SUMMARY - 1].rstrip(" ,;:–—-") + "…"
