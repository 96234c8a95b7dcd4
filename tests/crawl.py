"""Every page that a reader can reach, found as a reader finds it: by its links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

# Behind these stands the editors' side, which no public page needs.
EDITORS = ("/admin/", "/accounts/")
# Which attribute of which element names something else.
NAMES = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action"}


@dataclass
class Page:
    """What one address answered."""

    address: str
    status: int
    kind: str
    content: bytes
    found_on: str = ""

    @cached_property
    def reading(self) -> "Reading":
        reading = Reading()
        if self.is_html:
            reading.feed(self.content.decode())
        return reading

    @property
    def is_html(self) -> bool:
        return self.kind.startswith("text/html")

    @property
    def name(self) -> str:
        """The address as the name of a file."""
        return re.sub(r"[^\w.=-]+", "_", self.address).strip("_") or "home"

    def links(self) -> Iterable[tuple[str, str]]:
        """Addresses of this site that the page leads to, each with its fragment."""
        for link in self.reading.links:
            address, fragment = urldefrag(urljoin(self.address, link))
            if not urlsplit(address).netloc and not urlsplit(address).scheme:
                yield address, fragment


@dataclass
class Reading(HTMLParser):
    """Where a page leads, what it loads, and the names of its parts."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"])
        there = given.get(NAMES.get(tag, ""))
        if there and given.get("method", "get").lower() == "get":
            follow = tag in {"a", "form"} or given.get("rel") in {"alternate"}
            (self.links if follow else self.loads).append(there)


def crawl(client: Any, starts: Iterable[str] = ("/",)) -> dict[str, Page]:
    """All public pages from these on, by address; a query makes another page."""
    pages: dict[str, Page] = {}
    waiting = dict.fromkeys(starts, "")
    while waiting:
        address, origin = waiting.popitem()
        page = pages[address] = ask(client, address, origin)
        for link, _fragment in page.links():
            if link not in pages and not link.startswith(EDITORS):
                waiting.setdefault(link, address)
    return pages


def ask(client: Any, address: str, origin: str = "") -> Page:
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    kind = response.get("Content-Type", "")
    return Page(address, response.status_code, kind, content, origin)
