"""What a request may carry at most, looked at before a byte of its body is read.

Django bounds forms and JSON itself, but writes an uploaded file of any size to the
disk, and does so before it knows who sends it. Imports Django only.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

MOST_OF_ADDRESS = 8_000  # characters of path and query
SENTENCES = {
    411: "Please say how long the request is.\n",
    413: "This is more than the site takes at once. Nothing was saved.\n",
    414: "This address is longer than any of ours.\n",
}


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
    if len(request.get_full_path()) > MOST_OF_ADDRESS:
        return 414
    length = meta.get("CONTENT_LENGTH") or ""
    if not length and "HTTP_TRANSFER_ENCODING" in meta:
        return 411  # Django would take it for a request without a body.
    if length and not (length.isascii() and length.isdigit() and len(length) < 12):
        return 413
    files = meta.get("CONTENT_TYPE", "").lower().startswith("multipart/")
    most = settings.MOST_BYTES if files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return 413 if int(length or 0) > most else None
