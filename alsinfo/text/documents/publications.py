"""What a reference says of itself: authors, title, year, DOI, address.

Reads the common styles (numbered as in medical journals, author and year, a bare
address) and makes the key by which a text cites the entry, from its own words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"”]{1,180}")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”]{1,480}", re.I)
_YEAR_IN_BRACKETS = re.compile(r"\(\s?((?:1[89]|20)\d\d)[a-z]?\b[^)]{0,30}\)")
_YEAR = re.compile(r"(?<![\d/.-])(?:1[89]|20)\d\d(?![\d/]|-\d{3})")
_YEAR_OF_ISSUE = re.compile(
    r"(?<![\d/.-])((?:1[89]|20)\d\d)(?=\s?[;:]|\s[A-Z][a-z]{2}\b[^.]{0,12};)"
)
_VISITED = re.compile(
    r"\b(?:accessed|retrieved|cited|viewed|visited|last checked)\b.{0,40}", re.I
)
# Names with their initials behind, as medical journals list them.
_LISTED = re.compile(
    r"\s*((?:[^\W\d][\w’'\- ]{1,50} [A-Z]{1,4}[,;] ?){0,60}"
    r"(?:[^\W\d][\w’'\- ]{1,50} [A-Z]{1,4}|et al))\.\s"
)
_CLOSING = ".,;:)]}>'\"”’"


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry: its number on the page, its words, and what was read from them.

    `year`, `doi`, `url`, `authors` and `title` are empty when not found; `key` is
    what the text cites it by.
    """

    number: int
    text: str
    doi: str = ""
    url: str = ""
    year: str = ""
    authors: str = ""
    title: str = ""
    container: str = ""
    key: str = ""


def looks_cited(text: str) -> bool:
    """Whether words name a publication: an address, a DOI, or a year and a name."""
    text = text[:1_500]
    if DOI.search(text) or URL.search(text):
        return True
    dated = bool(_YEAR_IN_BRACKETS.search(text) or _YEAR.search(text))
    return dated and text.count(".") + text.count(",") >= 2


def is_surely_cited(text: str) -> bool:
    text = text[:1_500]
    return bool(DOI.search(text) or (_YEAR_OF_ISSUE.search(text) and ". " in text))


# --- What an entry says -------------------------------------------------------------


def read(number: int, text: str) -> Reference:
    """Read what an entry says of itself."""
    doi = _clean(_first(DOI, text))
    url = _clean(_first(URL, text))
    bare = URL.sub(" ", DOI.sub(" ", text))
    year, cut = _year(bare)
    authors, title, container = _parts(bare, year, cut)
    if not title:
        title = re.sub(r"^(?:https?://)?(?:www\.)?", "", url) or authors or text
    return Reference(number, text, doi, url, year, authors, title, container)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _clean(address: str) -> str:
    """Take off the signs of the sentence; a closing bracket stays if it was opened."""
    while address and address[-1] in _CLOSING:
        opening = _PAIRS.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


_PAIRS = {")": "(", "]": "["}


def _year(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return the year and, for one in brackets, where those stand."""
    if found := _YEAR_IN_BRACKETS.search(text):
        return found[1], found.span()
    rest = _VISITED.sub(lambda match: " " * len(match[0]), text)
    if found := _YEAR_OF_ISSUE.search(rest):
        return found[1], None
    years = _YEAR.findall(rest)
    return (years[-1] if years else ""), None


def _parts(text: str, year: str, cut: tuple[int, int] | None) -> tuple[str, str, str]:
    """Part an entry into authors, title, and where it was published."""
    if cut and 0 < cut[0] < 400 and text[: cut[0]].strip():
        title, where = _first_sentence(text[cut[1] :].lstrip(" .,:"))
        return _tidy(text[: cut[0]]), title, where
    if found := re.search(r"[“\"]([^”\"]{8,300})[”\"]", text):
        return _tidy(text[: found.start()]), _tidy(found[1]), _tidy(text[found.end() :])
    if found := _LISTED.match(text):
        title, where = _first_sentence(text[found.end() :])
        return found[1], title, where
    first, rest = _first_sentence(text)
    if not rest:
        return "", _tidy(first), ""
    if not _are_authors(first):
        return "", first, rest
    title, where = _first_sentence(rest)
    return first, title, where


def _first_sentence(text: str) -> tuple[str, str]:
    found = re.search(r"(?<!\s[A-Z])(?<!\.[A-Z])(?<!\bal)[.?!](?=\s|$)", text)
    if found is None:
        return _tidy(text), ""
    end = found.end() if found[0] in "?!" else found.start()
    return _tidy(text[:end]), _tidy(text[found.end() :])


def _are_authors(text: str) -> bool:
    """Whether words before the first stop are names: with initials, or only a few."""
    if re.search(r"\bet al\b|[A-Z][\w’'-]+,? [A-Z]{1,3}(?:,|$|\.| and| &)", text):
        return True
    return len(text.split()) <= 6


_LEAD = re.compile(
    r"\s*\b(?:doi|available (?:from|at)|retrieved from)\s?:?\W{0,9}$", re.I
)


def _tidy(text: str) -> str:
    return _LEAD.sub("", " ".join(text.split())).strip(" .,;:")


def numbers(entries: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """Give entries without a number of their own the next one."""
    count = 0
    for number, text in entries:
        count = int(number) if number else count + 1
        yield count, text


def one_key_each(references: Iterable[Reference]) -> list[Reference]:
    """Give references to one publication, known by DOI or address, its first key."""
    first: dict[str, str] = {}
    return [
        replace(r, key=first.setdefault(r.doi.casefold() or r.url or r.key, r.key))
        for r in references
    ]


def keyed(references: Iterable[Reference]) -> list[Reference]:
    """Give each reference a key: first author and year, made unique by a number."""
    keys = Keys()
    return [replace(r, key=keys.free(key_of(r))) for r in references]


class Keys:
    """The keys that are taken; gives out `key`, then `key-2`, `key-3` and so on."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, keys: Iterable[str]) -> None:
        self._taken.update(keys)

    def free(self, key: str) -> str:
        """Return the first form of a key that is not taken, and take it."""
        wanted = key
        while wanted in self._taken:
            self._next[key] = self._next.get(key, 1) + 1
            wanted = f"{key}-{self._next[key]}"
        self._taken.add(wanted)
        return wanted


def key_of(reference: Reference) -> str:
    """Make a key of a reference's own words: `garcia-2021`, `health-office-2019`."""
    named = _first_author(reference.authors) or _first_words(reference.title)
    words = re.findall(r"[a-z0-9]+", _ascii(named or reference.text[:60]))[:3]
    stem = "-".join(words)[:60].strip("-") or "source"
    return f"{stem}-{reference.year}" if reference.year else stem


def _first_author(authors: str) -> str:
    """The surname of the first author, or the first words of an organisation."""
    first = re.split(r",|;| & | and | et al\b", authors[:200])[0]
    words = first.split()
    while len(words) > 1 and re.fullmatch(r"(?:[A-Z]\.?-?){1,4}", words[-1]):
        words.pop()
    return " ".join(words)


def _first_words(title: str) -> str:
    return " ".join(re.split(r"[\s/.]+", title[:80])[:3])


def _ascii(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isascii())
