"""A reader who follows every link meets no dead end, and no page that weighs much."""

import gzip

import pytest

from tests import showcase
from tests.crawl import crawl

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.showcase")]
MOST_HTML = 60_000  # bytes, compressed
EXPECTED = dict(showcase.UNLINKED.values())


@pytest.fixture
def pages(client):
    """Every page, from the home page on and from those to which nothing leads."""
    showcase.build()
    return crawl(client, ["/", *EXPECTED])


def test_every_link_leads_somewhere_and_no_page_is_heavy(pages):
    for page in pages.values():
        said = f"{page.address}, from {page.found_on}"
        assert page.status == EXPECTED.get(page.address, 200), said
        # A feed holds many pages, and data of glossary or article is no page.
        light = len(gzip.compress(page.content)) < MOST_HTML
        assert light or not page.is_html, said
        assert len(page.reading.ids) == len(set(page.reading.ids)), said
    assert missing_parts(pages) == []
    assert {address for address, _ in showcase.PAGES.values()} <= set(pages)


def missing_parts(pages):
    """Links to a part of a page that the page does not have."""
    return [
        (page.address, link, part)
        for page in pages.values()
        for link, part in page.links()
        if part and link in pages and part not in pages[link].reading.ids
    ]
