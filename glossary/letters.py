"""The alphabet of the glossary: which letters have terms, and the terms under each.

A short glossary stands on one page. In a longer one each letter has pages of its own,
so that none is long to load or slow to make. Either way it takes three questions.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import Substr
from django.urls import reverse

from .models import TermRevision

OTHER = "0–9"
TOGETHER = 150  # terms that stand on one page, all letters together
ON_A_PAGE = 100  # terms on a page of one letter
# The last part of a letter's address -> the letter.
SLUGS = {letter.lower(): letter for letter in ascii_uppercase} | {"other": OTHER}
LISTED = ("name", "initials", "short_definition", "lang", "entry__slug")


@dataclass(frozen=True)
class Letter:
    """A letter, how many terms begin with it, and whether it has pages of its own."""

    name: str
    terms: int
    is_apart: bool = False

    @property
    def slug(self) -> str:
        return "other" if self.name == OTHER else self.name.lower()

    @property
    def anchor(self) -> str:
        """The id of its section, where all letters stand on one page."""
        return f"letter-{self.slug}"

    @property
    def address(self) -> str:
        """Where its terms stand."""
        if self.is_apart:
            return reverse("glossary:letter", args=[self.slug])
        return f"{reverse('glossary:index')}#{self.anchor}"


class Alphabet:
    """What live terms begin with, of rows (first sign, how many, some initials)."""

    def __init__(self, rows: Iterable[tuple[str, int, str]]) -> None:
        self.counts: Counter[str] = Counter()
        self.firsts: dict[str, list[str]] = {}
        self.has_initials = False
        for first, count, initials in rows:
            self.counts[letter_of(first)] += count
            self.firsts.setdefault(letter_of(first), []).append(first)
            self.has_initials |= bool(initials)

    @property
    def is_long(self) -> bool:
        """Whether each letter has pages of its own."""
        return self.counts.total() > TOGETHER

    def letters(self) -> list[Letter]:
        """All letters in order; the heading for the others only where it is used."""
        names = [*ascii_uppercase, *({OTHER} & self.counts.keys())]
        return [Letter(name, self.counts[name], self.is_long) for name in names]

    def first(self) -> Letter:
        """The first letter that has terms."""
        return next(letter for letter in self.letters() if letter.terms)


def live_alphabet(at: datetime) -> Alphabet:
    """The alphabet at an instant. One query, answered from an index alone."""
    firsts = _by_name(at).values(first=Substr("name", 1, 1))
    counted = firsts.annotate(terms=Count("*"), some=Max("initials"))
    return Alphabet(counted.values_list("first", "terms", "some"))


def keys(at: datetime, firsts: Sequence[str] | None = None) -> list[int]:
    """Keys of the live texts whose names begin so, or of all, as readers look for them.

    One query, and a sorting of the names.
    """
    live = _by_name(at)
    if firsts is not None:
        live = live.annotate(first=Substr("name", 1, 1)).filter(first__in=firsts)
    named = live.values_list("name", "pk")
    return [key for _name, key in sorted(named, key=lambda row: _sort_key(row[0]))]


def keys_by_initials(at: datetime) -> list[int]:
    """Keys of the live texts that have initials, in the order of these. One query."""
    live = TermRevision.objects.live(at).order_by().filter(initials__gt="")
    rows = live.values_list("initials", "name", "pk")
    ordered = sorted(rows, key=lambda row: (row[0].casefold(), row[1].casefold()))
    return [key for *_names, key in ordered]


def texts(found: Sequence[int], at: datetime) -> list[Any]:
    """The live texts of these keys in their order, as lists show them. One query."""
    live = TermRevision.objects.live(at).select_related("entry").only(*LISTED)
    by_key = live.in_bulk(found)
    return [by_key[key] for key in found if key in by_key]


def letter_of(name: str) -> str:
    """A to Z without accents; everything else stands under one heading."""
    first = unicodedata.normalize("NFKD", name)[:1].upper()
    return first if first in set(ascii_uppercase) else OTHER


def by_letter(ordered: Iterable[Any]) -> list[tuple[Letter, list[Any]]]:
    """Texts of terms in their order, in sections."""
    groups = groupby(ordered, key=lambda revision: letter_of(revision.name))
    sections = [(name, list(group)) for name, group in groups]
    return [(Letter(name, len(group)), group) for name, group in sections]


def _by_name(at: datetime) -> Any:
    """The live texts, found by the index that has their names in it.

    Every name is `>= ""`: saying so tells SQLite which of its indexes is meant.
    """
    return TermRevision.objects.live(at).order_by().filter(name__gte="")


def _sort_key(name: str) -> tuple[bool, str, str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return letter_of(name) == OTHER, letters, name
