"""The steps of a search: keys of found rows in their order, nothing of their texts.

Names come before texts: a whole name that is the query, all words in a title, in title
and keywords, anywhere; within each step the database's own ranking.

1. All the words, as they are, each step followed by its synonyms.
2. If that is less than a page: the last word may be the beginning of a longer one.
3. If nothing is found: unknown words are mended from the vocabulary, and the mended
   query is looked for; `suggestion` says what it was.
4. If still nothing is found: any of the words.

Each step reads at most `MOST_FOUND` rows, so a word that stands in every text costs
little more than a rare one. Every question is narrowed to the caller's live revisions
before it is bounded. May import Django and this room's modules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from django.db import connection

from . import queries, synonyms
from .backends import backend
from .queries import Word
from .scopes import Condition, Scope

MOST_FOUND = 1_000
_ENOUGH = 20
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


@dataclass(frozen=True)
class Found:
    """Keys of rows, the words they hold, and what was done to find them.

    `words` are those looked for, `marked` those and their synonyms, `also` the
    synonyms as editors wrote them. `is_partial`: no row has all of the words.
    """

    keys: tuple[int, ...] = ()
    words: tuple[Word, ...] = ()
    marked: tuple[Word, ...] = ()
    suggestion: str | None = None
    also: tuple[str, ...] = ()
    is_partial: bool = False


def find(live: Condition, query: str, *, as_typed: bool = False) -> Found:
    """`as_typed` mends nothing: for whoever meant what they wrote."""
    words = queries.words_of(query)
    found = _find_all(live, words, query)
    if not found.keys and not as_typed:
        found = _find_mended(live, words) or found
    if found.keys:
        return found
    some = _with_any(live, found.marked)
    return replace(found, keys=tuple(some), is_partial=bool(some))


def _find_mended(live: Condition, words: tuple[Word, ...]) -> Found | None:
    mended = _mend(live, words)
    suggestion = " ".join(word.text for word in mended)
    found = _find_all(live, mended, suggestion) if mended else Found()
    return replace(found, suggestion=suggestion) if found.keys else None


def _find_all(live: Condition, words: tuple[Word, ...], query: str) -> Found:
    """Rows with all the words; the last may be a beginning where there are few."""
    names = queries.names_of(query, words)
    wide = synonyms.widen(words, names)
    found = _with_all(live, words, names, wide)
    if len(found) < _ENOUGH:
        longer = with_endings(words)
        more = _with_all(live, longer, (), synonyms.Widened(longer))
        found, words = _merge(found, more), longer if more else words
    marked = (*words, *(word for word in wide.words if word not in words))
    return Found(tuple(found), words, marked, also=wide.also)


def _with_all(
    live: Condition,
    words: Sequence[Word],
    names: Sequence[str],
    wide: synonyms.Widened,
) -> list[int]:
    found: list[int] = []
    for name in (*names, *wide.names):
        found = _merge(found, named(live, name))
    for scope in (Scope.TITLE, Scope.NAMES, Scope.ANYWHERE):
        for asked in dict.fromkeys((tuple(words), wide.words)):
            if len(found) < MOST_FOUND:
                found = _merge(found, ranked(live, asked, scope))
    return found


def named(live: Condition, name: str) -> list[int]:
    """Entries of exactly this name, titles before initials and aliases."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED.format(live=live.sql), [name, *live.params, MOST_FOUND])
        return list(dict.fromkeys(pk for (pk,) in cursor.fetchall()))


def ranked(
    live: Condition,
    words: Sequence[Word],
    scope: Scope,
    every: bool = True,
) -> list[int]:
    """Keys of the rows that hold the words there, the best first. One query."""
    rows = backend().candidates(live, words, scope, every=every, bound=MOST_FOUND)
    return [pk for pk, _ in sorted(rows, key=lambda row: (round(row[1], 6), row[0]))]


def _with_any(live: Condition, words: Sequence[Word]) -> list[int]:
    found: list[int] = []
    for scope in (Scope.NAMES, Scope.ANYWHERE):
        if len(words) > 1 and len(found) < MOST_FOUND:
            found = _merge(found, ranked(live, words, scope, every=False))
    return found


def _merge(found: list[int], more: list[int]) -> list[int]:
    return list(dict.fromkeys((*found, *more)))[:MOST_FOUND]


def with_endings(words: Sequence[Word]) -> tuple[Word, ...]:
    """The last word may also be the beginning of a word of the vocabulary."""
    *others, last = words
    beginning = queries.fold(last.text)
    if len(beginning) < 2:
        return tuple(words)
    longer = backend().longer(beginning, _MOST_ENDINGS)
    phrases = (phrase for word in longer for phrase in queries.phrases_of(word))
    all_phrases = tuple(dict.fromkeys((*last.phrases, *phrases)))
    return (*others, replace(last, phrases=all_phrases))


def _mend(live: Condition, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with the unknown ones replaced; nothing if none can be."""
    mended: list[Word] = []
    changed = 0
    for word in words:
        better = None
        if changed < _MOST_MENDED and not _is_held(live, word, Scope.ANYWHERE):
            better = _closest(live, word)
            changed += better is not None
        mended.append(better or word)
    return tuple(mended) if changed else ()


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
