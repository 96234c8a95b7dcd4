"""Bytes of a file as text: which encoding they are in, and whether they are text."""

import codecs

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


class NotADocumentError(ValueError):
    """What was given cannot become a draft; the text is a sentence without a name."""


def decode(data: bytes) -> str:
    """Return the text of a file; raises `NotADocumentError` when it is none.

    A byte order mark decides; then UTF-8; then the Windows code page of western
    Europe, of which Latin-1 is a part but for its control characters.
    """
    if not data.strip():
        raise NotADocumentError("it is empty.")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_strictly(data[len(bom) :], encoding))
    for encoding in ("utf-8", "cp1252"):
        try:
            return _checked(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _checked(data.decode("latin-1"))


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
    return text
