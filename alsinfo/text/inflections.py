"""The forms that an English word takes: plural, past, -ing. Pure, and knows no senses.

A form too many does no harm (`mediciness` stands in no text), one too few is a miss.
"""

import re
from functools import lru_cache

# Verbs that advice and praise are made of, where the rule gives the wrong past.
IRREGULAR = {
    "become": {"became"},
    "begin": {"began", "begun"},
    "break": {"broke", "broken"},
    "come": {"came"},
    "find": {"found"},
    "get": {"got", "gotten"},
    "give": {"gave", "given"},
    "go": {"goes", "went", "gone"},
    "grow": {"grew", "grown"},
    "keep": {"kept"},
    "leave": {"left"},
    "lose": {"lost"},
    "make": {"made"},
    "prove": {"proven"},
    "quit": {"quit"},
    "say": {"said"},
    "show": {"shown"},
    "stick": {"stuck"},
    "take": {"took", "taken"},
    "win": {"won"},
    "withdraw": {"withdrew", "withdrawn"},
}

_REGULAR = re.compile(r"[a-z]{3,}")
_DOUBLES = re.compile(r"(?:^|[^aeiou])[aeiou][bdfgklmnprtvz]$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


@lru_cache(maxsize=4_096)
def forms(word: str) -> frozenset[str]:
    """Return a word in small letters with its inflections; what is no word alone."""
    if not _REGULAR.fullmatch(word):
        return frozenset({word})
    made = {word, *_plurals(word), *_tenses(word)}
    return frozenset(made | IRREGULAR.get(word, set()))


def _plurals(word: str) -> set[str]:
    if _CONSONANT_Y.search(word):
        return {f"{word[:-1]}ies"}
    return {f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"}


def _tenses(word: str) -> set[str]:
    if word.endswith("e"):
        return {f"{word}d", f"{word[:-1]}ing"}
    if _CONSONANT_Y.search(word):
        return {f"{word[:-1]}ied", f"{word}ing"}
    stems = {word, word + word[-1]} if _DOUBLES.search(word) else {word}
    return {stem + ending for stem in stems for ending in ("ed", "ing")}
