"""Titles and snippets with the found words marked: pure, and the same everywhere.

Both databases can mark words, but only by reading every hit's whole text again, which
costs more than the search. Here patterns made of the words run over the beginning of
the text. A passage is a row of parts; only `html` turns it into tags, and it
escapes every part, so no text can smuggle in a mark. May import Django's html helpers.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .queries import Phrase, Word, fold

Part = tuple[str, bool]
Parts = tuple[Part, ...]

READ_AT_MOST = 20_000
WIDTH = 240
_LEAD = 60
_MOST_MARKS = 12
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")
_ANY_ENDING = frozenset(("", *_ENDINGS, "ic", "al", "er", "ers", "or", "ors", "i"))
_PLURAL = frozenset(("", "s"))
_REST_OF_WORD = r"([^\W_]*)"
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_GAP = re.compile(r"\s+")


class Sought(NamedTuple):
    """A phrase to be found in folded text, and the endings that its last word may have.

    The pattern begins with letters and ends with the word, whatever ends it: such a one
    is made and looked for many times faster than one that asks for everything.
    """

    pattern: re.Pattern[str]
    endings: frozenset[str]


def pattern_for(words: Iterable[Word]) -> tuple[Sought, ...]:
    """Finds the words with their usual endings."""
    phrases = {phrase for word in words for phrase in word.phrases}
    return tuple(_sought(phrase) for phrase in sorted(phrases))


def _sought(phrase: Phrase) -> Sought:
    *first, last = (fold(piece) for piece in phrase)
    stem, endings = _stem(last)
    spelt = r"[\W_]{0,3}".join(map(re.escape, (*first, stem)))
    return Sought(re.compile(spelt + _REST_OF_WORD), endings)


def _stem(piece: str) -> tuple[str, frozenset[str]]:
    """Short words and names with digits take an s at most: `als` is not `also`."""
    if len(piece) < 4 or not piece.isalpha():
        return piece, _PLURAL
    for ending in _ENDINGS:
        if piece.endswith(ending) and len(piece) - len(ending) >= 4:
            return piece.removesuffix(ending), _ANY_ENDING
    return piece, _ANY_ENDING


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def _folded_in_place(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    plain = text if text.isascii() else _FOREIGN.sub(_plain_of, text)
    return plain.lower()


def _plain_of(found: re.Match[str]) -> str:
    return _plain(found[0])


def _finds(folded: str, sought: Iterable[Sought]) -> list[tuple[int, int]]:
    """Where found words begin and end, in order; few of each are enough to be shown."""
    few = (islice(_spans(folded, one), _MOST_MARKS) for one in sought)
    return sorted(set(chain.from_iterable(few)), key=lambda span: (span[0], -span[1]))


def _spans(folded: str, sought: Sought) -> Iterator[tuple[int, int]]:
    for found in sought.pattern.finditer(folded):
        start = found.start()
        is_cut = start and folded[start - 1].isalnum()
        if not is_cut and found[1] in sought.endings:
            yield found.span()


def marked(text: str, sought: Iterable[Sought]) -> Parts:
    """The whole text, cut where a found word begins and ends."""
    parts: list[Part] = []
    end = 0
    for start, stop in _finds(_folded_in_place(text), sought):
        if start >= end:
            parts += [(text[end:start], False), (text[start:stop], True)]
            end = stop
    return tuple(part for part in (*parts, (text[end:], False)) if part[0])


def excerpt(text: str, sought: Sequence[Sought]) -> Parts:
    """The stretch of the text that holds most of the words, or else its beginning."""
    text = text[:READ_AT_MOST].strip()
    start = _word_after(text, _best_start(_folded_in_place(text), sought))
    end = _word_before(text, start + WIDTH)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shown = marked(" ".join(text[start:end].split()), sought)
    return tuple(part for part in ((before, False), *shown, (after, False)) if part[0])


def _word_after(text: str, place: int) -> int:
    """Where the next word begins, so that none is cut; the beginning stays."""
    gap = _GAP.search(text, place) if place else None
    return gap.end() if gap else place


def _word_before(text: str, place: int) -> int:
    """Where the last word before it ends; far before it in a word without an end."""
    if place >= len(text):
        return len(text)
    least = place - WIDTH // 2
    gaps = (text.rfind(gap, least, place) for gap in (" ", "\n"))
    return max(*gaps, least)


def _best_start(folded: str, sought: Iterable[Sought]) -> int:
    """Where the window with most different words begins; the first of equals."""
    places = [(start, folded[start:end]) for start, end in _finds(folded, sought)]
    best, most, stop = 0, 0, 0
    held: Counter[str] = Counter()
    for start, word in places:
        while stop < len(places) and places[stop][0] < start + WIDTH - _LEAD:
            held[places[stop][1]] += 1
            stop += 1
        if len(held) > most:
            best, most = start, len(held)
        held[word] -= 1
        if not held[word]:
            del held[word]
    return max(0, best - _LEAD) if best > _LEAD else 0


def html(parts: Parts) -> SafeString:
    """The passage as HTML: every part escaped, found words in `<mark>`."""
    tags = "".join("<mark>{}</mark>" if is_found else "{}" for _text, is_found in parts)
    return format_html(f"{tags}{{}}", *(text for text, _is_found in parts), "")
