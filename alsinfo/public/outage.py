"""The answer when something broke: 503 when the database is away, else 500.

Imports Django only, and touches neither database, session nor template context: it has
to work when nothing else does. It is the `handler500` of the urls, because Django calls
that for an error in any middleware too, while the error is still being handled.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.defaults import server_error as plain_server_error

RETRY_AFTER = "10"  # seconds; a writer waits 20 s for SQLite before it gets here
SAFE = ("GET", "HEAD")


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell a database that is locked or away apart from a fault of the site."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return plain_server_error(request)
    return HttpResponse(
        f"{_sentence(request)}\n",
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={
            "Retry-After": RETRY_AFTER,
            "Cache-Control": "no-store",
            "Content-Language": get_language() or "",
        },
    )


def _sentence(request: HttpRequest) -> str:
    """What went wrong; only whoever sent something is told what became of it."""
    away = _(
        "This page cannot be shown just now, because our database does not answer."
    )
    if request.method in SAFE:
        return f"{away} {_('Please try again in a moment.')}"
    again = _("What you sent was not saved. Please go back and try again in a moment.")
    return f"{away} {again}"
