"""What a browser would find in a page: its elements, attributes and addresses."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from .payloads import EVIL

# Attributes whose value a browser follows.
FOLLOWED = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "content",
}
# What Markdown may put on a page; said without the site's code.
MARKDOWN = {
    **{"a": {"href", "id", "class", "rel", "data-term", "aria-label"}},
    **{"div": {"class", "role", "tabindex", "aria-label"}, "ol": {"start"}},
    **{"h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "img": {"src", "alt", "loading"}},
    **{"td": {"class"}, "th": {"class", "scope"}},
    **{
        tag: set() for tag in ("blockquote", "br", "code", "em", "hr", "li", "p", "pre")
    },
    **{tag: set() for tag in ("strong", "table", "tbody", "thead", "tr", "ul")},
}


class Page(HTMLParser):
    """`shapes` are the elements with the names of their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shapes: set[tuple[str, str]] = set()
        self.counts: dict[str, int] = {}
        self.addresses: set[str] = set()
        self.other: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.shapes |= {(tag, ""), *((tag, name) for name, _value in attrs)}
        self.addresses |= {v or "" for name, v in attrs if name in FOLLOWED}

    def handle_comment(self, data):
        self.other.append(data)

    def handle_pi(self, data):
        self.other.append(data)

    def unknown_decl(self, data):
        self.other.append(data)


def foreign(page: Page, plain: Page) -> list[object]:
    """What a page has that the same page with harmless words has not."""
    allowed = plain.shapes | {(tag, "") for tag in MARKDOWN}
    allowed |= {(tag, name) for tag, names in MARKDOWN.items() for name in names}
    once = ("script", "style", "link", "meta", "base", "html", "body", "main", "title")
    more = [tag for tag in once if page.counts.get(tag, 0) > plain.counts.get(tag, 0)]
    leading = [address for address in page.addresses if leads_away(address)]
    said = page.other if len(page.other) > len(plain.other) else []
    return sorted(page.shapes - allowed) + more + leading + said


def leads_away(address: str) -> bool:
    """Whether a browser that follows it runs something or asks the host EVIL."""
    cleaned = "".join(c for c in address if c not in "\t\r\n").strip(
        "".join(map(chr, range(33)))
    )
    try:
        parts = urlsplit(urljoin("http://site.example/", cleaned.replace("\\", "/")))
    except ValueError:
        return True
    if parts.scheme not in {"http", "https", "mailto", "tel"}:
        return True
    return parts.hostname is not None and parts.hostname.endswith(EVIL)
