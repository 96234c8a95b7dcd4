"""One paragraph followed along its source, piece by piece, letter by letter."""

import re
import string
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html.entities import html5

from .markup import Piece

# Stands for what is not running words (code, links, pictures, citations, addresses),
# so that nothing is found across it.
GAP = "\ufffc"

_BREAK = re.compile(r"[ \t]*\\?(?:\r\n?|\n)[ \t]*")
_EMPHASIS = re.compile(r"[*_]*")
_PLAIN = re.compile(r"[^\\&!]+")
_ENTITY = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]{1,6}|\d{1,7})|([A-Za-z]\w{1,31}));")
_TICKS = re.compile(r"`+")
_CITATION = re.compile(r"\[@[^\]]*\]")
_ANGLED = re.compile(r"<[^<>]*>")
_ALT = re.compile(r"!\[((?:[^\[\]\\]|\\.){0,1000})\](?=\()", re.DOTALL)
_BLANK = re.compile(r"\s*")
_IN_ANGLES = re.compile(r"<(?:[^<>\\]|\\.)*>", re.DOTALL)
_TITLE = re.compile(
    r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|\((?:[^()\\]|\\.)*\)', re.DOTALL
)
# What prints as words but is none: tags, and addresses that are no links.
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SPACELESS = re.compile(r"\S+")
_MAYBE_ADDRESS = re.compile(r"[/@<:]|www\.")
_SCHEME = re.compile(r"\W*(?:www\.|mailto:|tel:|/[^\s/]+/)", re.IGNORECASE)


class LostError(Exception):
    """The source of a paragraph is not what its pieces led to expect."""


@dataclass
class Stretch:
    """The words of one paragraph, list item or cell; a line break is a newline.

    `text[start:end]` is its source, `section` the number of headings before it. Of one
    in a heading, a quotation or a table's head only `links` are known. A place in the
    words becomes one in the text by `begin` and `end`.
    """

    section: int
    links: tuple[str, ...]
    start: int = 0
    end: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    # Run i begins at starts[i] of the words and is text[places[i]:ends[i]].
    starts: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @cached_property
    def words(self) -> str:
        """Its words; not to be asked before they are all there."""
        words = "".join(self.parts)
        if _MAYBE_ADDRESS.search(words):
            return _SPACELESS.sub(_no_address, _TAG.sub(_hidden, words))
        return words

    def begin_of(self, offset: int) -> int:
        """Return where in the text the letter at an offset begins."""
        run = bisect_right(self.starts, offset) - 1
        return min(self.places[run] + offset - self.starts[run], self.ends[run] - 1)

    def end_of(self, offset: int) -> int:
        """Return where in the text the letter before an offset ends."""
        run = bisect_right(self.starts, offset - 1) - 1
        until = self.starts[run + 1] if run + 1 < len(self.starts) else self.length
        if offset == until:
            return self.ends[run]
        return min(self.places[run] + offset - self.starts[run], self.ends[run])

    def add(self, words: str, place: int, end: int) -> None:
        self.starts.append(self.length)
        self.places.append(place)
        self.ends.append(end)
        self.blank(words)

    def blank(self, words: str) -> None:
        """Add words that nothing will be asked about."""
        self.parts.append(words)
        self.length += len(words)


def follow(pieces: Iterable[Piece], source: str, stretch: Stretch) -> None:
    """Add the words of the pieces to a stretch; raises `LostError`."""
    _Follower(source, stretch.start, stretch.end, stretch).follow(pieces)


