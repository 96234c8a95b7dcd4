"""Numbers in a text that cite its references: `[2,3]`, `[1-3]`, `(4)`, superscripts.

A number becomes a mark only when every reference it names is in the list; else it
stays what it is, and is reported.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWER = str.maketrans(_SIGNS + "⁻˒", "0123456789-,")
_NUMBERS = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,30}"
_CANDIDATE = re.compile(
    r"\[(?P<from>\d{1,3})\]\s?[–-]\s?\[(?P<to>\d{1,3})\]"
    r"|\[\s?(?:(?P<label>refs?\.?|references?|sources?)\s)?"
    rf"(?P<bracket>{_NUMBERS})"
    r"(?:,\s?(?P<place>pp?\.?\s?\d{1,4}(?:[–-]\d{1,4})?))?\s?\]"
    r"|\^(?P<caret>\d{1,3}(?:[,–-]\d{1,3}){0,10})\^"
    rf"|\((?P<round>{_NUMBERS})\)"
    rf"|(?<=[^\d\s{_SIGNS}⁻])(?P<raised>"
    rf"[{_SIGNS}]{{1,3}}(?:[,⁻˒–-][{_SIGNS}]{{1,3}}){{0,30}}(?![{_SIGNS}])"
    rf"|[{_SIGNS}]{{4,12}})"
    r"|(?<=[a-z]{3}[.,;)])(?P<fallen>\d{1,3}(?:[,–-]\d{1,3}){0,10})(?=\s|$)",
    re.I,
)
_UNITS = re.compile(r"\b(?:[cmkdµ]?m|kg/m|ft|in|s)$")
MOST = 60


class Marks:
    """The keys of the references by number, and how the page cites them.

    `rounded` allows round brackets. `unknown` collects the numbers in brackets that no
    reference has.
    """

    def __init__(self, keys: Mapping[int, str], rounded: bool = False) -> None:
        self.keys = keys
        self.rounded = rounded
        self.unknown: set[int] = set()

    def parts(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield a text as (words, keys cited after them); numbers not listed stay."""
        start, before = 0, ""
        for found in _CANDIDATE.finditer(text):
            if found["round"] and not self.rounded:
                continue
            cited = _cited(found, self.keys)
            if cited is None:
                self._note(found)
                continue
            opening, closing = _around(found)
            words = before + text[start : found.start()] + opening
            yield words, tuple(dict.fromkeys(self.keys[n] for n in cited))
            start, before = found.end(), closing
        if start < len(text) or before or not text:
            yield before + text[start:], ()

    def _note(self, found: re.Match[str]) -> None:
        numbers = _numbers(found["bracket"]) if found["bracket"] else []
        self.unknown.update(n for n in numbers if n not in self.keys)


def are_round(texts: Iterable[str], keys: Mapping[int, str]) -> bool:
    """Whether a page cites by numbers in round brackets, and in no other way.

    Then all of them are in the list and there are two at least, most of them before
    the end of a clause; `(1) so and (2) so` counts what it says instead.
    """
    count = closing = 0
    for text in texts:
        for found in _CANDIDATE.finditer(text):
            cited = _cited(found, keys)
            if bool(cited) != bool(found["round"]):
                return False
            count += bool(cited)
            closing += text[found.end() : found.end() + 1] in (*".,;:?!", "")
    return count > 1 and 2 * closing >= count


def _around(found: re.Match[str]) -> tuple[str, str]:
    """The words in the brackets that are no number: (before the mark, after it)."""
    label, place = found["label"], found["place"]
    if label:
        return f"({label} ", f", {place})" if place else ")"
    return "", f" ({place})" if place else ""


def _cited(found: re.Match[str], keys: Mapping[int, str]) -> list[int] | None:
    """The numbers that a candidate cites; None when one of them is not listed."""
    if found["raised"]:
        if _UNITS.search(found.string, max(found.start() - 6, 0), found.start()):
            return None
        return _raised(found["raised"].translate(_LOWER), keys)
    written = found["bracket"] or found["fallen"] or found["caret"] or found["round"]
    numbers = _numbers(written or f"{found['from']}-{found['to']}")
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
