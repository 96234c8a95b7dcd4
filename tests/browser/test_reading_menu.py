"""The Reading menu: what it changes, what it keeps, how it is worked by keys alone."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from alsinfo.editorial.workflow import Status

from ..cast import make_article, make_term

KEY = "alsinfo-reading"
PATH = "/articles/shown/"
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"]
# Where a browser forbids storage, even to ask for it is an error.
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("No.", "SecurityError"); }
})"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("Full.", "QuotaExceededError");
}"""
HOSTILE = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"dark"',
    '{"text": "huge", "colours": ["dark"], "spacing": null, "definitions": {}}',
    '{"__proto__": {"colours": "dark"}, "constructor": 1}',
    '{"text": "<img src=x onerror=alert(1)>"}',
    "[" * 5000,
    "x" * 100_000,
]
SMALL = """() => [...document.querySelectorAll(
    ".reading-button, .reading label, .reading button"
  )].map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.9 || box.height < 43.9)
  .map(([text]) => text)"""
WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def read(visits):
    """`read(…)`: a window on an article with one word explained."""
    make_term(Status.PUBLISHED, slug="cell", short_definition="The unit of life.")
    make_article(Status.PUBLISHED, slug="shown", body="## One\n\nA [cell](term:cell).")

    def open_article(*scripts, **options):
        visit = visits(**options)
        for script in scripts:
            visit.page.add_init_script(script)
        visit.go(PATH)
        return visit

    return open_article


def menu(visit):
    visit.page.get_by_role("button", name="Reading", exact=True).click()
    return visit.page.get_by_role("region", name="Reading")


def choose(visit, group, choice):
    visit.page.get_by_role("group", name=group).get_by_label(choice, exact=True).check()


def marks(visit):
    """What the root of the page says of the reader's choices."""
    return visit.page.evaluate("({ ...document.documentElement.dataset })")


def style(visit, name, selector=".prose p"):
    script = "([s, n]) => getComputedStyle(document.querySelector(s))[n]"
    return visit.page.evaluate(script, [selector, name])


def violations(visit):
    heard = list(visit.messages)
    found = Axe().run(visit.page, options={"runOnly": RULES}).response["violations"]
    visit.messages[:] = heard
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


def test_nothing_of_it_is_there_without_scripts(read):
    visit = read(java_script_enabled=False)
    assert visit.page.get_by_role("button", name="Reading").count() == 0
    assert "Reading" not in visit.text()
    assert visit.page.locator(".prose a.term").count() == 1


def test_each_choice_changes_the_page_at_once(read):
    visit = read()
    menu(visit)
    size, lines = float(style(visit, "fontSize")[:-2]), style(visit, "lineHeight")
    choose(visit, "Text size", "Largest")
    assert float(style(visit, "fontSize")[:-2]) > 1.6 * size
    choose(visit, "Spacing", "Widest")
    assert style(visit, "lineHeight") != lines
    assert style(visit, "letterSpacing") != "normal"
    choose(visit, "Definitions in place", "Off")
    assert visit.page.locator(".prose a.term").count() == 1
    choose(visit, "Definitions in place", "On")
    assert visit.page.locator(".prose button.term").count() == 1


@pytest.mark.parametrize("device", ["light", "dark"])
def test_colours_are_the_readers_whatever_the_device_says(read, device):
    visit = read(color_scheme=device)
    grounds = {"As on this device": style(visit, "backgroundColor", "body")}
    menu(visit)
    for choice in ("Light", "Dark"):
        choose(visit, "Colours", choice)
        grounds[choice] = style(visit, "backgroundColor", "body")
        assert style(visit, "colorScheme", "html") == choice.lower()
    assert grounds["As on this device"] == grounds[device.capitalize()]
    assert grounds["Light"] != grounds["Dark"]


def test_choices_are_kept_across_pages_and_put_back_by_one_button(read):
    visit = read()
    menu(visit)
    choose(visit, "Text size", "Larger")
    choose(visit, "Colours", "Dark")
    visit.go("/glossary/")
    assert marks(visit) == {"text": "larger", "colours": "dark"}
    panel = menu(visit)
    assert panel.get_by_label("Larger", exact=True).is_checked()
    panel.get_by_role("button", name="Back to the usual").click()
    assert marks(visit) == {}
    assert panel.get_by_label("As on this device").is_checked()
    visit.go("/")
    assert marks(visit) == {}


