"""The terms in the texts of one entry, as the form lists them. Asks no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from alsinfo.text import parsed, suggestions

from .kept import Ignored, Known, Words
from .ticks import Spot, spots_in

# The most places that one form offers: what is posted has a bound too.
MOST_PLACES = 300
MOST_UNKNOWN = 50


@dataclass(frozen=True)
class Choice:
    """A term that words may be linked to; `value` is its tick."""

    value: str
    term: Known
    ticked: bool


@dataclass(frozen=True)
class Place:
    """Words of a text in their neighbourhood; several choices when ambiguous."""

    before: str
    words: str
    after: str
    line: int
    offset: int
    choices: list[Choice]

    @property
    def is_ticked(self) -> bool:
        return any(choice.ticked for choice in self.choices)


@dataclass(frozen=True)
class Group:
    """The places of one term, or of the terms that share a name."""

    terms: tuple[Known, ...]
    ambiguous: bool
    places: list[Place] = field(default_factory=list)


class Posted(NamedTuple):
    """What was ticked in a form that comes back: ticks, and slugs of terms."""

    ticked: frozenset[str]
    ignore: frozenset[str]
    take_back: frozenset[str]


class Linked(NamedTuple):
    """A term that a text links to: its words there, and how often; a fact."""

    words: str
    name: str
    times: int
    is_live: bool


class Unknown(NamedTuple):
    """Words without an entry, and how often they stand in the texts."""

    words: str
    times: int


@dataclass(frozen=True)
class Field:
    """One marked field: what it links already, and what is suggested in it."""

    name: str
    label: str
    linked: list[Linked]
    groups: list[Group]


@dataclass(frozen=True)
class Panel:
    """All there is to say of the terms in an entry's texts."""

    fields: list[Field]
    ignored: list[tuple[Known, Ignored]]
    unknown: list[Unknown]
    count: int
    more: int
    posted: "Posted | None" = None


def panel_of(
    texts: Mapping[str, tuple[str, str]],
    words: Words,
    ignored: Iterable[Ignored],
    *,
    own: str = "",
    posted: Posted | None = None,
) -> Panel:
    """`texts` is name of a marked field -> (label, text)."""
    unwanted = list(ignored)
    left = {one.slug for one in unwanted}
    fields, room, count = [], MOST_PLACES, 0
    for name, (label, text) in texts.items():
        spots = spots_in(text, words, own, left)
        count += len(spots)
        groups = _groups(name, text, spots[:room], words, posted)
        room -= len(spots[:room])
        fields.append(Field(name, label, _linked(text, words), groups))
    return Panel(
        fields,
        [(_known(words, one.slug), one) for one in unwanted],
        _unknown((text for _label, text in texts.values()), words),
        count,
        max(0, count - MOST_PLACES),
        posted,
    )


def _groups(
    name: str,
    text: str,
    spots: list[Spot],
    words: Words,
    posted: Posted | None,
) -> list[Group]:
    groups: dict[tuple[str, ...], Group] = {}
    for spot in spots:
        slugs = tuple(one.term for one in spot.found)
        ambiguous = spot.found[0].ambiguous
        terms = tuple(_known(words, slug) for slug in slugs)
        group = groups.setdefault(slugs, Group(terms, ambiguous))
        group.places.append(_place(name, text, spot, words, posted))
    return list(groups.values())


def _place(
    name: str, text: str, spot: Spot, words: Words, posted: Posted | None
) -> Place:
    choices = []
    for one in spot.found:
        value = str(spot.tick(name, one))
        is_ticked = value in posted.ticked if posted else not one.ambiguous
        choices.append(Choice(value, _known(words, one.term), is_ticked))
    first = spot.found[0]
    line = 1 + text.count("\n", 0, first.start)
    return Place(spot.before, first.text, spot.after, line, first.start, choices)


def _linked(text: str, words: Words) -> list[Linked]:
    """The terms that a text links to, each once, in order of mention."""
    found: dict[str, list[str]] = {}
    for mark in parsed.marks(text):
        if mark.kind == "term":
            slug = words.former.get(mark.key, mark.key)
            found.setdefault(slug, []).append(mark.words)
    return [
        Linked(used[0], _known(words, slug).name, len(used), slug in words.terms)
        for slug, used in found.items()
    ]


def _unknown(texts: Iterable[str], words: Words) -> list[Unknown]:
    times: dict[str, int] = {}
    for text in texts:
        for candidate in suggestions.unknown_in(parsed.words(text), words.vocabulary):
            count = times.get(candidate.words, 0)
            times[candidate.words] = count + len(candidate.places)
    return [Unknown(*pair) for pair in times.items()][:MOST_UNKNOWN]


def _known(words: Words, slug: str) -> Known:
    return words.terms.get(slug) or Known(slug, slug, "")
