"""The WSGI application in front of Django: answers from the shelf what stands there.

What it does not know it hands on. Public pages that are not kept (errors, days of the
past) are compressed, and told not to be kept by others either.
"""

from collections.abc import Callable, Iterable
from functools import partial
from threading import Event
from typing import Any

from django.conf import settings

from ..blind import SIGNED_IN
from .answer import MAX_AGE, Headers, Page, Taken, cache_control, is_conditional
from .asking import Desired, Key
from .encodings import WORTH_IT, chosen, encoded
from .watch import Edition, Watch

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]
PATIENCE = 5.0  # seconds that one waits for a page that another is making
TEXTS = (
    "text/",
    *("application/ld+json", "application/json"),
    *("application/xml", "application/atom+xml"),
)
SAFE = ("GET", "HEAD")


class PageCache:
    """Wraps Django; `most` is how many bytes of pages a process keeps."""

    def __init__(
        self, app: App, most: int | None = None, watch: Watch | None = None
    ) -> None:
        self.app = app
        self.watch = watch or Watch(most or settings.PAGE_CACHE_MB * 1_000_000)
        self.desired = Desired()
        self._not_ours = (*SIGNED_IN, settings.STATIC_URL)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in SAFE:
            return self.app(environ, start)
        key = self.desired.key(environ)
        if key is None:
            return self._pass(environ, start)
        edition, tick = self.watch.edition()
        if edition is None:
            return self._pass(environ, start)
        page = edition.shelf.get(key)
        if page is None:
            return self._fill(Key(*key), edition, environ, start)
        return _give(page, key, edition, tick, environ, start)

    def _fill(
        self, key: Key, edition: Edition, environ: Environ, start: Start
    ) -> Iterable[bytes]:
        """Make the page, or wait for whoever is making it."""
        if self.desired.declaration(key.path) is None:
            return self._pass(environ, start)
        making = edition.shelf.begin(key)
        if making is not None:
            return self._wait(making, key, edition, environ, start)
        taken = self._make(key, edition, environ)
        page = edition.shelf.get(key)
        if page is None:
            return _say(taken, environ, start)
        return _give(page, key, edition, self.watch.edition()[1], environ, start)

    def _wait(
        self, making: Event, key: Key, edition: Edition, environ: Environ, start: Start
    ) -> Iterable[bytes]:
        """Take what another makes; what comes too late or not at all, make alone."""
        making.wait(PATIENCE)
        current, tick = self.watch.edition()
        page = edition.shelf.get(key)
        if page is not None and current is edition:
            return _give(page, key, edition, tick, environ, start)
        return _say(take(self.app, self.desired.plain(environ, key)), environ, start)

    def _make(self, key: Key, edition: Edition, environ: Environ) -> Taken:
        try:
            taken = take(self.app, self.desired.plain(environ, key))
            if may_be_kept(taken):
                page = Page(taken, edition.begun)
                edition.shelf.put(key, page, len(taken.body))
            return taken
        finally:
            edition.shelf.end(key)

    def _pass(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Hand on what is not kept."""
        if environ["PATH_INFO"].startswith(self._not_ours):
            return self.app(environ, start)
        return _say(take(self.app, environ), environ, start)


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


def may_be_kept(taken: Taken) -> bool:
    """Whether an answer is a page, the same for everybody, about which nothing is said.

    What a view itself says of keeping (Cache-Control) is respected: it is not kept.
    """
    vary = {word.strip().lower() for v in taken.all("vary") for word in v.split(",")}
    policies = " ".join(taken.all("content-security-policy"))
    return (
        taken.status.startswith("200")
        and vary <= {"", "accept-encoding"}
        and "nonce-" not in policies
        and not any(map(taken.all, ("set-cookie", "cache-control", "content-encoding")))
    )


def _give(
    page: Page,
    key: tuple[bool, str, str, str],
    edition: Edition,
    tick: float,
    environ: Environ,
    start: Start,
) -> list[bytes]:
    """The page in the visitor's encoding, or that they have it already."""
    encoding = chosen(environ.get("HTTP_ACCEPT_ENCODING"))
    variant = page.variants.get(encoding)
    if variant is None:
        grew = partial(edition.shelf.grow, key, page)
        variant = page.make(encoding, grew)
    known = is_conditional(environ) and page.is_known(environ, variant.etag)
    headers = variant.not_modified if known else variant.headers
    left = edition.ends - tick
    if left < MAX_AGE:
        headers = [*headers[:-1], ("Cache-Control", cache_control(left))]
    else:
        headers = headers[:]  # A server may write into the list that it is given.
    if known:
        start("304 Not Modified", headers)
        return []
    start("200 OK", headers)
    return variant.body if environ["REQUEST_METHOD"] == "GET" else []


def _say(taken: Taken, environ: Environ, start: Start) -> list[bytes]:
    """An answer that is not kept, here or elsewhere."""
    body, headers = taken.body, list(taken.headers)
    plain = not taken.all("content-encoding")
    if plain and _is_text(taken) and len(body) >= WORTH_IT:
        body, headers = _compressed(taken, environ)
    if not taken.status.startswith("3") and not taken.all("cache-control"):
        headers.append(("Cache-Control", "no-store"))
    start(taken.status, headers)
    return [body] if environ["REQUEST_METHOD"] == "GET" else []


def _is_text(taken: Taken) -> bool:
    return any(kind.startswith(TEXTS) for kind in taken.all("content-type"))


def _compressed(taken: Taken, environ: Environ) -> tuple[bytes, Headers]:
    encoding = chosen(environ.get("HTTP_ACCEPT_ENCODING"))
    body = encoded(taken.body, encoding)
    vary = ", ".join([*taken.all("vary"), "Accept-Encoding"])
    mine = {"content-length", "vary"}
    headers = [pair for pair in taken.headers if pair[0].lower() not in mine]
    headers += [("Vary", vary), ("Content-Length", str(len(body)))]
    if encoding != "identity":
        headers = [_weakened(pair) for pair in headers]
        headers.append(("Content-Encoding", encoding))
    return body, headers


def _weakened(pair: tuple[str, str]) -> tuple[str, str]:
    """A tag that a view gave its plain bytes is no strong one of other bytes."""
    name, value = pair
    is_strong_tag = name.lower() == "etag" and not value.startswith("W/")
    return (name, f"W/{value}") if is_strong_tag else pair
