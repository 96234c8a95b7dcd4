"""One page as ready bytes: its bodies, its headers, and what a browser has already.

Headers are lists of pairs as WSGI wants them, made once for each encoding.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any, NamedTuple

from django.utils.http import http_date, parse_http_date_safe

from .encodings import WORTH_IT, encoded

Headers = list[tuple[str, str]]
Body = list[bytes]
MAX_AGE = 60  # seconds for which a browser need not ask
# A cache that all share asks again after a second; for nginx it may be nearly two.
SHARED_MAX_AGE = 1
IN_FRONT = 2
# With as much time left nothing that is known to come shortens these.
FAR_OFF = MAX_AGE + IN_FRONT
STALE_IF_ERROR = 3_600
# What a page costs besides its bytes: objects, headers, its place on the shelf.
OVERHEAD = 3_000
# Headers that are made anew for each encoding, or that only the server may say.
OURS = {
    *("cache-control", "content-encoding", "content-length", "date", "etag"),
    *("last-modified", "vary"),
}
ABOUT_THE_BODY = {"content-type", "content-encoding", "content-length"}


class Taken(NamedTuple):
    """An answer of Django's, whole."""

    status: str
    headers: Headers
    body: bytes

    def all(self, name: str) -> list[str]:
        """The values of a header, whose name is given in lower case."""
        return [value for own, value in self.headers if own.lower() == name]


class Variant(NamedTuple):
    """The page in one encoding; `headers` and `not_modified` end in Cache-Control."""

    etag: str
    last_modified: str
    changed: int  # seconds since 1970
    headers: Headers
    not_modified: Headers
    body: Body

    def is_known(self, environ: Mapping[str, Any]) -> bool:
        """Whether the visitor has these very bytes: `If-None-Match` and, without it,
        `If-Modified-Since`.
        """
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is not None:
            return bool(tags == self.etag) or _names(tags.split(","), self.etag)
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if since is None or since == self.last_modified:
            return since is not None
        instant = parse_http_date_safe(since)
        return instant is not None and instant >= self.changed


def cache_control(seconds: float = FAR_OFF) -> str:
    """How long an answer may be kept: never past what is known to come in so many
    seconds, nor is a copy that has stood in a cache in front of us.

    That stale pages are not to be shown while a new one is fetched is said outright:
    a cache that is told nothing has a rule of its own.
    """
    left = max(0, int(seconds))
    own = max(0, min(MAX_AGE, left - IN_FRONT))
    return (
        f"public, max-age={own}, s-maxage={min(SHARED_MAX_AGE, left)}, "
        f"stale-while-revalidate=0, stale-if-error={STALE_IF_ERROR}"
    )


class Page:
    """One answer to everybody. `changed` is in seconds since 1970."""

    def __init__(self, taken: Taken, changed: float) -> None:
        self.last_modified = http_date(changed)
        self._changed = int(changed)
        self._headers = [p for p in taken.headers if p[0].lower() not in OURS]
        self._bytes = taken.body
        self.variants: dict[str, Variant] = {}
        self._lock = Lock()

    def make(self, encoding: str, grew: Callable[[int], None]) -> Variant:
        """The page in an encoding; the first time it is made, and `grew` told."""
        with self._lock:
            found = self.variants.get(encoding)
            if found is None:
                found = self._made(encoding)
                self.variants[encoding] = found
                own = found.body[0] is not self._bytes
                grew(OVERHEAD + own * len(found.body[0]))
        return found

    def _made(self, encoding: str) -> Variant:
        body = self._bytes
        if encoding != "identity" and len(body) >= WORTH_IT:
            body = encoded(body, encoding)
        etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
        headers = [*self._headers, ("Content-Length", str(len(body)))]
        if body is not self._bytes:
            headers.append(("Content-Encoding", encoding))
        headers += [
            ("ETag", etag),
            ("Last-Modified", self.last_modified),
            ("Vary", "Accept-Encoding"),
            ("Cache-Control", cache_control()),
        ]
        unchanged = [p for p in headers if p[0].lower() not in ABOUT_THE_BODY]
        return Variant(
            etag, self.last_modified, self._changed, headers, unchanged, [body]
        )


def is_conditional(environ: Mapping[str, Any]) -> bool:
    """Whether the visitor says what they have."""
    return "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ


def _names(tags: Iterable[str], etag: str) -> bool:
    """Whether a list of tags has this one, strong or weak, or is a star."""
    said = [tag.strip() for tag in tags]
    return said == ["*"] or any(tag.removeprefix("W/") == etag for tag in said)
