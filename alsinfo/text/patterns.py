"""The watch-list's own small language: lines of plain words, and what they say.

Whole words, capitals or not, with their inflections (`cure`: cured, curing). A hyphen,
a space and nothing between two words are the same. `*` at the end of a word is any
ending of it, `|` parts words of which one stands there, `…` is up to six words in
between. All stand in one sentence. Nothing is a regular expression: what is not a word
is a mark to be found as it is.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .inflections import forms

GAP = "…"
MOST_BETWEEN = 6
LONGEST_PATTERN = 100
MOST_PATTERNS = 60
# Two words that are written apart are read as one only from this length on.
JOINED_FROM = 6

# Invisible characters inside a word hide it from nobody but a machine.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TOKEN = re.compile(rf"[^\W_]+(?:['’{_INVISIBLE}][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_BETWEEN_WORDS = re.compile(r"[\s\u2010-\u2015-]+")
_TIGHT = re.compile(rf"[\s{_INVISIBLE}]?[\u2010-\u2015-]?[\s{_INVISIBLE}]?")
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]{0,3}\s|[|\ufffc]")
_WORD = r"[^\W_]+(?:['’][^\W_]+)*\*?"
_PLAIN = re.compile(rf"{_WORD}(?:\|{_WORD})*")


class Token(NamedTuple):
    """A word as compared and as written, its place, and the number of its sentence.

    `tight` when only a blank or a hyphen parts it from the word before.
    """

    folded: str
    written: str
    start: int
    end: int
    sentence: int
    tight: bool


class Place(NamedTuple):
    """One place of a pattern: which words may stand there, whole or as beginnings."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def says(self, word: str) -> bool:
        return word in self.words or (
            bool(self.beginnings) and word.startswith(self.beginnings)
        )


ANYTHING = Place()


@dataclass(frozen=True)
class Pattern:
    """One line made ready: its places with gaps among them, or a literal as typed."""

    places: tuple[Place, ...] = ()
    literal: re.Pattern[str] | None = None
    exact: bool = False
    typed: str = ""

    def end_from(self, tokens: Sequence[Token], at: int) -> int | None:
        """Return the index after the shortest match that begins at a token."""
        reached = {at}
        for place in self.places:
            if place is ANYTHING:
                reached = {r + n for r in reached for n in range(MOST_BETWEEN + 1)}
            else:
                reached = {e for r in reached for e in self._ends(place, tokens, r, at)}
            if not reached:
                return None
        return min(reached)

    def _ends(
        self, place: Place, tokens: Sequence[Token], at: int, first: int
    ) -> Iterator[int]:
        """Yield where a place ends that begins here, in the sentence of the first."""
        if at >= len(tokens) or tokens[at].sentence != tokens[first].sentence:
            return
        if place.says(said(tokens[at], self.exact)):
            yield at + 1
        elif not self.exact and place.says(joined_at(tokens, at)):
            yield at + 2


def said(token: Token, exact: bool) -> str:
    """The word as a pattern compares it."""
    return token.written if exact else token.folded


def joined_at(tokens: Sequence[Token], at: int) -> str:
    """A word and the one right after it as one (`AMX 0035`), if long enough."""
    if at + 1 == len(tokens) or not tokens[at + 1].tight:
        return ""
    joined = tokens[at].folded + tokens[at + 1].folded
    return joined if len(joined) >= JOINED_FROM else ""


def refusals(patterns: str) -> list[tuple[str, str]]:
    """Return (line, what is wrong with it) for a row's patterns; pure codes.

    `empty`, `only-gaps`, `too-long`, `too-many`, `gap-outside`, `star-inside`.
    """
    found = _lines(patterns)
    if not found:
        return [("", "empty")]
    wrong = [(line, fault) for line in found if (fault := _fault(line))]
    return [*wrong, ("", "too-many")] if len(found) > MOST_PATTERNS else wrong


def ready(patterns: str, exact: bool) -> list[Pattern]:
    """Return the lines of a row as patterns, without those that could hit nothing."""
    lines = _lines(patterns)[:MOST_PATTERNS]
    return [pattern for line in lines for pattern in _compiled(line, exact)]


