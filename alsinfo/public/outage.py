"""The answer when something broke: 503 when the database is away, else 500.

Imports Django only, and touches neither database, session nor template context: it has
to work when nothing else does. It is the `handler500` of the urls, because Django calls
that for an error in any middleware too, while the error is still being handled.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error as plain_server_error

RETRY_AFTER = "10"  # seconds; a writer waits 20 s for SQLite before it gets here
SENTENCE = (
    "The site cannot reach its database just now. Nothing was saved. "
    "Please go back and try again in a moment.\n"
)


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell a database that is locked or away apart from a fault of the site."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return plain_server_error(request)
    return HttpResponse(
        SENTENCE,
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"},
    )
