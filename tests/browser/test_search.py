"""The search box in a real browser: by keys, by touch, offline, and without scripts."""

import json
from urllib.parse import urlsplit

import pytest

from alsinfo.editorial.workflow import Status

from ..cast import make_article, make_term
from .axe import violations

WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"
SMALL = """() => [...document.querySelectorAll(
    ".search input, .search button, .search [role=option]"
  )].map((e) => [e.tagName, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.9 || box.height < 43.9)
  .map(([tag]) => tag)"""


@pytest.fixture
def search(visits):
    """`search(…)`: a window on the home page, some entries behind it."""
    names = ("muscle-cramp", "muscle-atrophy", "muscle-weakness", "microglia")
    for slug in names:
        make_term(Status.PUBLISHED, slug=slug)
    make_article(Status.PUBLISHED, slug="muscles", title="Muscles at work")

    def open_home(**options):
        visit = visits(**options)
        visit.asked = []
        visit.page.on("request", lambda request: note(visit, request.url))
        visit.go("/")
        return visit

    return open_home


def note(visit, url):
    parts = urlsplit(url)
    if parts.path.startswith("/search/suggest/") or parts.path.endswith("search.js"):
        visit.asked.append(f"{parts.path}?{parts.query}".rstrip("?"))


def box(visit):
    return visit.page.locator("#search-box")


def options(visit):
    return visit.page.get_by_role("option")


def type_in(visit, words):
    """Go to the box and type; wait for the list."""
    box(visit).click()
    visit.page.wait_for_selector("#search-box[role=combobox]")
    visit.page.keyboard.type(words, delay=20)
    options(visit).first.wait_for()


def active(visit):
    """The words of the option that the box points to."""
    number = box(visit).get_attribute("aria-activedescendant")
    return number and visit.page.inner_text(f"#{number} > span")


def test_nothing_is_fetched_before_somebody_goes_to_the_box(search):
    visit = search()
    visit.page.wait_for_load_state("networkidle")
    assert visit.asked == []
    box(visit).focus()
    visit.page.wait_for_selector("#search-box[role=combobox]")
    assert visit.asked == ["/static/alsinfo/search.js"]


