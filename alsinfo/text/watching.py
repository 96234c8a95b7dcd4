"""The watch-list's own small language, and where a text says what it watches for.

A pattern is plain words: whole words, small letters and capitals alike unless told
otherwise, a hyphen the same as a space. `*` at the end of a word is any ending of it,
`…` is up to six words in between. All stand in one sentence. Nothing is a regular
expression: what is not a word is a mark to be found as it is. Linear in the text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .prose import Paragraph

GAP = "…"
MOST_BETWEEN = 6
LONGEST_PATTERN = 100
MOST_PATTERNS = 60
# A negation this many words before takes a claim back.
REACH = 4
NEGATIONS = frozenset(
    ["no", "not", "never", "none", "without", "nobody", "neither", "nor", "cannot"]
)
# “Do not stop” is advice for all its “not”; so is whatever is said to “you”.
ORDERS = frozenset({"do not", "don't", "never", "please do", "please don't"})
ADDRESSED = frozenset({"you", "your", "yourself"})
CORRECTIONS = frozenset({"corrections", "correction"})

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN_WORDS = re.compile(r"[\s\u2010-\u2015-]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]{0,3}\s|[|\ufffc]")
_PLAIN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\*?")


class Token(NamedTuple):
    """A word as compared and as written, its place, and the number of its sentence."""

    folded: str
    written: str
    start: int
    end: int
    sentence: int


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


@dataclass(frozen=True)
class Pattern:
    """One line of a row: words (their endings open or not) and gaps, or a literal."""

    parts: tuple[tuple[str, bool], ...] = ()
    literal: re.Pattern[str] | None = None

    def end_from(self, tokens: list[Token], at: int, exact: bool) -> int | None:
        """Return the index after the shortest match that begins at a token."""
        places = {at}
        begin = tokens[at].sentence
        for word, opened in self.parts:
            if word == GAP:
                places = {p + n for p in places for n in range(MOST_BETWEEN + 1)}
                continue
            places = {
                place + 1
                for place in places
                if place < len(tokens)
                and tokens[place].sentence == begin
                and _says(tokens[place], word, opened, exact)
            }
            if not places:
                return None
        return min(places)


def refusals(patterns: str) -> list[tuple[str, str]]:
    """Return (line, what is wrong with it) for a row's patterns; pure codes.

    `empty`, `only-gaps`, `too-long`, `too-many`, `star-inside`.
    """
    lines = _lines(patterns)
    if not lines:
        return [("", "empty")]
    wrong = [(line, fault) for line in lines if (fault := _fault(line))]
    return [*wrong, ("", "too-many")] if len(lines) > MOST_PATTERNS else wrong


def _fault(line: str) -> str:
    if len(line) > LONGEST_PATTERN:
        return "too-long"
    if not any(letter.isalnum() for letter in line):
        return "only-gaps"
    words = line.replace("...", GAP).split()
    if GAP in (words[0], words[-1]):
        return "gap-outside"
    if any(
        re.search(r"\*.", word) or word == "*" for word in words if _is_worded(word)
    ):
        return "star-inside"
    return ""


def _is_worded(word: str) -> bool:
    return all(letter.isalnum() or letter in "*-'’" for letter in word)


def compiled(line: str, exact: bool = False) -> Pattern | None:
    """Return a line as a pattern; None for one that could hit nothing or anything."""
    line = line.strip()[:LONGEST_PATTERN]
    words = line.replace("...", GAP).replace(GAP, f" {GAP} ")
    pieces = [piece for piece in _BETWEEN_WORDS.split(words) if piece]
    while pieces and pieces[0] == GAP:
        pieces.pop(0)
    while pieces and pieces[-1] == GAP:
        pieces.pop()
    if not any(letter.isalnum() for letter in line):
        return None
    if all(piece == GAP or _PLAIN.fullmatch(piece) for piece in pieces):
        return Pattern(tuple(_part(piece, exact) for piece in pieces))
    chunks = r"\s+".join(map(re.escape, line.split()))
    before = r"(?<!\w)" if line[0].isalnum() else ""
    after = r"(?!\w)" if line[-1].isalnum() else ""
    flags = 0 if exact else re.IGNORECASE
    return Pattern(literal=re.compile(before + chunks + after, flags))


def _part(piece: str, exact: bool) -> tuple[str, bool]:
    if piece == GAP:
        return GAP, False
    word = piece.removesuffix("*")
    return (word if exact else fold(word)), piece.endswith("*")


def fold(word: str) -> str:
    """A word as compared: one form, small letters, straight apostrophes."""
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def tokens_of(words: str) -> list[Token]:
    """Return the words of a paragraph in order; a possessive ending is left out."""
    found: list[Token] = []
    sentence = end = 0
    for match in _TOKEN.finditer(words):
        if found and _ends_sentence(words, end, match.start()):
            sentence += 1
        end = match.end()
        written = re.sub(r"['’]s$", "", match[0])
        found.append(Token(fold(written), written, match.start(), end, sentence))
    return found


def _ends_sentence(words: str, start: int, end: int) -> bool:
    found = _SENTENCE_END.search(words, start, end)
    return found is not None and (found[0] in "|\ufffc" or not words[end].islower())


def _says(token: Token, word: str, opened: bool, exact: bool) -> bool:
    said = token.written if exact else token.folded
    return said.startswith(word) if opened else said == word


class _Row:
    """One row made ready: its patterns by what they begin with."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        exact = watch.case_sensitive
        self.patterns = _compiled(watch.patterns, exact)
        self.excuses = _compiled(watch.unless_near, False)


