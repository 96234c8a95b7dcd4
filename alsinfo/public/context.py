"""What every template may ask of the site. Imports Django only, and never queries."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

SECTIONS = {"public:topics": "topics", "public:topic": "topics"}


def site(request: HttpRequest) -> dict[str, Any]:
    """`site_url` without a last slash, and `section`: the way in that is followed."""
    match = request.resolver_match
    section = SECTIONS.get(match.view_name, match.namespace) if match else ""
    return {"site_url": settings.SITE_URL, "section": section}
