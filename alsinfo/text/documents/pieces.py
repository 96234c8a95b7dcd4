"""What a page is taken apart into: blocks of text, and what is left out."""

from dataclasses import dataclass, field

from .lines import join


@dataclass(slots=True)
class Block:
    """One piece of the text.

    `kind` is paragraph, item, more (a further paragraph of the item above it), heading
    or table; `look` says how a heading looks, `marker` and `depth` belong to items,
    `rows` to tables. `place` is the number of
    its first line and `column` its order on it; `single` tells that it stood on one
    line, `gap` of an empty line before it.
    """

    kind: str
    parts: list[str]
    place: int
    gap: bool = False
    look: str = ""
    marker: str = ""
    sort: str = ""
    depth: int = 0
    rows: list[tuple[str, ...]] = field(default_factory=list)
    column: int = 0

    @property
    def text(self) -> str:
        return join(self.parts)

    @property
    def single(self) -> bool:
        return len(self.parts) == 1


@dataclass(frozen=True, slots=True, order=True)
class Dropped:
    """Words left out: where they stood (line, column, order of finding) and why."""

    place: int
    column: int
    order: int
    text: str
    kind: str


class Bin:
    """Collects what is left out; `sorted()` gives it in the order of the page."""

    def __init__(self) -> None:
        self._pieces: list[Dropped] = []

    def add(self, place: int, text: str, kind: str, column: int = 0) -> None:
        if any(c.isalnum() for c in text):
            piece = Dropped(place, column, len(self._pieces), text, kind)
            self._pieces.append(piece)

    def sorted(self) -> list[Dropped]:
        return sorted(self._pieces)
