"""A visitor's words, made harmless: pure functions that import nothing of Django.

Anything may be typed into a search box. What leaves this module is at most sixteen
words of at most sixty letters and digits, so that a backend can quote them safely.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

LONGEST_QUERY = 4_000
MOST_WORDS = 16
LONGEST_WORD = 60
LONGEST_NAME = 200

Phrase = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:[-\u2010-\u2015'\u2019\u00ad][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['\u2019]s$")
_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
# Controls, except line breaks and tabs; and marks that turn the writing direction.
_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_LITTLE = (
    "a an and are as at be by can do does for from has have how i in is it my of on or"
    " that the this to was were what when where which who why will with you your"
)
_LITTLE_WORDS = frozenset(_LITTLE.split())


@dataclass(frozen=True)
class Word:
    """One word, and the phrases that count as that word (`tdp43`: also `tdp 43`)."""

    text: str
    phrases: tuple[Phrase, ...]


def clean(text: str) -> str:
    """Text that both databases can store and a page can show: composed, no controls."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", _UNSHOWABLE.sub(" ", whole))


def fold(text: str) -> str:
    """Small letters without accents; compatibility forms made plain."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


def words_of(query: str) -> tuple[Word, ...]:
    """The words to look for, in order, once each.

    Little words (`what is the …`) are left out unless there is nothing else.
    """
    all_words = typed(query)
    telling = tuple(word for word in all_words if word not in _LITTLE_WORDS)
    return _with_joined([_word(word) for word in telling or all_words])


def _word(typed_word: str) -> Word:
    """Wide letters and ligatures made plain, and as they were typed."""
    plain = unicodedata.normalize("NFKC", typed_word).lower()[:LONGEST_WORD]
    phrases = (*phrases_of(plain), *phrases_of(typed_word))
    return Word(plain, tuple(dict.fromkeys(filter(any, phrases))))


def _with_joined(words: Sequence[Word]) -> tuple[Word, ...]:
    """`sod 1` may be the name `sod1`: that counts for either word."""
    found = list(words)
    for first, last in _joinable([word.text for word in words]):
        whole = "".join(word.text for word in words[first:last])
        if whole.isalnum() and len(whole) <= LONGEST_WORD:
            for at in range(first, last):
                phrases = dict.fromkeys((*found[at].phrases, (whole,)))
                found[at] = replace(found[at], phrases=tuple(phrases))
    return tuple(found)


def _joinable(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where two or three words begin and end that change between letters and digits."""
    for first in range(len(words)):
        for last in range(first + 1, min(first + 3, len(words))):
            if words[last - 1][-1:].isdigit() == words[last][:1].isdigit():
                break
            yield first, last + 1


def spoken(words: Iterable[Word]) -> str:
    """The words as somebody would say them, one after the other."""
    return " ".join(word.text for word in words)


def typed(query: str) -> tuple[str, ...]:
    """All words in order, once each, little ones too; at most `MOST_WORDS` are read."""
    return tuple(dict.fromkeys(islice(_typed(query), MOST_WORDS)))


def is_cut(query: str) -> bool:
    """Whether more was typed than is looked for."""
    more = next(islice(_typed(query), MOST_WORDS, None), None)
    return more is not None or len(query) > LONGEST_QUERY


def _typed(query: str) -> Iterator[str]:
    for found in _WORD.finditer(clean(query[:LONGEST_QUERY]).lower()):
        yield _POSSESSIVE.sub("", found[0])[:LONGEST_WORD]


def phrases_of(word: str) -> tuple[Phrase, ...]:
    """`tdp-43` and `tdp43` alike: the pieces as a phrase, and all in one."""
    pieces = tuple(_PIECE.findall(word))
    joined = ("".join(pieces),)
    by_kind = tuple(_LETTERS_OR_DIGITS.findall(word))
    return tuple(dict.fromkeys((pieces, joined, by_kind)))


def is_phrased(word: Word) -> bool:
    """Whether it counts for several words in a row."""
    return any(len(phrase) > 1 for phrase in word.phrases)


def plain(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without their phrases; none if one of them has nothing else."""
    singles = [tuple(p for p in word.phrases if len(p) == 1) for word in words]
    found = (Word(word.text, kept) for word, kept in zip(words, singles, strict=True))
    return tuple(found) if all(singles) else ()


def names_of(query: str, words: Iterable[Word]) -> tuple[str, ...]:
    """What a title would be called if the query, or its telling words, were one."""
    telling = "".join(word.text for word in words)
    names = squash(query[:LONGEST_QUERY]), squash(telling)
    return tuple(dict.fromkeys(filter(None, names)))


def squash(name: str) -> str:
    """A name without spaces, signs, capitals, accents and possessives."""
    typed = "".join(_typed(name))
    return "".join(_PIECE.findall(fold(typed)))[:LONGEST_NAME]


def vocabulary(text: str) -> set[str]:
    """The words of a text that are worth proposing to a visitor."""
    words = {fold(word)[:LONGEST_WORD] for word in set(typed_everywhere(text))}
    return {word for word in words if len(word) > 2 and not word.isdigit()}


def typed_everywhere(text: str) -> Iterator[str]:
    """Every word of a text, and the pieces of those with hyphens."""
    for word in set(_WORD.findall(clean(text).lower())):
        yield _POSSESSIVE.sub("", word)
        yield from _PIECE.findall(word)


def called(name: str) -> set[str]:
    """The words of a name as somebody may begin to type them: squashed, and pieces."""
    words = set()
    for found in _WORD.finditer(fold(clean(name))):
        pieces = _PIECE.findall(_POSSESSIVE.sub("", found[0]))
        words |= {"".join(pieces), *pieces}
    return words
