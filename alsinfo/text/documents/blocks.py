"""The lines of a page put together: paragraphs, items, headings, tables.

Each line goes into one block, in order. What is left out on the way is handed to the
`Bin` with its place, so that the report can be given in order, too.
"""

from collections.abc import Sequence
from itertools import pairwise

from . import counted, debris, headings, markers, tables
from .lines import Line, goes_on, is_dangling, is_terminated, starts_inside
from .pieces import Bin, Block
from .ruling import Rule

# So many columns further than its item stands a paragraph inside it.
_INSIDE = range(2, 13)


class Builder:
    """Reads lines one after the other; see `build`."""

    def __init__(self, lines: Sequence[Line], width: int, dropped: Bin) -> None:
        self.lines = lines
        self.width = width
        self.dropped = dropped
        self.blocks: list[Block] = []
        self.last = ""
        self.open = False
        self.count = 0
        self.counted: counted.Count | None = None
        # The indent of the item that a paragraph may belong to.
        self.indent = 0
        self.rule = Rule()
        self.broken_items = _breaks_after_first_word(lines)

    def build(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            at += self._table(at) or self._line(at)
        return self.blocks

    # Each of these takes lines from `at` and returns how many.

    def _table(self, at: int) -> int:
        rows = tables.rows_from(self.lines, at)
        if len(rows) < 2:
            return 0
        self._start(Block("table", [], self.lines[at].number, rows=rows))
        self.open = False
        return len(rows)

    def _line(self, at: int) -> int:
        line = self.lines[at]
        if headings.is_underline(line.text):
            return self._rule(line)
        marker = counted.item(self.lines, at, self.counted) or markers.item(line.text)
        if self._leaves_out(at, marker):
            return 1
        labelled = self._asked(line) or self._answered(line)
        if labelled:
            return 1
        if marked := headings.hashes(line.text):
            self._start(self._heading(line, marked[1], f"hash-{marked[0]}"))
            self.open = False
            return 1
        if marker and self._is_item(marker, at):
            self._item(line, marker)
        elif self.open and self._continues(line):
            self.blocks[-1].parts.append(line.text)
        else:
            kind = "more" if self._is_inside_item(line) else "paragraph"
            self._start(Block(kind, [line.text], line.number, line.gap))
        self.last = line.text
        return 1

    def _rule(self, line: Line) -> int:
        """A rule under one line makes it a heading; any other is only a sign."""
        before = self.blocks[-1] if self.blocks else None
        if before and not line.gap and before.kind == "paragraph" and before.single:
            sign = line.text[0]
            if sign in "=-~" and len(before.text) <= headings.LONGEST:
                before.kind, before.look = "heading", "under=" * (sign == "=")
                before.look = before.look or "under-"
        self.open = False
        return 1

    def _leaves_out(self, at: int, marker: markers.Marker | None) -> bool:
        line = self.lines[at]
        if ruled := self.rule.over(self.lines, at):
            self.dropped.add(line.number, line.text, ruled)
            return True
        if marker:
            return False
        kind = debris.kind_of(line.text)
        if not kind or (self.open and not line.gap and self._is_embedded(line)):
            return False
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        flows = following and not following.gap and starts_inside(following.text)
        if flows and 0 < self.width < 2 * len(line.text):
            return False
        self.dropped.add(line.number, line.text, kind)
        self.open = False
        self.rule.begin(kind, line.text)
        return True

    def _is_embedded(self, line: Line) -> bool:
        before = self.blocks[-1]
        if before.kind == "item" and not any(before.parts):
            return True
        if not before.parts or is_terminated(self.last):
            return False
        return is_dangling(self.last) or (
            starts_inside(line.text) and len(self.last) * 2 > self.width > 0
        )

    def _asked(self, line: Line) -> bool:
        found = markers.question(line.text)
        if found is None:
            return False
        label, rest = found
        self.dropped.add(line.number, label, "label")
        inside = markers.answer_inside(rest)
        asked = inside[0] if inside else rest
        self._start(self._heading(line, asked, "asked"))
        if inside:
            self.dropped.add(line.number, inside[1], "label", column=1)
            self._start(Block("paragraph", [inside[2]], line.number, column=2))
        self.last = line.text
        return True

    def _answered(self, line: Line) -> bool:
        found = markers.answer(line.text)
        before = self.blocks[-1] if self.blocks else None
        if found is None or before is None:
            return False
        if before.look != "asked" and not "".join(before.parts[-1:]).endswith("?"):
            return False
        label, rest = found
        self.dropped.add(line.number, label, "label")
        self._start(Block("paragraph", [rest] if rest else [], line.number, line.gap))
        self.last = line.text
        return True

    def _heading(self, line: Line, words: str, look: str) -> Block:
        parts = [words] if words else []
        return Block("heading", parts, line.number, line.gap, look)

    # Items.

    def _is_item(self, marker: markers.Marker, at: int) -> bool:
        line = self.lines[at]
        if marker.number:
            return self._is_next_number(marker)
        if marker.sort != "–" or line.gap or not self.open:
            return True
        before = self.blocks[-1]
        ended = is_terminated("".join(before.parts[-1:]))
        if before.kind != "item" or before.sort == "–" or ended:
            return before.kind == "item" or is_terminated(self.last)
        following = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        return following[:1] in ("–", "—")

    def _is_next_number(self, marker: markers.Marker) -> bool:
        """A number opens a list with 1, or follows the one before."""
        number = int(marker.number)
        return number in (1, self.count + 1)

    def _item(self, line: Line, marker: markers.Marker) -> None:
        self.count = int(marker.number) if marker.number else self.count
        self.counted = counted.count_of(line.text) or self.counted
        if marker.sort == "o":
            self.dropped.add(line.number, marker.sort, "label")
        block = Block("item", [marker.rest] if marker.rest else [], line.number)
        block.gap, block.marker, block.sort = line.gap, marker.written, marker.sort
        block.depth = line.indent
        self._start(block)

    def _is_inside_item(self, line: Line) -> bool:
        """Whether a paragraph of its own is a part of the item above it."""
        before = self.blocks[-1] if self.blocks else None
        if before is None or before.kind not in ("item", "more") or not line.gap:
            return False
        if before.kind == "item":
            self.indent = before.depth
        inner = line.indent - self.indent in _INSIDE
        return inner and headings.look_of(line.text) not in headings.STRONG

    # Joining.

    def _continues(self, line: Line) -> bool:
        before = self.blocks[-1]
        if not before.parts:
            return True
        text = before.parts[-1]
        if line.gap:
            return self._continues_over_gap(before, line)
        flows = goes_on(text, self.last, line.text, self.width)
        if before.kind == "heading":
            return before.look == "asked" and text[-1] != "?" and flows
        if before.kind == "item":
            cut = self.broken_items and before.single and " " not in text
            if cut or line.indent > before.depth:
                return True
        if flows:
            return not _is_heading_before(before, text, line)
        return self._is_narrow(before, text, line)

    def _continues_over_gap(self, before: Block, line: Line) -> bool:
        if before.kind == "heading":
            return False
        return starts_inside(line.text) and (
            is_dangling(self.last)
            or (len(self.last) >= 40 and not is_terminated(self.last))
        )

    def _is_narrow(self, before: Block, text: str, line: Line) -> bool:
        """In a wrapped page, a line cut short in the middle of a sentence."""
        if not self.width or is_terminated(text) or len(self.last) > self.width:
            return False
        if before.kind == "item":
            is_long = len(self.last) * 2 > self.width
            return is_long and not headings.look_of(line.text)
        look = headings.look_of(text) if before.single else ""
        long = 2 * len(text) > self.width or ", " in text
        return look == "" or (look == "plain" and long)

    def _start(self, block: Block) -> None:
        self.blocks.append(block)
        self.open = True


def _is_heading_before(before: Block, text: str, line: Line) -> bool:
    """Whether a line is a heading although what follows begins with a small sign."""
    if before.kind != "paragraph" or not before.single or line.text[0].islower():
        return False
    look = headings.look_of(text)
    return look in ("title", "caps", "numbered") and line.text[0] not in ",;)("


def _breaks_after_first_word(lines: Sequence[Line]) -> bool:
    """Whether the page breaks most of its list items after their first word."""
    items = broken = 0
    for line, after in pairwise(lines):
        marker = markers.item(line.text)
        if marker is None or after.gap or markers.item(after.text):
            continue
        items += 1
        broken += " " not in marker.rest and after.text[0].islower()
    return broken > 1 and broken * 2 >= items
