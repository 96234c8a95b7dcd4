"""Bytes of a file as text: which encoding they are in, and whether they are text."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that text may hold: tab, line ends, form feed.
_ALLOWED = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85")
# More unprintable characters than one in this many, and it is no text.
_RARE = 50

_SOURCE = re.compile(r"<(?:!doctype\s+html|html|head|\?xml)\b", re.I)
_TAG = re.compile(r"</(?:p|div|span|li|ul|a|h[1-6]|t[dr]|section|strong|em)>", re.I)
_FEWEST_TAGS, _LETTERS_A_TAG = 4, 200


class NotADocumentError(ValueError):
    """What was given cannot become a draft; the text is a sentence without a name."""


def decode(data: bytes) -> str:
    """Return the text of a file; raises `NotADocumentError` when it is none.

    A byte order mark decides; then UTF-8; then the Windows code page of western
    Europe, of which Latin-1 is a part but for its control characters. A page of both,
    put together from two, is read as UTF-8 but for the bytes that are none.
    """
    if not data.strip():
        raise NotADocumentError("it is empty.")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_strictly(data[len(bom) :], encoding))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_western(data))


def _western(data: bytes) -> str:
    """Text that is not UTF-8, at least not all of it."""
    mixed = data.decode("utf-8", _BYTES)
    strange = sum(map(mixed.count, map(chr, range(0xDC80, 0xDD00))))
    written = sum(not c.isascii() for c in mixed) - strange
    if 2 * written <= strange:
        return _of_one_byte(data)
    return _LONE.sub(
        lambda found: _of_one_byte(found[0].encode("utf-8", _BYTES)), mixed
    )


_BYTES = "surrogateescape"
_LONE = re.compile("[\udc80-\udcff]{1,1000}")


def _of_one_byte(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotADocumentError("its characters cannot be read.") from None


def _checked(text: str) -> str:
    if "\0" in text:
        raise NotADocumentError("it is not text.")
    controls = sum(map(text.count, map(chr, (*range(32), *range(127, 160)))))
    controls -= sum(map(text.count, _ALLOWED - {"\x85"}))
    if controls * _RARE > len(text):
        raise NotADocumentError("it is not text.")
    start = text[:1_000].lstrip()
    if start.startswith(("%PDF-", "{\\rtf")):
        raise NotADocumentError(
            "it is a PDF or a word processor's file: save its text instead."
        )
    if _SOURCE.match(start) or _is_marked_up(text):
        raise NotADocumentError(
            "it is the source of a web page: save the page as text instead."
        )
    return text


def _is_marked_up(text: str) -> bool:
    """Whether the signs of a web page's source stand in all of a text."""
    tags = sum(1 for _found in _TAG.finditer(text))
    return tags >= _FEWEST_TAGS and tags * _LETTERS_A_TAG > len(text)