def test_the_list_works_by_keys_alone(search):
    visit = search()
    type_in(visit, "mus")
    page, status = visit.page, visit.page.locator(".search [role=status]")
    assert box(visit).get_attribute("aria-expanded") == "true"
    assert status.inner_text() == "4 suggestions"
    names = [text.split("\n")[0] for text in options(visit).all_inner_texts()]
    assert active(visit) is None
    page.keyboard.press("ArrowDown")
    assert active(visit) == names[0]
    assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("ArrowUp")
    assert active(visit) is None
    page.keyboard.press("ArrowUp")
    assert active(visit) == names[-1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert box(visit).evaluate("e => document.activeElement === e")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1").casefold() == names[0].casefold()


def test_escape_closes_the_list_and_keeps_the_words(search):
    visit = search()
    type_in(visit, "mus")
    visit.page.keyboard.press("Escape")
    assert options(visit).count() == 0
    assert box(visit).get_attribute("aria-expanded") == "false"
    assert box(visit).input_value() == "mus"
    visit.page.keyboard.press("ArrowDown")
    options(visit).first.wait_for()


def test_enter_without_a_choice_searches_for_what_was_typed(search):
    visit = search()
    type_in(visit, "mus")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    assert urlsplit(visit.page.url)[2:4] == ("/search/", "q=mus")
    assert box(visit).input_value() == "mus"


def test_typing_on_takes_the_choice_back_to_the_box(search):
    """No answer comes any more, so the old list still stands when Enter is pressed."""
    visit = search()
    type_in(visit, "mus")
    visit.page.keyboard.press("ArrowDown")
    assert active(visit)
    visit.page.route("**/search/suggest/**", lambda route: None)
    visit.page.keyboard.type("cle w")
    assert active(visit) is None
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    assert urlsplit(visit.page.url)[2:4] == ("/search/", "q=muscle+w")


def test_leaving_the_box_closes_the_list(search):
    visit = search()
    type_in(visit, "mus")
    visit.page.keyboard.press("Tab")
    assert options(visit).count() == 0


def test_tab_goes_from_the_box_to_its_button_though_the_list_scrolls(search):
    visit = search(viewport={"width": 320, "height": 256})
    type_in(visit, "mus")
    scrolls = "(e) => e.scrollHeight > e.clientHeight"
    assert visit.page.locator("[role=listbox]").evaluate(scrolls)
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Search"
    assert visit.page.locator("[role=listbox]").is_hidden()


def test_fast_typing_asks_once(search):
    visit = search()
    type_in(visit, "muscle c")
    asked = [address for address in visit.asked if "suggest" in address]
    assert asked == ["/search/suggest/?q=muscle%20c"]
    assert options(visit).all_inner_texts()[0].startswith("muscle cramp")


def test_a_finger_opens_a_suggestion(search):
    visit = search(has_touch=True, viewport={"width": 360, "height": 740})
    box(visit).tap()
    visit.page.wait_for_selector("#search-box[role=combobox]")
    visit.page.keyboard.type("microg")
    options(visit).first.wait_for()
    assert visit.page.evaluate(SMALL) == []
    with visit.page.expect_navigation():
        options(visit).first.tap()
    assert visit.page.url.endswith("/glossary/microglia/")


def test_no_suggestion_is_said_and_nothing_is_in_the_way(search):
    visit = search()
    box(visit).click()
    visit.page.wait_for_selector("#search-box[role=combobox]")
    visit.page.keyboard.type("zzzz")
    visit.page.get_by_text("No suggestions").wait_for(state="attached")
    assert visit.page.locator("[role=listbox]").is_hidden()


def test_a_browser_that_is_offline_has_a_box_like_any_other(search):
    visit = search()
    type_in(visit, "mus")
    visit.page.context.set_offline(True)
    visit.page.keyboard.type("cle")
    visit.page.wait_for_function("() => !document.querySelector('[role=option]')")
    visit.page.context.set_offline(False)
    visit.messages[:] = [m for m in visit.messages if "INTERNET_DISCONNECTED" not in m]
    visit.press("Search")
    assert "results for" in visit.text()


def test_without_the_module_the_box_still_searches(search):
    visit = search()
    visit.page.route("**/search.js", lambda route: route.abort())
    box(visit).fill("muscle")
    assert box(visit).get_attribute("role") is None
    visit.press("Search")
    visit.messages.clear()
    assert "results for" in visit.text()


def test_without_scripts_the_box_searches_and_filters_narrow(search):
    visit = search(java_script_enabled=False)
    box(visit).fill("muscle")
    visit.press("Search")
    assert "4 results for “muscle”" in visit.text()
    visit.follow("Glossary terms (3)")
    assert "3 results" in visit.text()
    visit.follow("Glossary terms (3) – remove")
    assert "4 results" in visit.text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_is_silent_with_the_list_open(search, scheme):
    visit = search(color_scheme=scheme)
    type_in(visit, "mus")
    visit.page.keyboard.press("ArrowDown")
    assert violations(visit) == []


@pytest.mark.parametrize(
    "address", ["/search/?q=muscle", "/search/?q=zzzz", "/search/"]
)
def test_axe_is_silent_on_the_page(search, address):
    visit = search()
    visit.go(address)
    assert violations(visit) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_open_list_fits_and_moves_nothing(search, width):
    visit = search(viewport={"width": width, "height": 800})
    top = visit.page.locator("h1").bounding_box()["y"]
    type_in(visit, "mus")
    assert not visit.page.evaluate(WIDER)
    assert visit.page.evaluate(SMALL) == []
    assert visit.page.locator("h1").bounding_box()["y"] == top


@pytest.mark.parametrize(
    "url", ["//evil.example/", "https://evil.example/", "javascript:1"]
)
def test_a_suggestion_leads_nowhere_but_here(search, url):
    visit = search()
    lines = {"suggestions": [{"name": "<b>x</b>", "kind": "Article", "url": url}]}
    answer = json.dumps(lines)
    visit.page.route(
        "**/search/suggest/**",
        lambda route: route.fulfill(content_type="application/json", body=answer),
    )
    type_in(visit, "mus")
    assert options(visit).first.inner_text().startswith("<b>x</b>")
    before = visit.page.url
    options(visit).first.click()
    visit.page.wait_for_timeout(200)
    assert visit.page.url == before
