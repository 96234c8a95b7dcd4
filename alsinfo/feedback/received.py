"""What a reader's form brings, read as far as it is worth reading.

In some scripts a letter takes nine bytes on the way here: what Django's own bound would
refuse may be one long report, whose words are to be given back. Imports Django only.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, QueryDict

MOST_READ = 8_000_000  # bytes: a million line breaks, percent-encoded, and more
MOST_KEPT = 1_000_000  # characters of one field
URLENCODED = "application/x-www-form-urlencoded"


class TooLongError(Exception):
    """More than is read; nothing of it was."""


def given_in(request: HttpRequest) -> QueryDict:
    """The parameters of the address, or of the form that was sent.

    Raises `TooLongError` before a byte is read, but for a form in parts.
    """
    if request.method != "POST":
        return request.GET
    if _length(request) > MOST_READ:
        raise TooLongError
    if request.content_type == URLENCODED:
        return QueryDict(request.read(MOST_READ), encoding=settings.DEFAULT_CHARSET)
    try:
        return request.POST
    except RequestDataTooBig as error:
        raise TooLongError from error


def cut(given: QueryDict) -> tuple[dict[str, str], list[str]]:
    """The last value of each field, none longer than is kept; names of those cut."""
    fields = {name: value or "" for name, value in given.items()}
    long = [name for name, value in fields.items() if len(value) > MOST_KEPT]
    return {name: value[:MOST_KEPT] for name, value in fields.items()}, long


def _length(request: HttpRequest) -> int:
    words = request.META.get("CONTENT_LENGTH") or "0"
    return int(words) if words.isascii() and words.isdigit() else MOST_READ + 1