def fold(word: str) -> str:
    """A word as compared: one form, small letters, straight apostrophes."""
    if word.isascii():
        return word.lower()
    seen = _HIDDEN.sub("", word)
    return unicodedata.normalize("NFKC", seen).casefold().replace("’", "'")


def tokens_of(words: str) -> list[Token]:
    """Return the words of a paragraph in order; a possessive ending is left out."""
    found: list[Token] = []
    sentence = end = 0
    for match in _TOKEN.finditer(words):
        if found and _ends_sentence(words, end, match.start()):
            sentence += 1
        tight = bool(found and _TIGHT.fullmatch(words, end, match.start()))
        end = match.end()
        written = _POSSESSIVE.sub("", match[0])
        found.append(Token(fold(written), written, match.start(), end, sentence, tight))
    return found


def words_in(words: str) -> set[str]:
    """The words of a paragraph as compared, each once; quicker than `tokens_of`."""
    return {fold(_POSSESSIVE.sub("", word)) for word in set(_TOKEN.findall(words))}


def _ends_sentence(words: str, start: int, end: int) -> bool:
    found = _SENTENCE_END.search(words, start, end)
    return found is not None and (found[0] in "|\ufffc" or not words[end].islower())


def _lines(patterns: str) -> list[str]:
    return [line.strip() for line in patterns.splitlines() if line.strip()]


def _fault(line: str) -> str:
    if len(line) > LONGEST_PATTERN:
        return "too-long"
    if not any(letter.isalnum() for letter in line):
        return "only-gaps"
    words = line.replace("...", GAP).split()
    if GAP in (words[0], words[-1]):
        return "gap-outside"
    choices = [one for word in words if _is_worded(word) for one in word.split("|")]
    if any(one == "*" or re.search(r"\*.", one) for one in choices):
        return "star-inside"
    return ""


def _is_worded(word: str) -> bool:
    return all(letter.isalnum() or letter in "*|-'’" for letter in word)


def _compiled(line: str, exact: bool) -> list[Pattern]:
    """A line as a pattern, and as one word where it is two."""
    line = line[:LONGEST_PATTERN]
    words = line.replace("...", GAP).replace(GAP, f" {GAP} ")
    pieces = [piece for piece in _BETWEEN_WORDS.split(words) if piece]
    while pieces and pieces[0] == GAP:
        pieces.pop(0)
    while pieces and pieces[-1] == GAP:
        pieces.pop()
    if not any(letter.isalnum() for letter in line):
        return []
    if not all(piece == GAP or _PLAIN.fullmatch(piece) for piece in pieces):
        return [Pattern(literal=_literal(line, exact), exact=exact, typed=line)]
    spellings = [pieces, *_as_one(pieces)]
    return [
        Pattern(tuple(_place(piece, exact) for piece in spelling), exact=exact)
        for spelling in spellings
    ]


def _as_one(pieces: list[str]) -> list[list[str]]:
    """`game changer*` is also looked for as `gamechanger*`."""
    plain = len(pieces) == 2 and GAP not in pieces and "|" not in "".join(pieces)
    return [["".join(pieces)]] if plain and not pieces[0].endswith("*") else []


def _literal(line: str, exact: bool) -> re.Pattern[str]:
    chunks = r"\s+".join(map(re.escape, line.split()))
    before = r"(?<!\w)" if line[0].isalnum() else ""
    after = r"(?!\w)" if line[-1].isalnum() else ""
    return re.compile(before + chunks + after, 0 if exact else re.IGNORECASE)


def _place(piece: str, exact: bool) -> Place:
    if piece == GAP:
        return ANYTHING
    choices = [one if exact else fold(one) for one in piece.split("|")]
    whole = [one for one in choices if not one.endswith("*")]
    opened = tuple(one[:-1] for one in choices if one.endswith("*"))
    return Place(frozenset().union(*(_forms(one, exact) for one in whole)), opened)


def _forms(word: str, exact: bool) -> frozenset[str]:
    return frozenset({word}) if exact else forms(word)
