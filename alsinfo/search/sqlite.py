"""Full text in SQLite: FTS5 tables beside ours, kept in step by triggers.

`search_names` holds titles and keywords by their stems, `search_fulltext` bodies as
well, `search_trigrams` the vocabulary in threes of letters. Two with names, because
looking for a title in the large one would pass every text that mentions the word. All
are external-content tables: they keep no text of their own, and migrations 0002 and
0004 give them triggers. Triggers and not code, because an emptied table, a cascade or a
test's clean-up must not leave them behind. May import Django and this room's models.
"""

from collections.abc import Callable, Sequence
from itertools import starmap

from django.db import connection

from . import queries
from .queries import Phrase, Word
from .scopes import Condition, Match, Named, Scope

# CROSS JOIN keeps SQLite from asking the full text once for every entry; newest rows
# come first, where a bound cuts.
_CANDIDATES = """
SELECT search_searchentry.id, search_searchentry.kind,
    search_searchentry.revision_id, {rank}
FROM {table} CROSS JOIN search_searchentry
    ON search_searchentry.id = {table}.rowid
WHERE {table} MATCH %s AND {table}.rowid >= {oldest} AND ({live})
ORDER BY {table}.rowid DESC LIMIT %s
"""
# A search reads the newest rows first: what it did not meet may be among the oldest.
_HOLDS = """
SELECT 1 FROM search_fulltext CROSS JOIN search_searchentry
    ON search_searchentry.id = search_fulltext.rowid
WHERE search_fulltext MATCH %s AND search_fulltext.rowid >= {oldest} AND ({live})
ORDER BY search_fulltext.rowid LIMIT 1
"""
# Comparing places for a phrase is slow where its words are common: how far to go back.
_OLDEST = """coalesce((
    SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s
    ORDER BY rowid DESC LIMIT 1 OFFSET 2000), 0)"""
_FREQUENCY = """(SELECT count(*) FROM (
    SELECT 1 FROM search_fulltext WHERE search_fulltext MATCH %s LIMIT %s))"""
# The weights are those of title, keywords, body. To weigh words, SQLite reads every
# row that holds one, whatever the bound: in a large index common ones are not weighed.
_WEIGHED = """CASE
    WHEN (SELECT max(id) FROM search_searchentry)
    - (SELECT min(id) FROM search_searchentry) > 30000 AND ({common}) THEN 0
    ELSE bm25(search_fulltext, 20.0, 8.0, 1.0) END"""
_RANKS = {
    Scope.TITLE: "length(search_searchentry.title)",
    Scope.NAMES: "length(search_searchentry.title || search_searchentry.keywords)",
}
_COMMON = 3_000  # rows
_SIMILAR = """
SELECT search_searchword.word, search_searchword.said = 3
FROM search_trigrams CROSS JOIN search_searchword
    ON search_searchword.id = search_trigrams.rowid
WHERE search_trigrams MATCH %s AND search_searchword.said > 0
ORDER BY bm25(search_trigrams), search_searchword.word LIMIT %s
"""
_LONGER = """
SELECT word FROM search_searchword WHERE word > %s AND word < %s AND said <> 1
ORDER BY length(word), word LIMIT %s
"""
_PLACES = {
    Scope.TITLE: ("{title} : ", "search_names"),
    Scope.NAMES: ("", "search_names"),
    Scope.ANYWHERE: ("", "search_fulltext"),
}


def candidates(
    live: Condition,
    words: Sequence[Word],
    scope: Scope,
    *,
    every: bool = True,
    bound: int,
) -> list[Match]:
    columns, table = _PLACES[scope]
    match = f"{columns}({_match(words, every)})"
    rank, weighed = (_RANKS[scope], []) if scope in _RANKS else _weighed(words)
    oldest, loose = _oldest(words, every) if scope is Scope.ANYWHERE else ("0", [])
    sql = _CANDIDATES.format(table=table, rank=rank, oldest=oldest, live=live.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*weighed, match, *loose, *live.params, bound])
        return list(starmap(Match, cursor.fetchall()))


def named(live: Condition, words: Sequence[Word], bound: int) -> Named:
    titles = candidates(live, words, Scope.TITLE, bound=bound)
    is_cut = len(titles) >= bound
    names = [] if is_cut else candidates(live, words, Scope.NAMES, bound=bound)
    return titles, names


def holds(live: Condition, words: Sequence[Word], *, every: bool = True) -> bool:
    oldest, loose = _oldest(words, every)
    with connection.cursor() as cursor:
        sql = _HOLDS.format(oldest=oldest, live=live.sql)
        cursor.execute(sql, [_match(words, every), *loose, *live.params])
        return cursor.fetchone() is not None


def _oldest(words: Sequence[Word], every: bool) -> tuple[str, list[str]]:
    """Where a search for phrases ends, and its parameters."""
    if not any(map(queries.is_phrased, words)):
        return "0", []
    return _OLDEST, [_match(words, every, _loose)]


def _weighed(words: Sequence[Word]) -> tuple[str, list[str | int]]:
    """A rank by how much a text says of the words, and its parameters."""
    common = " OR ".join([f"{_FREQUENCY} = {_COMMON}"] * len(words))
    asked = [part for word in words for part in (_either(word, _loose), _COMMON)]
    return _WEIGHED.format(common=common), asked


def common(words: Sequence[Word], least: int) -> frozenset[Word]:
    """None: SQLite reads no more rows than it is asked for, so it can count."""
    return frozenset()


def frequency(word: Word, bound: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_FREQUENCY}", [_either(word, _loose), bound])
        [count] = cursor.fetchone()
    return int(count)


def _quoted(phrase: Phrase) -> str:
    return '"' + " ".join(phrase).replace('"', '""') + '"'


def _loose(phrase: Phrase) -> str:
    """The words of a phrase, wherever they stand."""
    return f"({' AND '.join(_quoted((piece,)) for piece in phrase)})"


def _match(
    words: Sequence[Word], every: bool, written: Callable[[Phrase], str] = _quoted
) -> str:
    joint = " AND " if every else " OR "
    return joint.join(_either(word, written) for word in words)


def _either(word: Word, written: Callable[[Phrase], str] = _quoted) -> str:
    return f"({' OR '.join(map(written, word.phrases))})"


def longer(beginning: str, bound: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LONGER, [beginning, beginning + "\U0010ffff", bound])
        return [word for (word,) in cursor.fetchall()]


def similar(word: str, bound: int) -> list[tuple[str, bool]]:
    match = " OR ".join(_quoted((three,)) for three in _threes(word))
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR, [match, bound])
        return [(other, bool(is_named)) for other, is_named in cursor.fetchall()]


def _threes(word: str) -> list[str]:
    padded = f"  {word} "
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})


def settle() -> None:
    with connection.cursor() as cursor:
        for table in ("search_names", "search_fulltext", "search_trigrams"):
            sql = f"INSERT INTO {table}({table}) VALUES ('optimize')"  # noqa: S608
            cursor.execute(sql)
