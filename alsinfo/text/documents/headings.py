"""Which lines are headings, and how deep each one stands.

`look_of` names how a line looks, from its words alone; `levels` nests the headings of
a page in order, beginning at 2 and never skipping one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

LONGEST = 120
MOST_WORDS = 18
# Looks that need no agreement of the neighbours.
STRONG = frozenset({"caps", "question", "title", "numbered"})
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at but by do for from how in into is its nor of on or over
        per so than that the to up via vs we what with you your""",
    )
)
_ASKING = re.compile(
    r"(?:what|when|where|who|whose|why|which|how|is|are|am|was|were|do|does|did|can|"
    r"could|should|would|will|may|might|has|have|had|am)\b",
    re.I,
)
_ASIDE = re.compile(r"(?:and|but|so|or|yet|then|well|now|right)\b", re.I)
_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
_HASHES = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.|[IVX]{1,5}\.)\s+[A-Z\"“]"
)
_LEAD = re.compile(r"[\dIVX.]{1,12}\s+")
# Somebody's words, or somebody who does something: no heading.
_SAID = re.compile(r"[\"“].*[\"”]$|(?:Dr|Mr|Mrs|Ms|Prof)\.? ")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,}|_{3,}|\*{3,})")
_GENERIC = re.compile(
    r"(?:introduction|overview|abstract|summary|background|contents|table of contents|"
    r"conclusions?|key (?:points|takeaways|facts)|references|sources|faqs?|definition|"
    r"in (?:short|brief|summary)|preface|foreword|at a glance|highlights)\W{0,3}",
    re.I,
)
_FAQ = re.compile(
    r"(?:\d{1,2}\.? )?(?:faqs?|faq['’]s|f\.a\.q\.?s?|(?:some )?(?:frequently|commonly) "
    r"asked questions?|common questions|questions (?:and|&) answers|q ?& ?a)\b.{0,60}",
    re.I,
)


def hashes(text: str) -> tuple[int, str] | None:
    """Read `## Words`, as some pages are saved: the number of signs, and the words."""
    found = _HASHES.match(text)
    return (len(found[1]), found[2]) if found else None


def is_underline(text: str) -> bool:
    """Whether a line is only a rule of signs."""
    return bool(_UNDERLINE.fullmatch(text.replace(" ", "")))


def is_generic(text: str) -> bool:
    """Whether the words head a part of any page, so that they title none."""
    return bool(_GENERIC.fullmatch(text))


def is_faq(text: str) -> bool:
    """Whether the words announce a block of questions and answers."""
    return bool(_FAQ.fullmatch(text.strip(" :")))


def look_of(text: str) -> str:
    """Name how a line looks as a heading; empty when it cannot be one.

    `caps`, `question`, `numbered` and `title` are strong; `plain` is a short line that
    is one only when its neighbours agree.
    """
    words = _WORD.findall(text[: LONGEST + 1])
    if not words or len(text) > LONGEST or len(words) > MOST_WORDS:
        return ""
    first = next((c for c in text if c.isalnum()), "")
    if not (first.isupper() or first.isdigit()) or text[-1] in ".,;:…–—-&(":
        return ""
    if text[-1] == "?" or (text[-1] in "\"'”’)" and text[-2:-1] == "?"):
        return "" if _ASIDE.match(text) or ". " in text else "question"
    words_alone = _LEAD.sub("", text) if _NUMBERED.match(text) else text[3:]
    if text[-1] == "!" or re.search(r"[.!?]\s+[A-Z]", words_alone):
        return ""
    return _look_of_words(text, words)


def _look_of_words(text: str, words: Sequence[str]) -> str:
    letters = [c for c in text if c.isalpha()]
    if letters and all(c.isupper() for c in letters) and len(letters) > 2:
        return "caps"
    if not letters or not any(c.islower() for c in text):
        return ""
    if _NUMBERED.match(text) and len(words) <= 14:
        return "numbered"
    counted = [w for w in words if w.lower() not in _SMALL and w[0].isalpha()]
    capital = sum(not w[0].islower() for w in counted)
    titled = counted and capital / len(counted) >= 0.7
    if titled and len(words) <= 16 and not re.search(r", (?!and|or)[a-z]", text):
        return "title"
    plain = len(words) <= 10 and len(text) <= 80 and not _SAID.match(text)
    return "plain" if plain else ""


def is_asking(text: str) -> bool:
    """Whether a line begins as a question does, with or without its sign."""
    return bool(_ASKING.match(text))


# --- How deep -----------------------------------------------------------------------


def depth_of_number(text: str) -> int:
    """How many numbers lead a heading: 2 for `1.2 Signs`; 0 for none."""
    found = re.match(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s", text)
    return found[1].count(".") + 1 if found else 0


DEEPEST = 4


def levels(headings: Iterable[tuple[str, str]]) -> list[int]:
    """Return the level of each (look, words) heading, in order, from 2 to 4."""
    found: list[int] = []
    for rank in _ranked(list(headings)):
        highest = found[-1] + 1 if found else 2
        found.append(max(2, min(rank, highest, DEEPEST)))
    return found


_LOUDER = [
    {"hash-1"},
    {"hash-2"},
    {"hash-3"},
    {"hash-4", "hash-5", "hash-6"},
    {"under="},
    {"caps", "under-"},
    {"title", "plain", "question", "numbered"},
]


def _ranked(pairs: Sequence[tuple[str, str]]) -> Iterator[int]:
    """A heading is one deeper than those before it that look louder.

    Questions under a heading of their own go one deeper, too, and numbers count: the
    deepest of them must still have a level of its own.
    """
    section, asking = 0, False
    seen: set[int] = set()
    deepest = max([1, *(depth_of_number(w) for look, w in pairs if look == "numbered")])
    for look, words in pairs:
        if look == "asked" or (asking and look == "question"):
            yield section + 1 if section else 2
            continue
        group = next((n for n, looks in enumerate(_LOUDER) if look in looks), 6)
        seen.add(group)
        section = 2 + sum(other < group for other in seen)
        if look == "numbered":
            highest = max(2, min(section, DEEPEST + 1 - deepest))
            section = highest + max(depth_of_number(words) - 1, 0)
        asking = is_faq(words)
        yield section
