"""One request asks the clock once: every question about time in it gets one answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class Clock:
    """Middleware that sets `request.at`, an aware instant in UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.at = timezone.now()  # type: ignore[attr-defined]
        return self.get_response(request)
