"""The steps of a search: keys of found rows in their order, nothing of their texts.

Names come before texts: a whole name that is the query, all words in a title, in title
and keywords, anywhere; within each step the database's own ranking.

1. Misspellings that editors listed are read as the names they stand for.
2. All the words, as they are, each step followed by its synonyms. Shorter names come
   first, and of texts those that say most of the words.
3. If that is less than a page: the last word may be the beginning of a longer one.
4. If nothing is found: unknown words are mended, and the mended query is looked for;
   `suggestion` says what it was. `mending` tells how.
5. If still nothing is found: any of the words; where some are common, one at a time,
   the rarest first.

Each step reads at most `MOST_FOUND` rows, so a word that stands in every text costs
little more than a rare one, and 100,000 texts little more than 10,000. Every question
is narrowed to the caller's live revisions before it is bounded. May import Django and
this room's modules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from . import listed, mending, queries, spelling, synonyms, wordlists
from .backends import backend
from .names import called
from .queries import Word
from .scopes import Condition, Match, Scope, in_order
from .synonyms import Widened
from .wordlists import Lists

MOST_FOUND = 300
_ENOUGH = 20
_MOST_ENDINGS = 20
_COMMON = 1_000  # rows, beyond which a word counts as common


@dataclass(frozen=True)
class Found:
    """The rows, the best first, the words they hold, and what was done to find them.

    `words` are those looked for, `marked` those and their synonyms, `also` the
    synonyms as editors wrote them. `is_partial`: no row has all of the words;
    `is_guessed`: the words as typed had none. `live` is what was live for this search,
    `wide` what else was looked for.
    """

    rows: tuple[Match, ...] = ()
    words: tuple[Word, ...] = ()
    marked: tuple[Word, ...] = ()
    suggestion: str | None = None
    is_partial: bool = False
    is_guessed: bool = False
    live: Condition | None = None
    wide: Widened = synonyms.NOTHING

    @property
    def also(self) -> tuple[str, ...]:
        return self.wide.also


def find(live: Condition, query: str, *, as_typed: bool = False) -> Found:
    """`as_typed` mends nothing: for whoever meant what they wrote."""
    lists = wordlists.read([] if as_typed else listed.runs(query))
    said = listed.mended(live, query, lists.misspelt)
    found = _find_all(live, queries.words_of(said), said, lists)
    if not found.rows and not as_typed:
        found = _find_mended(live, found, lists) or found
    if not found.rows:
        some = _with_any(live, found.marked)
        found = replace(found, rows=tuple(some), is_partial=bool(some))
    return found if said == query else _also_as_typed(found, query)


def among(found: Found, live: Condition) -> list[Match]:
    """What was found and more of it, from fewer live revisions: for a filter."""
    if found.is_partial:
        return _with_any(live, found.marked)
    return _with_all(live, found.words, found.wide)


def has(found: Found, live: Condition) -> bool:
    """Whether any row of these revisions holds the words. One query."""
    every = not found.is_partial
    words = found.words if every else found.marked
    return backend().holds(live, words, every=every)


def _also_as_typed(found: Found, query: str) -> Found:
    """A listed misspelling hides nothing, and is said to be one."""
    words = queries.words_of(query)
    rows = found.rows
    if found.live and not (found.is_partial or found.is_guessed):
        rows = tuple(_merge(rows, _with_all(found.live, words)))
    suggestion = found.suggestion or queries.spoken(found.words)
    return replace(found, rows=rows, suggestion=suggestion if rows else None)


def _find_mended(live: Condition, missed: Found, lists: Lists) -> Found | None:
    mended = mending.mended(live, missed.words, missed.wide.known)
    suggestion = queries.spoken(mended)
    found = _find_all(live, mended, suggestion, lists) if mended else Found()
    if not found.rows:
        return None
    return replace(found, suggestion=suggestion, is_guessed=True)


def _find_all(
    live: Condition, words: tuple[Word, ...], query: str, lists: Lists
) -> Found:
    """Rows with all the words; the last may be a beginning where there are few."""
    wide = synonyms.widen(words, queries.names_of(query, words), lists.groups)
    found = _with_all(live, words, wide)
    if len(found) < _ENOUGH:
        longer = with_endings(words)
        more = _with_all(live, longer) if longer != words else []
        found, words = _merge(found, more), longer if more else words
    marked = (*words, *(word for word in wide.words if word not in words))
    return Found(tuple(found), words, marked, live=live, wide=wide)


def _with_all(
    live: Condition, words: tuple[Word, ...], wide: Widened = synonyms.NOTHING
) -> list[Match]:
    numbers = (other for name in wide.names for other in spelling.other_numbers(name))
    names = tuple(dict.fromkeys((*wide.names, *numbers)))
    found = _merge([], called(live, names, MOST_FOUND))
    inside = [backend().named(live, asked, MOST_FOUND) for asked in _ways(words, wide)]
    for rows in chain.from_iterable(zip(*inside, strict=True)):
        found = _merge(found, in_order(rows))
    for asked in _ways_in_texts(words, wide):
        if len(found) < MOST_FOUND:
            found = _merge(found, ranked(live, asked, Scope.ANYWHERE))
    return found


def _ways(words: tuple[Word, ...], wide: Widened) -> Iterable[tuple[Word, ...]]:
    return filter(None, dict.fromkeys((words, wide.words)))


def _ways_in_texts(
    words: tuple[Word, ...], wide: Widened
) -> Iterable[tuple[Word, ...]]:
    """Not every phrase is looked for everywhere: first the words that are."""
    return filter(None, dict.fromkeys((words, queries.plain(wide.words), wide.words)))


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
    common = backend().common(words, _COMMON)
    often = {
        word: _COMMON if word in common else backend().frequency(word, _COMMON)
        for word in words
    }
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
