"""The public pages in a real browser: axe, targets, reflow, number of requests."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from alsinfo.public.policies import POLICIES

from ..cast import (
    bring_to,
    make_article,
    make_tag,
    make_term,
    new_draft,
    publisher,
    withdraw,
)

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = [
    "/",
    "/articles/",
    "/articles/shown/",
    "/articles/gone/",
    "/glossary/",
    "/glossary/cell/",
    "/glossary/pls/",
    "/topics/",
    "/topics/als-basics/",
    "/nothing/",
    "/articles/changed/",
    "/articles/changed/history/",
    "/articles/changed/history/1/",
    "/articles/changed/history/2/",
    "/articles/changed/history/3/changes/",
    "/articles/changed/?on=2020-01-01",
    "/updates/",
    *(f"/{policy.slug}/" for policy in POLICIES),
]
BODY = """## First\n\nA [cell](term:cell) [@doe-2020]. Again [@doe-2020].

| One | Two |\n|---|---|\n| a | b |
"""
# Everything to press outside running text is at least 44 by 44 pixels.
SMALL = """() => [...document.querySelectorAll("a, summary")]
  .filter((e) => !e.closest(".prose, .skip"))
  .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 43.9 || box.height < 43.9))
  .map(([text]) => text)"""
WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def site(live_server):
    """A little of everything, and the address of the server."""
    tags = [make_tag(), make_tag("care")]
    Source.objects.create(
        key="doe-2020", title="A study", kind="trial", doi="10.1000/x"
    )
    make_term(Status.PUBLISHED, slug="cell", initials="PLS", tags=tags, aliases="unit")
    make_term(Status.PUBLISHED, slug="nerve", initials="PLS", tags=tags)
    for slug in ("other", "shown"):
        kind = {"change_kind": "correction", "change_note": "It was 2."}
        entry = make_article(Status.PUBLISHED, slug=slug, body=BODY, tags=tags)
        entry.revisions.update(**kind)
    withdraw(make_article(Status.PUBLISHED, slug="gone"))
    make_history()
    return live_server.url


def make_history():
    """An article of three versions, the second one suppressed."""
    entry = make_article(Status.PUBLISHED, slug="changed", body=BODY)
    for body in (f"{BODY}\n\nMore.", BODY.replace("Again", "Once more")):
        kind = {"change_kind": "correction", "change_note": "It was 2."}
        new_draft(entry, body=body, **kind)
        bring_to(entry, Status.PUBLISHED)
    why = "It named a person."
    desk.suppress(entry, by=publisher(), seen=entry.seen, number=2, why=why)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in PATHS:
        page.goto(site + path)
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        nodes = [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
        assert nodes == [], path


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_and_nothing_scrolls_sideways(site, page, width):
    page.set_viewport_size({"width": width, "height": 700})
    for path in PATHS:
        page.goto(site + path)
        assert page.evaluate(SMALL) == [], path
        assert not page.evaluate(WIDER), path


def test_first_load_takes_three_requests_and_sets_no_cookie(site, page, context):
    """Page, stylesheet, script; the icon is the window's, not the page's."""
    asked = set()
    page.on("request", lambda request: asked.add(request.url.rpartition("/")[2]))
    page.goto(f"{site}/articles/shown/")
    page.wait_for_load_state("networkidle")
    assert asked - {"favicon.svg"} == {"", "site.css", "site.js"}
    assert context.cookies() == []


def test_skip_link_is_the_first_stop_and_leads_to_the_text(site, page):
    page.goto(site)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
