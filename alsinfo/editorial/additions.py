"""What the rooms above add to the editors' pages, so that no arrow runs up to them.

Each room appends its own when Django starts; nothing is ever taken out.
"""

from collections.abc import Callable
from typing import Any

# (account, instant) -> a `start.Pile`, or None for who may not see it.
PILES: list[Callable[[Any, Any], Any]] = []
# A column of the list of versions: its heading, and entry -> {version: words}.
VERSION_COLUMNS: list[tuple[Any, Callable[[Any], dict[int, Any]]]] = []
