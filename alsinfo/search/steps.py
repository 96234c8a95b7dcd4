"""The steps of a search: keys of found rows in their order, nothing of their texts.

Names come before texts: a whole name that is the query, all words in a title, in title
and keywords, anywhere; within each step the database's own ranking.

1. All the words, as they are, each step followed by its synonyms. Shorter names come
   first, and of texts those that say most of the words.
2. If that is less than a page: the last word may be the beginning of a longer one.
3. If nothing is found: unknown words are mended from the vocabulary, and the mended
   query is looked for; `suggestion` says what it was.
4. If still nothing is found: any of the words; where some are common, one at a time,
   the rarest first.

Each step reads at most `MOST_FOUND` rows, so a word that stands in every text costs
little more than a rare one, and 100,000 texts little more than 10,000. Every question
is narrowed to the caller's live revisions before it is bounded. May import Django and
this room's modules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import starmap

from django.db import connection

from . import queries, synonyms
from .backends import backend
from .queries import Word
from .scopes import Condition, Match, Scope, in_order

MOST_FOUND = 300
_ENOUGH = 20
_MOST_ENDINGS = 20
_MOST_MENDED = 4
_MOST_SIMILAR = 50
_CLOSENESS = 0.7
_COMMON = 1_000  # rows, beyond which a word counts as common
_NAMED = """
SELECT * FROM (
    SELECT search_searchentry.id, search_searchentry.kind,
        search_searchentry.revision_id
    FROM search_searchname JOIN search_searchentry
        ON search_searchentry.id = search_searchname.entry_id
    WHERE search_searchname.name = %s AND ({live})
    ORDER BY search_searchname.is_title DESC, search_searchname.entry_id LIMIT %s
) AS named
"""


@dataclass(frozen=True)
class Found:
    """The rows, the best first, the words they hold, and what was done to find them.

    `words` are those looked for, `marked` those and their synonyms, `also` the
    synonyms as editors wrote them. `is_partial`: no row has all of the words. `live`
    is what was live for this search.
    """

    rows: tuple[Match, ...] = ()
    words: tuple[Word, ...] = ()
    marked: tuple[Word, ...] = ()
    suggestion: str | None = None
    also: tuple[str, ...] = ()
    is_partial: bool = False
    live: Condition | None = None


def find(live: Condition, query: str, *, as_typed: bool = False) -> Found:
    """`as_typed` mends nothing: for whoever meant what they wrote."""
    words = queries.words_of(query)
    found = replace(_find_all(live, words, query), live=live)
    if not found.rows and not as_typed:
        found = _find_mended(live, words) or found
    if found.rows:
        return found
    some = _with_any(live, found.marked)
    return replace(found, rows=tuple(some), is_partial=bool(some))


def _find_mended(live: Condition, words: tuple[Word, ...]) -> Found | None:
    mended = _mend(live, words)
    suggestion = " ".join(word.text for word in mended)
    found = _find_all(live, mended, suggestion) if mended else Found()
    return replace(found, suggestion=suggestion, live=live) if found.rows else None


def _find_all(live: Condition, words: tuple[Word, ...], query: str) -> Found:
    """Rows with all the words; the last may be a beginning where there are few."""
    names = queries.names_of(query, words)
    wide = synonyms.widen(words, names)
    found = _with_all(live, words, (*names, *wide.names), wide.words)
    if len(found) < _ENOUGH:
        longer = with_endings(words)
        more = _with_all(live, longer) if longer != words else []
        found, words = _merge(found, more), longer if more else words
    marked = (*words, *(word for word in wide.words if word not in words))
    return Found(tuple(found), words, marked, also=wide.also)


def _with_all(
    live: Condition,
    words: tuple[Word, ...],
    names: Sequence[str] = (),
    wider: tuple[Word, ...] = (),
) -> list[Match]:
    found = named(live, names)
    for scope in (Scope.TITLE, Scope.NAMES, Scope.ANYWHERE):
        for asked in _ways(words, wider, scope):
            if len(found) < MOST_FOUND:
                found = _merge(found, ranked(live, asked, scope))
    return found


def _ways(
    words: tuple[Word, ...], wider: tuple[Word, ...], scope: Scope
) -> Iterable[tuple[Word, ...]]:
    """In texts not every phrase is looked for everywhere: first the words that are."""
    plain = queries.plain(wider) if scope is Scope.ANYWHERE else ()
    return filter(None, dict.fromkeys((words, plain, wider)))


def named(live: Condition, names: Sequence[str]) -> list[Match]:
    """Entries of exactly these names, titles before initials and aliases. One query."""
    if not names:
        return []
    sql = " UNION ALL ".join([_NAMED.format(live=live.sql)] * len(names))
    asked = [part for name in names for part in (name, *live.params, MOST_FOUND)]
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return _merge([], starmap(Match, cursor.fetchall()))


def ranked(
    live: Condition,
    words: Sequence[Word],
    scope: Scope,
    *,
    every: bool = True,
) -> list[Match]:
    """The rows that hold the words there, the best first. One query."""
    rows = backend().candidates(live, words, scope, every=every, bound=MOST_FOUND)
    return in_order(rows)


def _with_any(live: Condition, words: Sequence[Word]) -> list[Match]:
    if len(words) < 2:
        return []
    often = {word: backend().frequency(word, _COMMON) for word in words}
    if max(often.values()) < _COMMON:
        found = ranked(live, words, Scope.NAMES, every=False)
        return _merge(found, ranked(live, words, Scope.ANYWHERE, every=False))
    found = []
    for word in sorted(words, key=often.__getitem__):
        for scope in (Scope.NAMES, Scope.ANYWHERE):
            if often[word] and len(found) < _ENOUGH:
                found = _merge(found, ranked(live, [word], scope))
    return found


def _merge(found: Iterable[Match], more: Iterable[Match]) -> list[Match]:
    """Each row once, where it came first."""
    by_key: dict[int, Match] = {}
    for row in (*found, *more):
        by_key.setdefault(row.key, row)
    return list(by_key.values())[:MOST_FOUND]


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
