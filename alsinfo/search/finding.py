"""The door of the room: index(), forget(), search(), count(), clear(), rebuild().

How a search goes. Names come before texts: a whole name that is the query, all words in
a title, in title and keywords, anywhere; within each step the database's own ranking.

1. All the words, as they are.
2. If that is less than a page: the last word may be the beginning of a longer one.
3. If nothing is found: unknown words are mended from the vocabulary, and the mended
   query is looked for; `suggestion` says what it was.
4. If still nothing is found: any of the words.

Each step reads at most `MOST_FOUND` rows, so a word that stands in every text costs
little more than a rare one. Every question is narrowed to the caller's live revisions
before it is bounded. May import Django and this room's modules.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from django.db import connection
from django.utils.safestring import SafeString

from . import passages, queries
from .backends import backend
from .indexing import Row, clear, count, forget, index, rebuild
from .models import Live
from .queries import Word
from .scopes import Condition, Scope, condition

__all__ = [
    "MOST_FOUND",
    "Hit",
    "Results",
    "Row",
    "clear",
    "count",
    "forget",
    "index",
    "rebuild",
    "search",
]

MOST_FOUND = 1_000
_PAGE = 20
_MOST_ENDINGS = 20
_MOST_MENDED = 4
_MOST_SIMILAR = 50
_CLOSENESS = 0.7
_NAMED = """
SELECT search_searchentry.id
FROM search_searchname JOIN search_searchentry
    ON search_searchentry.id = search_searchname.entry_id
WHERE search_searchname.name = %s AND ({live})
ORDER BY search_searchname.is_title DESC, search_searchname.entry_id LIMIT %s
"""
_PAGE_OF_ROWS = """
SELECT id, kind, revision_id, title, substr(body, 1, %s)
FROM search_searchentry WHERE id IN ({keys}) AND ({live})
"""


@dataclass(frozen=True)
class Hit:
    kind: str
    revision_id: int
    title: str
    title_parts: passages.Parts
    snippet_parts: passages.Parts

    @property
    def title_html(self) -> SafeString:
        """The title, escaped, with the found words in `<mark>`."""
        return passages.html(self.title_parts)

    @property
    def snippet(self) -> SafeString:
        """A stretch of the text, escaped, with the found words in `<mark>`."""
        return passages.html(self.snippet_parts)


@dataclass(frozen=True)
class Results:
    """`total` stops at `MOST_FOUND`. With a `suggestion`, the hits are for that."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    words: tuple[str, ...] = ()
    suggestion: str | None = None


def search(query: str, *, live: Live, limit: int = _PAGE, offset: int = 0) -> Results:
    """What visitors find. Never raises, whatever was typed.

    `live` maps a kind to its live revisions; other kinds are not searched.
    """
    words = queries.words_of(query)
    narrowed = condition(live) if words else None
    if narrowed is None:
        return Results(words=tuple(word.text for word in words))
    found, looked_for, suggestion = _find(narrowed, words, query)
    first = max(0, offset)
    return Results(
        hits=_hits(narrowed, found[first : first + max(0, limit)], looked_for),
        total=len(found),
        words=tuple(word.text for word in looked_for),
        suggestion=suggestion,
    )


def _find(
    live: Condition, words: Sequence[Word], query: str
) -> tuple[list[int], Sequence[Word], str | None]:
    """Keys of the found rows in order, the words they hold, and the mended query."""
    found = _with_all(live, words, queries.names_of(query, words))
    if len(found) < _PAGE:
        longer = _with_endings(words)
        found = _merge(found, _with_all(live, longer, ()))
        words = longer if found else words
    if found:
        return found, words, None
    if mended := _mend(live, words):
        suggestion = " ".join(word.text for word in mended)
        names = queries.names_of(suggestion, mended)
        if found := _with_all(live, mended, names):
            return found, mended, suggestion
    return _with_any(live, words), words, None


