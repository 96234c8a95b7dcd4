"""What may stand in a text box: refusals with a sentence, never a silent repair."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alsinfo.text import parsed

from .references import unknown_keys

# Characters that turn the direction of writing can make a text read other than it is.
DIRECTION = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Two characters without a shape that some scripts and signs are written with.
JOINERS = frozenset("\u200c\u200d")
# What broken bytes become on their way here; what was meant is lost.
LOST = "\ufffd"
LINE_END = re.compile(r"\r\n?")
# The most refusals of one text that are told at once, and the longest quoted address.
MOST_SENTENCES = 20
MOST_OF_ADDRESS = 100


def one_line_end(text: str) -> str:
    """The text with every line end written as `\\n`."""
    return LINE_END.sub("\n", text)


def clean_text(text: str) -> str:
    """One kind of line end; raises ValidationError for characters nobody can see."""
    text = one_line_end(text)
    for number, line in enumerate(text.split("\n"), start=1):
        for character in line:
            if _is_unseen(character):
                raise ValidationError(_sentence(character, number))
    if text and not any(unicodedata.category(c)[0] in "LNPS" for c in text):
        raise ValidationError(_("There is nothing to be seen in it."))
    return text


def clean_marks(text: str) -> str:
    """The text, when its marks name something and its links lead somewhere.

    Else ValidationError.
    """
    unknown = [message for _key, message in unknown_keys(parsed.marks(text))]
    inert = [_nowhere(*found) for found in parsed.inert_addresses(text)]
    refused = list(dict.fromkeys([*unknown, *inert]))
    if refused:
        raise ValidationError(refused[:MOST_SENTENCES])
    return text


def _is_unseen(character: str) -> bool:
    if character in DIRECTION or character == LOST:
        return True
    if character in {"\t", *JOINERS}:
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs"}


def _sentence(character: str, line: int) -> Any:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower() or _("control character")
    return _("Line %(line)d holds a character nobody can see: %(name)s (%(code)s).") % {
        "line": line,
        "name": name,
        "code": code,
    }


def _nowhere(line: int, address: str) -> Any:
    return _(
        "Line %(line)d: the address “%(address)s” is not one that we print. A link "
        "begins with https://, http://, mailto:, tel:, / or #; a picture with /media/."
    ) % {"line": line, "address": address[:MOST_OF_ADDRESS]}
