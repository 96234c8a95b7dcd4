"""The list of references: where it stands and where each entry begins and ends.

What an entry says of itself is read in `publications`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import debris, headings, markers
from .lines import Line, goes_on, is_terminated, join
from .pieces import Bin
from .publications import DOI, URL, is_surely_cited, looks_cited

_HEAD = re.compile(
    r"(?:\d{1,2}\.? )?(?:(?:list of |selected |key |scientific |medical )?"
    r"(?:references?|sources?|bibliography|works cited|citations?|literature"
    r"|literature cited|footnotes|endnotes|further reading|article sources"
    r"|reference list|notes and references|references (?:and|&) (?:sources|notes"
    r"|further reading)|sources (?:and|&) references))\s?:?",
    re.I,
)
# A heading of references only when what follows it names publications.
_WEAK = re.compile(r"(?:end|foot)?notes?\s?:?", re.I)
_IDENTIFIER = re.compile(
    r"\W?(?:PMID|PMCID|PMC\s?\d|doi\s?:|ISBN|ISSN|NCT\d|Epub|eCollection|arXiv"
    r"|Available (?:from|at|online)|Accessed|Retrieved|Last accessed|\[?cited"
    r"|Published online)",
    re.I,
)
_BARE = re.compile(rf"(?:{URL.pattern}|{DOI.pattern})[.;,]?", re.I)
_CLOSED = re.compile(r"[.!?][\"'”’)\]]{0,2}$")
_HEAD_INLINE = re.compile(r"(?:references?|sources?|bibliography)\s?:\s+", re.I)
_NUMBER = re.compile(r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|\^?(\d{1,3})([.)\]:]?))(?:\s+|$)")
_SUPERSCRIPT = re.compile(r"([⁰¹²³⁴-⁹]{1,3})\s*")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def split(
    lines: Sequence[Line], width: int, dropped: Bin
) -> tuple[list[Line], list[tuple[str, str]]]:
    """Part the lines of the text from the (number, words) of the reference entries."""
    lines = [part for line in lines for part in _unfolded(line)]
    text: list[Line] = []
    entries: list[tuple[str, str]] = []
    at = 0
    while at < len(lines):
        start = _start(lines, at)
        section = _Section(lines, width).read(start) if start is not None else None
        if section is None or not section.entries:
            text.append(lines[at])
            at += 1
            continue
        for line in lines[at:start]:
            dropped.add(line.number, line.text, "heading of the references")
        for line, kind in section.debris:
            dropped.add(line.number, line.text, kind)
        entries += section.entries
        at = section.end
    return text, entries


def _unfolded(line: Line) -> Iterator[Line]:
    """Part `Source: …` into its heading and its entry."""
    found = _HEAD_INLINE.match(line.text)
    if found and looks_cited(line.text[found.end() :]):
        yield replace(line, text=found[0].strip(), cells=())
        yield replace(line, text=line.text[found.end() :], gap=False, cells=())
    else:
        yield line


def _start(lines: Sequence[Line], at: int) -> int | None:
    """The first line of the entries whose heading is at `at`, or that begin there."""
    marked = headings.hashes(lines[at].text)
    words = marked[1] if marked else lines[at].text
    if not (_HEAD.fullmatch(words) or _WEAK.fullmatch(words)):
        return at if _begins(lines, at) else None
    after = at + 1
    if after < len(lines) and headings.is_underline(lines[after].text):
        after += 1
    if after >= len(lines) or (_WEAK.fullmatch(words) and _are_notes(lines, after)):
        return None
    return after


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether entries begin here without a heading: 1, and 2 when no sign tells."""
    found = _number_of(lines[at].text)
    if found is None or found.number != 1 or not is_surely_cited(found.rest):
        return False
    if found.style != "bare":
        return True
    after = _number_of(lines[at + 1].text) if at + 1 < len(lines) else None
    return after is not None and after.number == 2 and is_surely_cited(after.rest)


def _are_notes(lines: Sequence[Line], at: int) -> bool:
    """Whether what stands below `Notes` are remarks, and no publications."""
    first = " ".join(line.text for line in lines[at : at + _LINES_OF_AN_ENTRY])
    return not looks_cited(first)


_LINES_OF_AN_ENTRY = 3


@dataclass(frozen=True, slots=True)
class _Number:
    """The number that opens an entry, how it is written, and the words after it."""

    number: int
    style: str
    rest: str

    def follows(self, before: int) -> bool:
        if self.style == "bare":
            return self.number == before + 1
        return self.style == "bracket" or before < self.number <= before + 20


def _number_of(text: str) -> _Number | None:
    if found := _SUPERSCRIPT.match(text):
        digits = int(found[1].translate(_DIGITS))
        return _Number(digits, "bracket", text[found.end() :])
    found = _NUMBER.match(text)
    if found is None:
        return None
    style = "bracket" if found[1] or found[2] else "stop" if found[4] else "bare"
    number = int(found[1] or found[2] or found[3])
    return _Number(number, style, text[found.end() :])


