"""The WSGI application in front of Django: answers from the shelf what stands there.

What it does not know it hands on. Public pages that are not kept (errors, days of the
past) are compressed, and others are told not to keep them either.
"""

from collections.abc import Iterable
from functools import partial
from threading import Event
from typing import Any

from django.conf import settings

from .answer import (
    FAR_OFF,
    Page,
    Taken,
    Variant,
    cache_control,
    is_conditional,
)
from .asking import Desired, Key
from .encodings import chosen
from .passing import (
    SAFE,
    App,
    Compressing,
    Environ,
    Start,
    compressed,
    for_nobody_else,
    say,
    take,
)
from .watch import Edition, Watch

PATIENCE = 5.0  # seconds that one waits for a page that another is making


class PageCache(Compressing):
    """Wraps Django; `most` is how many bytes of pages a process keeps."""

    def __init__(
        self, app: App, most: int | None = None, watch: Watch | None = None
    ) -> None:
        super().__init__(app)
        self.watch = watch or Watch(most or settings.PAGE_CACHE_MB * 1_000_000)
        self.desired = Desired()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Nearly every request ends here: it is spelt like one that was answered."""
        edition, tick = self.watch.peek()
        if edition is not None:
            spelling = tuple(map(environ.get, self.desired.spelt))
            variant = edition.shelf.spelt(spelling)
            if variant is not None:
                return _give(variant, edition, tick, environ, start)
        if environ["REQUEST_METHOD"] not in SAFE:
            return self.app(environ, start)
        return self._find(environ, start)

    def _find(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """The page that is meant, from the shelf or made now."""
        key = self.desired.key(environ)
        if key is None or self.desired.declaration(key.path) is None:
            # It does not wait for the database, which may be asleep.
            return self._pass(environ, start)
        edition, tick = self.watch.edition()
        if edition is None:
            return self._pass(environ, start)
        page = edition.shelf.get(key)
        if page is None:
            return self._fill(key, edition, environ, start)
        return self._show(page, key, edition, tick, environ, start)

    def _fill(
        self, key: Key, edition: Edition, environ: Environ, start: Start
    ) -> Iterable[bytes]:
        """Make the page, or wait for whoever is making it."""
        making = edition.shelf.begin(key)
        if making is not None:
            return self._wait(making, key, edition, environ, start)
        page, taken = self._make(key, edition, environ)
        if page is None:
            return self._say(taken, environ, start)
        tick = self.watch.edition()[1]
        return self._show(page, key, edition, tick, environ, start)

    def _wait(
        self, making: Event, key: Key, edition: Edition, environ: Environ, start: Start
    ) -> Iterable[bytes]:
        """Take what another makes; what comes too late or not at all, make alone."""
        making.wait(PATIENCE)
        current, tick = self.watch.edition()
        page = edition.shelf.get(key)
        if page is not None and current is edition:
            return self._show(page, key, edition, tick, environ, start)
        taken = take(self.app, self.desired.plain(environ, key))
        return self._say(taken, environ, start)

    def _make(
        self, key: Key, edition: Edition, environ: Environ
    ) -> tuple[Page | None, Any]:
        """The page for the shelf, or else what Django answered."""
        try:
            page = edition.shelf.get(key)
            if page is not None:
                return page, None  # Another was quicker by a moment.
            taken = take(self.app, self.desired.plain(environ, key))
            if may_be_kept(taken):
                page = Page(taken, edition.begun)
                edition.shelf.put(key, page, len(taken.body))
            return page, taken
        finally:
            edition.shelf.end(key)

    def _show(
        self,
        page: Page,
        key: Key,
        edition: Edition,
        tick: float,
        environ: Environ,
        start: Start,
    ) -> list[bytes]:
        """Give a page, and know it by this spelling of the request from now on."""
        encoding = chosen(environ.get("HTTP_ACCEPT_ENCODING"))
        variant = page.variants.get(encoding)
        if variant is None:
            variant = page.make(encoding, partial(edition.shelf.grow, key, page))
        if environ["REQUEST_METHOD"] == "HEAD":
            variant = variant._replace(body=[])
        elif self.desired.is_plain(environ, key):
            spelling = tuple(map(environ.get, self.desired.spelt))
            edition.shelf.spell(spelling, key, page, variant)
        return _give(variant, edition, tick, environ, start)

    def _pass(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Hand on what is not kept."""
        if self.passes(environ):
            return self.app(environ, start)
        return self._say(take(self.app, environ), environ, start)

    def _say(self, taken: Taken, environ: Environ, start: Start) -> list[bytes]:
        return say(for_nobody_else(compressed(taken, environ)), environ, start)


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
    variant: Variant, edition: Edition, tick: float, environ: Environ, start: Start
) -> list[bytes]:
    """The page, or that the visitor has it already."""
    known = is_conditional(environ) and variant.is_known(environ)
    headers = variant.not_modified if known else variant.headers
    left = edition.ends - tick
    if left < FAR_OFF:
        headers = [*headers[:-1], ("Cache-Control", cache_control(left))]
    else:
        headers = headers[:]  # A server may write into the list that it is given.
    if known:
        start("304 Not Modified", headers)
        return []
    start("200 OK", headers)
    return variant.body
