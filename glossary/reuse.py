"""Answers for programs: JSON and feeds that any site may read, asked again cheaply.

Serves every kind of entry. These addresses know no visitor, so any origin may have
them. Imports Django and `alsinfo.text`; `addresses` says where an address leads.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
)
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from alsinfo.text import elsewhere

from . import addresses
from .graph import instant

METHODS = ("GET", "HEAD")
# Nothing here is for one visitor alone: pages of other sites may read it.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
View = Callable[..., HttpResponse]


def read_only(view: View) -> View:
    """A view that only answers reading, and tells everybody else so in a sentence."""

    # Exempt, so that a post meets the sentence and not the one of a lost cookie.
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in METHODS:
            return view(request, *args, **kwargs)
        said = _("This address can be read, and nothing else.") + "\n"
        kind = "text/plain; charset=utf-8"
        return HttpResponseNotAllowed(METHODS, said, content_type=kind, headers=OPEN)

    return answer


def in_json(view: View) -> View:
    """A read-only view whose 404 and redirects are for programs too."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            told = {"error": _("There is nothing at this address.")}
            response = as_json(request, told, status=404)
        for name, value in OPEN.items():
            response.headers.setdefault(name, value)
        return response

    return read_only(answer)


def as_json(
    request: HttpRequest, told: Any, status: int = 200, kind: str = "application/json"
) -> HttpResponse:
    """JSON as an answer; a copy that is still right is not sent again."""
    body = elsewhere.as_json(told, indent=1) + "\n"
    return answer(request, body, f"{kind}; charset=utf-8", status=status)


def answer(
    request: HttpRequest,
    body: str,
    kind: str,
    *,
    status: int = 200,
    changed: datetime | None = None,
) -> HttpResponse:
    """The body with its validators, or 304; a validator that says nothing is ignored.

    `changed` must be later whenever the body is another one.
    """
    content = body.encode()
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    seconds = int(changed.timestamp()) if changed else None
    if status == 200 and _has_it(request, etag, seconds):
        response: HttpResponse = HttpResponseNotModified(headers=OPEN)
    else:
        response = HttpResponse(content, content_type=kind, status=status, headers=OPEN)
    if status == 200:
        response["ETag"] = etag
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    return response


def _has_it(request: HttpRequest, etag: str, seconds: int | None) -> bool:
    """Whether who asks holds this very body already."""
    asked = request.headers.get("If-None-Match")
    if asked is not None:
        tags = [tag.removeprefix("W/") for tag in parse_etags(asked)]
        return etag in tags or tags == ["*"]
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return None not in (seconds, since) and seconds <= since


def gone(request: HttpRequest, model: Any, slug: str) -> HttpResponse:
    """When and why a public text ended; a 404 where none ever was."""
    ended = addresses.last_text(model, slug, request.at)
    told = {
        "error": _("This page was taken off the site."),
        "shown_until": instant(ended.live_until),
        "reason": ended.end_reason or _("Its time ended as planned."),
    }
    return as_json(request, told, status=410)
