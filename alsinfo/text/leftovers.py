"""What a saved web page leaves behind in a text, where words alone do not tell.

Telephone numbers, e-mail addresses, names of image files, rows of tags run together,
and a title said twice. Left-over words are rows of the watch-list instead.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from .prose import Paragraph

Kind = Literal["telephone", "address", "image-name", "tags"]


class Leftover(NamedTuple):
    """What it is, and where: `words[start:end]` of the paragraph."""

    kind: Kind
    paragraph: Paragraph
    start: int
    end: int


_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# Digits in groups. A number that goes on, or is part of an address, a DOI or another
# identifier, has a letter, slash or full stop with a digit beside it.
_DIGITS = re.compile(
    r"(?<![\w/:@.-])(?:\+|\()?\d(?:[ ().\u2010-\u2015-]{0,2}\d){7,16}(?![\w/]|\.\d)"
)
_AMERICAN = re.compile(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}")
_AMERICAN_LONG = re.compile(r"1[-. ]\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}")
_ANNOUNCED = re.compile(
    r"\b(?:tel|telephone|phone|call|mobile|fax|helpline|ring|dial|text)"
    r"(?:\s+(?:us|now|on|at|number|no))*\W{0,3}\Z",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"\b(?:doi|isbn|issn|pmid|pmc|nct|orcid|isrctn|eudract|number|no|charity)"
    r"(?:-1[03])?\W{0,3}\Z",
    re.IGNORECASE,
)
_IMAGE_FILE = re.compile(r"[\w-]{1,200}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)", re.I)
_IMAGE_NAME = re.compile(r"[a-z]{1,30}(?:-[A-Za-z0-9]{1,30}){2,12}")
# Two names with nothing between them: "Muscle CrampsMuscle Weakness".
_SEAM = re.compile(r"(?<!\bMc)(?<!\bMac)(?<=[a-z)])[A-Z][a-z]{2,}(?= [A-Z])")
_SENTENCE_END = re.compile(r"[.?!](?:\s|$)")
_NAME = re.compile(r"[^\W\d_]{4,}")
FEWEST_WORDS_OF_A_TITLE = 4


def leftovers(paragraph: Paragraph) -> Iterator[Leftover]:
    """Yield what does not belong into a text, in one paragraph."""
    words = paragraph.words
    for match in _ADDRESS.finditer(words):
        yield Leftover("address", paragraph, *match.span())
    for match in _DIGITS.finditer(words):
        if _is_telephone(match[0], words[max(0, match.start() - 40) : match.start()]):
            yield Leftover("telephone", paragraph, *match.span())
    whole = words.strip()
    if _IMAGE_FILE.fullmatch(whole) or _IMAGE_NAME.fullmatch(whole):
        yield Leftover("image-name", paragraph, 0, len(words))
    elif _are_tags(whole):
        yield Leftover("tags", paragraph, 0, len(words))


def _is_telephone(written: str, before: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if not 8 <= len(digits) <= 15 or _IDENTIFIER.search(before):
        return False
    if _ANNOUNCED.search(before) or written.startswith("+"):
        return True
    if _AMERICAN.fullmatch(written) or _AMERICAN_LONG.fullmatch(written):
        return True
    begins = written.startswith(("0", "(0")) and not written.startswith("0.")
    return begins and 9 <= len(digits) <= 14


def _are_tags(words: str) -> bool:
    """Whether names stand there run together: two seams, or one and no sentence."""
    if _SENTENCE_END.search(words):
        return False
    seams = sum(1 for _ in _SEAM.finditer(words))
    return seams > 1 or (
        seams == 1 and all(n[0].isupper() for n in _NAME.findall(words))
    )


def title_again(
    title: str, found: list[Paragraph], *, whole: bool = False
) -> Paragraph | None:
    """Return the one of the first two paragraphs that says the title again.

    A long title at the beginning of a paragraph counts too, unless `whole`.
    """
    wanted = _folded(title)
    begins = not whole and len(wanted) >= FEWEST_WORDS_OF_A_TITLE
    for paragraph in found[:2]:
        words = _folded(paragraph.words[: 4 * len(title) + 40])
        same = words == wanted and len(paragraph.words) <= 4 * len(title) + 40
        if wanted and (same or (begins and words[: len(wanted)] == wanted)):
            return paragraph
    return None


def _folded(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", words.casefold())
