"""How much a page weighs, on the site as it is published."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

from tests.xml_answers import root_of

MOST_OF_A_PAGE = 60_000  # bytes of HTML
# A long article with fifty sources is as long as it is; what travels stays small.
MOST_OF_AN_ARTICLE = 130_000
MOST_SENT = 32_000  # bytes of HTML, compressed
MOST_OF_A_KIND = 20_000  # bytes of style sheets, and of scripts, compressed
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BESIDE = (
    "/search/",
    "/search/?q=als",
    "/nothing-here/",
    "/articles/als-immune-research-explained/large-print/",
    "/articles/als-immune-research-explained/history/",
    "/articles/als-immune-research-explained/history/1/",
    "/glossary/microglia/history/",
)


@pytest.fixture
def pages(db, settings):
    """The bytes of every page that readers find, by its address."""
    call_command("load_content", verbosity=0)
    client = Client()
    listed = root_of(client.get("/sitemap.xml"))
    addresses = [entry.findtext(f"{SPACE}loc") for entry in listed]
    paths = [address.removeprefix(settings.SITE_URL) for address in addresses]
    assert len(paths) > 100
    return {path: client.get(path).content for path in (*paths, *BESIDE)}


def test_pages_are_light(pages):
    sizes = {path: (len(page), most(path)) for path, page in pages.items()}
    assert {path: size for path, size in sizes.items() if size[0] >= size[1]} == {}


def test_what_travels_is_lighter(pages):
    sizes = {path: len(gzip.compress(page, 6)) for path, page in pages.items()}
    assert {path: size for path, size in sizes.items() if size >= MOST_SENT} == {}


def most(path):
    """The bound for the page at this address."""
    is_text = re.match(r"/articles/[^/]+/", path)
    return MOST_OF_AN_ARTICLE if is_text else MOST_OF_A_PAGE


@pytest.mark.parametrize(
    "pattern",
    [
        r'<link [^>]*href="/static/([^"]+\.css)',
        r'<script [^>]*src="/static/([^"]+\.js)',
    ],
)
def test_styles_and_scripts_are_light(client, db, pattern):
    """Of one page, all files of a kind together, as they are sent."""
    for path in ("/", "/search/", "/glossary/"):
        names = re.findall(pattern, client.get(path).content.decode())
        assert names
        files = [finders.find(name) for name in names]
        assert sum(map(weight, files)) < MOST_OF_A_KIND


def weight(path):
    return len(gzip.compress(Path(path).read_bytes(), 9))
