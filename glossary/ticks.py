"""Ticks beside a text: the place that each speaks of, found again in another text.

A tick says where its words stood: the field, the term, the section, the words and their
neighbourhood. The text may be another one by the time it is posted, so each tick is
looked for among what would be suggested in the posted text. Asks no database.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode
from zlib import crc32

from alsinfo.text import parsed, suggestions
from alsinfo.text.suggestions import NotInTextError, Suggestion

from .kept import Words

# Characters shown on either side of the words, and those they are taken from.
NEAR, REACH = 48, 240
LONGEST_TICK = 2_000

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)|\s*\[@[^\[\]]*\]")
_BULLET = re.compile(r"(?m)^[ >]*(?:[-+*]|\d{1,9}[.)])\s+")
_SIGNS = re.compile(r"[*_`#>|\\]+")


class Tick(NamedTuple):
    """One place and the term it may be linked to, as a form carries it."""

    field: str
    term: str
    section: str
    words: str
    near: str

    def __str__(self) -> str:
        return urlencode(self._asdict())

    @classmethod
    def parse(cls, value: str) -> "Tick | None":
        """Read what a form carried; None for anything else."""
        pairs = dict(parse_qsl(value[:LONGEST_TICK], keep_blank_values=True))
        return cls(**pairs) if pairs.keys() == set(cls._fields) else None


class Spot(NamedTuple):
    """Where words stand: all the suggestions for them, and their neighbourhood."""

    found: list[Suggestion]
    before: str
    after: str

    @property
    def near(self) -> str:
        whole = f"{self.before}|{folded(self.found[0].text)}|{self.after}"
        return f"{crc32(whole.encode()):x}"

    def tick(self, name: str, one: Suggestion) -> Tick:
        return Tick(name, one.term, str(one.section), folded(one.text), self.near)


def spots_in(
    text: str, words: Words, own: str, ignored: Iterable[str] = ()
) -> list[Spot]:
    """What is suggested in a text, by place, without the terms ignored there."""
    left = set(ignored)
    places: dict[tuple[int, int], list[Suggestion]] = {}
    found = suggestions.suggest_in(
        parsed.words(text), words.vocabulary, own=own, former=words.former
    )
    for one in found:
        if one.term not in left and one.term in words.terms:
            places.setdefault((one.start, one.end), []).append(one)
    return [Spot(ones, *around(text, *place)) for place, ones in places.items()]


def linked_text(
    name: str, text: str, ticks: list[Tick], words: Words, own: str
) -> tuple[str, int, list[Tick]]:
    """The text with the marks of what was ticked, how many, and the ticks not found."""
    pairs = find_again(name, ticks, spots_in(text, words, own))
    written, kept = _write(text, [one for _tick, one in pairs])
    told = {tick for tick, one in pairs if one in kept}
    return written, len(kept), [tick for tick in ticks if tick not in told]


# What a tick is found by, the surest first: fields left out of the comparison.
LEFT_OUT = ({"section"}, {"near"}, {"section", "near"})


def find_again(
    name: str, ticks: list[Tick], spots: list[Spot]
) -> list[tuple[Tick, Suggestion]]:
    """Each tick with its place.

    By the neighbourhood, else by the section, else because no other place has these
    words for this term.
    """
    offered = [(spot.tick(name, one), one) for spot in spots for one in spot.found]
    pairs: dict[Tick, Suggestion] = {}
    taken: set[int] = set()
    for fields in LEFT_OUT:
        table: dict[Tick, list[Suggestion]] = {}
        for tick, one in offered:
            table.setdefault(_without(tick, fields), []).append(one)
        for tick in ticks:
            found = table.get(_without(tick, fields), [])
            is_sure = len(found) == 1
            if is_sure and tick not in pairs and found[0].start not in taken:
                pairs[tick] = found[0]
                taken.add(found[0].start)
    return list(pairs.items())


def _without(tick: Tick, fields: set[str]) -> Tick:
    return tick._replace(**dict.fromkeys(fields, ""))


def _write(text: str, chosen: list[Suggestion]) -> tuple[str, list[Suggestion]]:
    """The text with all marks that can be written, and which those are."""
    written, kept = text, list[Suggestion]()
    waiting = [chosen]
    while waiting:
        some = waiting.pop()
        try:
            written = suggestions.write(text, [*kept, *some])
            kept += some
        except NotInTextError:
            half = len(some) // 2
            waiting += [some[half:], some[:half]] if half else []
    return written, kept


def folded(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place in its paragraph, without signs."""
    before = text[max(0, start - REACH) : start].rpartition("\n\n")[2]
    after = text[end : end + REACH].partition("\n\n")[0]
    return _tail(_plain(before)), _tail(_plain(after)[::-1])[::-1]


def _plain(text: str) -> str:
    words = _SIGNS.sub("", _LINK.sub(r"\1", _BULLET.sub("", text)))
    return re.sub(r"\s+", " ", words)


def _tail(words: str) -> str:
    """The last words, none of them cut."""
    if len(words) <= NEAR:
        return words
    return "…" + words[-NEAR:].partition(" ")[2]
