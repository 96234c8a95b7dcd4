"""The names of terms made ready to be found in running words, however many there are.

A dictionary of first words leads into a tree of the words that follow, so that a word
costs one question to a dictionary and a name no more than its own length. Names are
data, never patterns.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from .following import Stretch
from .inflections import plurals, singulars, tenses
from .running import stretches

HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"

# Invisible characters in a word (soft hyphens above all) do not end it.
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"\w\u0300-\u036f{_INVISIBLE}"
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_WORD = re.compile(rf"\w[{_LETTER}]*(?:['’]\w[{_LETTER}]*)*")
# What may stand between the words of a name wherever it has a blank or a hyphen.
_LOOSE = re.compile(rf"\s+|[{HYPHENS}]\n?")
# A hyphen or a dot makes one word of what it joins: “non-ALS”, “als.org”.
_JOINED_BEFORE = re.compile(
    rf"(?:[{_LETTER}](?:[-\u2010\u2011]\n?|\.)|[{_LETTER}@\\!#])\Z"
)
_JOINED_AFTER = re.compile(rf"(?:[-\u2010\u2011]\n?|[.@])?[{_LETTER}]")
# What certainly parts words; nothing at all is the beginning or the end.
_PARTING = ("", " ", ",", ";", ":", "(", ")")
# The word before one of these is inflected as the last one is: “kinds of cell”.
_LINKING = frozenset({"of", "in", "for", "to", "with", "and", "at", "on"})
# The key under which a node of the tree keeps the names that end there.
_END = ""
# Stands for the word after the last; no name goes on with it.
_STOP = "\0"
_VERB = re.compile(r"[a-z]{4,}")

# word as compared -> node; under _END a list of endings.
_Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call a term: its slug, and the words as the editor wrote them."""

    term: str
    words: str


class _Ending(NamedTuple):
    """A name that ends at a node: what must stand around it, and whether inflected."""

    term: str
    before: str
    after: str
    inflected: bool


class Match(NamedTuple):
    """A name in a stretch: `words[start:end]`, and the slugs that it may mean."""

    start: int
    end: int
    terms: tuple[str, ...]


class Words:
    """The words of a stretch as compared, folded once for all vocabularies."""

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        found = list(_WORD.finditer(stretch.words))
        self.spans = [match.span() for match in found]
        written = [match[0] for match in found]
        self.keys = [fold(word) for word in written]
        # Where a word may also be one that is known in its own case only.
        self.exact = {
            at: key for at, word in enumerate(written) if (key := own_case(word))
        }

        # Each word with what stands before it, but for a mere blank or hyphen.
        self.steps = self._steps(stretch.words)
        self.other_steps = {
            at: _with_gap(self.steps[at], key) for at, key in self.exact.items()
        }

    def _steps(self, words: str) -> list[str]:
        ends = [0, *(end for _, end in self.spans)]
        gaps = [words[e:s] for e, (s, _) in zip(ends, self.spans, strict=False)]
        pairs = zip(gaps, self.keys, strict=True)
        return [*(key if gap == " " else step(gap, key) for gap, key in pairs), _STOP]


class Text:
    """A text made ready to be searched: the parsing, without any matching."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stretches = [Words(stretch) for stretch in stretches(text)]


class Vocabulary:
    """All names made ready to be looked for; built once, used for many texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._tree: _Node = {}
        # The number of words of the longest name.
        self._most = 0
        for name in dict.fromkeys(names):
            self._add(name)

    def __bool__(self) -> bool:
        return bool(self._tree)

    def _add(self, name: Name) -> None:
        text = " ".join(name.words.split())
        found = list(_WORD.finditer(text))
        if not found:
            return
        before, after = text[: found[0].start()], text[found[-1].end() :]
        written = tuple(fold_name(match[0]) for match in found)
        self._most = max(self._most, len(written))
        for way in product(*_forms(written, inflects=not after)):
            node = self._tree
            for last, word, key in zip([None, *found], found, way, strict=False):
                gap = text[last.end() : word.start()] if last else " "
                node = node.setdefault(step(gap, key), {})
            ending = _Ending(name.term, before, after, way != written)
            node.setdefault(_END, []).append(ending)

    def matches(self, words: Words) -> Iterator[Match]:
        """Yield the names in a stretch: from the left, the longest, no two overlap."""
        tree, done = self._tree, 0
        exact = words.exact
        hits = [at for at, key in enumerate(words.keys) if key in tree]
        if exact:
            more = [at for at, key in exact.items() if key in tree]
            hits = sorted({*hits, *more}) if more else hits
        for at in hits:
            if at >= done and (found := self._longest(words, at)):
                done, match = found
                yield match

    def _longest(self, words: Words, at: int) -> tuple[int, Match] | None:
        """Return the longest name from a word on, and the number of the word after."""
        tree, steps, others = self._tree, words.steps, words.other_steps
        best = at
        endings: list[_Ending] = []
        firsts = (words.keys[at], words.exact.get(at, _STOP))
        waiting = [(tree[key], at + 1) for key in firsts if key in tree]
        while waiting:
            node, begin = waiting.pop()
            for here, key in enumerate(steps[begin : begin + self._most], begin):
                if _END in node and here >= best:
                    fitting = _fitting(words, at, here, node[_END])
                    if fitting:
                        endings = fitting + (endings if here == best else [])
                        best = here
                if here in others:
                    branch = node.get(others[here])
                    waiting += [(branch, here + 1)] if branch else []
                node = node.get(key)
                if node is None:
                    break
        return (best, _match(words, at, best, endings)) if endings else None