class _Section:
    """Reads entries one after the other until something stands there that is none."""

    def __init__(self, lines: Sequence[Line], width: int) -> None:
        self.lines = lines
        self.width = width
        self.entries: list[tuple[str, str]] = []
        self.debris: list[tuple[Line, str]] = []
        self.end = 0
        self.number = 0
        self.numbered = False
        # Whether each entry has its address on the line below it.
        self.paired = False
        self.indent = 0
        self.parts: list[str] | None = None

    def read(self, start: int) -> "_Section":
        self.numbered = _number_of(self.lines[start].text) is not None
        self.paired = not self.numbered and _are_paired(self.lines, start)
        self.end = start
        while self.end < len(self.lines) and self._take(self.end):
            self.end += 1
        self._close()
        return self

    def _take(self, at: int) -> bool:
        """Take one line; False when the section ended before it."""
        line = self.lines[at]
        if (found := self._numbered(line)) is not None:
            self._close()
            self.number, self.indent = found.number, line.indent
            self.parts = [found.rest] if found.rest else []
        elif self.parts is not None and self._belongs(line, self.parts):
            self.parts.append(line.text)
        elif self._is_entry(line):
            self._close()
            self.indent = line.indent
            marker = markers.item(line.text)
            bulleted = marker and not marker.number and marker.sort != "o"
            self.parts = [marker.rest if marker and bulleted else line.text]
        elif (kind := debris.kind_of(line.text)) and self._has_more(at + 1):
            self.debris.append((line, kind))
        else:
            return False
        return True

    def _close(self) -> None:
        if self.parts is not None:
            number = str(self.number) if self.numbered and self.number else ""
            self.entries.append((number, join(self.parts)))
        self.parts = None

    def _numbered(self, line: Line) -> _Number | None:
        found = _number_of(line.text) if self.numbered else None
        if found is None or found.follows(self.number):
            return found
        again = found.number == 1 and looks_cited(found.rest) and self.parts
        return found if again and _is_closed((self.parts or [""])[-1]) else None

    def _belongs(self, line: Line, parts: Sequence[str]) -> bool:
        """Whether a line without a number goes on with the entry before it."""
        if not parts:
            return True
        if line.gap or markers.question(line.text):
            return False
        if _IDENTIFIER.match(line.text):
            return True
        if self.numbered:
            return not self._has_ended(line, parts)
        if markers.item(line.text):
            return False
        if _BARE.fullmatch(line.text):
            return self._takes_address(line, parts)
        if line.indent > self.indent + 1 and not _is_end(line.text):
            return True
        return goes_on(parts[-1], parts[-1], line.text, self.width)

    def _has_ended(self, line: Line, parts: Sequence[str]) -> bool:
        """Whether a line after a numbered entry is no part of it."""
        if _debris_of(line.text):
            return True
        ended = is_terminated(parts[-1]) or bool(URL.search(parts[-1][-200:]))
        return ended and line.indent <= self.indent + 1 and _is_end(line.text)

    def _takes_address(self, line: Line, parts: Sequence[str]) -> bool:
        """Whether an address alone on its line is that of the entry above."""
        if any(URL.search(part) or DOI.search(part) for part in parts):
            return False
        hanging = line.indent > self.indent
        return self.paired or hanging or not _CLOSED.search(parts[-1])

    def _is_entry(self, line: Line) -> bool:
        words = line.text
        if headings.is_faq(words) or headings.is_generic(words) or len(words) > 1_500:
            return False
        return not (markers.question(words) or _debris_of(words)) and looks_cited(words)

    def _has_more(self, at: int) -> bool:
        if at >= len(self.lines):
            return False
        line = self.lines[at]
        return self._numbered(line) is not None or self._is_entry(line)


def _is_closed(text: str) -> bool:
    """Whether words end as an entry does: in a full stop or an address."""
    last = text.rsplit(None, 1)[-1]
    return bool(_CLOSED.search(text) or DOI.search(last) or URL.search(last))


def _are_paired(lines: Sequence[Line], start: int) -> bool:
    """Whether most entries of a list have an address alone on the line below them."""
    entries = followed = 0
    for at in range(start, min(start + _LONGEST_LIST, len(lines))):
        text = lines[at].text
        if _BARE.fullmatch(text):
            continue
        if not looks_cited(text) or _HEAD.fullmatch(text):
            break
        after = lines[at + 1] if at + 1 < len(lines) else None
        entries += 1
        followed += bool(after and not after.gap and _BARE.fullmatch(after.text))
    return 2 * followed > entries


_LONGEST_LIST = 400


def _debris_of(text: str) -> str:
    """The kind of debris that a line is; an address alone is none in this place."""
    return "" if URL.search(text[:1_000]) else debris.kind_of(text)


def _is_end(text: str) -> bool:
    """Whether words after a closed entry are a heading or debris of the page."""
    if headings.is_faq(text) or headings.is_generic(text):
        return True
    return bool(headings.look_of(text)) and not looks_cited(text)
