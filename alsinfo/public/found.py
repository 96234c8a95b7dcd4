"""What a search found, counted by kind and topic, and the page of it that is shown.

Every row comes from `live(at)`: the search is narrowed to it, and what is shown of a
hit is read through it again. May import the rooms below.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from alsinfo.editorial.models import Tag
from alsinfo.search import finding
from alsinfo.search.finding import Match

from . import hits
from .filtered import MODELS, Rows, live

KINDS = {"article": _("Article"), "term": _("Glossary term")}
PLURALS = {"article": _("Articles"), "term": _("Glossary terms")}
MOST_TOPICS = 30
MOST_PICKS = 12


class Asked(NamedTuple):
    """What an address asks for: the words, as typed or mended, and two filters."""

    query: str = ""
    kind: str = ""
    topic: str = ""
    as_typed: str = ""

    def address(self, **changes: str) -> str:
        """The query of an address that asks this, with some parts changed."""
        asked = self._replace(**changes)
        pairs = {
            "q": asked.query,
            "kind": asked.kind,
            "topic": asked.topic,
            "as": asked.as_typed,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True)
class Choice:
    """A filter: its name, how many rows it leaves, and where pressing it leads.

    `is_cut`: at least so many; without a count it is only known that there are some.
    """

    name: Any
    count: int
    address: str
    chosen: bool
    is_cut: bool = False


@dataclass(frozen=True)
class Answer:
    """Rows in order, those of editors' picks first; `asked` has only filters that hold.

    `dropped`: a filter was asked for that no row has, so it was left out. `is_cut`:
    there may be more rows.
    """

    asked: Asked
    found: finding.Found
    rows: list[Match]
    picked: frozenset[int]
    kinds: list[Choice]
    topics: list[Choice]
    dropped: bool
    is_cut: bool


@dataclass(frozen=True)
class Shown:
    """One line of the list."""

    hit: finding.Hit
    revision: Any
    kind: Any
    picked: bool


def answer(asked: Asked, at: datetime) -> Answer:
    """Look for it, put the picks first, narrow it, count it. About 15 queries.

    Where more is found than is read, a filter asks anew: some five queries for each.
    """
    found = finding.find(asked.query, live=live(at), as_typed=bool(asked.as_typed))
    picked = _pick_rows(_chosen(asked, found), at)
    every = Rows(found, at, own=found.rows, first=tuple(picked))
    shown = _narrowed(every, asked)
    kind = asked.kind if shown.kinds == (asked.kind,) else ""
    topic = shown.tag.slug if shown.tag else ""
    kept = asked._replace(kind=kind, topic=topic)
    of_topic = every.having(shown.tag) if kind and shown.tag else shown
    return Answer(
        asked=kept,
        found=found,
        rows=shown.rows,
        picked=frozenset(row.key for row in picked),
        kinds=_kinds(kept, of_topic if topic else every, shown),
        topics=_topics(kept, shown),
        dropped=bool(asked.kind and not kind) or bool(asked.topic and not topic),
        is_cut=shown.is_cut,
    )


def _narrowed(every: Rows, asked: Asked) -> Rows:
    """By the filters that any row has; one that none has is left out."""
    of_kind = every.of_kind(asked.kind)
    within = of_kind if of_kind.rows else every
    tag = _tag(asked.topic)
    having = within.having(tag) if tag else within
    return having if having.rows else within


def shown(answer: Answer, rows: Iterable[Match], at: datetime) -> list[Shown]:
    """These rows as lines to read. One query, and one for each kind."""
    rows = list(rows)
    texts = hits.texts_of(rows, at)
    picked = {(row.kind, row.number) for row in rows if row.key in answer.picked}
    return [
        Shown(hit, texts[place], KINDS[hit.kind], place in picked)
        for hit in finding.hits(answer.found, rows)
        if (place := (hit.kind, hit.revision_id)) in texts
    ]


def addresses(
    suggestions: Iterable[finding.Suggestion], at: datetime
) -> dict[tuple[str, int], str]:
    """Kind and number of a live text -> its address. One query for each kind."""
    wanted = [Match(0, one.kind, one.revision_id) for one in suggestions]
    texts = hits.texts_of(wanted, at)
    return {place: text.entry.get_absolute_url() for place, text in texts.items()}


def all_picks(at: datetime) -> list[Any]:
    """The live texts that editors chose for any search, by name."""
    texts = _pick_texts(finding.all_picked(), at)[:MOST_PICKS]
    return sorted(texts, key=lambda text: text.heading.casefold())


def _chosen(asked: Asked, found: finding.Found) -> tuple[finding.Place, ...]:
    """What editors chose for the words as typed, else for the mended ones."""
    chosen = finding.picked(asked.query) if found.words else ()
    return chosen or (finding.picked(found.suggestion) if found.suggestion else ())


def _pick_rows(places: Iterable[finding.Place], at: datetime) -> list[Match]:
    """The rows of the live texts at these places, in their order."""
    wanted = [(text.entry.kind, text.pk) for text in _pick_texts(places, at)]
    rows = finding.rows_of(wanted)
    return [rows[place] for place in wanted if place in rows]


def _pick_texts(places: Iterable[finding.Place], at: datetime) -> list[Any]:
    """The live texts at these places, or at where they moved. Three queries a kind."""
    places = list(places)
    texts: dict[finding.Place, Any] = {}
    for kind, model in MODELS.items():
        slugs = [slug for own, slug in places if own == kind]
        if slugs:
            texts |= _by_slug(kind, model, slugs, at)
    found = [texts[place] for place in places if place in texts]
    return list({(text.entry.kind, text.pk): text for text in found}.values())


def _by_slug(
    kind: str, model: Any, slugs: list[str], at: datetime
) -> dict[finding.Place, Any]:
    """Found by the slugs first: to look for both at once, every text would be read."""
    entries = model._meta.get_field("entry").related_model.objects
    own = entries.filter(slug__in=slugs).values_list("slug", "pk")
    former = entries.filter(former_slugs__slug__in=slugs)
    moved = former.values_list("former_slugs__slug", "pk")
    places = dict(moved) | dict(own)
    live = model.objects.live(at).filter(entry__in=places.values())
    texts = live.select_related("entry").only(
        "lang", "entry__slug", model.heading_field
    )
    by_entry = {text.entry_id: text for text in texts}
    return {
        (kind, slug): by_entry[entry]
        for slug, entry in places.items()
        if entry in by_entry
    }


def _tag(slug: str) -> Tag | None:
    """The tag of this slug, or the one that it went into."""
    named = Tag.objects.select_related("merged_into").filter(slug=slug)
    tag = named.first() if slug and len(slug) <= 100 and "\0" not in slug else None
    return (tag.merged_into or tag) if tag else None


def _kinds(asked: Asked, of_topic: Rows, shown: Rows) -> list[Choice]:
    """The kinds that the rows have, and those that rows beyond the last may have."""
    counts = Counter(row.kind for row in of_topic.rows)
    kinds = [kind for kind in PLURALS if counts[kind] or of_topic.has_more(kind)]
    return [_of_kind(asked, kind, counts[kind], of_topic, shown) for kind in kinds]


def _of_kind(
    asked: Asked, kind: str, count: int, of_topic: Rows, shown: Rows
) -> Choice:
    if asked.kind == kind:
        rows, address = len(shown.rows), asked.address(kind="")
        return Choice(PLURALS[kind], rows, address, True, shown.is_cut)
    address = asked.address(kind=kind)
    return Choice(PLURALS[kind], count, address, False, of_topic.is_cut)


def _topics(asked: Asked, shown: Rows) -> list[Choice]:
    """The chosen topic, or all that the rows have, those of most rows first."""
    cut = shown.is_cut
    if shown.tag is not None:
        address = asked.address(topic="")
        return [Choice(shown.tag.name, len(shown.rows), address, True, cut)]
    counts = hits.topics_of(shown.rows)
    most = sorted(counts, key=lambda topic: (-counts[topic], topic.name))
    return [
        Choice(topic.name, counts[topic], asked.address(topic=topic.slug), False, cut)
        for topic in most[:MOST_TOPICS]
    ]
