"""What a check needs of the database, fetched in one query.

The form shows the findings beside everything else, so they must cost next to nothing
however much a text names. Every kind of row is read as text columns of one union; what
comes back are the models themselves, unsaved and with the fields that the checks ask.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ..kinds import entry_models, revision_model
from ..models import Figure, Mention, Revision, SetAside, Source, Tag, Watchword

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
        first, *others = (_as_text(what, rows) for what, rows in self._wanted())
        for what, *values in first.union(*others, all=True):
            found[what].append(dict(zip(FIELDS[what], values, strict=False)))
        return found

    def _wanted(self) -> Iterator[tuple[str, Any]]:
        """What to ask for: (what, rows); nothing that the text has no use for."""
        yield "watchword", Watchword.objects.filter(retired=False)
        for kind, model in (("source", Source), ("figure", Figure)):
            if kind in self._keys:
                yield kind, model._default_manager.filter(key__in=self._keys[kind])
        for kind in self._keys.keys() & entry_models().keys():
            model = entry_models()[kind]
            former = model._meta.get_field("former_slugs").related_model
            yield "term", model.objects.filter(slug__in=self._keys[kind])
            yield "term", former.objects.filter(slug__in=self._keys[kind])
        if self._initials:
            yield from self._addresses()
        entry_id = self._revision.entry_id
        if entry_id:
            kind = self._revision.entry.kind
            asides = SetAside.objects.filter(entry_kind=kind, entry_id=entry_id)
            yield "aside", asides
            yield from self._changes(self._revision.entry.revisions)
        if self._revision.pk:
            tags = self._revision.tags.through.objects.filter(
                content_object=self._revision.pk
            )
            yield "tag", Tag.objects.filter(pk__in=tags.values("tag"))

    def _changes(self, texts: Any) -> Iterator[tuple[str, Any]]:
        """The first text that was ever public, and corrections not public yet."""
        public = texts.model.objects.was_live(timezone.now())
        public = public.filter(entry=self._revision.entry_id)
        earlier = public.filter(live_from__lt=OuterRef("live_from"))
        yield "public", public.filter(~Exists(earlier))
        drafts = texts.filter(change_kind=Revision.ChangeKind.CORRECTION)
        if self._revision.pk:
            drafts = drafts.filter(number__lt=self._revision.number)
        since = public.filter(number__gte=OuterRef("number"))
        yield "correction", drafts.filter(~Exists(since))

    def _addresses(self) -> Iterator[tuple[str, Any]]:
        now = timezone.now()
        for kind in entry_models():
            live = revision_model(kind).objects.live(now).order_by().values("pk")
            yield (
                "address",
                Mention.objects.filter(
                    kind=Mention.Kind.ADDRESS,
                    entry_kind=kind,
                    key__in=self._initials,
                    revision_id__in=live,
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
