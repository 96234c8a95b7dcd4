"""An article as data for other programs: all that its page says, and a list of them.

`page` is always the context that `pages.article_page` makes, as for every rendition.
May import `glossary`; asks the database nothing.
"""

from typing import Any

from django.core.paginator import Page as ListPage
from django.urls import reverse

from glossary import data
from glossary.data import Data, Page
from glossary.graph import absolute

# What a line of the list tells besides what lists on pages show.
LISTED = ("byline", "reviewed_on", "review_due")


def article_data(page: Page) -> Data:
    """One article; its text as HTML and as plain text."""
    text = page["revision"]
    return {
        **data.identity(text, "articles"),
        "title": text.title,
        "summary": text.summary,
        "key_messages": text.messages(),
        **data.both_ways(text, *(section.html for section in page["sections"])),
        "confidence": _confidence(page),
        **data.record(page),
        "disclosure": text.disclosure,
        "origin": _origin(text),
        **data.surroundings(page),
        "related_articles": [_related(other) for other in page["related"]],
        "renditions": data.renditions(
            text.entry, "articles", "plain-text", "large-print"
        ),
    }


def list_data(page: ListPage) -> Data:
    """One page of the list of all articles, without their texts."""
    number = page.number
    return {
        "count": page.paginator.count,
        "page": number,
        "pages": page.paginator.num_pages,
        "previous": _address(number - 1) if page.has_previous() else None,
        "next": _address(number + 1) if page.has_next() else None,
        "articles": [_line(text) for text in page.object_list],
        "notices": data.notices(),
        "licence": data.licence(),
    }


def _line(text: Any) -> Data:
    return {
        **data.identity(text, "articles"),
        "title": text.title,
        "summary": text.summary,
        "confidence": text.confidence or None,
        **data.dates(text),
    }


def _related(text: Any) -> Data:
    return {"title": text.title, "url": absolute(text.entry.get_absolute_url())}


def _confidence(page: Page) -> Data | None:
    text = page["revision"]
    if not text.confidence:
        return None
    label = text.get_confidence_display()
    meaning = str(page["meaning"] or "")
    return {"key": text.confidence, "label": label, "meaning": meaning}


def _origin(text: Any) -> Data | None:
    """The document that a text starts from, as far as its page tells of it."""
    if not (text.origin_title or text.origin_publisher or text.origin_kind):
        return None
    return {
        "document": text.origin_title,
        "publisher": text.origin_publisher,
        "kind": text.origin_kind,
        "publisher_sells_something": text.origin_commercial,
    }


def _address(number: int) -> str:
    return f"{absolute(reverse('articles_json'))}?page={number}"
