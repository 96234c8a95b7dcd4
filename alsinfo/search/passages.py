"""Titles and snippets with the found words marked: pure, and the same everywhere.

Both databases can mark words, but only by reading every hit's whole text again, which
costs more than the search. Here a pattern made of the words runs over the beginning
of the text. A passage is a row of parts; only `html` turns it into tags, and it
escapes every part, so no text can smuggle in a mark. May import Django's html helpers.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .queries import Phrase, Word, fold

Part = tuple[str, bool]
Parts = tuple[Part, ...]

READ_AT_MOST = 20_000
WIDTH = 240
_LEAD = 60
_MOST_MARKS = 30
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")
_ANY_ENDING = f"(?:{'|'.join((*_ENDINGS, 'ic', 'al', 'er', 'ers', 'or', 'ors', 'i'))})?"
_NO_MORE = r"(?![^\W_])"


def pattern_for(words: Iterable[Word]) -> re.Pattern[str]:
    """Matches the words, with their usual endings, in folded text.

    It does not ask what stands before a word: a pattern that begins with letters is
    looked for many times faster. `_finds` asks.
    """
    phrases = {phrase for word in words for phrase in word.phrases}
    longest_first = sorted(phrases, key=lambda phrase: (-len("".join(phrase)), phrase))
    either = "|".join(_spelt(phrase) for phrase in longest_first)
    return re.compile(f"(?:{either}){_NO_MORE}")


def _spelt(phrase: Phrase) -> str:
    *first, last = (fold(piece) for piece in phrase)
    return r"[\W_]{0,3}".join([*map(re.escape, first), _with_endings(last)])


def _with_endings(piece: str) -> str:
    """Short words and names with digits take an s at most: `als` is not `also`."""
    if len(piece) < 4 or not piece.isalpha():
        return re.escape(piece) + "s?"
    for ending in _ENDINGS:
        if piece.endswith(ending) and len(piece) - len(ending) >= 4:
            return re.escape(piece.removesuffix(ending)) + _ANY_ENDING
    return re.escape(piece) + _ANY_ENDING


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def _folded_in_place(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def _finds(folded: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for found in pattern.finditer(folded):
        if not folded[max(0, found.start() - 1) : found.start()].isalnum():
            yield found


def marked(text: str, pattern: re.Pattern[str]) -> Parts:
    """The whole text, cut where a found word begins and ends."""
    parts: list[Part] = []
    end = 0
    for found in _finds(_folded_in_place(text), pattern):
        start, stop = found.span()
        parts += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return tuple(part for part in (*parts, (text[end:], False)) if part[0])


def excerpt(text: str, pattern: re.Pattern[str]) -> Parts:
    """The stretch of the text that holds most of the words, or else its beginning."""
    text = " ".join(text[:READ_AT_MOST].split())
    start = _best_start(_folded_in_place(text), pattern)
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + WIDTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + WIDTH // 2)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    whole = (before, False), *marked(text[start:end], pattern), (after, False)
    return tuple(part for part in whole if part[0])


def _best_start(folded: str, pattern: re.Pattern[str]) -> int:
    """Where the window with most different words begins; the first of equals."""
    finds = islice(_finds(folded, pattern), _MOST_MARKS)
    places = [(found.start(), found[0]) for found in finds]
    best, most = 0, 0
    for index, (start, _) in enumerate(places):
        end = start + WIDTH - _LEAD
        different = len({word for place, word in places[index:] if place < end})
        if different > most:
            best, most = start, different
    return max(0, best - _LEAD) if best > _LEAD else 0


def html(parts: Parts) -> SafeString:
    """The passage as HTML: every part escaped, found words in `<mark>`."""
    return format_html_join("", "{}", ((_tagged(*part),) for part in parts))


def _tagged(text: str, is_found: bool) -> str:
    return format_html("<mark>{}</mark>", text) if is_found else text