class WatchList:
    """Rows made ready, to be looked for together in one pass over a text."""

    def __init__(self, rows: Mapping[str, Watch]) -> None:
        self._rows = {code: _Row(watch) for code, watch in rows.items()}

    @cached_property
    def _begins(self) -> dict[tuple[str, bool, bool], list[tuple[str, Pattern]]]:
        """(first word, whether open, whether exact) -> rows and their patterns."""
        found: dict[tuple[str, bool, bool], list[tuple[str, Pattern]]] = {}
        for code, row in self._rows.items():
            for pattern in row.patterns:
                if pattern.parts:
                    key = (*pattern.parts[0], row.watch.case_sensitive)
                    found.setdefault(key, []).append((code, pattern))
        return found

    @cached_property
    def _longest(self) -> int:
        return max((len(word) for word, opened, _ in self._begins if opened), default=0)

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
            if start < ends.get(code, 0) or _is_taken_back(row.watch, tokens, start):
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
            for exact, said in ((False, token.folded), (True, token.written)):
                for key in self._keys(said, exact):
                    for code, pattern in self._begins.get(key, ()):
                        end = pattern.end_from(tokens, at, exact)
                        if end is not None:
                            yield code, token.start, tokens[end - 1].end
        for code, row in self._rows.items():
            for pattern in row.patterns:
                if pattern.literal:
                    for match in pattern.literal.finditer(words):
                        yield code, *match.span()

    def _keys(self, said: str, exact: bool) -> Iterator[tuple[str, bool, bool]]:
        yield said, False, exact
        for length in range(1, min(len(said), self._longest) + 1):
            yield said[:length], True, exact


def _in_order(said: tuple[str, int, int]) -> tuple[int, int]:
    _code, start, end = said
    return start, -end


def _lines(patterns: str) -> list[str]:
    return [line.strip() for line in patterns.splitlines() if line.strip()]


def _compiled(patterns: str, exact: bool) -> list[Pattern]:
    lines = _lines(patterns)[:MOST_PATTERNS]
    return [found for line in lines if (found := compiled(line, exact))]


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
    return any(pattern.end_from(near, at, False) is not None for at in range(len(near)))


def _is_correction(paragraph: Paragraph) -> bool:
    """Whether it is an item of a list of corrections, and says by which source."""
    return fold(paragraph.section).strip(" :.") in CORRECTIONS and paragraph.cites


def _is_taken_back(watch: Watch, tokens: list[Token], start: int) -> bool:
    """Whether a negation in the same sentence takes it back."""
    if not watch.negatable:
        return False
    at = bisect_right(tokens, start, key=lambda token: token.end)
    if at == len(tokens):
        return False
    sentence = tokens[at].sentence
    before = [
        t.folded for t in tokens[max(0, at - REACH) : at] if t.sentence == sentence
    ]
    if not any(word in NEGATIONS or word.endswith("n't") for word in before):
        return False
    return not (watch.advice and _is_order(tokens, at))


def _is_order(tokens: list[Token], at: int) -> bool:
    sentence = tokens[at].sentence
    said = [
        t.folded for t in tokens[max(0, at - 40) : at + 12] if t.sentence == sentence
    ]
    opening = " ".join(said[:2])
    return bool(ADDRESSED & set(said)) or opening in ORDERS or said[0] in ORDERS