def fold(word: str) -> str:
    """A word as compared: small letters, no accents, no possessive ending."""
    if not word.isascii():
        seen = _HIDDEN.sub("", word).replace("’", "'")
        letters = unicodedata.normalize("NFKD", seen).casefold()
        word = "".join(c for c in letters if not unicodedata.combining(c))
    return word.lower().removesuffix("'s") or _STOP


def own_case(word: str) -> str:
    """A word of capitals or digits as compared with its like; else nothing.

    A capital after the first letter, capitals throughout, or digits among letters.
    """
    if word.isalpha() and (word[1:].islower() or word.islower()):
        return ""
    word = unicodedata.normalize("NFKC", _HIDDEN.sub("", word)).replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'S")
    digits = any(map(str.isdigit, word)) and any(map(str.isalpha, word))
    capitals = any(map(str.isupper, word[1:])) or (word.isupper() and word.isalpha())
    # No folded word begins so.
    return f"={word}" if digits or capitals else ""


def fold_name(word: str) -> str:
    """A word of a name as compared: in its own case when it has one."""
    return own_case(word) or fold(word)


def step(gap: str, key: str) -> str:
    """A word that follows a gap, as a step in the tree."""
    return key if _LOOSE.fullmatch(gap) else f"{' '.join(gap.split())}{_STOP}{key}"


def _with_gap(folded_step: str, key: str) -> str:
    gap, stop, _ = folded_step.rpartition(_STOP)
    return f"{gap}{stop}{key}"


def _forms(written: tuple[str, ...], *, inflects: bool) -> list[list[str]]:
    """Return what each word of a name may be in a text.

    Two at most are inflected: the last one, and the first that “of” or such follows. A
    name of one word may be a verb (`twitch`: twitching).
    """
    forms = [[key] for key in written]
    linked = (at for at, key in enumerate(written[1:]) if key in _LINKING)
    for at in {next(linked, -1), len(written) - 1} - {-1} if inflects else ():
        forms[at] += [form for form in _inflected(written[at]) if form != written[at]]
    if inflects and len(written) == 1 and _VERB.fullmatch(written[0]):
        forms[0] += tenses(written[0])
    return [[*dict.fromkeys(some)] for some in forms]


def _inflected(key: str) -> Iterator[str]:
    """Yield the plural of a word, and what it is the plural of."""
    if key.startswith("="):
        yield from _inflected_capitals(key)
    elif key.isalpha() and len(key) > 1:
        yield from plurals(key)
        yield from singulars(key)


def _inflected_capitals(key: str) -> Iterator[str]:
    if key[-1].isalpha():
        yield f"{key}s"
    if len(key) > 3 and key.endswith("s") and not key[-2].islower():
        yield key[:-1]


def _fitting(words: Words, at: int, end: int, endings: list[_Ending]) -> list[_Ending]:
    """Return the names that stand whole, with what they begin and end with."""
    text = words.stretch.words
    start, stop = words.spans[at][0], words.spans[end - 1][1]
    bare = _is_whole(text, start, stop)
    return [
        one
        for one in endings
        if (_fits(one, text, start, stop) if one.before or one.after else bare)
    ]


def _fits(ending: _Ending, text: str, start: int, stop: int) -> bool:
    return (
        text.endswith(ending.before, 0, start)
        and text.startswith(ending.after, stop)
        and _is_whole(text, start - len(ending.before), stop + len(ending.after))
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter, hyphen or dot makes it part of a longer word."""
    if text[end : end + 1] in _PARTING and text[max(0, start - 1) : start] in _PARTING:
        return True
    return not (
        _JOINED_BEFORE.search(text, max(0, start - 3), start)
        or _JOINED_AFTER.match(text, end)
    )


def _match(words: Words, at: int, end: int, endings: list[_Ending]) -> Match:
    """Put the names that end together into one; an inflected one gives way."""
    written = [ending for ending in endings if not ending.inflected] or endings
    most = max(written, key=lambda ending: len(ending.before + ending.after))
    terms = {e.term: None for e in written if e[1:3] == most[1:3]}
    start = words.spans[at][0] - len(most.before)
    return Match(start, words.spans[end - 1][1] + len(most.after), tuple(terms))
