"""Which page a request asks for, read from what the server hands over.

A kept page is named by scheme, host, path and the parameters that it knows. It is made
for a request that holds nothing else, so it cannot depend on anything else.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.request import split_domain_port
from django.urls import Resolver404, resolve

from alsinfo.editorial.storable import Storable

from ..blind import SIGNED_IN, readers_urls

Environ = Mapping[str, Any]
LONGEST_PATH = 300
SPELT = (
    *("HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING"),
    *("REQUEST_METHOD", "SCRIPT_NAME", "wsgi.url_scheme"),
    *("CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"),
)
LONGEST_QUERY = 4_000  # characters; a longer one is Django's to refuse or to answer


class Key(NamedTuple):
    """The name of a kept page; `query` as we write it."""

    secure: bool
    host: str
    path: str
    query: str


class Desired:
    """Reads keys. One of them serves a whole process."""

    def __init__(self) -> None:
        # The host is asked for in one spelling, whatever the visitor's: bounded names.
        hosts = [host.lower() for host in settings.ALLOWED_HOSTS]
        netloc = urlsplit(settings.SITE_URL).netloc
        domain, port = split_domain_port(netloc)
        self._hosts = dict(zip(hosts, hosts, strict=True)) | {netloc: domain}
        self._hosts |= {f"{host}:{port}": host for host in hosts if port}
        self._names = {domain: domain for domain in self._hosts.values()}
        self._names[self._hosts[netloc]] = netloc
        header, self._secure = settings.SECURE_PROXY_SSL_HEADER or ("", "")
        self._forwarded = header
        self._only_secure = settings.SECURE_SSL_REDIRECT
        # All of a request on which the key and the choice of an encoding depend.
        self.spelt = (*SPELT, header) if header else SPELT
        self._declared = lru_cache(maxsize=1024)(declared)

    def key(self, environ: Environ) -> Key | None:
        """The page that is asked for, or None when none could be kept."""
        get = environ.get
        host = self._hosts.get(get("HTTP_HOST")) or self._host(get("HTTP_HOST"))
        if host is None or get("SCRIPT_NAME") or _has_body(get):
            return None
        secure = self._is_secure(environ)
        if self._only_secure and not secure:
            return None
        path, query = environ["PATH_INFO"], get("QUERY_STRING", "")
        if query:
            query = self._known_part(path, query)
        return None if query is None else Key(secure, host, path, query)

    def is_plain(self, environ: Environ, key: Key) -> bool:
        """Whether the page is asked for without junk, as browsers do."""
        plain = environ.get("QUERY_STRING", "") == key.query
        return plain and environ.get("HTTP_HOST") in self._hosts

    def declaration(self, path: str) -> Storable | None:
        """What the page at this path says of itself; None for what is never kept."""
        if len(path) > LONGEST_PATH or path.startswith(SIGNED_IN):
            return None
        return self._declared(path)

    def plain(self, environ: Environ, key: Key) -> dict[str, Any]:
        """The request for a page and for nothing else: as nobody in particular."""
        kept = {n: v for n, v in environ.items() if not n.startswith("HTTP_")}
        kept["REQUEST_METHOD"] = "GET"
        kept["QUERY_STRING"] = key.query
        kept["HTTP_HOST"] = self._names[key.host]
        if self._forwarded in environ:
            kept[self._forwarded] = environ[self._forwarded]
        return kept

    def _host(self, said: str | None) -> str | None:
        """An allowed host by another spelling: capitals, a port, a dot at the end."""
        if not said or len(said) > LONGEST_PATH:
            return None
        domain = split_domain_port(said)[0]
        return domain if domain in self._names else None

    def _is_secure(self, environ: Environ) -> bool:
        """As `request.is_secure` has it."""
        said = environ.get(self._forwarded) if self._forwarded else None
        if said is None:
            return bool(environ["wsgi.url_scheme"] == "https")
        return bool(said.split(",", 1)[0].strip() == self._secure)

    def _known_part(self, path: str, query: str) -> str | None:
        """The parameters that the page knows, in its order; None: nothing to keep."""
        page = self.declaration(path) if len(query) <= LONGEST_QUERY else None
        if page is None:
            return None
        try:
            asked = parse_qs(query, keep_blank_values=True, max_num_fields=200)
        except ValueError:
            return None
        if any(name in asked for name in page.never):
            return None
        return _written(page, asked)


def declared(path: str) -> Storable | None:
    """What the view of a path says of its page."""
    try:
        view = resolve(path, readers_urls()).func
    except Resolver404:
        return None
    return getattr(view, "storable", None)


def _written(page: Storable, asked: dict[str, list[str]]) -> str | None:
    """The known parameters as one query; None for a value that is not kept."""
    parts = []
    for name, worth in page.by.items():
        if name in asked:
            value = asked[name][-1]
            if not worth.fullmatch(value):
                return None
            parts.append(f"{name}={value}")
    return "&".join(parts)


def _has_body(get: Callable[[str], Any]) -> bool:
    return get("CONTENT_LENGTH") not in (None, "", "0") or (
        get("HTTP_TRANSFER_ENCODING") is not None
    )
