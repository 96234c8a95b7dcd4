"""Why a row of the watch-list lets words stand: for who tries a row on a text."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from alsinfo.text.prose import Paragraph
from alsinfo.text.watching import Hit, Watch, WatchList

from .watchlist import watch_of


class Excuse(StrEnum):
    """What takes the blame from words that a row watches for."""

    NEAR = "near"
    DENIED = "denied"
    CORRECTED = "corrected"


def places_of(row: Any, found: Sequence[Paragraph]) -> list[tuple[Hit, Excuse | None]]:
    """Every place where a text says what a row watches for, and what excuses it there.

    Reads the text once for each kind of excuse, and once without any.
    """
    watch = watch_of(row)
    bare = replace(watch, unless_near="", negatable=False, correctable=False)
    alone = {
        Excuse.NEAR: replace(bare, unless_near=watch.unless_near),
        Excuse.DENIED: replace(bare, negatable=watch.negatable),
        Excuse.CORRECTED: replace(bare, correctable=watch.correctable),
    }
    left = {excuse: _where(one, found) for excuse, one in alone.items()}
    return [(hit, _excuse(hit, left)) for hit in _hits(bare, found)]


def _hits(watch: Watch, found: Sequence[Paragraph]) -> list[Hit]:
    return list(WatchList({"": watch}).hits(found))


def _where(watch: Watch, found: Sequence[Paragraph]) -> set[tuple[int, int]]:
    return {_place(hit) for hit in _hits(watch, found)}


def _place(hit: Hit) -> tuple[int, int]:
    return id(hit.paragraph), hit.start


def _excuse(hit: Hit, left: dict[Excuse, set[tuple[int, int]]]) -> Excuse | None:
    return next((one for one, held in left.items() if _place(hit) not in held), None)
