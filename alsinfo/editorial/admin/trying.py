"""Trying a row of the watch-list on a pasted text: what it hits and what it excuses."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from alsinfo.text import prose

from .. import findings

AROUND = 60
EXCUSES = {
    findings.Excuse.NEAR: _("words of “Unless near” stand beside it"),
    findings.Excuse.DENIED: _("the sentence denies it, warns of it or asks"),
    findings.Excuse.CORRECTED: _("it is in a list of corrections, with a source"),
}


@dataclass(frozen=True)
class Tried:
    """A place that says what a row watches for; `excuse` is empty where it counts."""

    before: str
    words: str
    after: str
    excuse: Any


def tried(row: Any, sample: str) -> list[Tried]:
    """What a row, saved or not, finds in a text; no other row is looked at."""
    places = findings.places_of(row, list(prose.paragraphs(sample)))
    return [_tried(hit, EXCUSES[excuse] if excuse else "") for hit, excuse in places]


def _tried(hit: Any, excuse: Any) -> Tried:
    words = hit.paragraph.words
    before = words[max(0, hit.start - AROUND) : hit.start]
    after = words[hit.end : hit.end + AROUND]
    return Tried(before, words[hit.start : hit.end], after, excuse)
