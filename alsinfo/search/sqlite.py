"""Full text in SQLite: FTS5 tables beside ours, kept in step by triggers.

`search_fulltext` holds titles, keywords and bodies by their stems; `search_trigrams`
holds the vocabulary in threes of letters. Both are external-content tables: they keep
no text of their own, and migration 0002 gives them triggers. Triggers and not code,
because an emptied table, a cascade or a test's clean-up must not leave them behind.
May import Django and this room's models.
"""

from collections.abc import Sequence

from django.db import connection

from .queries import Phrase, Word
from .scopes import Condition, Ranked, Scope

# The weights are those of title, keywords, body. CROSS JOIN keeps SQLite from asking
# the full text once for every entry; newest rows come first, where a bound cuts.
_CANDIDATES = """
SELECT search_searchentry.id, bm25(search_fulltext, 20.0, 8.0, 1.0)
FROM search_fulltext CROSS JOIN search_searchentry
    ON search_searchentry.id = search_fulltext.rowid
WHERE search_fulltext MATCH %s AND ({live})
ORDER BY search_fulltext.rowid DESC LIMIT %s
"""
_SIMILAR = """
SELECT search_searchword.word
FROM search_trigrams CROSS JOIN search_searchword
    ON search_searchword.id = search_trigrams.rowid
WHERE search_trigrams MATCH %s
ORDER BY bm25(search_trigrams), search_searchword.word LIMIT %s
"""
_LONGER = """
SELECT word FROM search_searchword WHERE word > %s AND word < %s
ORDER BY length(word), word LIMIT %s
"""
_COLUMNS = {
    Scope.TITLE: "{title} : ",
    Scope.NAMES: "{title keywords} : ",
    Scope.SAID: "{title body} : ",
    Scope.ANYWHERE: "",
}


def candidates(
    live: Condition,
    words: Sequence[Word],
    scope: Scope,
    *,
    every: bool = True,
    bound: int,
) -> Ranked:
    match = _match(words, scope, every)
    with connection.cursor() as cursor:
        sql = _CANDIDATES.format(live=live.sql)
        cursor.execute(sql, [match, *live.params, bound])
        return [(pk, rank) for pk, rank in cursor.fetchall()]


def _match(words: Sequence[Word], scope: Scope, every: bool) -> str:
    joint = " AND " if every else " OR "
    return f"{_COLUMNS[scope]}({joint.join(_either(word) for word in words)})"


def _either(word: Word) -> str:
    return f"({' OR '.join(_quoted(phrase) for phrase in word.phrases)})"


def _quoted(phrase: Phrase) -> str:
    return '"' + " ".join(phrase).replace('"', '""') + '"'


def longer(beginning: str, bound: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LONGER, [beginning, beginning + "\U0010ffff", bound])
        return [word for (word,) in cursor.fetchall()]


def similar(word: str, bound: int) -> list[str]:
    padded = f"  {word} "
    threes = {padded[at : at + 3] for at in range(len(padded) - 2)}
    match = " OR ".join(_quoted((three,)) for three in sorted(threes))
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR, [match, bound])
        return [word for (word,) in cursor.fetchall()]


def settle() -> None:
    with connection.cursor() as cursor:
        for table in ("search_fulltext", "search_trigrams"):
            sql = f"INSERT INTO {table}({table}) VALUES ('optimize')"  # noqa: S608
            cursor.execute(sql)
