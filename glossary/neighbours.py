"""The live texts around a term: of its related terms, and those that use it.

May import `alsinfo.editorial`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigAutoField, CharField, DateTimeField, F, SlugField, Value
from django.urls import reverse

from alsinfo.editorial.kinds import entry_models, revision_model
from alsinfo.editorial.models import Mention
from alsinfo.editorial.prepared import Blank, Question, record

from .lexicon import PLACE
from .models import FormerTermSlug, Term, TermRevision

USES_AT_MOST = 30  # of a kind
# Of a word that nearly every text uses, the texts that were written last are looked at.
MENTIONS_AT_MOST = 100
RELATED = "related"
AT = Blank("at", DateTimeField())
ENTRY = Blank("entry", BigAutoField())
TEXT = Blank("text", BigAutoField())
SHOWN = ("id", "entry_id", "lang")
TERM_SHOWN = (*SHOWN, "name", "initials", "short_definition")


class Use(NamedTuple):
    """A text that uses the term: its language, title or name, and address."""

    lang: str
    heading: str
    url: str


class Neighbours(NamedTuple):
    """Related texts by name; (kind in words, texts, the newest first) by kind."""

    related: list[Any]
    uses: list[tuple[str, list[Any]]]


def of(revision: TermRevision, at: datetime) -> Neighbours:
    """What stands around a text of a term that has an entry. One query."""
    if revision.entry_id is None:
        return Neighbours([], [])
    rows = _QUESTION.ask(
        at=at,
        entry=revision.entry_id,
        slug=revision.entry.slug,
        text=revision.pk or 0,
    )
    near = (_related(row) for row in rows if row[0] == RELATED)
    related = sorted(near, key=lambda text: text.name)
    return Neighbours(related, list(_uses(rows)))


def named(terms: Iterable[Any], at: datetime) -> list[Any]:
    """The live texts of some terms, by name. One query."""
    live = TermRevision.objects.live(at).filter(entry__in=terms)
    return list(live.select_related("entry").order_by("name"))


def _uses(rows: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    for kind, model in entry_models().items():
        own = dict.fromkeys(row for row in rows if row[0] == kind)
        newest = sorted(own, key=lambda row: (row[-1], row[2]), reverse=True)[
            :USES_AT_MOST
        ]
        if newest:
            address = reverse(model.detail_url_name, args=[PLACE])
            yield (
                model._meta.verbose_name_plural,
                [_use(row, address) for row in newest],
            )


def _use(row: Any, address: str) -> Use:
    _what, slug, _pk, _entry, lang, heading, *_more = row
    return Use(lang, heading, address.replace(PLACE, slug))


def _related(row: Any) -> TermRevision:
    """A text as lists show it, and the address of its entry."""
    _what, slug, *shown, _began = row
    text: TermRevision = record(TermRevision, TERM_SHOWN, shown)
    text.entry = record(Term, ("id", "slug"), (text.entry_id, slug))
    return text


def _everything() -> Any:
    """Rows of (related or a kind, slug, what is shown of a text, when it began)."""
    near = TermRevision.related.through.objects.filter(termrevision=TEXT)
    related = TermRevision.objects.live(AT).filter(entry__in=near.values("term"))
    uses = [
        _rows(_users(kind, mentions), kind)
        for kind in entry_models()
        for mentions in (_now(), _before())
    ]
    return _rows(related, RELATED).union(*uses, all=True)


def _users(kind: str, mentions: Any) -> Any:
    """The newest live texts of a kind that link to the term, itself left out."""
    named = mentions.filter(entry_kind=kind).values("revision_id")[:MENTIONS_AT_MOST]
    live = revision_model(kind).objects.live(AT).filter(pk__in=named)
    if kind == Term.kind:
        live = live.exclude(pk=TEXT)
    newest = live.order_by("-live_from").values("pk")[:USES_AT_MOST]
    return revision_model(kind).objects.live(AT).filter(pk__in=newest)


def _now() -> Any:
    """Who names the term by its address, the last written first: as the index is."""
    named = Mention.objects.filter(
        kind=Mention.Kind.TERM, key=Blank("slug", SlugField())
    )
    return named.order_by("-revision_id")


def _before() -> Any:
    """Who names it by an address that it had; sorted when found, for they are few.

    As plain columns they would be found by walking all mentions in that order.
    """
    former = FormerTermSlug.objects.filter(entry=ENTRY).order_by().values("slug")
    named = Mention.objects.filter(kind=Mention.Kind.TERM, key__in=former)
    return named.order_by(-(F("revision_id") + 0))


def _rows(texts: Any, what: str) -> Any:
    is_term = texts.model is TermRevision
    blank = Value("", CharField())
    return texts.order_by().values_list(
        Value(what, CharField()),
        "entry__slug",
        *SHOWN,
        F(texts.model.heading_field),
        F("initials") if is_term else blank,
        F("short_definition") if is_term else blank,
        "live_from",
    )


_QUESTION = Question(_everything)
