"""A page cache over the site, with a clock in the test's hand, and questions to it."""

import itertools
import time
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from unittest import mock

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from alsinfo.public.pages import PageCache
from alsinfo.public.pages.watch import Watch

HOST = "testserver"


class Hand:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.gone = 0.0
        self.start = time.time()

    def tick(self) -> float:
        return self.gone

    def now(self) -> float:
        return self.start + self.gone


class Answer:
    """What came back: status as a number, headers by lower-case names, the bytes."""

    def __init__(self, status: str, headers: list, body: bytes) -> None:
        self.status = int(status.split()[0])
        self.headers = {name.lower(): value for name, value in headers}
        self.names = [name.lower() for name, _value in headers]
        self.body = body

    def __getitem__(self, name: str) -> str | None:
        return self.headers.get(name)


class Counted:
    """An application that counts what it is asked for, and can be made to wait."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.asked: list[str] = []

    def __call__(self, environ: Any, start: Any) -> Any:
        query = environ.get("QUERY_STRING", "")
        self.asked.append(environ["PATH_INFO"] + (f"?{query}" if query else ""))
        return self.app(environ, start)


class Worker:
    """One process of the site: Django behind a page cache of its own."""

    def __init__(self, app: Any = None, most: int = 5_000_000) -> None:
        self.hand = Hand()
        self.django = Counted(app or WSGIHandler())
        watch = Watch(most, self.hand.tick, self.hand.now)
        self.cache = PageCache(self.django, watch=watch)

    def ask(self, path: str, method: str = "GET", **headers: str | None) -> Answer:
        """One request; headers are named like `if_none_match`; None leaves one out."""
        said: list[Any] = []
        with closing_nothing():
            told = self.cache(
                environ(path, method, headers),
                lambda status, pairs, fault=None: said.extend((status, pairs)),
            )
            body = b"".join(told)
            getattr(told, "close", lambda: None)()
        return Answer(said[0], said[1], body)

    @property
    def shelf(self) -> Any:
        with closing_nothing():
            edition, _tick = self.cache.watch.edition()
        return edition.shelf

    def renders(self, path: str, **headers: str | None) -> int:
        """How often Django is asked while a page is asked for once."""
        before = len(self.django.asked)
        self.ask(path, **headers)
        return len(self.django.asked) - before


@contextmanager
def closing_nothing():
    """A request of Django's own closes the connection that the test stands on."""
    signals = [request_started, request_finished]
    held = [signal.disconnect(close_old_connections) for signal in signals]
    try:
        with mock.patch("alsinfo.public.pages.watch.close_old_connections"):
            yield
    finally:
        for signal, was in zip(signals, held, strict=True):
            if was:
                signal.connect(close_old_connections)


def environ(path: str, method: str, headers: dict[str, str | None]) -> dict[str, Any]:
    path, _mark, query = path.partition("?")
    made = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(b""),
        "wsgi.errors": BytesIO(),
    }
    named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    plain = {"HTTP_CONTENT_LENGTH": "CONTENT_LENGTH", "HTTP_SCHEME": "wsgi.url_scheme"}
    for name, value in named.items():
        made[plain.get(name, name)] = value
    return {name: value for name, value in made.items() if value is not None}


junk = (f"utm_{n}={n}&fbclid={n * 7}" for n in itertools.count())
