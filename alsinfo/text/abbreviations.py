"""Initials in a text, and whether a reader is told what they stand for."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from .prose import Paragraph

# What everybody knows, and ALS, which every page of the site is about.
KNOWN = frozenset(
    [
        *("ALS", "UK", "US", "USA", "EU", "UN", "NHS", "DNA", "TV", "PDF", "ID"),
        *("OK", "AM", "PM", "BBC", "AD", "BC"),
    ]
)

# Two to five capitals that are a word; longer ones are names of trials and genes.
_INITIALS = re.compile(
    r"(?<![\w’'/-])([A-Z]{2,5})(s)?(?![\w/]|[-’'](?:[A-Z0-9]|alpha|beta|gamma))"
)
# A name, not initials: what is called a gene or a trial, a Roman number, a heading.
_NAMES = re.compile(r"\s*(?:gene|genes|trial|study|protein|change|changes)\b")
_ROMAN = re.compile(r"[IVX]+")
_SHORT_FOR = re.compile(r"\W{0,3}\s*(?:\(|is short for|stands for|means\b|, short for)")


class Use(NamedTuple):
    """The first use of initials: `words[start:end]` of the paragraph."""

    initials: str
    paragraph: Paragraph
    start: int
    end: int


def unexplained(found: list[Paragraph], known: Collection[str] = ()) -> Iterator[Use]:
    """Yield the first use of each initials that nothing there or before explains."""
    seen = {*KNOWN, *known}
    for paragraph in found:
        if _is_shouted(paragraph.words):
            continue
        explained = _in_terms(paragraph)
        for match in _INITIALS.finditer(paragraph.words):
            initials = match[1]
            if initials in seen or _is_name(paragraph.words, match):
                continue
            seen.add(initials)
            if match.start() not in explained and not _explains(paragraph, match):
                yield Use(initials, paragraph, *match.span(1))


def initials_of(found: list[Paragraph]) -> set[str]:
    """Return all initials that stand in a text."""
    return {m[1] for p in found for m in _INITIALS.finditer(p.words)} - KNOWN


def _is_shouted(words: str) -> bool:
    letters = [letter for letter in words[:400] if letter.isalpha()]
    return len(letters) > 8 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _is_name(words: str, match: re.Match[str]) -> bool:
    after = _NAMES.match(words, match.end())
    return bool(after or _ROMAN.fullmatch(match[1]))


def _explains(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether it stands in brackets after, or before, what it is short for."""
    words, start, end = paragraph.words, *match.span()
    before = words[max(0, start - 40) : start].rstrip("“\"' ")
    if before.endswith("(") and before.strip("( "):
        return True
    return bool(_SHORT_FOR.match(words, end))


def _in_terms(paragraph: Paragraph) -> set[int]:
    """Where initials stand inside a mark that leads to the term they belong to."""
    return {
        match.start()
        for link in paragraph.links
        if link.target.startswith("term:")
        for match in _INITIALS.finditer(paragraph.words, link.start, link.end)
    }
