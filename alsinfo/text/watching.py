"""Where a text says what is watched for, and what excuses it. Linear in the text.

The language of the rows is that of `patterns`; `denials` knows what takes a claim back.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from . import denials
from .patterns import Pattern, Token, fold, joined_at, ready, refusals, tokens_of
from .prose import Paragraph

__all__ = ["Hit", "Watch", "WatchList", "fold", "refusals"]

CORRECTIONS = frozenset({"corrections", "correction"})
# So many words are remembered with what begins with them.
MOST_WORDS = 8_192


@dataclass(frozen=True)
class Watch:
    """What one row watches for, and what excuses it.

    `negatable` says whether a negation before it excuses a mention; `advice` that it
    is about what “you” do; `correctable` whether a cited correction may repeat it.
    """

    patterns: str
    unless_near: str = ""
    case_sensitive: bool = False
    negatable: bool = True
    correctable: bool = True
    advice: bool = False


class Hit(NamedTuple):
    """A row's code, and where it was said: `words[start:end]` of the paragraph."""

    code: str
    paragraph: Paragraph
    start: int
    end: int


class _Row:
    """One row made ready."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.patterns = ready(watch.patterns, watch.case_sensitive)
        self.excuses = ready(watch.unless_near, False)


class _Begins(NamedTuple):
    """How a pattern may begin: with a whole word, or with the beginning of one."""

    word: str
    opened: bool
    exact: bool


class WatchList:
    """Rows made ready, to be looked for together in one pass over a text."""

    def __init__(self, rows: Mapping[str, Watch]) -> None:
        self._rows = {code: _Row(watch) for code, watch in rows.items()}
        # Most words of a text stand in it, and in the next one, again and again.
        self._beginning_with = lru_cache(MOST_WORDS)(self._look_up)

    @cached_property
    def _by_beginning(self) -> dict[_Begins, list[tuple[str, Pattern]]]:
        found: dict[_Begins, list[tuple[str, Pattern]]] = {}
        for code, row in self._rows.items():
            for pattern in row.patterns:
                for begins in _beginnings(pattern):
                    found.setdefault(begins, []).append((code, pattern))
        return found

    @cached_property
    def _literals(self) -> list[tuple[str, re.Pattern[str]]]:
        return [
            (code, pattern.literal)
            for code, row in self._rows.items()
            for pattern in row.patterns
            if pattern.literal
        ]

    @cached_property
    def _longest(self) -> int:
        opened = (len(begins.word) for begins in self._by_beginning if begins.opened)
        return max(opened, default=0)

    def hits(self, found: Iterable[Paragraph]) -> Iterator[Hit]:
        """Yield what a text says of what is watched for, and nothing excuses."""
        paragraphs = list(found)
        for index, paragraph in enumerate(paragraphs):
            after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
            yield from self._in_paragraph(paragraph, after)

    def _in_paragraph(self, here: Paragraph, after: Paragraph | None) -> Iterator[Hit]:
        tokens = tokens_of(here.words)
        ends: dict[str, int] = {}
        excused: dict[str, bool] = {}
        for code, start, end in sorted(self._said(here.words, tokens), key=_in_order):
            row = self._rows[code]
            if start < ends.get(code, 0):
                continue
            if _is_taken_back(row.watch, tokens, start, end):
                continue
            if code not in excused:
                excused[code] = self._is_excused(row, here, tokens, after)
            if not excused[code]:
                ends[code] = end
                yield Hit(code, here, start, end)

    def _is_excused(
        self, row: _Row, here: Paragraph, tokens: list[Token], after: Paragraph | None
    ) -> bool:
        """Whether a correction, or the row's own words, excuse a whole paragraph."""
        if row.watch.correctable and _is_correction(here):
            return True
        near = _near(here, tokens, after) if row.excuses else []
        return any(_stands(pattern, near) for pattern in row.excuses)

    def _said(self, words: str, tokens: list[Token]) -> Iterator[tuple[str, int, int]]:
        for at, token in enumerate(tokens):
            for code, pattern in self._beginning_at(tokens, at):
                end = pattern.end_from(tokens, at)
                if end is not None:
                    yield code, token.start, tokens[end - 1].end
        for code, literal in self._literals:
            for match in literal.finditer(words):
                yield code, *match.span()

    def _beginning_at(
        self, tokens: list[Token], at: int
    ) -> Iterator[tuple[str, Pattern]]:
        token = tokens[at]
        yield from self._beginning_with(token.folded, False)
        yield from self._beginning_with(token.written, True)
        joined = joined_at(tokens, at)
        if joined:
            yield from self._beginning_with(joined, False)

    def _look_up(self, word: str, exact: bool) -> tuple[tuple[str, Pattern], ...]:
        """The patterns that a word may be the beginning of."""
        table = self._by_beginning
        return tuple(
            one for begins in self._keys(word, exact) for one in table.get(begins, ())
        )

    def _keys(self, word: str, exact: bool) -> Iterator[_Begins]:
        if word:
            yield _Begins(word, False, exact)
        for length in range(1, min(len(word), self._longest) + 1):
            yield _Begins(word[:length], True, exact)


def _beginnings(pattern: Pattern) -> Iterator[_Begins]:
    if pattern.places:
        first = pattern.places[0]
        for word in first.words:
            yield _Begins(word, False, pattern.exact)
        for word in first.beginnings:
            yield _Begins(word, True, pattern.exact)


def _in_order(said_there: tuple[str, int, int]) -> tuple[int, int]:
    _code, start, end = said_there
    return start, -end


def _near(here: Paragraph, tokens: list[Token], after: Paragraph | None) -> list[Token]:
    """The words that may excuse: the paragraph's, and what introduces its list.

    A heading or a line cannot say everything: what follows it counts too.
    """
    near = tokens + _apart(tokens_of(here.near))
    if here.kind == "heading" and after is not None and after.kind != "heading":
        near += _apart(tokens_of(after.words))
    return near


def _apart(tokens: list[Token]) -> list[Token]:
    """The same words, in sentences that no other paragraph has."""
    return [token._replace(sentence=-1 - token.sentence) for token in tokens]


def _stands(pattern: Pattern, near: list[Token]) -> bool:
    if pattern.literal:
        return bool(pattern.literal.search(" ".join(token.written for token in near)))
    return any(
        (end := pattern.end_from(near, at)) is not None
        and not denials.is_unsaid(near, at, end)
        for at in range(len(near))
    )


def _is_correction(paragraph: Paragraph) -> bool:
    """Whether it is an item of a list of corrections, and says by which source."""
    return fold(paragraph.section).strip(" :.") in CORRECTIONS and paragraph.cites


def _is_taken_back(watch: Watch, tokens: list[Token], start: int, end: int) -> bool:
    """Whether the same sentence takes back what stands at these places."""
    if not watch.negatable:
        return False
    at = bisect_right(tokens, start, key=lambda token: token.end)
    if at == len(tokens):
        return False
    after = max(at + 1, bisect_right(tokens, end, key=lambda token: token.end))
    return denials.is_taken_back(tokens, at, after, advice=watch.advice)
