"""Numbers that need a source: shares, counts of people, how long people live."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .prose import Paragraph
from .reading import sentences

_NUMBER = r"\d[\d,.]{0,12}"
_SPELLED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_PEOPLE = (
    r"(?:people|persons|patients|participants|volunteers|men|women|children|adults"
    r"|families|carers|cases|deaths|individuals|subjects)"
)
_SHARE = re.compile(
    rf"\b(?:{_NUMBER}\s?(?:%|per\s?cent\b|percent\b)"
    rf"|(?:{_NUMBER}|{_SPELLED})(?:\s(?:to|or)\s{_NUMBER})?"
    rf"\s(?:in|out\sof|of|of\severy|in\severy|out\sof\severy)"
    rf"\s(?:every\s)?(?!(?:19|20)\d\d\b)(?:{_NUMBER}|{_SPELLED})\b(?!\s(?:of|in)\s)"
    rf"|{_NUMBER}\s{_PEOPLE}\b"
    rf"|(?:{_NUMBER}|two|three|four|five|ten)\stimes\s(?:more|less|higher|lower|as)\b)",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:{_NUMBER}|{_SPELLED})(?:\s?(?:to|or|-|–)\s?(?:{_NUMBER}|{_SPELLED}))?"
    r"\s(?:years?|months?|weeks?)\b",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"\b(?:live[sd]?|living|surviv\w{0,6}|life expectanc\w{1,3}|die[sd]?|deaths?"
    r"|prognosis|added|longer)\b",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A number that needs a source: `words[start:end]` of the paragraph."""

    paragraph: Paragraph
    start: int
    end: int


def uncited(found: list[Paragraph]) -> Iterator[Quantity]:
    """Yield the first number of each paragraph that has one and cites nothing.

    A source cited by the sentence that introduces a list counts for its items.
    """
    for paragraph in found:
        lead = paragraph.lead
        if paragraph.kind == "heading" or paragraph.cites or (lead and lead.cites):
            continue
        first = min(_quantities(paragraph.words), default=None)
        if first is not None:
            yield Quantity(paragraph, *first)


def _quantities(words: str) -> Iterator[tuple[int, int]]:
    for match in _SHARE.finditer(words):
        yield match.span()
        break
    for sentence in sentences(words):
        if _LIFE.search(words, *sentence):
            for match in _TIME.finditer(words, *sentence):
                yield match.span()
                return
