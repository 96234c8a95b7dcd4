"""The title of a page: taken once, its repetitions and the search phrase left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from . import debris, headings, markers, search_phrases
from .lines import Line, is_dangling, is_full, is_terminated, join
from .pieces import Bin

LONGEST = 200
MOST_WORDS = 30
_WORD = re.compile(r"[^\W_]+")
_SITE = re.compile(r"\s+[|»·•]\s+")
_AGAIN_WITH_SITE = re.compile(r"\s+(?:[|»·•]\s+|[–—-]\s+(?=[A-Z]))[^.!?]{1,60}")
# A menu above the title has at most so many lines, and a line of it so many words.
MENU, MOST_WORDS_OF_A_MENU = 80, 4
# Debris that stands below the title of a page as often as above it.
BESIDE_TITLE = frozenset({"byline or date", "image name"})
_MAY_FOLLOW = " \t?!.:|–—-\"'”’)"


def take(lines: Sequence[Line], width: int, dropped: Bin) -> tuple[str, list[Line]]:
    """Return the title, empty when the page has none, and the lines after it.

    What stands before the title, and the title wherever it is repeated at once, goes
    into `dropped`.
    """
    rest, below_menu = _after_front(lines, dropped)
    if rest and headings.is_underline(rest[0].text):
        rest = rest[1:]
    count = _lines_of_title(rest, width) or int(below_menu)
    if not count:
        return _without_phrase(rest, "", dropped)
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
    after = _without_repetition(after, title, dropped)
    return _without_phrase(after, title, dropped)


def _without_phrase(
    lines: Sequence[Line], title: str, dropped: Bin
) -> tuple[str, list[Line]]:
    """Leave out what was searched for, or make it the title of a page without one."""
    end = search_phrases.end_of(lines[0].text) if lines else 0
    if not end:
        return title, list(lines)
    line = lines[0]
    phrase, tail = line.text[:end], line.text[end:].lstrip(_MAY_FOLLOW)
    rest = [replace(line, text=tail, gap=True, cells=()), *lines[1:]]
    if not title:
        return phrase, _without_repetition(rest, phrase, dropped)
    dropped.add(line.number, phrase, "search phrase")
    return title, rest


# --- What stands above it -----------------------------------------------------------


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


def _after_front(lines: Sequence[Line], dropped: Bin) -> tuple[list[Line], bool]:
    """Leave out what stands above the title; tell whether a menu surely did.

    The lines of a menu are short. One that no table names is known by its company.
    """
    rest = _after_debris(lines, dropped)
    above = lines[: len(lines) - len(rest)]
    begun = any(debris.kind_of(x.text) not in BESIDE_TITLE for x in above[-MENU:])
    at = _place_below_menu(rest, begun)
    for line in rest[: at or 0]:
        dropped.add(line.number, line.text, debris.whole(line.text) or "navigation")
    return rest[at or 0 :], at is not None


def _place_below_menu(lines: Sequence[Line], seen: bool) -> int | None:
    """Where the title stands when a menu is above it; None when that cannot be told."""
    candidates: list[int] = []
    for at, line in enumerate(lines[:MENU]):
        if kind := debris.whole(line.text):
            if kind in BESIDE_TITLE and candidates and seen:
                return candidates[-1]
            seen, candidates = seen or kind not in BESIDE_TITLE, []
        elif len(line.text.split()) <= MOST_WORDS_OF_A_MENU and _is_short(line):
            candidates.append(at)
        elif not seen:
            return None
        elif _could_be([line]) and _is_title(line.text):
            return _first_title(lines, candidates, at)
        else:
            return _last_title(lines, candidates)
    return None


def _is_short(line: Line) -> bool:
    """Whether a line may be one of a menu: a few words and no sentence."""
    return line.text[-1] not in ".?:" and not headings.is_generic(line.text)


def _first_title(lines: Sequence[Line], candidates: Sequence[int], at: int) -> int:
    """A title may itself be short, and what follows it the first heading."""
    gaps = [lines[place].gap for place in candidates]
    if len(candidates) == 1 and (gaps[0] or len(lines[candidates[0]].text.split()) > 2):
        return candidates[0]
    return candidates[0] if gaps == [True, True] else at


def _last_title(lines: Sequence[Line], candidates: Sequence[int]) -> int | None:
    """Of several short lines before the text, the one that stands apart."""
    if len(candidates) < 2 or not lines[candidates[-1]].gap:
        return None
    apart = sum(lines[place].gap for place in candidates[1:])
    return candidates[-1] if apart == 1 and _could_be([lines[candidates[-1]]]) else None


def _is_title(text: str) -> bool:
    """Whether a line says more than one of a menu does."""
    return text[-1] == "?" or len(text.split()) > MOST_WORDS_OF_A_MENU


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
    if markers.item(first) or markers.question(first) or _is_row(lines[0]):
        return False
    return any(c.isalpha() for c in words) and not any(x.gap for x in lines[1:])


def _is_row(line: Line) -> bool:
    return len(list(filter(None, line.cells))) > 1


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
    return len(title) > 2 and _matched(lines, title, count) is not None


def _matched(
    lines: Sequence[Line], title: Sequence[str], at: int
) -> tuple[int, int] | None:
    """Find the title's words at the start of the lines from `at`.

    Returns the line that holds the last of them, and the offset after it.
    """
    wanted = list(reversed(title))
    for number, line in enumerate(lines[at : at + len(title)], at):
        for found in _WORD.finditer(line.text):
            if found[0].casefold() != wanted.pop():
                return None
            if not wanted:
                return number, found.end()
    return None


def _without_repetition(lines: Sequence[Line], title: str, dropped: Bin) -> list[Line]:
    """Leave out the title again, alone on its lines or run into the first sentence."""
    words = _words(title)
    at, tail = 0, ""
    while words and not tail and (found := _matched(lines, words, at)):
        number, offset = found
        line = lines[number]
        if _AGAIN_WITH_SITE.fullmatch(line.text, offset):
            offset = len(line.text)
        after = line.text[offset:]
        goes_on = any(c.isalnum() for c in after)
        if goes_on and (len(words) < 3 or not _is_search_phrase(title, after)):
            break
        tail = after.lstrip(_MAY_FOLLOW) if goes_on else ""
        cut = len(line.text) - len(tail)
        again = [*(before.text for before in lines[at:number]), line.text[:cut].strip()]
        dropped.add(lines[at].number, " ".join(again), "repeated title")
        at = number + 1
    if not tail:
        return list(lines[at:])
    opened = replace(lines[at - 1], text=tail, gap=True, cells=())
    return [opened, *lines[at:]]


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
