"""The title of a page: taken once, its repetitions and the search phrase left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from . import debris, headings, markers
from .lines import Line, is_dangling, is_full, is_terminated, join
from .pieces import Bin

LONGEST = 200
MOST_WORDS = 30
_WORD = re.compile(r"[^\W_]+")
_SITE = re.compile(r"\s+[|»·•]\s+")
_MAY_FOLLOW = " \t?!.:|–—-\"'”’)"


def take(lines: Sequence[Line], width: int, dropped: Bin) -> tuple[str, list[Line]]:
    """Return the title, empty when the page has none, and the lines after it.

    What stands before the title, and the title wherever it is repeated at once, goes
    into `dropped`.
    """
    rest = _after_debris(lines, dropped)
    if rest and headings.is_underline(rest[0].text):
        rest = rest[1:]
    count = _lines_of_title(rest, width)
    if not count:
        return "", list(rest)
    title = join([line.text for line in rest[:count]])
    if marked := headings.hashes(title):
        title = marked[1]
    site = _SITE.search(title)
    if site and len(title[: site.start()].split()) > 2:
        dropped.add(rest[0].number, title[site.end() :], "name of the site")
        title = title[: site.start()]
    after = list(rest[count:])
    if after and headings.is_underline(after[0].text) and not after[0].gap:
        after = after[1:]
    after = _after_debris(after, dropped)
    return title, _without_repetition(after, title, dropped)


def _after_debris(lines: Sequence[Line], dropped: Bin) -> list[Line]:
    """Leave out what stands before the first words of the text."""
    at = 0
    while at < len(lines):
        kind = debris.kind_of(lines[at].text)
        if not kind or headings.is_underline(lines[at].text):
            break
        dropped.add(lines[at].number, lines[at].text, kind)
        at += 1
    return list(lines[at:])


def _lines_of_title(lines: Sequence[Line], width: int) -> int:
    """How many of the first lines are the title; 0 for none."""
    if len(lines) < 2:
        return 0
    for count in (1, 2, 3):
        if _could_be(lines[:count]) and _is_repeated(lines, count):
            return count
    if not _could_be(lines[:1]):
        return 0
    wrapped = _could_be(lines[:2]) and _flows(lines, width)
    if wrapped:
        return 2
    first, second = lines[0].text, lines[1]
    if is_terminated(first) and first[-1] not in "?!)”\"’'":
        return 0
    underlined = headings.is_underline(second.text)
    if not (second.gap or underlined or width) and not headings.look_of(first):
        return 0
    if width and not second.gap and headings.look_of(first) not in _LOUD:
        return 0 if len(first) * 3 > width * 2 else 1
    return 1


_LOUD = frozenset({"title", "caps", "question", "numbered"})


def _could_be(lines: Sequence[Line]) -> bool:
    words = join([line.text for line in lines])
    if len(words) > LONGEST or len(words.split()) > MOST_WORDS:
        return False
    first = lines[0].text
    if headings.is_generic(first) or headings.is_faq(first) or words[-1] in ".,;:":
        return False
    if markers.item(first) or markers.question(first) or lines[0].cells:
        return False
    return any(c.isalpha() for c in words) and not any(x.gap for x in lines[1:])


def _flows(lines: Sequence[Line], width: int) -> bool:
    """Whether the second line only ends the title that the first begins."""
    first, second = lines[0].text, lines[1].text
    if is_terminated(first) or not (len(lines) == 2 or lines[2].gap or width):
        return False
    if len(lines) > 2 and not lines[2].gap and lines[2].text[0].islower():
        return False
    broken = second[0].islower() or is_dangling(first) or is_full(first, second, width)
    return broken and len(second) < len(first) + 20 and not is_terminated(second)


# --- Repetition ---------------------------------------------------------------------


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_repeated(lines: Sequence[Line], count: int) -> bool:
    title = _words(join([line.text for line in lines[:count]]))
    return len(title) > 2 and _matched(lines[count:], title) is not None


def _matched(lines: Sequence[Line], title: Sequence[str]) -> tuple[int, int] | None:
    """Find the title's words at the start of the lines.

    Returns the line that holds the last of them, and the offset after it.
    """
    wanted = list(reversed(title))
    for number, line in enumerate(lines[: len(title)]):
        for found in _WORD.finditer(line.text):
            if found[0].casefold() != wanted.pop():
                return None
            if not wanted:
                return number, found.end()
    return None


def _without_repetition(lines: Sequence[Line], title: str, dropped: Bin) -> list[Line]:
    """Leave out the title again, alone on its lines or run into the first sentence."""
    rest = list(lines)
    words = _words(title)
    while words and (found := _matched(rest, words)):
        number, offset = found
        tail = rest[number].text[offset:]
        if any(c.isalnum() for c in tail) and not _is_search_phrase(title, tail):
            break
        if len(words) < 3 and any(c.isalnum() for c in tail):
            break
        rest = _parted(rest, number, offset, dropped)
    return rest


def _is_search_phrase(title: str, tail: str) -> bool:
    """Whether a title before a sentence is no part of it: a new sentence follows.

    The title must be long or ask something, and what follows must begin anew with a
    capital; `ALS in children` before `is rare` is a sentence's own beginning.
    """
    after = tail.lstrip(_MAY_FOLLOW + "“‘(")
    between = tail[: len(tail) - len(after)]
    if not after[:1].isupper() or any(sign in between for sign in "),'’"):
        return False
    return len(_words(title)) >= 5 or headings.is_asking(title) or bool(between.strip())


def _parted(
    lines: Sequence[Line], number: int, offset: int, dropped: Bin
) -> list[Line]:
    """Cut the lines after the title and the signs that closed it."""
    line = lines[number]
    tail = line.text[offset:].lstrip(_MAY_FOLLOW)
    cut = len(line.text) - len(tail)
    again = [*(before.text for before in lines[:number]), line.text[:cut].strip()]
    dropped.add(lines[0].number, " ".join(again), "repeated title")
    if not any(c.isalnum() for c in tail):
        return list(lines[number + 1 :])
    return [replace(line, text=tail, gap=True), *lines[number + 1 :]]