def _with_all(
    live: Condition, words: Sequence[Word], names: Sequence[str]
) -> list[int]:
    found: list[int] = []
    for name in names:
        found = _merge(found, _named(live, name))
    for scope in (Scope.TITLE, Scope.NAMES, Scope.ANYWHERE):
        if len(found) < MOST_FOUND:
            found = _merge(found, _ranked(live, words, scope))
    return found


def _named(live: Condition, name: str) -> list[int]:
    """Entries of exactly this name, titles before initials and aliases."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED.format(live=live.sql), [name, *live.params, MOST_FOUND])
        return list(dict.fromkeys(pk for (pk,) in cursor.fetchall()))


def _ranked(
    live: Condition,
    words: Sequence[Word],
    scope: Scope,
    every: bool = True,
) -> list[int]:
    rows = backend().candidates(live, words, scope, every=every, bound=MOST_FOUND)
    return [pk for pk, _ in sorted(rows, key=lambda row: (round(row[1], 6), row[0]))]


def _with_any(live: Condition, words: Sequence[Word]) -> list[int]:
    found: list[int] = []
    for scope in (Scope.NAMES, Scope.ANYWHERE):
        if len(words) > 1 and len(found) < MOST_FOUND:
            found = _merge(found, _ranked(live, words, scope, every=False))
    return found


def _merge(found: list[int], more: list[int]) -> list[int]:
    return list(dict.fromkeys((*found, *more)))[:MOST_FOUND]


def _with_endings(words: Sequence[Word]) -> Sequence[Word]:
    """The last word may also be the beginning of a word of the vocabulary."""
    *others, last = words
    beginning = queries.fold(last.text)
    if len(beginning) < 2:
        return words
    longer = backend().longer(beginning, _MOST_ENDINGS)
    phrases = (phrase for word in longer for phrase in queries.phrases_of(word))
    all_phrases = tuple(dict.fromkeys((*last.phrases, *phrases)))
    return (*others, replace(last, phrases=all_phrases))


def _mend(live: Condition, words: Sequence[Word]) -> Sequence[Word]:
    """The words with the unknown ones replaced; nothing if none can be."""
    mended: list[Word] = []
    changed = 0
    for word in words:
        better = None
        if changed < _MOST_MENDED and not _is_held(live, word, Scope.ANYWHERE):
            better = _closest(live, word)
            changed += better is not None
        mended.append(better or word)
    return mended if changed else ()


def _closest(live: Condition, word: Word) -> Word | None:
    """The nearest word that a live text says outright, digits untouched.

    A word of the vocabulary may come from a misspelling that editors listed, or from
    a text that is no longer live: neither may be proposed.
    """
    wrong = queries.fold(word.text)
    if len(wrong) < 4:
        return None
    similar = [
        other
        for other in backend().similar(wrong, _MOST_SIMILAR)
        if queries.digits(other) == queries.digits(wrong) and other != wrong
    ]
    for text in get_close_matches(wrong, similar, n=3, cutoff=_CLOSENESS):
        better = Word(text, queries.phrases_of(text))
        if _is_held(live, better, Scope.SAID):
            return better
    return None


def _is_held(live: Condition, word: Word, scope: Scope) -> bool:
    return bool(backend().candidates(live, (word,), scope, bound=1))


def _hits(
    live: Condition, keys: Sequence[int], words: Sequence[Word]
) -> tuple[Hit, ...]:
    """The rows of one page, in order, without those that ended a moment ago."""
    if not keys:
        return ()
    sql = _PAGE_OF_ROWS.format(keys=", ".join(["%s"] * len(keys)), live=live.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [passages.READ_AT_MOST, *keys, *live.params])
        by_key: dict[int, tuple[Any, ...]] = {r[0]: r[1:] for r in cursor.fetchall()}
    pattern = passages.pattern_for(words)
    return tuple(_hit(pattern, *by_key[pk]) for pk in keys if pk in by_key)


def _hit(
    pattern: re.Pattern[str], kind: str, revision_id: int, title: str, body: str
) -> Hit:
    return Hit(
        kind=kind,
        revision_id=revision_id,
        title=title,
        title_parts=passages.marked(title, pattern),
        snippet_parts=passages.excerpt(body, pattern),
    )
