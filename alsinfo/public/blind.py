"""Public pages do not look at cookies: so they set none, whatever a visitor sends.

Without this a broken or foreign cookie makes Django answer with one of its own.
Imports Django only.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The only addresses that know who is there.
SIGNED_IN = ("/admin/", "/accounts/")


class Blind:
    """Middleware; stands before everything that reads a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(SIGNED_IN):
            request.COOKIES = {}
        return self.get_response(request)
