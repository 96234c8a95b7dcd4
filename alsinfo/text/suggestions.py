"""Where a text uses the names of terms without linking them, and writing the links.

Nothing is linked behind an editor's back: what is found here is proposed, and `write`
puts into the text only what was chosen. Pure; reads Markdown through `markup` alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from . import marks, markup
from .candidates import Candidate, unknown, unknown_in
from .following import Stretch
from .vocabulary import Match, Name, Text, Vocabulary, Words

__all__ = [
    "Candidate",
    "Name",
    "NotInTextError",
    "Suggestion",
    "Text",
    "Vocabulary",
    "suggest",
    "suggest_in",
    "unknown",
    "unknown_in",
    "write",
]

# What would end a mark, or begin something else inside it.
_UNFIT = re.compile(r"[\[\]`<>|]|\\$")
_STOPS = ".,;:!?)”’"
_EMPHASIS = re.compile(r"[*_]+")
_LINES = re.compile(r"\s*\n\s*|\s*\r\s*")
# Links beside emphasis are tried out: so many of a paragraph, up to so many characters.
MOST_TRIED = 8
LONGEST_TRIED = 4_000


class Suggestion(NamedTuple):
    """Words of a text that may become a mark: `text[start:end]` of the Markdown.

    `ambiguous` when another live term has the same name: there is then one suggestion
    for each, at the same place. `section` is 0 before the first heading, then 1, 2, …
    """

    term: str
    text: str
    start: int
    end: int
    ambiguous: bool
    section: int


class NotInTextError(ValueError):
    """What was chosen does not stand in the text, or cannot become a mark there."""


def suggest(
    text: str,
    vocabulary: Vocabulary,
    *,
    own: str = "",
    former: Mapping[str, str] | None = None,
) -> list[Suggestion]:
    """Return the first use of each term in each section, in order of the text.

    `own` is the slug of the page's own term, which is never proposed. `former` maps
    former slugs (lower case) to current ones, so that a link by either counts. A term
    that its section links already is not proposed there. Linear in the text.
    """
    return suggest_in(Text(text), vocabulary, own=own, former=former)


def suggest_in(
    read: Text,
    vocabulary: Vocabulary,
    *,
    own: str = "",
    former: Mapping[str, str] | None = None,
) -> list[Suggestion]:
    """The same for a text that was read before."""
    found: list[Suggestion] = []
    for _, group in groupby(read.stretches, key=lambda words: words.stretch.section):
        section = list(group)
        linked = {*_linked(section, former or {})}
        found += _in_section(read.text, section, vocabulary, linked, own)
    return found


def write(text: str, chosen: Iterable[Suggestion]) -> str:
    """Return the text with marks around what was chosen; the rest reads as before.

    Raises `NotInTextError` (one sentence) when a choice does not stand in the text at
    its place, two overlap, or a mark there would change more than the link.
    """
    choices = sorted(set(chosen), key=lambda choice: choice.start)
    written = _marked(text, choices)
    if choices and not _reads_the_same(text, written, choices):
        raise NotInTextError("A link there would change how the text is read.")
    return written


def _marked(text: str, choices: list[Suggestion]) -> str:
    parts: list[str] = []
    done = 0
    for choice in choices:
        if not 0 <= choice.start < choice.end <= len(text):
            raise NotInTextError(f"“{choice.text}” does not stand there any more.")
        if text[choice.start : choice.end] != choice.text:
            raise NotInTextError(f"“{choice.text}” does not stand there any more.")
        if choice.start < done:
            raise NotInTextError(f"“{choice.text}” overlaps with another choice.")
        if not re.fullmatch(markup.KEY, choice.term):
            raise NotInTextError(f"“{choice.term}” cannot be the key of a mark.")
        parts += [text[done : choice.start], f"[{choice.text}](term:{choice.term})"]
        done = choice.end
    return "".join([*parts, text[done:]])


def _reads_the_same(text: str, written: str, choices: list[Suggestion]) -> bool:
    """Whether nothing but links was added, and each of them is one."""
    if _rendered(text) != _rendered(written):
        return False
    grown = 0
    wanted = set()
    for choice in choices:
        wanted.add((choice.term.lower(), choice.start + grown))
        grown += len(f"[](term:{choice.term})")
    return wanted <= {(mark.key, mark.start) for mark in marks.find(written)}


def _rendered(text: str) -> str:
    """The text as a page shows it when none of its terms is live."""
    return markup.render(text, terms={}, sources=()).html


def _linked(section: list[Words], former: Mapping[str, str]) -> Iterator[str]:
    for words in section:
        for target in words.stretch.links:
            if target.lower().startswith("term:"):
                slug = target[len("term:") :].lower()
                yield former.get(slug, slug)


def _in_section(
    text: str, section: list[Words], vocabulary: Vocabulary, linked: set[str], own: str
) -> Iterator[Suggestion]:
    used = {*linked, own}
    for words in section:
        fresh = [
            match
            for match in vocabulary.matches(words)
            if linked.isdisjoint(match.terms) and not used.issuperset(match.terms)
        ]
        for match, start, end in _writable(text, words, fresh) if fresh else ():
            for term in match.terms:
                if term not in used:
                    ambiguous = len(match.terms) > 1
                    section_number = words.stretch.section
                    yield Suggestion(
                        term, text[start:end], start, end, ambiguous, section_number
                    )
            used.update(match.terms)


_Place = tuple[Match, int, int]


def _writable(text: str, words: Words, matches: list[Match]) -> list[_Place]:
    """Return the matches that may become marks, with their places in the text.

    Where stars or lines that emphasise stand beside or between the words, it is tried
    out on the paragraph.
    """
    sure: list[_Place] = []
    doubtful: list[_Place] = []
    for match in matches:
        start, end = _place(text, words, match)
        if not _UNFIT.search(text[start:end]):
            kind = sure if _is_clear(text, start, end) else doubtful
            kind.append((match, start, end))
    if doubtful:
        sure += _proven(text, words, doubtful)
    return sorted(sure, key=_start)


def _is_clear(text: str, start: int, end: int) -> bool:
    """Whether a mark there surely leaves all emphasis as it is.

    Nothing emphasises beside or between the words, or the same on both sides, with a
    blank before it and a blank or a stop after it: a bracket instead of a letter
    changes nothing then.
    """
    beside = text[max(0, start - 1) : end + 1]
    if "*" not in beside and "_" not in beside:
        return True
    if _EMPHASIS.search(text, start, end):
        return False
    before = _EMPHASIS.match(text[max(0, start - 4) : start][::-1])
    after = _EMPHASIS.match(text, end, end + 4)
    if not (before and after and before[0][::-1] == after[0]):
        return False
    outside = start - len(before[0])
    next_one = text[after.end() : after.end() + 1]
    blank_before = not text[max(0, outside - 1) : outside].strip()
    return blank_before and (not next_one.strip() or next_one in _STOPS)


def _start(place: _Place) -> int:
    return place[1]


def _place(text: str, words: Words, match: Match) -> tuple[int, int]:
    """Where a match stands, with the whole of an emphasis that it holds the half of."""
    stretch = words.stretch
    start, end = stretch.begin_of(match.start), stretch.end_of(match.end)
    within = _EMPHASIS.findall(text, start, end)
    after = _EMPHASIS.match(text, end, stretch.end)
    before = _EMPHASIS.match(text[max(stretch.start, start - 3) : start][::-1])
    if after and after[0] in within and within.count(after[0]) % 2:
        end = after.end()
    elif before and before[0] in within and within.count(before[0]) % 2:
        start -= len(before[0])
    return start, end


def _proven(text: str, words: Words, places: list[_Place]) -> list[_Place]:
    """Return the places whose marks leave the emphasis of the paragraph as it is.

    Each by itself and all together, since an editor may choose any of them.
    """
    stretch = words.stretch
    if stretch.end - stretch.start > LONGEST_TRIED:
        return []
    first = {place[0].terms: place for place in reversed(places)}
    plain = _alone(text, stretch, [])
    held = [
        place
        for place in sorted(first.values(), key=_start)[:MOST_TRIED]
        if _alone(text, stretch, [place]) == plain
    ]
    if len(held) > 1 and _alone(text, stretch, held) != plain:
        return held[:1]
    return held


def _alone(text: str, stretch: Stretch, places: list[_Place]) -> str:
    """The HTML of one paragraph on one line, with marks at these places."""
    parts: list[str] = []
    done = stretch.start
    for _, start, end in places:
        parts += [text[done:start], "[", text[start:end], "](term:x)"]
        done = end
    tried = "".join([*parts, text[done : stretch.end]])
    return _rendered(_LINES.sub(" ", tried.strip()))
