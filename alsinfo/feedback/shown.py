"""What a page shows, named so that a form opened from it still knows it later.

A page is named by its address, and the version of its text by the instant at which it
came on show. Imports Django only.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateparse import parse_datetime

SECOND = timedelta(seconds=1)


def written(began: datetime | None) -> str:
    """The instant in UTC, exact; empty for None."""
    return f"{began.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if began else ""


def read(words: str) -> datetime | None:
    """The instant that `written` wrote; None for what is none.

    Older forms know whole seconds only: then the last moment of that second.
    """
    try:
        instant = parse_datetime(words)
        if instant is None or instant.tzinfo is None:
            return None
        exact = instant.astimezone(UTC)
        return exact if exact.microsecond else exact + SECOND - instant.resolution
    except (ValueError, OverflowError):
        return None


def place(page: Mapping[str, Any]) -> tuple[str, datetime | None]:
    """What a page shows, by the context of its template: an address and an instant.

    A past text has an address of its own; a preview is on no page that readers know.
    """
    if page.get("preview"):
        return "", None
    past = page.get("past")
    if past:
        return f"{past.history_address}{past.version.number}/", None
    return page.get("path", ""), getattr(page.get("revision"), "live_from", None)


def report_form(address: str = "", began: datetime | None = None) -> str:
    """The address of the form that reports a mistake in what is shown there."""
    given = {"page": address, "shown": written(began)}
    query = urlencode(
        {name: value for name, value in given.items() if value}, safe="/:"
    )
    form = reverse("feedback:report")
    return f"{form}?{query}" if query else form
