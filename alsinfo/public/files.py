"""Static files, read from their folder when the first of them is asked for.

WhiteNoise looks at each file when it begins. Where nginx gives out the files no worker
ever needs that, and elsewhere it need not wait before the first page.
"""

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

WHITENOISE = "whitenoise.middleware"
Answer = Callable[[HttpRequest], HttpResponseBase]


class Files:
    """Middleware: WhiteNoise for the addresses of static files."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(settings.STATIC_URL):
            return self.get_response(request)
        with self._lock:
            files = self._files
        return files(request)

    @cached_property
    def _files(self) -> Answer:
        made: Answer = import_module(WHITENOISE).WhiteNoiseMiddleware(self.get_response)
        return made
