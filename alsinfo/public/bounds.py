"""What a request may carry at most, looked at before a byte of its body is read.

Django bounds forms and JSON itself, but writes an uploaded file of any size to the
disk, and does so before it knows who sends it. Imports Django only.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

MOST_OF_ADDRESS = 8_000  # characters of path and query
# What is looked for may be pasted whole; the search reads its beginning.
MOST_OF_SEARCH = 4_000_000
SEARCH = "/search/"
# It bounds itself, so as to give back what somebody wrote, or say so on a page of ours.
REPORT = "/report/"
SENTENCES = {
    411: "Please say how long the request is.\n",
    413: "This is more than the site takes at once. Nothing was saved.\n",
    414: "This address is longer than any of ours.\n",
}


class OnlyUtf8:
    """Wraps Django, which would read even the address in the encoding of the body.

    Some encodings stop it before a middleware could answer. A body in another one gets
    415; a name beside a request without a body means nothing, and is taken away.
    """

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        kind = environ.get("CONTENT_TYPE", "")
        if "charset" not in kind.lower() or _is_utf_8(kind):
            return self.app(environ, start)
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self.app(environ | {"CONTENT_TYPE": ""}, start)
        plain = ("Content-Type", "text/plain; charset=utf-8")
        start("415 Unsupported Media Type", [plain, ("Cache-Control", "no-store")])
        return [b"Please write in UTF-8. Nothing was saved.\n"]


def _is_utf_8(kind: str) -> bool:
    _type, parameters = parse_header_parameters(kind)
    return parameters.get("charset", "utf-8").lower() in ("utf-8", "utf8")


class Bounds:
    """Answers 411, 413 or 414 to what is too large; nothing else is even begun."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status = excess(request)
        if status is None:
            return self.get_response(request)
        response = HttpResponse(
            SENTENCES[status], status=status, content_type="text/plain; charset=utf-8"
        )
        response["Cache-Control"] = "no-store"
        return response


def excess(request: HttpRequest) -> int | None:
    """The status for what is too much of this request, or None."""
    meta = request.META
    most = MOST_OF_SEARCH if request.path == SEARCH else MOST_OF_ADDRESS
    if len(request.get_full_path()) > most:
        return 414
    length = meta.get("CONTENT_LENGTH") or ""
    if not length and "HTTP_TRANSFER_ENCODING" in meta:
        return 411  # Django would take it for a request without a body.
    if length and not (length.isascii() and length.isdigit() and len(length) < 12):
        return 413
    if request.path == REPORT:
        return None
    files = meta.get("CONTENT_TYPE", "").lower().startswith("multipart/")
    most = settings.MOST_BYTES if files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return 413 if int(length or 0) > most else None
