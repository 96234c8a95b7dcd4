"""How hard a text is to read: its sentences, their length, and a reading grade."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from .prose import Paragraph

# Plain language keeps to about twenty words; past these an editor should look.
LONGEST_SENTENCE = 35
LONGEST_PARAGRAPH = 130
# School years of the Flesch-Kincaid grade; 10 is about the age of 15.
HARDEST = 11.0
# A grade says nothing about fewer words than these.
FEWEST_WORDS = 100
# Words a minute of silent reading: fewer than studies find, for eyes that tire.
PACE = 200

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]?[^\Wa-z_])")
# A full stop after these ends no sentence.
_SHORTENED = re.compile(
    r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|vs|etc|e\.g|i\.e|approx|al|No|Fig)\.\s*$"
)
_VOWELS = re.compile(r"[aeiouy]+")


class Sentence(NamedTuple):
    """`words[start:end]` of a paragraph."""

    start: int
    end: int


def sentences(words: str) -> list[Sentence]:
    """Return the sentences of a paragraph in order; together they are all of it."""
    found = []
    start = 0
    for match in _END.finditer(words):
        if not _SHORTENED.search(words, max(start, match.end() - 12), match.end()):
            found.append(Sentence(start, match.end()))
            start = match.end()
    if words[start:].strip():
        found.append(Sentence(start, len(words)))
    return found


def count_words(words: str) -> int:
    return sum(1 for _ in WORD.finditer(words))


def minutes(words: int) -> int:
    """Return how many minutes so many words take to read; at least one."""
    return max(1, -(-words // PACE))


def long_sentences(paragraph: Paragraph) -> list[tuple[Sentence, int]]:
    """Return each sentence past the limit, with the number of its words."""
    if paragraph.kind in ("heading", "row"):
        return []
    counted = [
        (sentence, count_words(paragraph.words[sentence.start : sentence.end]))
        for sentence in sentences(paragraph.words)
    ]
    return [(sentence, number) for sentence, number in counted if _long(number)]


def _long(number: int) -> bool:
    return number > LONGEST_SENTENCE


def syllables(word: str) -> int:
    """Return about how many syllables an English word has; at least one."""
    letters = word.lower()
    number = len(_VOWELS.findall(letters))
    if letters.endswith("e") and not letters.endswith(("le", "ee")) and number > 1:
        number -= 1
    return max(number, 1)


def grade(paragraphs: Iterable[Paragraph]) -> float | None:
    """Return the Flesch-Kincaid grade, in years of school; None for a short text.

    Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    spoken = [p.words for p in paragraphs if p.kind not in ("heading", "row")]
    parts = sum(len(sentences(words)) for words in spoken)
    words = [match[0] for text in spoken for match in WORD.finditer(text)]
    if len(words) < FEWEST_WORDS or not parts:
        return None
    spelled = sum(map(syllables, words))
    return 0.39 * len(words) / parts + 11.8 * spelled / len(words) - 15.59
