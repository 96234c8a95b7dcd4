"""Texts that were parsed before: kept in this process under the hash of their words.

The editors' pages, the desk and the checks read one text several times within a moment,
and each time as something else. What is kept is shared: nobody changes it.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from . import marks as marking
from . import markup, prose
from .marks import Mark
from .prose import Paragraph
from .ready import Kept
from .vocabulary import Text

MOST = 6_000_000  # bytes, about
# What each reading takes of memory, in bytes for a character of the text.
PARAGRAPHS, MARKS, WORDS = 8, 2, 40

_kept = Kept(MOST)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The same as `prose.paragraphs`."""
    found: tuple[Paragraph, ...] = _reading(
        "paragraphs", text, lambda: tuple(prose.paragraphs(text)), PARAGRAPHS
    )
    return found


def marks(text: str) -> tuple[Mark, ...]:
    """The same as `marks.find`."""
    found: tuple[Mark, ...] = _reading(
        "marks", text, lambda: tuple(marking.find(text)), MARKS
    )
    return found


def inert_addresses(text: str) -> tuple[tuple[int, str], ...]:
    """The same as `markup.inert_addresses`."""
    found: tuple[tuple[int, str], ...] = _reading(
        "inert", text, lambda: tuple(markup.inert_addresses(text)), MARKS
    )
    return found


def words(text: str) -> Text:
    """The text made ready for vocabularies to be looked for."""
    found: Text = _reading("words", text, lambda: Text(text), WORDS)
    return found


def forget() -> None:
    """Let everything go."""
    _kept.clear()


def kept_bytes() -> int:
    """How much is kept, about."""
    return _kept.size


def _reading(what: str, text: str, make: Callable[[], Any], weight: int) -> Any:
    written = f"{what}:{text}".encode("utf-8", "surrogatepass")
    key = hashlib.blake2b(written, digest_size=20).digest()
    return _kept.get(key, make, lambda _reading: weight * len(text))
