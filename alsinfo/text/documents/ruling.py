"""Debris that rules the lines after it: comments, links to other pages, a biography."""

import re
from collections.abc import Sequence

from . import debris, headings, markers
from .lines import Line, is_terminated, starts_inside

_COMMENT = re.compile(
    r"\S{1,30}(?: \S{1,30}){0,3} (?:says|said|wrote)(?: on .{1,40})?:"
    r"|.{0,60}\d{4},? at \d{1,2}:\d\d ?(?:am|pm)?",
    re.I,
)
_MORE = re.compile(
    r"(?:related|recent|popular|latest|more|recommended|trending|you may|you might|read"
    r"|explore|also)\b",
    re.I,
)
_AUTHOR = re.compile(
    r"(?:about (?:the )?(?:author|writer)|author bio|meet the author)s?:?", re.I
)
# A biography is the first paragraph of at least so many characters.
_BIOGRAPHY = 30
_TITLES = frozenset({"title", "question", "caps"})
COMMENTS, LINKS, AUTHOR = "comments of readers", "navigation", "author box"


class Rule:
    """What the last debris says of the lines after it."""

    def __init__(self) -> None:
        self.kind = ""
        self._told = False

    def begin(self, kind: str, text: str) -> None:
        """Take note of a line that was left out."""
        if kind == "comment form":
            self.kind = kind
        elif kind == LINKS and _MORE.match(text):
            self.kind = LINKS
        elif kind == AUTHOR and _AUTHOR.fullmatch(text):
            self.kind, self._told = AUTHOR, False

    def over(self, lines: Sequence[Line], at: int) -> str:
        """Name the kind of debris that a line is for what stood before; empty: none."""
        line = lines[at]
        if self.kind == "comment form":
            if not _COMMENT.fullmatch(line.text):
                return ""
            self.kind = COMMENTS
        elif self.kind and not self._goes_on(lines, at):
            self.kind = ""
        return self.kind

    def _goes_on(self, lines: Sequence[Line], at: int) -> bool:
        if self.kind == COMMENTS:
            return not _begins_a_part(lines[at].text)
        if self.kind == LINKS:
            return _is_link(lines, at)
        return self._is_biography(lines, at)

    def _is_biography(self, lines: Sequence[Line], at: int) -> bool:
        """A name, and one paragraph, which may have been wrapped."""
        line = lines[at]
        if _begins_a_part(line.text):
            return False
        if self._told:
            before = lines[at - 1].text
            return not line.gap and not is_terminated(before)
        if len(line.text) < _BIOGRAPHY or line.text.count(" ") < 5:
            return headings.look_of(line.text) != "question"
        self._told = True
        return True


def _begins_a_part(text: str) -> bool:
    return headings.is_faq(text) or headings.is_generic(text)


def _is_link(lines: Sequence[Line], at: int) -> bool:
    """Whether a line below `Related articles` is the title of another page.

    The last title before a text that follows at once is that text's own heading.
    """
    line = lines[at]
    if markers.item(line.text):
        return True
    if _begins_a_part(line.text) or headings.look_of(line.text) not in _TITLES:
        return False
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None or (after.gap and not line.gap):
        return True
    return not _is_text(after.text)


def _is_text(text: str) -> bool:
    """Whether a line is a sentence, or the beginning of one, and no title."""
    if debris.kind_of(text) or markers.item(text):
        return False
    return not headings.look_of(text) or starts_inside(text)
