"""Words that mean the same: a query is widened by what editors wrote down.

The groups are few and read whole; what is made of them is kept in memory for as long
as their texts stay the same. Expanding when a query comes leaves the index as
it is. May import this room's modules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from . import queries, spelling
from .queries import Word

MOST_LINES = 20
_LONGEST_LINE = 200

Run = tuple[str, ...]
Group = tuple[str, ...]


@dataclass(frozen=True)
class Widened:
    """A query with the other words for it.

    `names` are those of the whole query and other names for it; `also` what was added,
    to be said; `known` every word of every group.
    """

    words: tuple[Word, ...] = ()
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()


NOTHING = Widened()


@dataclass(frozen=True)
class _Index:
    """Groups by each of their lines: as a run of words, and as a whole query."""

    runs: dict[Run, tuple[Group, ...]]
    wholes: dict[str, tuple[Group, ...]]
    longest: int


def widen(
    words: Sequence[Word], names: tuple[str, ...], texts: tuple[str, ...]
) -> Widened:
    """The words, where one or several in a row are a synonym's with its other phrases.

    `names` are those of the query, for lines that only count when nothing else is said;
    `texts` the groups as editors wrote them.
    """
    wide = _wide(words, names, _index(texts))
    every = (*names, *wide.names)
    return replace(wide, names=every, known=_vocabulary(texts))


def _wide(words: Sequence[Word], names: Sequence[str], index: _Index) -> Widened:
    whole = _unique(group for name in names for group in index.wholes.get(name, ()))
    if whole:
        also = _others(whole, names)
        return Widened((_joined(words, also),), tuple(map(queries.squash, also)), also)
    return _widened(list(_stretches(words, index)))


def _widened(stretches: list[tuple[Sequence[Word], tuple[Group, ...]]]) -> Widened:
    found: list[Word] = []
    said: list[str] = []
    for run, groups in stretches:
        also = _others(groups, [queries.squash(queries.spoken(run))])
        found.append(_joined(run, also) if also else run[0])
        said += also
    return Widened(tuple(found), (), tuple(dict.fromkeys(said)))


def _stretches(
    words: Sequence[Word], index: _Index
) -> Iterator[tuple[Sequence[Word], tuple[Group, ...]]]:
    """The words cut into runs, the longest that some group names first."""
    keys = [_key(word.text) for word in words]
    at = 0
    while at < len(words):
        long = min(index.longest, len(words) - at)
        runs = (tuple(keys[at : at + length]) for length in range(long, 0, -1))
        run = next(filter(index.runs.__contains__, runs), ())
        length = len(run)
        yield words[at : at + (length or 1)], index.runs.get(run, ())
        at += length or 1


def _joined(run: Sequence[Word], also: Sequence[str]) -> Word:
    """One word that is any of these: the run as it was typed, or another name."""
    own = run[0].phrases if len(run) == 1 else queries.phrases_of(queries.spoken(run))
    others = (phrase for line in also for phrase in queries.phrases_of(line.lower()))
    return Word(queries.spoken(run), tuple(dict.fromkeys((*own, *others))))


def _others(groups: Sequence[Group], names: Sequence[str]) -> tuple[str, ...]:
    lines = _unique(line for group in groups for line in group)
    others = (line for line in lines if queries.squash(line) not in names)
    return tuple(others)[:MOST_LINES]


def _unique(things: Iterator[Group] | Iterator[str]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(things))


def _key(word: str) -> str:
    """A word without signs, accents and its ending."""
    return spelling.stem(queries.squash(word))


@lru_cache(maxsize=4)
def _vocabulary(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(queries.vocabulary("\n".join(texts)))


@lru_cache(maxsize=4)
def _index(texts: tuple[str, ...]) -> _Index:
    runs: dict[Run, tuple[Group, ...]] = {}
    wholes: dict[str, tuple[Group, ...]] = {}
    for group in filter(None, map(_group, texts)):
        for line in group:
            run = _run(line)
            if run:
                runs[run] = (*runs.get(run, ()), group)
            name = queries.squash(line)
            wholes[name] = (*wholes.get(name, ()), group)
    return _Index(runs, wholes, max(map(len, runs), default=0))


def _group(text: str) -> Group:
    lines = (queries.clean(line)[:_LONGEST_LINE] for line in text.splitlines())
    told = (line.strip() for line in lines)
    return tuple(dict.fromkeys(filter(queries.squash, told)))[:MOST_LINES]


def _run(line: str) -> Run:
    """The telling words of a line; none when it is left with a word that says less.

    `how long` must not make every `long` a synonym: it counts as a whole query only.
    """
    words = queries.words_of(line)
    dropped = len(words) < len(queries.typed(line))
    return () if dropped and len(words) < 2 else tuple(_key(w.text) for w in words)
