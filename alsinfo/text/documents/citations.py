"""Numbers in a text that cite its references: `[2,3]`, `[1-3]`, superscripts.

A number becomes a mark only when every reference it names is in the list; else it
stays what it is, and is reported.
"""

import re
from collections.abc import Iterator, Mapping

_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWER = str.maketrans(_SIGNS + "⁻˒", "0123456789-,")
_CANDIDATE = re.compile(
    r"\[\s?(?P<bracket>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,30})\s?\]"
    rf"|(?<=[^\d\s{_SIGNS}⁻])(?P<raised>"
    rf"[{_SIGNS}]{{1,3}}(?:[,⁻˒–-][{_SIGNS}]{{1,3}}){{0,30}}(?![{_SIGNS}])"
    rf"|[{_SIGNS}]{{4,12}})"
    r"|(?<=[a-z]{3}[.,;)])(?P<fallen>\d{1,3}(?:[,–-]\d{1,3}){0,10})(?=\s|$)"
)
_UNITS = re.compile(r"\b(?:[cmkdµ]?m|kg/m|ft|in|s)$")
MOST = 60


def parts(
    text: str, keys: Mapping[int, str], unknown: set[int]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a text as (words, keys cited after them); numbers not listed stay words.

    Those are added to `unknown` when they stand in brackets, as citations do.
    """
    start = 0
    for found in _CANDIDATE.finditer(text):
        cited = _cited(found, keys)
        if cited is None:
            if found["bracket"]:
                unknown.update(n for n in _numbers(found["bracket"]) if n not in keys)
            continue
        yield text[start : found.start()], tuple(dict.fromkeys(keys[n] for n in cited))
        start = found.end()
    if start < len(text) or not text:
        yield text[start:], ()


def _cited(found: re.Match[str], keys: Mapping[int, str]) -> list[int] | None:
    """The numbers that a candidate cites; None when one of them is not listed."""
    if found["raised"]:
        if _UNITS.search(found.string, max(found.start() - 6, 0), found.start()):
            return None
        return _raised(found["raised"].translate(_LOWER), keys)
    numbers = _numbers(found["bracket"] or found["fallen"])
    return numbers if numbers and all(n in keys for n in numbers) else None


def _raised(text: str, keys: Mapping[int, str]) -> list[int] | None:
    """Superscripts run together: 12 is one number if listed, else 1 and 2."""
    numbers: list[int] = []
    for number in _numbers(text):
        digits = [int(digit) for digit in str(number)]
        numbers += [number] if number in keys else digits
    return numbers if numbers and all(n in keys for n in numbers) else None


def _numbers(text: str) -> list[int]:
    """Read `1, 3-5` as [1, 3, 4, 5]; a range that is none reads as its two ends."""
    found: list[int] = []
    for piece in re.split(r"[,;]", text):
        first, *more = [int(n) for n in re.findall(r"\d+", piece)]
        if len(more) == 1 and first < more[0] <= first + MOST:
            found += range(first, more[0] + 1)
        else:
            found += [first, *more]
    return found
