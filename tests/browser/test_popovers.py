"""Definitions in place: by key, by touch, in view at every size, gone without trace.

Nothing opens on hover or focus; a page without scripts, or a browser without popovers,
has plain links.
"""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from alsinfo.editorial.workflow import Status

from ..cast import make_article, make_term

RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"]
LONG = "A word of many words. " * 9
SENTENCE = "Some text that fills the page and means nothing much. " * 12
BODY = f"""## One

Every [cell](term:cell), too. ([nerve](term:nerve)). A [**bold** cell](term:cell).

{SENTENCE}

{SENTENCE}

## Two

And the [last nerve](term:nerve) of all.
"""
NO_POPOVERS = "delete HTMLElement.prototype.popover"
BOX = """(e) => {
  const box = e.getBoundingClientRect();
  return [box.top, box.left, innerHeight - box.bottom, innerWidth - box.right];
}"""


@pytest.fixture
def read(visits):
    """`read(…)`: a window on an article with two words explained."""
    quoted = "The “unit” of life, 'small' & <b>alive</b>."
    make_term(Status.PUBLISHED, slug="cell", short_definition=quoted)
    make_term(Status.PUBLISHED, slug="nerve", short_definition=LONG)
    make_article(Status.PUBLISHED, slug="shown", body=BODY)

    def open_article(*scripts, **options):
        visit = visits(**options)
        for script in scripts:
            visit.page.add_init_script(script)
        visit.go("/articles/shown/")
        return visit

    return open_article


def word(visit, name):
    return visit.page.get_by_role("button", name=name, exact=True)


def follow_word(visit):
    with visit.page.expect_navigation():
        visit.page.locator(".prose a.term").first.click()


def opened(visit):
    return visit.page.locator(".definition:popover-open")


def focused(visit):
    return visit.page.evaluate("document.activeElement.textContent.trim()")


def in_view(visit, element):
    """Whether all of an element is within the window."""
    return min(element.evaluate(BOX)) >= 0


def violations(visit):
    heard = list(visit.messages)
    found = Axe().run(visit.page, options={"runOnly": RULES}).response["violations"]
    visit.messages[:] = heard
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


def test_without_scripts_a_word_is_a_link(read):
    visit = read(java_script_enabled=False)
    assert visit.page.locator("button.term").count() == 0
    follow_word(visit)
    assert visit.page.url.endswith("/glossary/cell/")


def test_without_popovers_a_word_is_a_link(read):
    visit = read(NO_POPOVERS)
    assert visit.page.locator(".prose button").count() == 0
    follow_word(visit)
    assert visit.page.url.endswith("/glossary/cell/")


def test_a_word_whose_definition_is_not_on_the_page_stays_a_link(read):
    bare = """addEventListener("readystatechange", () => {
      document.querySelector(".words > [data-term=cell]")?.remove();
    }, true)"""
    visit = read(bare)
    assert visit.page.locator(".prose a.term").count() == 2
    assert visit.page.locator(".prose button.term").count() == 2


def test_hover_and_focus_open_nothing(read):
    visit = read()
    word(visit, "cell").hover()
    word(visit, "cell").focus()
    visit.page.wait_for_timeout(200)
    assert opened(visit).count() == 0


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("way_out", ["Escape", "Close"])
def test_keys_alone_open_read_and_return(read, key, way_out):
    visit = read()
    while focused(visit) != "cell":
        visit.page.keyboard.press("Tab")
    visit.page.keyboard.press(key)
    dialog = visit.page.get_by_role("dialog", name="cell")
    assert "The “unit” of life, 'small' & <b>alive</b>." in dialog.inner_text()
    assert dialog.evaluate("(e) => e === document.activeElement")
    assert word(visit, "cell").get_attribute("aria-expanded") == "true"
    if way_out == "Close":
        for stop in ("Full definition", "Close"):
            visit.page.keyboard.press("Tab")
            assert focused(visit) == stop
    visit.page.keyboard.press("Enter" if way_out == "Close" else "Escape")
    assert opened(visit).count() == 0
    assert focused(visit) == "cell"
    assert word(visit, "cell").get_attribute("aria-expanded") == "false"


def test_going_on_with_the_keyboard_closes_it_and_leads_on(read):
    visit = read()
    word(visit, "cell").press("Enter")
    for _stop in ("link", "close", "the next word"):
        visit.page.keyboard.press("Tab")
    assert opened(visit).count() == 0
    assert focused(visit) == "nerve"


def test_one_is_open_at_a_time_and_a_second_press_closes_it(read):
    visit = read()
    word(visit, "cell").click()
    word(visit, "nerve").click()
    assert opened(visit).count() == 1
    assert opened(visit).get_attribute("aria-label") == "nerve"
    assert word(visit, "cell").get_attribute("aria-expanded") == "false"
    word(visit, "nerve").click()
    assert opened(visit).count() == 0


def test_the_link_in_it_leads_to_the_full_definition(read):
    visit = read()
    word(visit, "bold cell").click()
    visit.follow("Full definition")
    assert visit.page.url.endswith("/glossary/cell/")


def test_touch_opens_it_and_touch_outside_closes_it(read):
    visit = read(has_touch=True, viewport={"width": 360, "height": 640})
    word(visit, "cell").tap()
    box = visit.page.get_by_role("button", name="Close").bounding_box()
    assert min(box["width"], box["height"]) >= 44
    visit.page.get_by_role("button", name="Close").tap()
    assert opened(visit).count() == 0
    word(visit, "cell").tap()
    top = opened(visit).bounding_box()["y"]
    visit.page.touchscreen.tap(5, top - 20 if top > 320 else 630)
    assert opened(visit).count() == 0


