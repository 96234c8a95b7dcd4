"""Everything by keys alone: no mouse, no touch, nothing that only a pointer finds."""

from alsinfo.editorial.workflow import Status
from articles.models import Article
from tests import cast, showcase

MOST_STOPS = 600
STOP = """() => {
  const part = document.activeElement;
  if (!part || part === document.body) return null;
  const style = getComputedStyle(part), box = part.getBoundingClientRect();
  const seen = [part, ...part.querySelectorAll("*")].some((one) => {
    const look = getComputedStyle(one);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  });
  part.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length + 1);
  return {
    name: (part.innerText || part.value || part.id || part.tagName).trim(),
    stop: Number(part.dataset.stop),
    outlined: seen,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 &&
      box.left < innerWidth && box.width > 0 && box.height > 0,
    order: [...document.querySelectorAll("*")].indexOf(part),
  };
}"""
# What keys must reach: one stop stands for a group of radio buttons.
REACHABLE = """() => {
  const parts = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const groups = new Set();
  return [...document.querySelectorAll(parts)]
    .filter((part) => part.checkVisibility() && part.type !== "hidden")
    .filter((part) => !part.disabled && part.tabIndex >= 0)
    .filter((part) => {
      if (part.type !== "radio") return true;
      const known = groups.has(part.name);
      groups.add(part.name);
      return !known;
    }).length;
}"""


def stops(page):
    """Every stop of the Tab key, from the top of the page until it comes round.

    The parts of a date are stops of one field, which is judged when it is entered.
    """
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (found and stop["stop"] == found[0]["stop"]):
            return found
        if not found or stop["stop"] != found[-1]["stop"]:
            found.append(stop)
    raise AssertionError(f"No way out after {found[-1]['name']}")


def tab_to(page, name):
    """Press Tab until the stop of this name has the focus."""
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        passed.append(stop and stop["name"])
        if passed[-1] == name:
            assert stop["outlined"], f"{name} has the focus, and nobody sees it"
            assert stop["inView"], f"{name} has the focus out of sight"
            return
    raise AssertionError(f"{name} is not among {sorted(set(filter(None, passed)))}")


def press(page, name):
    tab_to(page, name)
    page.keyboard.press("Enter")


def follow(page, name):
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def faults(page):
    """What is wrong with the stops of a page."""
    expected, found = page.evaluate(REACHABLE), stops(page)
    page.evaluate("() => document.activeElement.blur()")
    return [
        *(f"unseen: {s['name']}" for s in found if not s["outlined"]),
        *(f"out of sight: {s['name']}" for s in found if not s["inView"]),
        *([] if found[0]["name"] == "Skip to the text" else ["no way past the frame"]),
        *([] if in_order(found) else ["the stops do not follow the text"]),
        *([f"{len(found)} of {expected} reached"] if len(found) < expected else []),
    ]


def in_order(found):
    places = [stop["order"] for stop in found]
    return places == sorted(places)


def test_every_part_of_every_page_is_reached_in_order_and_seen(visits, site):
    visitor, found = visits(), {}
    for name, (address, status) in showcase.KINDS.items():
        visitor.go(address)
        if status == 500:
            visitor.messages.clear()
        if wrong := faults(visitor.page):
            found[name] = wrong
    assert found == {}


def test_focus_goes_backwards_out_of_the_page_too(visits, site):
    visitor = visits()
    visitor.go(showcase.TERM)
    there = [stop["name"] for stop in stops(visitor.page)]
    visitor.go(showcase.TERM)
    back = []
    for _ in there:
        visitor.page.keyboard.press("Shift+Tab")
        back.append(visitor.page.evaluate(STOP)["name"])
    assert back == there[::-1]


def test_a_reader_finds_an_article_its_source_and_a_word_by_keys(visits, site):
    visitor = visits()
    page = visitor.page
    visitor.go("/")
    follow(page, "Articles")
    follow(page, Article.objects.get(slug="changed").newest_revision().title)
    assert page.url.endswith("/articles/changed/")

    # To a source and back to where she was reading.
    press(page, "[1]")
    assert showcase.SOURCE in page.evaluate(
        "document.querySelector(':target').innerText"
    )
    press(page, "Source 1, mention\n1")
    assert page.evaluate("document.querySelector(':target').innerText") == "[1]"
    assert page.evaluate(STOP)["inView"]

    # To the glossary, a letter, and the word.
    visitor.go("/articles/changed/")
    follow(page, "Glossary")
    press(page, "M")
    follow(page, "Microglia")
    assert page.url.endswith(showcase.TERM)


def test_the_skip_link_spares_the_frame(visits, site):
    visitor = visits()
    for address in ("/", showcase.ARTICLE, showcase.TERM):
        visitor.go(address)
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.press("Enter")
        assert visitor.page.evaluate("document.activeElement.id") == "main"
        assert visitor.page.evaluate(STOP)["outlined"], address
        visitor.page.keyboard.press("Tab")
        inside = "document.activeElement.closest('main') !== null"
        assert visitor.page.evaluate(inside), address


def test_an_editor_writes_and_submits_by_keys(visits):
    article = cast.make_article(title="About twitching")
    writer = visits(cast.writer())
    page = writer.page
    writer.go("/admin/")
    follow(page, "About twitching")
    page.get_by_label("Title:").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("About twitches")
    follow(page, "Save")
    assert "Saved as version 2." in writer.text()
    follow(page, "Submit for review")
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW
