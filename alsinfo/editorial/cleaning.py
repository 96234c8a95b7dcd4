"""What may stand in a text box: refusals with a sentence, never a silent repair."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alsinfo.text import marks

from .references import unknown_keys

# Characters that turn the direction of writing can make a text read other than it is.
DIRECTION = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
LINE_END = re.compile(r"\r\n?")


def clean_text(text: str) -> str:
    """One kind of line end; raises ValidationError for characters nobody can see."""
    text = LINE_END.sub("\n", text)
    for number, line in enumerate(text.split("\n"), start=1):
        for character in line:
            if _is_unseen(character):
                raise ValidationError(_sentence(character, number))
    return text


def clean_marks(text: str) -> str:
    """The text, when every mark in it names something; else ValidationError."""
    unknown = [message for _key, message in unknown_keys(marks.find(text))]
    if unknown:
        raise ValidationError(unknown)
    return text


def _is_unseen(character: str) -> bool:
    if character in DIRECTION:
        return True
    return character != "\t" and unicodedata.category(character) in {"Cc", "Cs", "Co"}


def _sentence(character: str, line: int) -> Any:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower() or _("control character")
    return _("Line %(line)d holds a character nobody can see: %(name)s (%(code)s).") % {
        "line": line,
        "name": name,
        "code": code,
    }
