"""What is left out of the blocks of a page: boxes, menus, calls, the title again."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from . import debris
from .lines import is_terminated
from .pieces import Bin, Block


def fold(text: str) -> str:
    """Words as compared: small letters, nothing but letters and digits."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _throw(blocks: Sequence[Block], kind: str, dropped: Bin) -> None:
    for block in blocks:
        dropped.add(block.place, _whole(block), kind, block.column)


def _whole(block: Block) -> str:
    number = f"{block.marker} " if block.marker.strip("-") else ""
    return number + (block.text or "; ".join(" ".join(row) for row in block.rows))


def without_lists_of_debris(blocks: list[Block], dropped: Bin) -> list[Block]:
    """Leave out lists of which every item is debris: menus, rows of buttons."""
    kept: list[Block] = []
    for is_list, group in groupby(blocks, key=lambda block: block.kind == "item"):
        members = list(group)
        kinds = [debris.kind_of(b.text) for b in members] if is_list else [""]
        if all(kinds) and not _is_announced(kept):
            _throw(members, kinds[0], dropped)
        else:
            kept += members
    return kept


def _is_announced(before: Sequence[Block]) -> bool:
    """Whether a sentence leads to the list that follows."""
    return (
        bool(before) and before[-1].kind == "paragraph" and before[-1].text[-1] == ":"
    )


def without_boxes(blocks: list[Block], dropped: Bin) -> list[Block]:
    """Leave out author boxes, with the name above, and wrapped debris."""
    kept: list[Block] = []
    for block in blocks:
        text = block.kind in ("paragraph", "more")
        kind = debris.kind_of(block.text) if text else ""
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


def without_calls(block: Block, dropped: Bin) -> Iterator[Block]:
    """Leave out the sentences that call the reader to do something on the page."""
    if block.kind not in ("paragraph", "item", "more"):
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


def without_contents(blocks: list[Block], dropped: Bin) -> list[Block]:
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


def without_repeated_title(
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
