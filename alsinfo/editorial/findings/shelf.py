"""What a check needs of the database, fetched in one query.

The form shows the findings beside everything else, so they must cost next to nothing
however much a text names. Every kind of row is read as text columns of one union; what
comes back are the models themselves, unsaved and with the fields that the checks ask.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ..kinds import entry_models, revision_model
from ..models import Figure, Mention, Revision, SetAside, Source, Tag, Watchword
from ..prepared import Blank, Blanks, Question

COLUMNS = ("a", "b", "c", "d", "e", "f", "g", "h")
FIELDS: dict[str, tuple[str, ...]] = {
    "source": ("key", "title", "kind", "state"),
    "figure": ("key", "statement", "wordings"),
    "term": ("slug",),
    "address": ("key",),
    "watchword": (
        *("code", "kind", "level", "patterns", "unless_near"),
        *("message", "suggestion", "case_sensitive"),
    ),
    "aside": ("code", "quote", "why", "by_name", "at", "places"),
    "tag": ("review_months",),
    "public": ("number",),
    "correction": ("number", "change_note"),
}
# What marks name.
MARKED = {Mention.Kind.SOURCE, Mention.Kind.FIGURE, Mention.Kind.TERM}
# No row has this key, and every text has a smaller number.
NONE, NEXT = -1, 2**31 - 1


@dataclass(frozen=True)
class Aside:
    """A finding set aside: what is known of it, by whom, when and why."""

    code: str
    quote: str
    why: str
    by_name: str
    at: datetime
    places: int = 1


class Shelf:
    """The records that one text needs: asked once, on first use.

    `keys` are its marks as (kind, key), `initials` what it abbreviates.
    """

    def __init__(
        self, revision: Any, keys: Iterable[tuple[str, str]], initials: Iterable[str]
    ) -> None:
        self._revision = revision
        self._keys: dict[str, set[str]] = {}
        for kind, key in keys:
            self._keys.setdefault(kind, set()).add(key)
        self._initials = {one.lower() for one in initials}

    @cached_property
    def sources(self) -> dict[str, Source]:
        rows = (Source(**row) for row in self._found["source"])
        return {source.key: source for source in rows}

    @cached_property
    def figures(self) -> dict[str, Figure]:
        rows = (Figure(**row) for row in self._found["figure"])
        return {figure.key: figure for figure in rows}

    @property
    def watch_list(self) -> list[list[str]]:
        """The same rows as they were read: a value for each field, all of them text."""
        return [list(row.values()) for row in self._found["watchword"]]

    @cached_property
    def watchwords(self) -> list[Watchword]:
        """The rows of the watch-list that are in use."""
        return [
            Watchword(
                **row | {"case_sensitive": row["case_sensitive"] in ("1", "true")}
            )
            for row in self._found["watchword"]
        ]

    @cached_property
    def asides(self) -> list[Aside]:
        return [
            Aside(code, quote, why, by_name, _instant(at), int(places))
            for code, quote, why, by_name, at, places in (
                row.values() for row in self._found["aside"]
            )
        ]

    @cached_property
    def terms(self) -> set[str]:
        """The slugs, present and former, that the text's terms answer to."""
        return {row["slug"] for row in self._found["term"]}

    @property
    def months(self) -> list[int]:
        """The review intervals of a saved text's tags."""
        return [int(row["review_months"]) for row in self._found["tag"]]

    @property
    def was_public(self) -> bool:
        """Whether readers ever saw a text of the entry."""
        return bool(self._found["public"])

    @cached_property
    def corrections(self) -> list[str]:
        """The notes of the corrections among the drafts since the last live text.

        Of those before this one, the oldest first.
        """
        rows = self._found["correction"]
        rows = sorted(rows, key=lambda row: int(row["number"]))
        return [row["change_note"] for row in rows]

    @property
    def explained(self) -> set[str]:
        """Those initials, in small letters, that a live entry explains."""
        return {row["key"] for row in self._found["address"]}

    def knows(self, kind: str, key: str) -> bool:
        if kind == Mention.Kind.SOURCE:
            return key in self.sources
        if kind == Mention.Kind.FIGURE:
            return key in self.figures
        return key in self.terms

    @cached_property
    def _found(self) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {what: [] for what in FIELDS}
        revision, texts = self._revision, self._revision.__class__
        entry_id = revision.entry_id
        rows = _question(texts).ask(
            now=timezone.now(),
            entry=entry_id or NONE,
            text=revision.pk or NONE,
            number=revision.number if entry_id and revision.pk else NEXT,
            initials=self._initials,
            **{kind: self._keys.get(kind, ()) for kind in MARKED},
        )
        for what, *values in rows:
            found[what].append(dict(zip(FIELDS[what], values, strict=False)))
        return found


