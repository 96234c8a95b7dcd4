"""Atom as we write it: Django's, with full texts, the licence, and what XML can hold.

Knows no model: it is given words, dates and addresses.
"""

from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from alsinfo.text.elsewhere import for_xml
from glossary.graph import LICENCE, NAME

# When a feed that has nothing to tell was changed last.
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class Atom(Atom1Feed):
    """A feed whose entries carry `content` (HTML) and `lang` besides Django's own."""

    def __init__(self, title: str, link: str, **told: Any) -> None:
        clean = {name: for_xml(value) for name, value in told.items()}
        super().__init__(
            for_xml(title), link, description=None, author_name=NAME, **clean
        )

    def add_item(self, title: str, link: str, **told: Any) -> None:
        clean = {name: for_xml(value) for name, value in told.items()}
        super().add_item(for_xml(title), link, description=None, **clean)

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE})
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"])
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["lang"]} if item["lang"] else {}

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=BEGINNING)
