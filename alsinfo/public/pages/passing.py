"""Answers that are not kept: taken whole from Django, and compressed on their way out.

Only what is public and sets no cookie is compressed: it holds no secret that could be
guessed from a length. Imports its neighbours and Django's settings.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from ..blind import SIGNED_IN
from .answer import Headers, Taken
from .encodings import ONCE, WORTH_IT, chosen, encoded

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]
SAFE = ("GET", "HEAD")
TEXTS = (
    "text/",
    *("application/ld+json", "application/json"),
    *("application/xml", "application/atom+xml"),
)


class Compressing:
    """Wraps Django: public pages leave compressed, and nothing is kept."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._not_ours = (*SIGNED_IN, settings.STATIC_URL)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if self.passes(environ):
            return self.app(environ, start)
        return say(compressed(take(self.app, environ), environ), environ, start)

    def passes(self, environ: Environ) -> bool:
        """Whether a request is none of ours: its answer is left as it is."""
        if environ["REQUEST_METHOD"] not in SAFE:
            return True
        return bool(environ["PATH_INFO"].startswith(self._not_ours))


def take(app: App, environ: Environ) -> Taken:
    """The whole answer of an application."""
    said: list[Any] = []

    def begin(status: str, headers: Headers, fault: Any = None) -> None:
        said[:] = status, headers

    told = app(environ, begin)
    try:
        body = b"".join(told)
    finally:
        close = getattr(told, "close", None)
        if close is not None:
            close()
    return Taken(*said, body)


def say(taken: Taken, environ: Environ, start: Start) -> list[bytes]:
    """Give a whole answer to the server."""
    start(taken.status, taken.headers)
    return [taken.body] if environ["REQUEST_METHOD"] == "GET" else []


def for_nobody_else(taken: Taken) -> Taken:
    """The answer with a word to caches: what we do not keep, nobody is to keep."""
    if taken.status.startswith("3") or taken.all("cache-control"):
        return taken
    return taken._replace(headers=[*taken.headers, ("Cache-Control", "no-store")])


def compressed(taken: Taken, environ: Environ) -> Taken:
    """The answer in the visitor's encoding, where that is worth it and safe."""
    if not _may_be_compressed(taken):
        return taken
    encoding = chosen(environ.get("HTTP_ACCEPT_ENCODING"))
    body = encoded(taken.body, encoding, ONCE)
    vary = ", ".join([*taken.all("vary"), "Accept-Encoding"])
    mine = {"content-length", "vary"}
    headers = [pair for pair in taken.headers if pair[0].lower() not in mine]
    headers += [("Vary", vary), ("Content-Length", str(len(body)))]
    if encoding != "identity":
        headers = [_weakened(pair) for pair in headers]
        headers.append(("Content-Encoding", encoding))
    return Taken(taken.status, headers, body)


def _may_be_compressed(taken: Taken) -> bool:
    is_text = any(kind.startswith(TEXTS) for kind in taken.all("content-type"))
    touched = taken.all("content-encoding") or taken.all("set-cookie")
    return is_text and not touched and len(taken.body) >= WORTH_IT


def _weakened(pair: tuple[str, str]) -> tuple[str, str]:
    """A tag that a view gave its plain bytes is no strong one of other bytes."""
    name, value = pair
    is_strong_tag = name.lower() == "etag" and not value.startswith("W/")
    return (name, f"W/{value}") if is_strong_tag else pair