@cache
def _question(texts: Any) -> Question:
    """The one query for texts of one kind; what a text does not name is left blank."""
    return Question(lambda: _rows_of(texts))


def _rows_of(texts: Any) -> Any:
    first, *others = (_as_text(what, rows) for what, rows in _wanted(texts))
    return first.union(*others, all=True)


def _wanted(texts: Any) -> Iterator[tuple[str, Any]]:
    """What to ask for: (what, rows)."""
    kind = texts._meta.get_field("entry").related_model.kind
    entry = Blank("entry", BigIntegerField())
    yield "watchword", Watchword.objects.filter(retired=False)
    yield "source", Source._default_manager.filter(key__in=Blanks("source"))
    yield "figure", Figure._default_manager.filter(key__in=Blanks("figure"))
    yield from _terms()
    yield from _addresses()
    yield "aside", SetAside.objects.filter(entry_kind=kind, entry_id=entry)
    yield from _changes(texts, entry)
    own = texts.tags.through.objects.filter(
        content_object=Blank("text", BigIntegerField())
    )
    yield "tag", Tag.objects.filter(pk__in=own.values("tag"))


def _terms() -> Iterator[tuple[str, Any]]:
    """The slugs, present and former, of the kinds of entry that marks can name."""
    for kind in MARKED & entry_models().keys():
        model = entry_models()[kind]
        former = model._meta.get_field("former_slugs").related_model
        yield "term", model.objects.filter(slug__in=Blanks(kind))
        yield "term", former.objects.filter(slug__in=Blanks(kind))


def _changes(texts: Any, entry: Blank) -> Iterator[tuple[str, Any]]:
    """The first text that was ever public, and corrections not public yet."""
    public = texts.objects.was_live(Blank("now", DateTimeField())).filter(entry=entry)
    earlier = public.filter(live_from__lt=OuterRef("live_from"))
    yield "public", public.filter(~Exists(earlier))
    drafts = texts.objects.filter(
        entry=entry,
        change_kind=Revision.ChangeKind.CORRECTION,
        number__lt=Blank("number", BigIntegerField()),
    )
    since = public.filter(number__gte=OuterRef("number"))
    yield "correction", drafts.filter(~Exists(since))


def _addresses() -> Iterator[tuple[str, Any]]:
    """The initials that a live entry explains."""
    for kind in entry_models():
        live = revision_model(kind).objects.live(Blank("now", DateTimeField()))
        yield (
            "address",
            Mention.objects.filter(
                kind=Mention.Kind.ADDRESS,
                entry_kind=kind,
                key__in=Blanks("initials"),
                revision_id__in=live.order_by().values("pk"),
            ),
        )


def _as_text(what: str, rows: Any) -> Any:
    """Rows as (what, their fields as text, nothing up to the last column)."""
    fields = [Cast(F(name), TextField()) for name in FIELDS[what]]
    empty = Cast(Value("", CharField()), TextField())
    filled = [*fields, *[empty] * (len(COLUMNS) - len(fields))]
    columns = dict(zip(COLUMNS, filled, strict=True))
    named = rows.order_by().annotate(
        **{f"column_{name}": column for name, column in columns.items()},
        column_what=Cast(Value(what, CharField()), TextField()),
    )
    return named.values_list("column_what", *(f"column_{name}" for name in COLUMNS))


def _instant(text: str) -> datetime:
    at = parse_datetime(text) or datetime.min
    return at if at.tzinfo else at.replace(tzinfo=UTC)
