"""What the blocks of a page are to each other: headings, lists, boxes to leave out.

Works on the whole list of blocks, after the lines are put together.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from . import debris, headings
from .lines import is_terminated
from .pieces import Bin, Block

MOST_NESTED = 4
OUTER, INNER = "•●■-*", "○◦▪▫□–o"
STRONG = frozenset({"caps", "question", "title", "numbered"})


def settle(blocks: Sequence[Block], title: str, dropped: Bin) -> list[Block]:
    """Return the blocks with headings found, boxes left out and lists nested."""
    for block in blocks:
        if block.kind == "item" and not any(block.parts) and block.marker.strip("-"):
            # A number that nothing follows is no list, but it is a word of the page.
            block.kind, block.parts = "paragraph", [block.marker]
            block.marker = block.sort = ""
    found = [block for block in blocks if block.kind == "table" or any(block.parts)]
    found = _without_lists_of_debris(found, dropped)
    found = _without_boxes(found, dropped)
    found = [part for block in found for part in _without_calls(block, dropped)]
    _find_headings(found)
    _number_headings(found)
    _list_short_lines(found)
    found = _without_contents(found, dropped)
    found = _without_repeated_title(found, title, dropped)
    _nest(found)
    return found


def fold(text: str) -> str:
    """Words as compared: small letters, nothing but letters and digits."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _throw(blocks: Sequence[Block], kind: str, dropped: Bin) -> None:
    for block in blocks:
        dropped.add(block.place, _whole(block), kind, block.column)


def _whole(block: Block) -> str:
    number = f"{block.marker} " if block.marker.strip("-") else ""
    return number + (block.text or "; ".join(" ".join(row) for row in block.rows))


# --- What is left out ---------------------------------------------------------------


def _without_lists_of_debris(blocks: list[Block], dropped: Bin) -> list[Block]:
    """Leave out lists of which every item is debris: menus, rows of buttons."""
    kept: list[Block] = []
    for is_list, group in groupby(blocks, key=lambda block: block.kind == "item"):
        members = list(group)
        kinds = [debris.kind_of(b.text) for b in members] if is_list else [""]
        if all(kinds):
            _throw(members, kinds[0], dropped)
        else:
            kept += members
    return kept


def _without_boxes(blocks: list[Block], dropped: Bin) -> list[Block]:
    """Leave out author boxes, with the name above, and wrapped debris."""
    kept: list[Block] = []
    for block in blocks:
        kind = debris.kind_of(block.text) if block.kind == "paragraph" else ""
        if not kind and block.kind == "paragraph" and debris.is_persona(block.text):
            kind = "author box"
            if kept and _is_name(kept[-1], block):
                _throw([kept.pop()], kind, dropped)
        if kind:
            _throw([block], kind, dropped)
        else:
            kept.append(block)
    return kept


def _is_name(block: Block, box: Block) -> bool:
    """Whether a short line above an author box is the author's name."""
    words = fold(block.text).split()
    if block.kind != "paragraph" or len(words) > 6 or is_terminated(block.text):
        return False
    shared = set(words) & set(fold(box.text).split()[:40])
    titled = set(words) & {"editor", "author", "admin", "dr", "team", "writer", "staff"}
    return bool(shared or titled)


def _without_calls(block: Block, dropped: Bin) -> Iterator[Block]:
    """Leave out the sentences that call the reader to do something on the page."""
    if block.kind not in ("paragraph", "item"):
        yield block
        return
    kept: list[str] = []
    runs = list(debris.sentences(block.text))
    if all(kind for _words, kind in runs):
        _throw([block], runs[0][1], dropped)
        return
    for words, kind in runs:
        if kind:
            dropped.add(block.place, words, kind, block.column)
        else:
            kept.append(words)
    block.parts = block.parts if len(runs) == 1 else kept
    yield block


def _without_contents(blocks: list[Block], dropped: Bin) -> list[Block]:
    """Leave out a table of contents: a list of nothing but the headings to come."""
    found = [block.text for block in blocks if block.kind == "heading"]
    names = {_without_number(text) for text in found}
    kept: list[Block] = []
    for is_list, group in groupby(blocks, key=lambda block: block.kind == "item"):
        members = list(group)
        listed = sum(_without_number(b.text) in names for b in members)
        if is_list and listed > 1 and listed * 5 >= len(members) * 4:
            if kept and fold(kept[-1].text) in CONTENTS:
                _throw([kept.pop()], "table of contents", dropped)
            _throw(members, "table of contents", dropped)
        else:
            kept += members
    return kept


CONTENTS = frozenset(
    {"contents", "table of contents", "in this article", "on this page", "jump to"}
    | {"in this guide", "what you will learn", "article contents", "page contents"}
)


def _without_number(text: str) -> str:
    return fold(text).lstrip("0123456789 ")


def _without_repeated_title(
    blocks: list[Block], title: str, dropped: Bin
) -> list[Block]:
    """Leave out further lines that are the title again, word for word."""
    wanted = fold(title)
    if wanted.count(" ") < 2:
        return blocks
    kept: list[Block] = []
    for block in blocks:
        short = block.kind in ("heading", "paragraph") and len(block.text) < 400
        if short and fold(block.text) == wanted:
            _throw([block], "repeated title", dropped)
        else:
            kept.append(block)
    return kept


# --- Headings -----------------------------------------------------------------------


def _find_headings(blocks: Sequence[Block]) -> None:
    """Make headings of the single lines that look so, when text follows them."""
    for place, block in enumerate(blocks):
        if block.kind != "paragraph" or not block.single:
            continue
        look = headings.look_of(block.text)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if not look or following is None:
            continue
        before = blocks[place - 1] if place else None
        if look in STRONG or _agrees(block, before, following):
            block.kind, block.look = "heading", look


def _agrees(block: Block, before: Block | None, following: Block) -> bool:
    """Whether the neighbours of a short plain line let it be a heading."""
    closed = before is None or before.kind in ("heading", "table") or block.gap
    closed = closed or is_terminated(before.text if before else "") or _is_item(before)
    longer = following.kind != "paragraph" or len(following.text) > len(block.text)
    return closed and longer


def _is_item(block: Block | None) -> bool:
    return block is not None and block.kind == "item"


def _number_headings(blocks: Sequence[Block]) -> None:
    """Make headings of numbered lines that each have text of their own below them."""
    for place, block in enumerate(blocks):
        if block.kind != "item" or block.sort != "." or not block.single:
            continue
        look = headings.look_of(block.text)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        before = blocks[place - 1] if place else None
        if not look or following is None:
            continue
        alone = not (_continues(block, following) or _continues(before, block))
        if alone and (following.kind != "item" or look in STRONG):
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
