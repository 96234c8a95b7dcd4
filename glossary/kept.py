"""The vocabulary of live terms as this process keeps it between requests.

Ten thousand terms take long to make ready and seldom change, so one vocabulary is kept
until a term begins or ceases to be live, or gets another address. That cannot be while
the site's stamp stands and the next instant has not come. May import
`alsinfo.text` and `alsinfo.editorial`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    F,
    Max,
    Min,
    Value,
)
from django.db.models.functions import Cast

from alsinfo.editorial.instants import to_come
from alsinfo.editorial.models import SiteStamp
from alsinfo.editorial.prepared import Blank, Question
from alsinfo.text.suggestions import Vocabulary

from .models import FormerTermSlug, IgnoredTerm, Term, TermRevision
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
NEVER = datetime.max.replace(tzinfo=UTC)
NOTHING = Max(Value(None, BigIntegerField()))


class _Kept(NamedTuple):
    """Words, what they were made of, and while what nothing can have changed them."""

    words: Words
    key: Any
    stamp: str | None
    since: datetime
    until: datetime


_kept: _Kept | None = None


def words_and_ignored(entry: Any, at: datetime) -> tuple[Words, list[Ignored]]:
    """What the terms of an entry's text are told from.

    One query; one or two more when the site changed since this process last asked.
    """
    rows = _STAMP_AND_IGNORED.ask(entry=entry.pk, kind=entry.kind)
    stamp = next((row[1] for row in rows if row[0] == "stamp"), None)
    ignored = [Ignored(*row[1:]) for row in rows if row[0] == "ignored"]
    return _words(stamp, at), ignored


def _words(stamp: str | None, at: datetime) -> Words:
    """The kept vocabulary as long as it is right, else a new one, which is kept."""
    global _kept
    kept = _kept
    if kept is not None and _is_right(kept, stamp, at):
        return kept.words
    # The stamp was asked before, so what changes meanwhile is seen the next time.
    state = _STATE.ask(at=at)
    key = {what: rest for what, *rest in state if what in MADE_OF}
    ends = [instant for what, _key, instant in state if what not in MADE_OF and instant]
    words = kept.words if kept is not None and kept.key == key else read(at)
    _kept = _Kept(words, key, stamp, at, min(ends, default=NEVER))
    return words


def _is_right(kept: _Kept, stamp: str | None, at: datetime) -> bool:
    same = stamp is not None and stamp == kept.stamp
    return same and kept.since <= at < kept.until


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


def _stamp_and_ignored() -> Any:
    """Rows of (what, text, name, instant): the site's stamp, and what is ignored."""
    ignored = IgnoredTerm.objects.filter(
        entry_kind=Blank("kind", CharField()),
        entry_id=Blank("entry", BigIntegerField()),
    )
    never = Value(None, DateTimeField())
    nobody = Value("", CharField())
    stamp = SiteStamp.objects.filter(pk=1)
    return _rows(ignored, "ignored", F("term__slug"), F("by_name"), F("at")).union(
        _rows(stamp, "stamp", F("value"), nobody, never), all=True
    )


def _state() -> Any:
    """Rows of (what, key, instant) that tell one state of the glossary from the next.

    The live terms at an instant change when one begins or ends, is loaded past the
    desk, or gets another address; a text's words never do. Costs more with more terms.
    `begins` and `ends` say when the next term does.
    """
    at = Blank("at", DateTimeField())
    past = TermRevision.objects.was_live(at).order_by()
    beginning, ending = to_come(Term.kind, at)
    over = past.filter(live_until__lte=at)
    former = FormerTermSlug.objects.order_by()
    return _latest(past, "begun", Max("pk"), Max("live_from")).union(
        _latest(over, "ended", Max("pk"), Max("live_until")),
        _latest(former, "renamed", Max("pk"), Value(None, DateTimeField())),
        _latest(beginning, "begins", NOTHING, Min("live_from")),
        _latest(ending, "ends", NOTHING, Min("live_until")),
        all=True,
    )


def _rows(queryset: Any, what: str, *columns: Any) -> Any:
    return queryset.order_by().values_list(Value(what, CharField()), *columns)


def _latest(queryset: Any, what: str, key: Any, instant: Any) -> Any:
    """One row, whatever there is: what is asked of all of them."""
    named = queryset.values(what=Value(what, CharField()))
    return named.annotate(key=Cast(key, CharField()), instant=instant).values_list(
        "what", "key", "instant"
    )


_STAMP_AND_IGNORED = Question(_stamp_and_ignored)
_STATE = Question(_state)