SIZES = [(320, 256), (360, 640), (667, 375), (1280, 800)]
# How much of it stands in the window: lines of its words, and of the word itself.
SEEN = """(word) => {
  const sheet = document.querySelector(".definition:popover-open");
  const range = document.createRange();
  range.selectNodeContents(sheet.querySelector(".definition-words"));
  const inside = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;
  const lines = new Map();
  for (const box of range.getClientRects()) lines.set(Math.round(box.top), box);
  return {
    all: lines.size,
    seen: [...lines.values()].filter(inside).length,
    word: inside(word.getBoundingClientRect()),
    clipped: sheet.scrollHeight - sheet.clientHeight,
    stuck: [...sheet.querySelectorAll("*")].some(
      (e) => getComputedStyle(e).position === "sticky"
    ),
  };
}"""


def boxes_apart(visit, button):
    sheet, word_box = opened(visit).bounding_box(), button.bounding_box()
    below = sheet["y"] >= word_box["y"] + word_box["height"]
    return below or sheet["y"] + sheet["height"] <= word_box["y"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["cell", "last nerve"])
@pytest.mark.parametrize("chosen", [{}, {"text": "largest", "spacing": "widest"}])
def test_it_can_be_read_at_every_size_and_keeps_off_its_word(read, size, name, chosen):
    width, height = size
    kept = f"localStorage.setItem('alsinfo-reading', '{json.dumps(chosen)}')"
    visit = read(kept, viewport={"width": width, "height": height})
    button = word(visit, name)
    middle = "(e) => e.scrollIntoView({ block: 'center' })"
    button.evaluate(middle)
    button.press("Enter")
    frame(visit)
    seen = button.evaluate(SEEN)
    assert seen["word"]
    assert seen["seen"] >= min(3, seen["all"])
    # Whatever is not in view comes with the page: nothing scrolls within it.
    assert seen["clipped"] <= 1
    assert not seen["stuck"]
    assert boxes_apart(visit, button)
    assert opened(visit).bounding_box()["x"] >= 0
    for stop in ("Full definition", "Close"):
        visit.page.keyboard.press("Tab")
        assert focused(visit) == stop
        assert in_view(visit, visit.page.locator(":focus"))
    visit.page.keyboard.press("Enter")
    frame(visit)
    assert in_view(visit, button)
    assert focused(visit) == name


@pytest.mark.parametrize("size", [(360, 640), (1280, 800)])
def test_where_there_is_room_it_moves_nothing(read, size):
    visit = read(viewport={"width": size[0], "height": size[1]})
    word(visit, "cell").focus()
    before = visit.page.evaluate("scrollY")
    visit.page.keyboard.press("Enter")
    frame(visit)
    assert visit.page.evaluate("scrollY") == before
    assert in_view(visit, opened(visit))


def frame(visit):
    """Let the browser paint once more."""
    visit.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => "
        "requestAnimationFrame(done)))"
    )


def test_switching_it_off_gives_the_links_back_at_once(read):
    visit = read()
    before = visit.page.inner_text(".prose")
    visit.page.get_by_role("button", name="Reading").click()
    panel = visit.page.get_by_role("group", name="Definitions in place")
    panel.get_by_label("Off").check()
    assert visit.page.locator(".prose button").count() == 0
    assert visit.page.inner_text(".prose") == before
    assert visit.page.locator(".prose a.term strong").count() == 1
    visit.go("/articles/shown/")
    follow_word(visit)
    assert visit.page.url.endswith("/glossary/cell/")


def test_words_keep_the_text_and_their_commas(read):
    plain = read(java_script_enabled=False).page.text_content(".prose")
    visit = read()
    assert visit.page.text_content(".prose") == plain
    assert visit.page.locator(".together").first.text_content() == "cell,"
    assert visit.page.locator(".together").nth(1).text_content() == "(nerve)."


def test_a_word_in_another_language_is_shown_in_it(visits):
    name, words = "عصب", "شيء في الجسم"
    make_term(
        Status.PUBLISHED, slug="asab", name=name, short_definition=words, lang="ar"
    )
    make_article(Status.PUBLISHED, slug="shown", body="## One\n\nA [word](term:asab).")
    visit = visits()
    visit.go("/articles/shown/")
    word(visit, "word").click()
    line = opened(visit).locator(".definition-words")
    assert line.inner_text() == words
    assert line.get_attribute("lang") == "ar"
    assert line.evaluate("(e) => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_one_is_open(read, scheme):
    visit = read(color_scheme=scheme, reduced_motion="reduce")
    word(visit, "cell").click()
    assert violations(visit) == []


def test_paper_shows_the_list_unfolded_and_no_sheet(visits):
    slugs = [f"word-{letter}" for letter in "abcdefghi"]
    for slug in slugs:
        make_term(Status.PUBLISHED, slug=slug, short_definition=f"About {slug}.")
    body = "## One\n\n" + " ".join(f"[{slug}](term:{slug})" for slug in slugs)
    make_article(Status.PUBLISHED, slug="shown", body=body)
    visit = visits()
    visit.go("/articles/shown/")
    listed = visit.page.get_by_text("About word-i.").first
    assert not listed.is_visible()
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".words dd").last.is_visible()
    visit.page.emulate_media(media="screen")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visit.page.locator("details:not([open])").count() == 0
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("details[open]").count() == 0
