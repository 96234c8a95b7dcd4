"""What stands in one cell: made harmless for spreadsheets, and lists. Pure.

A cell that begins like a formula gets an apostrophe before it, which a spreadsheet
shows and does not compute. Reading takes away exactly what writing put there, so
`plain(harmless(text)) == text` for every text.
"""

import re
import unicodedata

APOSTROPHE = "'"
FORMULA = frozenset("=+-@")
# Also begin a formula, or a new cell, once a spreadsheet has taken them away.
BLANK_BEGINNINGS = frozenset("\t\r\n")
_PIECE = re.compile(r"\\[\\;]|;|\r\n?|\n|[^\\;\r\n]+|\\")


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return APOSTROPHE + text if _is_risky(text.lstrip(APOSTROPHE)) else text


def plain(cell: str) -> str:
    """The text of a cell, without the apostrophe that `harmless` put before it."""
    guarded = cell.startswith(APOSTROPHE) and _is_risky(cell.lstrip(APOSTROPHE))
    return cell[1:] if guarded else cell


def is_formula(cell: str) -> bool:
    """Whether a cell, as it came, begins like a formula."""
    return _first_seen(cell) in FORMULA


def _is_risky(text: str) -> bool:
    return text[:1] in BLANK_BEGINNINGS or is_formula(text)


def _first_seen(text: str) -> str:
    """The first character that is seen, in its plain form: `＝` counts as `=`."""
    for character in text:
        if not (character.isspace() or unicodedata.category(character)[0] == "C"):
            return unicodedata.normalize("NFKC", character)[:1]
    return ""


def join(items: list[str]) -> str:
    """Several values as one cell; a semicolon or backslash in one gets a backslash.

    Each is made harmless: many spreadsheets part a line at semicolons.
    """
    return ";".join(re.sub(r"([\\;])", r"\\\1", harmless(item)) for item in items)


def split(cell: str) -> list[str]:
    """The values of a cell, stripped and without empty ones."""
    return [plain(value) for value in pieces(cell)]


def pieces(cell: str) -> list[str]:
    """The values as they stand in the cell. Linear.

    A line end parts them too: no value has one.
    """
    values, now = [], ""
    for piece in _PIECE.findall(cell):
        if piece == ";" or piece[0] in "\r\n":
            values.append(now)
            now = ""
        else:
            now += piece[1] if len(piece) == 2 and piece[0] == "\\" else piece
    return [value.strip() for value in [*values, now] if value.strip()]
