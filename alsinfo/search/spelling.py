"""How near two spellings of a word are: pure, and the judge for both databases.

Each database proposes words from an index of its own; only what is near here is shown.
Too far is better than too near: a right word that our texts lack must not be turned
into another one.
"""

from collections.abc import Iterable

LEAST_LETTERS = 4
_FEW, _SOME, _MANY = 4, 5, 8  # letters
_MOST_WRONG = 2  # letters of a long name
# What is written in more ways than one, though it sounds the same.
_SOUNDS = (("ph", "f"), ("ae", "e"), ("oe", "e"), ("ck", "k"), ("y", "i"))
# Letters that are taken for each other.
_ALIKE = tuple(map(frozenset, ("aeiouy", "cksqxz", "gj", "dt", "bp", "fv", "mn", "rl")))

Nearness = tuple[int, int, str]


def nearest(wrong: str, others: Iterable[tuple[str, bool]]) -> list[str]:
    """Those that `wrong` may have been meant for, the nearest first.

    Each comes with whether it is said in a name; for a word that is not, less may be
    wrong. Words are folded.
    """
    near = (_nearness(wrong, other, is_named) for other, is_named in others)
    return [other for _far, _raw, other in sorted(filter(None, near))]


def _nearness(wrong: str, other: str, is_named: bool) -> Nearness | None:
    if wrong == other or abs(len(wrong) - len(other)) > _FEW:
        return None
    if _digits(wrong) != _digits(other):
        return None
    heard, meant = _sounded(wrong), _sounded(other)
    if heard[0] != meant[0] or len(wrong) < LEAST_LETTERS:
        return None
    if min(_differing(wrong, other), _differing(heard, meant)) > _MOST_WRONG:
        return None
    written = distance(wrong, other)
    far = min(written, distance(heard, meant))
    is_near = _is_near(wrong, other, far, is_named=is_named)
    return (far, written, other) if is_near else None


def _is_near(wrong: str, other: str, far: int, *, is_named: bool) -> bool:
    """Of few letters two may have changed places; in a long name two may be wrong."""
    if len(wrong) <= _FEW:
        return far == 1 and sorted(wrong) == sorted(other)
    if is_named and len(wrong) > _SOME:
        return far <= (_MOST_WRONG if len(wrong) >= _MANY else 1)
    return far <= 1 and _is_slip(wrong, other, any_length=is_named)


def _is_slip(wrong: str, other: str, *, any_length: bool) -> bool:
    """One letter too many, too few, out of place; in long words taken for another."""
    changed = [pair for pair in zip(wrong, other, strict=False) if pair[0] != pair[1]]
    if len(wrong) != len(other) or len(changed) != 1:
        return True
    is_alike = any(set(changed[0]) <= letters for letters in _ALIKE)
    return is_alike and (any_length or len(wrong) >= _MANY)


def _differing(one: str, other: str) -> int:
    """Letters that only one has: never more than their distance, and sooner told."""
    left = other
    for letter in one:
        left = left.replace(letter, "", 1)
    return max(len(left), len(one) - len(other) + len(left))


def distance(one: str, other: str) -> int:
    """Letters to add, drop or change; two neighbours that swapped places are one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one):
        before, above, row = row, before, [at + 1]
        for place, own in enumerate(other):
            least = min(before[place] + (letter != own), before[place + 1] + 1)
            least = min(least, row[place] + 1)
            if at and place and letter == other[place - 1] and one[at - 1] == own:
                least = min(least, above[place - 1] + 1)
            row.append(least)
    return row[-1]


def swapped(word: str) -> list[str]:
    """The word with each two neighbours in each other's place."""
    places = range(len(word) - 1)
    return [f"{word[:n]}{word[n + 1]}{word[n]}{word[n + 2 :]}" for n in places]


def _sounded(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return word


def _digits(word: str) -> str:
    """`c9orf72` is never mended into `c9orf27`."""
    return "".join(letter for letter in word if letter.isdigit())


_ENDINGS = (
    *("ations", "ation", "ions", "ion", "ings", "ing", "ied", "ies"),
    *("es", "ed", "s", "e", "y"),
)


def stem(word: str) -> str:
    """The word without its ending: `dribble` and `dribbling` are one."""
    if word.endswith(("ss", "us", "is")):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_LETTERS:
            return _single(word.removesuffix(ending))
    return word.removesuffix("s") if len(word) >= LEAST_LETTERS else word


def _single(stem: str) -> str:
    """`spitt` of `spitting` is `spit`; `fall` and `pass` stay."""
    is_doubled = stem[-1] == stem[-2] and stem[-1] not in "aeiouls"
    return stem[:-1] if is_doubled else stem


def other_numbers(name: str) -> tuple[str, ...]:
    """A squashed name in the singular, or in the plural if it is in the singular."""
    if len(name) < LEAST_LETTERS or not name[-1].isalpha():
        return ()
    if not name.endswith("s"):
        return (f"{name}s",)
    singulars = {name[:-1]}
    if name.endswith("es"):
        singulars.add(name[:-2])
    if name.endswith("ies"):
        singulars.add(f"{name[:-3]}y")
    return tuple(sorted(singulars, key=len, reverse=True))
