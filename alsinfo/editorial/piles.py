"""A heap of work on the editors' start page. Imports nothing of the project's."""

from dataclasses import dataclass
from typing import Any

MOST_SHOWN = 10


@dataclass(frozen=True)
class Pile:
    """One heap of work: its heading, its first rows, whether there are more."""

    heading: Any
    rows: list[dict[str, Any]]
    more: bool
