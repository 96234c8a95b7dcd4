"""The vocabulary of live terms as this process keeps it between requests.

Ten thousand terms take long to make ready and seldom change, so one vocabulary is kept
until a term begins or ceases to be live, or gets another address. May import
`alsinfo.text` and `alsinfo.editorial`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, F, Max, Value
from django.db.models.functions import Cast

from alsinfo.text.suggestions import Vocabulary

from .models import FormerTermSlug, IgnoredTerm, TermRevision
from .vocabulary import names_of


class Known(NamedTuple):
    """A live term as an editor is reminded of it."""

    slug: str
    name: str
    short: str


class Ignored(NamedTuple):
    """A term that is not suggested in an entry, who said so and when."""

    slug: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class Words:
    """The live terms: made ready to be looked for, by slug, and by former slugs."""

    vocabulary: Vocabulary
    terms: dict[str, Known]
    former: dict[str, str]


# The rows that tell one state of the glossary from the next.
MADE_OF = ("begun", "ended", "renamed")

_kept: tuple[Any, Words] | None = None


def words_and_ignored(entry: Any, at: datetime) -> tuple[Words, list[Ignored]]:
    """What the terms of an entry's text are told from.

    One query, and another when the site changed since this process last asked.
    """
    rows = list(_state_and_ignored(entry, at))
    key = tuple(sorted((row[0], str(row[1:])) for row in rows if row[0] in MADE_OF))
    ignored = [Ignored(*row[1:]) for row in rows if row[0] == "ignored"]
    return _words(key, at), ignored


def _words(key: Any, at: datetime) -> Words:
    """The kept vocabulary when it has this key, else a new one, which is kept."""
    global _kept
    kept = _kept
    if kept is not None and kept[0] == key:
        return kept[1]
    words = read(at)
    _kept = (key, words)
    return words


def read(at: datetime) -> Words:
    """All live terms at an instant, and the addresses they once had. One query."""
    live = TermRevision.objects.live(at).order_by()
    former = FormerTermSlug.objects.filter(entry__in=live.values("entry")).order_by()
    blank = Value("", CharField())
    texts = ("initials", "aliases", "short_definition")
    rows = live.values_list(Value("live", CharField()), "entry__slug", "name", *texts)
    past = former.values_list(
        Value("former", CharField()), "slug", "entry__slug", blank, blank, blank
    )
    read = list(rows.union(past, all=True))
    terms = [row[1:] for row in read if row[0] == "live"]
    return Words(
        Vocabulary(name for term in terms for name in names_of(*term[:4])),
        {slug: Known(slug, name, short) for slug, name, *_other, short in terms},
        {row[1]: row[2] for row in read if row[0] == "former"},
    )


def _state_and_ignored(entry: Any, at: datetime) -> Any:
    """Rows of (what, text, name, instant): the glossary's state, and what is ignored.

    The live terms at an instant change when one begins or ends, is loaded past the
    desk, or gets another address; a text's words never do.
    """
    past = TermRevision.objects.was_live(at).order_by()
    over = past.filter(live_until__lte=at)
    ignored = IgnoredTerm.objects.filter(entry_kind=entry.kind, entry_id=entry.pk)
    former = FormerTermSlug.objects.order_by()
    return _rows(ignored, "ignored", F("term__slug"), F("by_name"), F("at")).union(
        _latest(past, "begun", Max("pk"), Max("live_from")),
        _latest(over, "ended", Max("pk"), Max("live_until")),
        _latest(former, "renamed", Max("pk"), Value(None, DateTimeField())),
        all=True,
    )


def _rows(queryset: Any, what: str, *columns: Any) -> Any:
    return queryset.order_by().values_list(Value(what, CharField()), *columns)


def _latest(queryset: Any, what: str, key: Any, instant: Any) -> Any:
    """One row, whatever there is: the greatest key and the latest instant."""
    named = queryset.values(what=Value(what, CharField()))
    return named.annotate(
        key=Cast(key, CharField()), nobody=Value("", CharField()), instant=instant
    ).values_list("what", "key", "nobody", "instant")
