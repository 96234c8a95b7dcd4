"""What the frame of every page asks of the site. Never queries; knows no visitor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

SECTIONS = {"public:topics": "topics", "public:topic": "topics"}


def site(request: HttpRequest) -> dict[str, Any]:
    """`site_url` without a last slash, the `path` that was asked for, and `section`:
    the way in that is followed.
    """
    match = request.resolver_match
    section = SECTIONS.get(match.view_name, match.namespace) if match else ""
    return {"site_url": settings.SITE_URL, "path": request.path, "section": section}