def test_choices_stand_before_the_page_is_painted(read):
    """The root is marked while the head is read, before there is any body to paint."""
    watch = """new MutationObserver((_, watch) => {
      if (!document.body) return;
      window.early = { ...document.documentElement.dataset };
      watch.disconnect();
    }).observe(document, { childList: true, subtree: true })"""
    kept = json.dumps({"colours": "dark"})
    visit = read(f"localStorage.setItem('{KEY}', '{kept}')", watch)
    assert visit.page.evaluate("window.early") == {"colours": "dark"}


def test_another_tab_follows(read):
    visit = read()
    other = visit.page.context.new_page()
    other.goto(visit.base + PATH)
    menu(visit)
    choose(visit, "Colours", "Dark")
    other.wait_for_selector("html[data-colours=dark]")


def test_hostile_storage_gives_the_usual_page(read):
    visit = read()
    for kept in HOSTILE:
        visit.page.evaluate("(s) => localStorage.setItem(s[0], s[1])", [KEY, kept])
        visit.page.reload()
        assert marks(visit) == {}, kept
        panel = menu(visit)
        assert panel.get_by_role("radio", checked=True).count() == 4, kept


@pytest.mark.parametrize("broken", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_without_storage_choices_hold_on_the_page_and_it_says_so(read, broken):
    visit = read(broken)
    panel = menu(visit)
    choose(visit, "Colours", "Dark")
    assert marks(visit) == {"colours": "dark"}
    assert "on this page only" in panel.get_by_role("status").inner_text()


def test_keys_alone_open_choose_and_leave(read):
    visit = read()
    keyboard, focus = visit.page.keyboard, "document.activeElement"
    for key in ("Tab", "Tab", "Tab", "Enter"):  # skip link, name of the site, button
        keyboard.press(key)
    for key in ("Tab", "ArrowRight", "Tab", "Tab", "ArrowRight", "ArrowRight"):
        keyboard.press(key)
    assert marks(visit) == {"text": "large", "colours": "dark"}
    keyboard.press("Escape")
    assert visit.page.get_by_role("region", name="Reading").count() == 0
    assert visit.page.evaluate(f"{focus}.textContent") == "Reading"
    keyboard.press("Space")
    for _stop in ("size", "spacing", "colours", "definitions", "usual", "close"):
        keyboard.press("Tab")
    assert visit.page.evaluate(f"{focus}.textContent") == "Close"
    keyboard.press("Enter")
    assert visit.page.evaluate(f"{focus}.getAttribute('aria-expanded')") == "false"


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_and_the_largest_text_fits(read, width):
    visit = read(viewport={"width": width, "height": 640})
    menu(visit)
    assert visit.page.evaluate(SMALL) == []
    choose(visit, "Text size", "Largest")
    choose(visit, "Spacing", "Widest")
    for path in (PATH, "/", "/glossary/", "/glossary/cell/", "/labels/"):
        visit.go(path)
        menu(visit)
        assert not visit.page.evaluate(WIDER), path


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("choice", ["Light", "Dark"])
def test_axe_finds_nothing_while_the_menu_is_open(read, device, choice):
    visit = read(color_scheme=device, reduced_motion="reduce")
    menu(visit)
    choose(visit, "Colours", choice)
    assert violations(visit) == []


def test_paper_knows_nothing_of_the_choices(read):
    visit = read()
    plain = [style(visit, name) for name in ("fontSize", "lineHeight", "color")]
    menu(visit)
    for group, choice in (("Text size", "Largest"), ("Colours", "Dark")):
        choose(visit, group, choice)
    visit.page.emulate_media(media="print")
    assert style(visit, "fontSize") == "16px"  # 12 points
    assert style(visit, "color") == "rgb(0, 0, 0)"
    assert plain[2] != "rgb(0, 0, 0)"
    assert not visit.page.get_by_role("region", name="Reading").is_visible()
