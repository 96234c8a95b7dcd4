"""The forms that an English word takes: plural, singular, past, -ing. Pure.

A form too many does no harm (`neura` stands in no text), one too few is a miss. Words
are in small letters; what is not made of letters alone has no forms.
"""

import re
from collections.abc import Iterable, Iterator
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
# How the ends of Latin, Greek and Old English nouns change.
ENDINGS = (
    *(("us", "i"), ("on", "a"), ("um", "a"), ("a", "ae"), ("ma", "mata")),
    *(("is", "es"), ("ix", "ices"), ("ex", "ices"), ("nx", "nges")),
    *(("lf", "lves"), ("af", "aves"), ("ife", "ives"), ("iz", "izzes")),
    *(("man", "men"), ("foot", "feet"), ("tooth", "teeth"), ("child", "children")),
)
# Words that end as plurals do and are none.
NO_PLURAL = ("ss", "us", "is", "as", "ics")
SINGULAR = {
    *("caries", "diabetes", "faeces", "feces", "herpes", "lens", "means", "measles"),
    *("mumps", "news", "rabies", "rickets", "scabies", "series", "species"),
}

_SIBILANT = ("s", "x", "z", "ch", "sh")
_REGULAR = re.compile(r"[a-z]{3,}")
_DOUBLES = re.compile(r"(?:^|[^aeiou])[aeiou][bdfgklmnprtvz]$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


@lru_cache(maxsize=4_096)
def forms(word: str) -> frozenset[str]:
    """Return a word with its plural and its tenses; what is no word alone."""
    if not _REGULAR.fullmatch(word):
        return frozenset({word})
    made = {word, *plurals(word), *tenses(word)}
    return frozenset(made | IRREGULAR.get(word, set()))


def plurals(word: str) -> Iterator[str]:
    """Yield what several of it may be called."""
    if _CONSONANT_Y.search(word):
        yield f"{word[:-1]}ies"
    elif word.endswith(_SIBILANT):
        yield f"{word}es"
    else:
        yield f"{word}s"
        if word.endswith("o"):
            yield f"{word}es"
    yield from _exchanged(word, ENDINGS)


def singulars(word: str) -> Iterator[str]:
    """Yield what it may be the plural of; words of at least three letters."""
    if word in SINGULAR:
        return
    found = [*_regular_singulars(word), *_exchanged(word, (e[::-1] for e in ENDINGS))]
    yield from (one for one in found if len(one) > 2)


def tenses(word: str) -> Iterator[str]:
    """Yield the past and the -ing that it has as a verb."""
    if word.endswith("e"):
        stems, ends = [word[:-1]], ("ed", "ing")
    elif _CONSONANT_Y.search(word):
        yield from (f"{word[:-1]}ied", f"{word}ing")
        return
    else:
        stems, ends = [word], ("ed", "ing")
        stems += [word + word[-1]] if _DOUBLES.search(word) else []
    yield from (stem + end for stem in stems for end in ends)


def _regular_singulars(word: str) -> Iterator[str]:
    if not word.endswith("s") or word.endswith(NO_PLURAL):
        return
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es") and word[:-2].endswith((*_SIBILANT, "o")):
        yield word[:-2]
    yield word[:-1]


def _exchanged(word: str, endings: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for old, new in endings:
        if word.endswith(old):
            yield word.removesuffix(old) + new