class _Follower:
    """Goes along the source of one paragraph, its place after the last piece."""

    def __init__(self, source: str, start: int, end: int, stretch: Stretch) -> None:
        self.source = source
        self.at = start
        self.end = end
        self.stretch = stretch
        self.depth = 0
        self.angled = False

    def follow(self, pieces: Iterable[Piece]) -> None:
        self.take(_BLANK)
        for piece in pieces:
            self.skip_emphasis(piece.words if piece.kind == "text" else "")
            getattr(self, f"read_{piece.kind}")(piece)
        self.skip_emphasis("")
        self.take(_BLANK)
        # A heading that is underlined, or a bar of a table, is no part of the words.
        if self.at != self.end:
            raise LostError

    def skip_emphasis(self, words: str) -> None:
        """Go past the stars and lines that emphasise, and not past those that print."""
        printed = _EMPHASIS.match(words)
        run = _EMPHASIS.match(self.source, self.at, self.end)
        if run and printed:
            self.at += max(0, len(run[0]) - len(printed[0]))

    def take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self.source, self.at, self.end)
        if match is None:
            raise LostError
        self.at = match.end()
        return match

    def add(self, words: str, end: int) -> None:
        if not self.depth:
            self.stretch.add(words, self.at, end)
        self.at = end

    def blank(self, words: str = GAP) -> None:
        if not self.depth:
            self.stretch.blank(words)

    def read_text(self, piece: Piece) -> None:
        if self.source.startswith(piece.words, self.at, self.end):
            self.add(piece.words, self.at + len(piece.words))
        else:
            self.spell(piece.words)

    def spell(self, words: str) -> None:
        """Follow words between which escapes, entities and foreign pictures stand."""
        done = 0
        while done < len(words):
            limit = min(self.end, self.at + len(words) - done)
            plain = _PLAIN.match(self.source, self.at, limit)
            if plain is None:
                done += self.spell_one(words, done)
            elif words.startswith(plain[0], done):
                self.add(plain[0], plain.end())
                done += len(plain[0])
            else:
                raise LostError

    def spell_one(self, words: str, done: int) -> int:
        """Follow what is not printed as it is written; return how much it prints."""
        if self.at >= self.end:
            raise LostError
        escaped = self.source[self.at + 1 : min(self.at + 2, self.end)]
        if self.source.startswith("\\", self.at) and escaped in (*string.punctuation,):
            return self.print_as(escaped, words, done, self.at + 2)
        entity = _ENTITY.match(self.source, self.at, self.end)
        if entity and (not entity[1] or f"{entity[1]};" in html5):
            said = html5[f"{entity[1]};"] if entity[1] else words[done]
            return self.print_as(said, words, done, entity.end())
        picture = _ALT.match(self.source, self.at, self.end)
        if picture:
            return self.skip_picture(picture, words, done)
        return self.print_as(self.source[self.at], words, done, self.at + 1)

    def print_as(self, said: str, words: str, done: int, end: int) -> int:
        if end > self.end or not words.startswith(said, done):
            raise LostError
        self.add(said, end)
        return len(said)

    def skip_picture(self, picture: re.Match[str], words: str, done: int) -> int:
        """Go past a picture that is not shown; its words are printed, but not ours."""
        alt = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", picture[1])
        alt = _ENTITY.sub(lambda m: html5.get(f"{m[1]};", m[0]), alt)
        if not words.startswith(alt, done):
            return self.print_as("!", words, done, self.at + 1)
        self.at = picture.end()
        self.skip_target()
        self.blank()
        return len(alt)

    def read_break(self, piece: Piece) -> None:
        self.take(_BREAK)
        self.blank("\n")

    def read_code(self, piece: Piece) -> None:
        ticks = self.take(_TICKS)[0]
        for run in _TICKS.finditer(self.source, self.at, self.end):
            if run[0] == ticks:
                self.at = run.end()
                return self.blank()
        raise LostError

    def read_citation(self, piece: Piece) -> None:
        self.take(_CITATION)
        self.blank()

    def read_picture(self, piece: Piece) -> None:
        self.take(_ALT)
        self.skip_target()
        self.blank()

    def read_address(self, piece: Piece) -> None:
        self.take(_ANGLED)

    def read_link(self, piece: Piece) -> None:
        self.blank()
        self.depth += 1
        self.angled = self.source.startswith("<", self.at)
        if not self.angled:
            self.expect("[")

    def read_link_end(self, piece: Piece) -> None:
        if not self.angled:
            self.expect("]")
            self.skip_target()
        self.angled = False
        self.depth -= 1

    def expect(self, letter: str) -> None:
        if not self.source.startswith(letter, self.at, self.end):
            raise LostError
        self.at += 1

    def skip_target(self) -> None:
        """Go past `(address "title")`."""
        self.expect("(")
        self.take(_BLANK)
        if self.source.startswith("<", self.at):
            self.take(_IN_ANGLES)
        else:
            self.skip_address()
        self.take(_BLANK)
        if not self.source.startswith(")", self.at):
            self.take(_TITLE)
            self.take(_BLANK)
        self.expect(")")

    def skip_address(self) -> None:
        """Go past an address, whose parentheses are balanced."""
        depth = 0
        while self.at < self.end:
            letter = self.source[self.at]
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if depth < 0 or letter.isspace():
                return
            self.at += 2 if letter == "\\" else 1
        raise LostError


def _hidden(match: re.Match[str]) -> str:
    return GAP * len(match[0])


def _no_address(match: re.Match[str]) -> str:
    word = match[0]
    is_address = "@" in word or "://" in word or _SCHEME.match(word)
    return GAP * len(word) if is_address else word
