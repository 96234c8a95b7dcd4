"""What somebody typed into a search box, in front of the first sentence of a page.

`als in children ALS is rare in children.` begins with such a phrase: small letters,
no sign behind them, and a sentence of its own after it that speaks of the same thing.
"""

import re

from . import headings
from .lines import CONNECTIVES, is_dangling

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONGEST = 14
# A sentence says what it speaks of in its first words.
_SOON = 8
_SHORTEST_REST = 3


def end_of(text: str) -> int:
    """Where the search phrase at the beginning of a line ends; 0 when it has none."""
    if not text[:1].islower():
        return 0
    words = list(_WORD.finditer(text[:400]))
    return _doubled(words) or _asked(text, words) or _run_together(text, words)


def _doubled(words: list[re.Match[str]]) -> int:
    """A phrase that is said twice at once."""
    said = [word[0].casefold() for word in words[: 2 * _LONGEST]]
    for count in range(3, len(said) // 2 + 1):
        if said[:count] == said[count : 2 * count]:
            return words[count - 1].end()
    return 0


def _asked(text: str, words: list[re.Match[str]]) -> int:
    """A question in small letters with its sign, and a sentence behind it."""
    end = text.find("?", 0, 200)
    if end < 0 or not headings.is_asking(text) or re.search(r"[,.;:!]", text[:end]):
        return 0
    count = sum(word.start() < end for word in words)
    after = text[end + 1 :].lstrip()
    known = 3 <= count <= _LONGEST and after[:1].isupper()
    return end + 1 if known else 0


def _run_together(text: str, words: list[re.Match[str]]) -> int:
    """A phrase without a sign, and a sentence that speaks of the same thing."""
    count = next((n for n, w in enumerate(words) if not w[0].islower()), 0)
    if not 3 <= count <= _LONGEST or len(words) < count + _SHORTEST_REST:
        return 0
    phrase = text[: words[count - 1].end()]
    if not words[count][0][0].isupper() or re.search(r"[^\w\s'’-]", phrase):
        return 0
    if is_dangling(phrase) and not headings.is_asking(phrase):
        return 0
    said = {word[0] for word in words[:count]} - CONNECTIVES
    soon = {word[0].casefold() for word in words[count : count + _SOON]}
    return len(phrase) if said & soon else 0
