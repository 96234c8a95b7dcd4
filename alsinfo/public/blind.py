"""Public pages do not look at cookies: so they set none, whatever a visitor sends.

Without this a broken or foreign cookie makes Django answer with one of its own.
And they lead to public addresses only: so a server reads the editors' side, which is
half of its start, when somebody comes to work. Imports Django only.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# The only addresses that know who is there.
SIGNED_IN = ("/admin/", "/accounts/")
DOOR = "/accounts/"
WHOLE, READERS, AT_THE_DOOR = (
    f"alsinfo.{name}" for name in ("urls", "readers_urls", "door_urls")
)
READING = ("GET", "HEAD")


def readers_urls() -> str:
    """The addresses that public pages need."""
    return unless_testing(READERS)


def unless_testing(addresses: str) -> str:
    """Some of the addresses; a test may have addresses of its own."""
    return addresses if settings.ROOT_URLCONF == WHOLE else settings.ROOT_URLCONF


class Blind:
    """Middleware; stands before everything that reads a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(SIGNED_IN):
            request.COOKIES = {}
            if request.method in READING:
                request.urlconf = readers_urls()
        elif request.path.startswith(DOOR):
            request.urlconf = unless_testing(AT_THE_DOOR)
        return self.get_response(request)
