"""Words of a text that look like terms and have no entry: terms to write.

Initials and symbols in capitals, and phrases that the text itself defines.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from .abbreviations import KNOWN
from .vocabulary import Match, Text, Vocabulary, Words, fold

Kind = Literal["initials", "defined"]

LONGEST_INITIALS = 12
# ALS has an entry like any other term, or lacks one.
_TOO_WELL_KNOWN = KNOWN - {"ALS"}
_ROMAN = re.compile(r"[IVXLCDM]+")
_JOINED = re.compile(r"[\w’'/.@#-]")
_JOINED_AFTER = re.compile(r"[/.@]?\w|-[^\Wa-z]")
# What goes on after a hyphen: “TDP-43”, “HLA-B27”, “ALSFRS-R”.
_NUMBER = re.compile(r"[-\u2010\u2011](?:\d{1,4}|[A-Z][A-Z0-9]{0,4})(?![\w-])")
_WORD = r"[^\W\d_][\w’'-]*"
_PHRASE = rf"({_WORD}(?: {_WORD}){{0,3}})"
# “called X” and its like, to the end of the phrase.
_CALLED = re.compile(
    rf"\b(?:called|known as|termed|referred to as) (?:an? |the )?[“\"‘']?{_PHRASE}"
    r"(?=[”\"’']?(?:[.,;:!?)(]|$))"
)
# “X is a …” at the beginning of a sentence.
_IS = re.compile(
    rf"(?:^|[.!?] )(?:An? )?{_PHRASE} (?:means?|refers? to|stands? for"
    r"|(?:is|are) (?:an?|called|short for|when|the (?:medical )?(?:name|word|term))) "
)
_BRACKETED = re.compile(r" \(([A-Za-z]{2,10})\)")
# No phrase that holds one of these is a name; some may stand inside of one.
_SMALL = frozenset({"of", "and", "the", "in", "for", "to", "with"})
_POINTING = frozenset(
    [
        *("the", "this", "that", "these", "those", "it", "they", "he", "she", "there"),
        *("here", "what", "which", "who", "we", "you", "i", "one", "each", "every"),
        *("some", "many", "most", "all", "both", "such", "another", "no", "any"),
        *("our", "your", "their", "his", "her", "its", "my", "so", "but", "if"),
        *("when", "as", "into", "at", "from", "by", "not", "can", "may", "is", "are"),
        *("was", "were", "has", "have", "how", "why"),
    ]
)


class Candidate(NamedTuple):
    """Words that look like a term but have no entry.

    `kind` is "initials" or "defined"; `places` are (start, end) in the Markdown.
    """

    words: str
    kind: Kind
    places: tuple[tuple[int, int], ...]

    @property
    def key(self) -> str:
        """The words as compared between texts."""
        return self.words if self.kind == "initials" else _folded(self.words)


class _Use(NamedTuple):
    start: int
    end: int
    kind: Kind


def unknown(text: str, vocabulary: Vocabulary) -> list[Candidate]:
    """Return words that look like terms but have no entry, in order of first use."""
    return unknown_in(Text(text), vocabulary)


def unknown_in(read: Text, vocabulary: Vocabulary) -> list[Candidate]:
    """The same for a text that was read before."""
    found: dict[tuple[str, str], Candidate] = {}
    for words in read.stretches:
        known = list(vocabulary.matches(words))
        for use in sorted({*_initials(words), *_defined(words)}):
            if not _is_known(use, known):
                candidate = _candidate(use, words)
                before = found.setdefault((use.kind, candidate.key), candidate)
                if before is not candidate:
                    places = (*before.places, *candidate.places)
                    found[use.kind, candidate.key] = before._replace(places=places)
    return list(found.values())


def _candidate(use: _Use, words: Words) -> Candidate:
    stretch = words.stretch
    place = stretch.begin_of(use.start), stretch.end_of(use.end)
    said = " ".join(stretch.words[use.start : use.end].split())
    return Candidate(said, use.kind, (place,))


def _is_known(use: _Use, known: list[Match]) -> bool:
    """Whether a name of the vocabulary covers it."""
    at = bisect_right(known, use.start, key=lambda match: match.start) - 1
    return at >= 0 and use.end <= known[at].end


def _folded(words: str) -> str:
    return " ".join(map(fold, words.split()))


def _initials(words: Words) -> Iterator[_Use]:
    text = words.stretch.words
    if _is_shouted(text):
        return
    for at in words.exact:
        start, end = words.spans[at]
        word = text[start:end]
        end -= len(word) - len(_short(word))
        number = _NUMBER.match(text, end)
        end = number.end() if number else end
        if _looks_short(text[start:end]) and not _is_joined(text, start, end):
            yield _Use(start, end, "initials")


def _short(word: str) -> str:
    """Initials without the ending of a plural or a possessive."""
    bare = re.sub(r"['’]s$", "", word)
    return bare[:-1] if bare.endswith("s") and bare[:-1].isupper() else bare


def _looks_short(word: str) -> bool:
    capitals = sum(map(str.isupper, word))
    digits = any(map(str.isdigit, word))
    if len(word) > LONGEST_INITIALS or not (capitals > 1 or (capitals and digits)):
        return False
    return word[0].isalpha() and not (word in _TOO_WELL_KNOWN or _ROMAN.fullmatch(word))


def _is_joined(text: str, start: int, end: int) -> bool:
    before = _JOINED.match(text, start - 1) if start else None
    after = _JOINED_AFTER.match(text, end)
    return bool(before) or bool(after and after[0] != "s")


def _is_shouted(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 12 and sum(map(str.isupper, text)) > 0.7 * letters


def _defined(words: Words) -> Iterator[_Use]:
    """Yield the phrases that a paragraph says the meaning of."""
    text = words.stretch.words.replace("\n", " ")
    for pattern in (_CALLED, _IS):
        for match in pattern.finditer(text):
            if _is_name(match[1]):
                yield _Use(*match.span(1), "defined")
    for match in _BRACKETED.finditer(text):
        start = _spelled_out(words, match[1], match.start())
        if start is not None:
            yield _Use(start, match.start(), "defined")


def _is_name(phrase: str) -> bool:
    parts = phrase.split()
    small = {part.lower() for part in parts}
    if small & _POINTING or parts[0].lower() in _SMALL or parts[-1].lower() in _SMALL:
        return False
    return len(phrase) > 2 and not all(_looks_short(_short(part)) for part in parts)


def _spelled_out(words: Words, initials: str, end: int) -> int | None:
    """Return where the words begin whose first letters stand in the brackets after."""
    wanted = _short(initials).lower()
    if sum(map(str.isupper, initials)) < 2:
        return None
    at = bisect_right(words.spans, end, key=lambda span: span[1]) - 1
    while at >= 0:
        start, stop = words.spans[at]
        word = words.stretch.words[start:stop].lower()
        given = _given(word, wanted)
        if not given and word not in _SMALL:
            return None
        wanted = wanted[: len(wanted) - given]
        if not wanted:
            return start
        at -= 1
    return None


def _given(word: str, wanted: str) -> int:
    """How many of the last letters a word gives: “frontotemporal” gives F and T."""
    for count in range(1, len(wanted) + 1):
        letters = iter(word)
        first, *others = list(wanted[-count:])
        if next(letters) == first and all(letter in letters for letter in others):
            return count
    return 0
