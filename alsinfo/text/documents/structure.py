"""What the blocks of a page are to each other: headings, lists, boxes to leave out.

Works on the whole list of blocks, after the lines are put together.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from . import boxes, headings
from .lines import is_terminated
from .pieces import Bin, Block

MOST_NESTED = 4
OUTER, INNER = "•●■-*", "○◦▪▫□–o"


def settle(blocks: Sequence[Block], title: str, dropped: Bin) -> list[Block]:
    """Return the blocks with headings found, boxes left out and lists nested."""
    for block in blocks:
        if block.kind == "item" and not any(block.parts) and block.marker.strip("-"):
            # A number that nothing follows is no list, but it is a word of the page.
            block.kind, block.parts = "paragraph", [block.marker]
            block.marker = block.sort = ""
    found = [block for block in blocks if block.kind == "table" or any(block.parts)]
    found = boxes.without_lists_of_debris(found, dropped)
    found = boxes.without_boxes(found, dropped)
    found = [part for block in found for part in boxes.without_calls(block, dropped)]
    _find_headings(found)
    _number_headings(found)
    _list_short_lines(found)
    found = boxes.without_contents(found, dropped)
    found = boxes.without_repeated_title(found, title, dropped)
    _nest(found)
    return found


# --- Headings -----------------------------------------------------------------------


def _find_headings(blocks: Sequence[Block]) -> None:
    """Make headings of the single lines that look so, when text follows them."""
    for place, block in enumerate(blocks):
        if block.kind != "paragraph" or not block.single:
            continue
        look = headings.look_of(block.text)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if not look or following is None or _flows(look, following):
            continue
        before = blocks[place - 1] if place else None
        if look in headings.STRONG or _agrees(block, before, following):
            block.kind, block.look = "heading", look


def _flows(look: str, following: Block) -> bool:
    """Whether a short plain line is only the beginning of the sentence after it."""
    words = following.text.lstrip("\"'“‘")
    return look == "plain" and following.kind == "paragraph" and words[:1].islower()


def _agrees(block: Block, before: Block | None, following: Block) -> bool:
    """Whether the neighbours of a short plain line let it be a heading."""
    closed = before is None or before.kind in ("heading", "table") or block.gap
    closed = closed or is_terminated(before.text if before else "") or _is_item(before)
    longer = following.kind != "paragraph" or len(following.text) > len(block.text)
    return closed and longer


def _is_item(block: Block | None) -> bool:
    return block is not None and block.kind == "item"


def _number_headings(found: Sequence[Block]) -> None:
    """Make headings of numbered lines that each have text of their own below them."""
    blocks = [block for block in found if block.kind != "more"]
    longer = {id(item) for item, block in pairwise(found) if block.kind == "more"}
    for place, block in enumerate(blocks):
        if block.kind != "item" or block.sort != "." or not block.single:
            continue
        look = headings.look_of(block.text)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        before = blocks[place - 1] if place else None
        if not look or following is None or id(block) in longer:
            continue
        alone = not (_continues(block, following) or _continues(before, block))
        if alone and (following.kind != "item" or look in headings.STRONG):
            block.parts = [f"{block.marker} {block.text}"]
            block.kind, block.look, block.sort = "heading", "numbered", ""
            block.marker = ""


def _continues(before: Block | None, block: Block) -> bool:
    """Whether two blocks are items of one numbered list."""
    if before is None or not (before.sort == block.sort == "."):
        return False
    return int(before.marker[:-1]) + 1 == int(block.marker[:-1])


def _list_short_lines(blocks: Sequence[Block]) -> None:
    """Make items of short lines one after the other: a list that lost its bullets."""
    for first, last in _runs(blocks, _is_weak):
        before = blocks[first - 1] if first else None
        led = before is not None and before.text.endswith(":")
        followed = last < len(blocks) and _is_headed(blocks[last - 1], blocks[last])
        start = first if led else first + 1
        end = last - 1 if followed else last
        if end - start < (2 if led or not followed else 3):
            continue
        if not led and last - first < 4:
            continue
        for block in blocks[start:end]:
            block.kind, block.look, block.marker = "item", "", "-"
            block.sort, block.depth = "•", 0


def _is_headed(last: Block, following: Block) -> bool:
    """Whether the last of short lines heads the text after them, and is no item."""
    if following.kind != "paragraph":
        return False
    return last.gap or following.gap or len(following.text) >= 120


def _is_weak(block: Block) -> bool:
    plain = block.kind == "paragraph" and block.single and not is_terminated(block.text)
    short = plain and len(block.text) <= 60 and block.text.count(" ") < 8
    return short or (block.kind == "heading" and block.look in ("title", "plain"))


def _runs(
    blocks: Sequence[Block], belongs: Callable[[Block], bool]
) -> Iterator[tuple[int, int]]:
    """Yield (first, after the last) of each run of blocks that belong together."""
    first = None
    for place, block in enumerate(blocks):
        if belongs(block) and first is None:
            first = place
        elif not belongs(block) and first is not None:
            yield first, place
            first = None
    if first is not None:
        yield first, len(blocks)


# --- Nesting ------------------------------------------------------------------------


def _nest(blocks: Sequence[Block]) -> None:
    """Turn the indents of items into depths: 0 for the outermost list."""
    stack: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind == "more":
            continue
        if block.kind != "item":
            stack = []
            continue
        indent, sort = block.depth, block.sort
        while stack and indent < stack[-1][0]:
            stack.pop()
        if not stack or indent > stack[-1][0]:
            stack.append((indent, sort))
        elif sort != stack[-1][1]:
            _change(stack, indent, sort)
        block.depth = min(len(stack) - 1, MOST_NESTED - 1)


def _change(stack: list[tuple[int, str]], indent: int, sort: str) -> None:
    """Another sign at the same indent: back to one above, or a list inside a number."""
    while len(stack) > 1 and (indent, sort) in stack and stack[-1][1] != sort:
        stack.pop()
    if stack[-1][1] == sort:
        return
    inner = stack[-1][1] in OUTER and sort in INNER
    if inner or (stack[-1][1] in ".)" and sort not in ".)"):
        stack.append((indent, sort))
    else:
        stack[-1] = (indent, sort)
