"""A text that leaves its page: for feeds, for programs, for a script element.

Addresses are made whole, and what XML or a script element cannot hold is written out.
Pure. Only reads HTML that `markup` or a template of ours wrote: no raw `<` in words,
every attribute in double quotes.
"""

import json
import re
from typing import Any

_ELEMENT = re.compile(r'<(?:a|img)(?:\s+[\w-]+="[^"]*")*\s*>')
_OWN_ADDRESS = re.compile(r'(\s(?:href|src)=")([/#])')
# Said by what it is, not by what it is not: that is compiled fifteen times as fast.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A script element could end at them; as escapes they are the same JSON.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def with_whole_addresses(html: str, site: str, page: str) -> str:
    """The HTML with links and pictures that work anywhere.

    `site` is the site's address without a last slash, `page` that of the text's page.
    """
    own = {"/": f"{site}/", "#": f"{page}#"}

    def whole(found: re.Match[str]) -> str:
        return _OWN_ADDRESS.sub(lambda part: part[1] + own[part[2]], found[0])

    return _ELEMENT.sub(whole, html)


def for_xml(value: Any) -> Any:
    """A text, or each text of a list, with U+FFFD for what XML does not allow."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [for_xml(part) for part in value]
    return value


def as_json(value: Any, indent: int | None = None) -> str:
    """JSON in ASCII without `<`, `>` and `&`: it stays a text wherever it is put."""
    return json.dumps(value, indent=indent).translate(_ESCAPES)
