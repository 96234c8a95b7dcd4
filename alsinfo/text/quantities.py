"""Numbers that need a source: shares, counts of people, how long people live."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .prose import Paragraph
from .reading import sentences

# Digits, in groups of three or not; a year is no quantity.
_NUMBER = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|(?!(?:19|20)\d\d\b(?!\s?%))\d[\d,.]{0,12})"
)
_SPELLED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_EITHER = rf"(?:{_NUMBER}|{_SPELLED})"
_PEOPLE = (
    r"(?:(?:new|more|other|older|younger|adult|living|such)\s)?"
    r"(?:people|persons|patients|participants|volunteers|men|women|children|adults"
    r"|families|carers|cases|deaths|individuals|subjects|diagnoses"
    r"|(?-i:[A-Z][a-z]{2,}(?:ans|ons|ers))\b)"
)
_PARTS = r"(?:hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)"
_RISK = r"(?:risk|rate|chance|number|odds|survival|likelihood)s?"
_SHARES = (
    rf"{_EITHER}\s?(?:%|per\s?cent\b|percent\b)",
    # “1 in 10”; not “two in one of the trials”.
    rf"{_EITHER}(?:\s(?:to|or)\s{_NUMBER})?\s(?:in|out\sof|(?:of|in|out\sof)\severy"
    rf"|per)\s(?:every\s)?(?!one\s(?:of|in)\b){_EITHER}\b",
    rf"{_NUMBER}\sof\s(?:the\s)?{_NUMBER}\b",
    rf"{_SPELLED}\sof\s(?:the\s)?{_SPELLED}\s{_PEOPLE}\b",
    r"\d{1,3}/\d{1,4}\sof\b",
    rf"(?:a|an|one|over|about|nearly|almost)\s{_PARTS}\sof\b",
    rf"(?:two|three|four)[\s-]{_PARTS}\b",
    rf"{_NUMBER}\s{_PEOPLE}\b",
    rf"{_EITHER}\stimes\s(?:more|less|higher|lower|as|the)\b",
    r"(?:twice|half)\sas\s(?:many|much|likely|common|often|high|long)\b",
    rf"(?:twice|double[sd]?|triple[sd]?|halve[sd])\sthe\s{_RISK}\b",
    rf"{_RISK}\s(?:(?:is|was|are|were|has|have|had)\s)?(?:doubled|halved|tripled)\b",
    r"(?:\d{1,4}-?|two|three|four|five|ten)fold\b",
)
_SHARE = re.compile(rf"\b(?:{'|'.join(_SHARES)})", re.IGNORECASE)
# What counts pages and not people: “chapter 5 of 7”.
_LABEL = re.compile(
    r"\b(?:chapter|part|page|step|phase|volume|section|question|day|version|week|table"
    r"|figure|item|number|stage)\s$",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b{_EITHER}(?:\s?(?:to|or|-|–)\s?{_EITHER})?[\s-](?:years?|months?|weeks?)\b"
    r"(?!-old)",
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
        if not _LABEL.search(words, max(0, match.start() - 12), match.start()):
            yield match.span()
            break
    for sentence in sentences(words):
        if _LIFE.search(words, *sentence):
            for match in _TIME.finditer(words, *sentence):
                yield match.span()
                return
