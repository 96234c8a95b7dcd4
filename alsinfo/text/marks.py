"""The three marks: where they stand in a text, and writing another key into them.

`[@key; @key]` cites sources, `[words](term:slug)` names a term and
`[words](figure:key)` states a figure. What counts as a mark is decided by the parser in
`markup`, so that what is found here is exactly what is printed there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from .markup import KEY, Found, Kind, Passage, passages

_NEWLINE = re.compile(r"\r\n?|\n")
_BRACKET = re.compile(r"\[")


class NotAKeyError(ValueError):
    """A key holds a character that a mark cannot carry."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One key named in a text.

    `text[start:end]` is the whole mark in brackets, which several sources may share;
    the key itself begins at `key_start`. `words` are plain words; sources have none.
    Slugs of terms are given in lower case, however they were written.
    """

    kind: Kind
    key: str
    words: str
    start: int
    end: int
    key_start: int


def find(text: str) -> list[Mark]:
    """Return the marks of a text in order, none from code; offsets in characters."""
    starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
    marks: list[Mark] = []
    # The cells of one table row share their lines, and so one count of brackets.
    for (first, last), row in groupby(passages(text), key=lambda p: (p.first, p.last)):
        end = starts[last] if last < len(starts) else len(text)
        marks += _located(list(row), text, starts[first], end)
    return marks


def keys(text: str) -> frozenset[tuple[Kind, str]]:
    """Return every (kind, key) that a text names."""
    return frozenset((mark.kind, mark.key) for mark in find(text))


def replace_key(text: str, kind: Kind, old: str, new: str) -> str:
    """Return the text with one key written as another; words and code stay."""
    if not re.fullmatch(KEY, new):
        raise NotAKeyError(f"“{new}” cannot be the key of a mark.")
    parts: list[str] = []
    done = 0
    for mark in find(text):
        if (mark.kind, mark.key) == (kind, old):
            parts += [text[done : mark.key_start], new]
            done = mark.key_start + len(old)
    return "".join([*parts, text[done:]])


def _located(row: list[Passage], text: str, start: int, end: int) -> Iterator[Mark]:
    """Yield the marks of passages that share the lines from `start` to `end`.

    The parser strips what stands before a line (`>`, list markers, blanks), and none of
    that holds a bracket. So the nth bracket of the passage is the nth of the lines.
    """
    if not any(passage.marks for passage in row):
        return
    brackets = [match.start() for match in _BRACKET.finditer(text, start, end)]
    nth = 0
    for passage in row:
        seen = 0
        for found in passage.marks:
            nth += passage.content.count("[", seen, found.start)
            seen = found.start
            yield from _placed(found, passage.content, text, brackets[nth])
        nth += passage.content.count("[", seen)


def _placed(found: Found, content: str, text: str, start: int) -> Iterator[Mark]:
    if found.kind == "source":
        end = text.index("]", start) + 1
        cursor = start
        for key in found.keys:
            cursor = text.index("@", cursor) + 1
            yield Mark(found.kind, key, found.words, start, end, cursor)
        return
    end = start
    for _ in range(content.count(")", found.start, found.end)):
        end = text.index(")", end) + 1
    (key,) = found.keys
    yield Mark(found.kind, key, found.words, start, end, end - 1 - len(key))
