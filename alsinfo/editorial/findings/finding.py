"""What a check says: one thing that an editor should see."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

BLOCKING = "blocking"
ADVICE = "advice"
LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Place:
    """A field of the text, and the line (from 1) and offset (from 0) in it."""

    field: str
    line: int = 1
    offset: int = 0


@dataclass(frozen=True)
class Finding:
    """One thing an editor should see; `quote` is the place in the text, if any.

    `quote` is as it stands in the field that `where` names, marks and all, cut to 300
    characters. `suggestion` is a wording to take instead, where there is one; `places`
    says how often the quotation stands in the text.
    """

    code: str
    level: str
    message: str
    quote: str = ""
    where: Place | None = None
    suggestion: str = ""
    places: int = 1

    @property
    def blocks(self) -> bool:
        return self.level == BLOCKING

    @property
    def level_in_words(self) -> str:
        return _("holds the text back") if self.blocks else _("advice")

    def as_dict(self) -> dict[str, Any]:
        """The finding as JSON shows it."""
        where = self.where
        return {
            "code": self.code,
            "level": self.level,
            "message": str(self.message),
            "quote": self.quote,
            "suggestion": self.suggestion,
            "where": where
            and {"field": where.field, "line": where.line, "offset": where.offset},
        }
