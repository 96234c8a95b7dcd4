"""Unknown words of a query replaced by words that live texts or synonyms have.

May import this room's modules.
"""

from collections.abc import Sequence

from . import queries, spelling
from .backends import backend
from .queries import Word
from .scopes import Condition

_MOST_MENDED = 4
_MOST_SIMILAR = 60
_MOST_ASKED = 3
_COMMON = 1_000  # rows: of so many some are live


def mended(
    live: Condition, words: Sequence[Word], same: frozenset[str]
) -> tuple[Word, ...]:
    """The words with the unknown ones replaced; nothing if none can be.

    `same` are the words of synonyms: known, though perhaps no text says them.
    """
    found: list[Word] = []
    changed = 0
    common = backend().common(words, _COMMON) if len(words) > 1 else ()
    for word in words:
        better = None
        is_known = word in common or _is_known(live, word, same)
        if changed < _MOST_MENDED and not is_known:
            better = _closest(live, word, same)
            changed += better is not None
        found.append(better or word)
    return tuple(found) if changed else ()


def _closest(live: Condition, word: Word, same: frozenset[str]) -> Word | None:
    """The nearest word that a live text says, or a synonym; digits untouched.

    A word of the vocabulary may come from a text that is no longer live: it may not be
    proposed.
    """
    wrong = queries.fold(word.text)
    if len(wrong) < spelling.LEAST_LETTERS:
        return None
    similar = dict(backend().similar(wrong, _MOST_SIMILAR))
    kept = similar | dict.fromkeys(same, True)
    for text in spelling.nearest(wrong, kept.items())[:_MOST_ASKED]:
        better = Word(text, queries.phrases_of(text))
        if _is_known(live, better, same):
            return better
    return None


def _is_known(live: Condition, word: Word, same: frozenset[str]) -> bool:
    return queries.fold(word.text) in same or backend().holds(live, (word,))
