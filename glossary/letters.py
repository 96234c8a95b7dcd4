"""The alphabet of the glossary: which letters have terms, and the terms under each."""

import unicodedata
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from string import ascii_uppercase
from typing import Any, NamedTuple

from django.db.models.functions import Substr

from .models import TermRevision

OTHER = "0–9"


class Letter(NamedTuple):
    """A letter, the id of its section, and whether any term begins with it."""

    name: str
    anchor: str
    used: bool


def live_letters(at: datetime) -> set[str]:
    """The letters that live terms begin with. One query of a few rows."""
    live = TermRevision.objects.live(at).order_by()
    firsts = live.values_list(Substr("name", 1, 1), flat=True).distinct()
    return {letter_of(first) for first in firsts}


def letter_of(name: str) -> str:
    """A to Z without accents; everything else stands under one heading."""
    first = unicodedata.normalize("NFKD", name)[:1].upper()
    return first if first in set(ascii_uppercase) else OTHER


def alphabet(used: Collection[str]) -> list[Letter]:
    """All letters in order; the heading for the others only where it is used."""
    names = [*ascii_uppercase, *({OTHER} & set(used))]
    return [Letter(name, anchor(name), name in used) for name in names]


def anchor(letter: str) -> str:
    """The id of a letter's section."""
    return "letter-other" if letter == OTHER else f"letter-{letter.lower()}"


def by_letter(revisions: Iterable[Any]) -> list[tuple[Letter, list[Any]]]:
    """Texts of terms in sections, sorted as a reader would look for them."""
    ordered = sorted(revisions, key=lambda revision: _sort_key(revision.name))
    groups = groupby(ordered, key=lambda revision: letter_of(revision.name))
    return [(Letter(name, anchor(name), True), list(group)) for name, group in groups]


def _sort_key(name: str) -> tuple[bool, str, str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return letter_of(name) == OTHER, letters, name
