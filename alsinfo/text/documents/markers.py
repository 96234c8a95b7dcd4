"""What stands in front of a line: bullets, numbers, and the labels of questions."""

import re
from dataclasses import dataclass

# A dash or a star needs a blank after it; the others are bullets by themselves.
_BULLET = re.compile(
    r"([•●○◦▪▫■□◼◾‣⁃∙·⦁✓✔✗➤➢►▶▸▹→⇒➔➜»★☆❖◆◇–—*+o\-])(?:\s+|$)"
    r"|([•●○◦▪■◼‣⦁✓✔➤►▸❖◆])"
)
_NUMBER = re.compile(r"\(?(\d{1,3})([.)])(?:\s+|$)")
_LETTER = re.compile(r"\(?[a-z]\)\s+")
_DASHES = "–—"
_QUESTION = re.compile(r"(?:Q|Question|QUESTION)\s?\d{0,3}\s?[-–—.:)]+(?:\s+|$)")
_ANSWER = re.compile(r"(?:A|Ans|Answer|ANSWER)\s?\d{0,3}\s?[-–—.:)]+(?:\s+|$)")
_ANSWER_INSIDE = re.compile(r"(?<=\?)\s(?:A|Ans|Answer)\s?\d{0,3}\s?[-–—:.]+\s")


@dataclass(frozen=True, slots=True)
class Marker:
    """The start of a list item: its class, its number if any, the words after it."""

    sort: str
    number: str
    rest: str

    @property
    def written(self) -> str:
        """The marker as Markdown writes it."""
        return f"{self.number}{self.sort}" if self.number else "-"


def item(text: str) -> Marker | None:
    """Read the marker at the start of a line; numbers have the class `.` or `)`."""
    if found := _BULLET.match(text):
        sign = found[1] or found[2]
        rest = text[found.end() :]
        if sign == "o" and (not rest or not rest[0].isupper()):
            return None
        return Marker("–" if sign in _DASHES else sign, "", rest.strip())
    if found := _NUMBER.match(text):
        return Marker(found[2], found[1], text[found.end() :])
    if _LETTER.match(text):
        return Marker("a)", "", text)
    return None


def question(text: str) -> tuple[str, str] | None:
    """Part the label of a question from it: `Q- Is it?` as ("Q-", "Is it?")."""
    return _parted(_QUESTION, text)


def answer(text: str) -> tuple[str, str] | None:
    """Part the label of an answer from it."""
    return _parted(_ANSWER, text)


def answer_inside(text: str) -> tuple[str, str, str] | None:
    """Part a question, the label and the answer that stand on one line."""
    found = _ANSWER_INSIDE.search(text)
    if found is None:
        return None
    return text[: found.start()], found[0].strip(), text[found.end() :]


def _parted(pattern: re.Pattern[str], text: str) -> tuple[str, str] | None:
    found = pattern.match(text)
    if found is None:
        return None
    return found[0].strip(), text[found.end() :]
