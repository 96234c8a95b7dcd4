"""The words of each text, in an index: which texts a row of the watch-list may concern.

A row is written with each revision and never changes, as the text does not. A text
without one (it came in past the desk) is one that may say anything: it is read, and
`reindex` writes its row. So an index that lacks rows is slow and never wrong.

SQLite keeps a full text of whole words beside the table, PostgreSQL an index of them
(migration 0011). May import `alsinfo.text`, the findings and the models.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL

from alsinfo.text import needing
from alsinfo.text.needing import Need, Term, Way
from alsinfo.text.patterns import words_in
from alsinfo.text.prose import Paragraph

from .findings import Page
from .kinds import revision_model
from .models import Wording

LONGEST_WORD = 60  # of a word as it is written here; what is longer is cut
MOST_WRITTEN = 500_000  # characters of one text; PostgreSQL takes no more than twice it


class _Language(NamedTuple):
    """How a database is asked for texts by their words."""

    asked: str
    known: str
    all_of: str
    any_of: str
    whole: str
    opened: str


# PostgreSQL plans without the words: for common ones it would read all rows.
_LANGUAGES = {
    "sqlite": _Language(
        "SELECT revision_id FROM editorial_wording_words CROSS JOIN editorial_wording "
        "ON id = editorial_wording_words.rowid "
        "WHERE editorial_wording_words MATCH %s AND entry_kind = %s",
        "SELECT value FROM json_each(%s) WHERE EXISTS (SELECT 1 FROM "
        "editorial_wording_vocabulary WHERE term >= replace(value, '~', '') "
        "AND term <= replace(value, '~', '{'))",
        " AND ",
        " OR ",
        '"{}"',
        '"{}" *',
    ),
    "postgresql": _Language(
        "SELECT revision_id FROM editorial_wording "
        "WHERE array_to_tsvector(string_to_array(words, ' ')) "
        "@@ (SELECT %s::tsquery) AND entry_kind = %s",
        "SELECT value FROM unnest(%s::text[]) AS asked(value) WHERE EXISTS (SELECT 1 "
        "FROM editorial_wording WHERE array_to_tsvector(string_to_array(words, ' ')) "
        "@@ replace(value, '~', ':*')::tsquery)",
        " & ",
        " | ",
        "'{}'",
        "'{}':*",
    ),
}


def insert(revision: Any) -> None:
    """Write the words of a revision, of which nothing is written yet. One query."""
    insert_many(revision.entry.kind, [(revision.pk, words_of(Page(revision).whole))])


def insert_many(kind: str, found: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Write the words of these revisions, by their keys; not of monstrous ones."""
    written = ((pk, _written(words)) for pk, words in found)
    Wording.objects.bulk_create(
        Wording(entry_kind=kind, revision_id=pk, words=words)
        for pk, words in written
        if len(words) <= MOST_WRITTEN
    )


def words_of(paragraphs: Iterable[Paragraph]) -> set[str]:
    """The words of a text as the watch-list compares them."""
    return {word for paragraph in paragraphs for word in words_in(paragraph.words)}


def question_of(row: Any) -> str | None:
    """What to ask the index for a row; None where the row names no word.

    Empty for a row that can find nothing. At most one query.
    """
    needs = needing.needs_of(row.patterns, row.case_sensitive)
    if not needs:
        return None if needs is None else ""
    return _expression(needs, _known(needs), _LANGUAGES[connection.vendor])


def may_say(kind: str, question: str | None, at: datetime) -> Any:
    """The live texts of a kind that may say what a row watches for. Not yet asked.

    All of them where there is nothing to ask for.
    """
    live = revision_model(kind).objects.live(at).order_by("pk")
    if not question:
        return live if question is None else live.none()
    asked = _LANGUAGES[connection.vendor].asked
    return live.filter(pk__in=RawSQL(asked, [question, kind]))  # noqa: S611


def unwritten(kind: str, at: datetime) -> Any:
    """The live texts of a kind whose words are not written. Not yet asked."""
    own = Wording.objects.filter(entry_kind=kind, revision_id=OuterRef("pk"))
    live = revision_model(kind).objects.live(at)
    return live.filter(~Exists(own)).order_by("pk")


def keys_of(kind: str, question: str | None, at: datetime) -> list[int]:
    """The keys of the live texts of a kind that may say it, in order. One query."""
    texts = may_say(kind, question, at), unwritten(kind, at)
    first, second = (some.order_by().values_list("pk") for some in texts)
    return sorted(pk for (pk,) in first.union(second))


def _written(words: Iterable[str]) -> str:
    return " ".join(sorted({_code(word) for word in words}))


def _code(word: str) -> str:
    """A word in letters and digits that both databases leave as they are.

    The beginning of a word is the beginning of its code.
    """
    if word.isascii() and word.isalnum():
        return word[:LONGEST_WORD]
    return "".join(map(_sign, word))[:LONGEST_WORD]


def _sign(sign: str) -> str:
    return sign if sign.isascii() and sign.isalnum() else f"z{ord(sign):x}z"


def _expression(needs: list[Need], known: set[Term], spoken: _Language) -> str:
    """The needs as a question in the language of a database."""
    patterns = (
        spoken.all_of.join(
            _either((_all(w, spoken) for w in ways if _is_met(w, known)), spoken)
            for ways in need
        )
        for need in needs
    )
    return _either(patterns, spoken)


def _either(parts: Iterable[str], spoken: _Language) -> str:
    return f"({spoken.any_of.join(f'({part})' for part in dict.fromkeys(parts))})"


def _all(way: Way, spoken: _Language) -> str:
    return spoken.all_of.join(
        (spoken.opened if term.opened else spoken.whole).format(_code(term.word))
        for term in way
    )


def _is_met(way: Way, known: set[Term]) -> bool:
    """Whether any text can go this way; of two words the longer one is asked for."""
    return len(way) == 1 or _longer(way) in known


def _longer(way: Way) -> Term:
    return max(way, key=lambda term: len(term.word))


def _known(needs: list[Need]) -> set[Term]:
    """Those halves of words that some text has. At most one query."""
    halves = {_longer(way) for way in _pairs(needs)}
    if not halves:
        return set()
    named: dict[str, set[Term]] = {}
    for term in halves:
        named.setdefault(_code(term.word) + "~" * term.opened, set()).add(term)
    given: Any = list(named)
    if connection.vendor == "sqlite":
        given = json.dumps(given)
    with connection.cursor() as cursor:
        cursor.execute(_LANGUAGES[connection.vendor].known, [given])
        return {term for (name,) in cursor.fetchall() for term in named[name]}


def _pairs(needs: list[Need]) -> Iterator[Way]:
    return (way for need in needs for ways in need for way in ways if len(way) > 1)
