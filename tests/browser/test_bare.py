"""Every page without scripts, without style sheets, and with a reader's own spacing."""

import itertools

import pytest

from tests import showcase

# What a reader sets who needs room between letters, words, lines and paragraphs:
# WCAG 2.1, criterion 1.4.12.
SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"
# Text that is cut off by a box which does not let itself be scrolled.
CUT = """() => [...document.querySelectorAll("body *")]
  .filter((part) => part.checkVisibility() && part.clientWidth > 1)
  .filter((part) => ["hidden", "clip"].includes(getComputedStyle(part).overflowX))
  .filter((part) => part.scrollWidth > part.clientWidth + 1 ||
    part.scrollHeight > part.clientHeight + 1)
  .map((part) => part.outerHTML.slice(0, 120))"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility())
  .map((heading) => Number(heading.tagName[1]))"""
# Nothing that only a script could use: buttons without a form, things that open.
NEEDS_SCRIPT = """() => {
  const parts = `button:not(form button), dialog[open], [onclick], [aria-controls],
    [aria-haspopup], a[href^="javascript"]`;
  return [...document.querySelectorAll(parts)]
    .filter((part) => part.checkVisibility())
    .map((part) => part.outerHTML.slice(0, 120));
}"""
# Parts of a text that stand above the part before them in the same column: the order
# of the eye is another one there. A large target may begin a little higher.
UPWARDS = """() => {
  const parts = document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, tr)");
  const boxes = [...parts].filter((part) => part.checkVisibility())
    .map((part) => [part.getBoundingClientRect(), part.innerText.slice(0, 60)]);
  return boxes.filter(([box], index) => {
    const before = index ? boxes[index - 1][0] : box;
    const beside = box.left >= before.right || box.right <= before.left;
    return box.top < before.top - 24 && !beside;
  }).map(([, text]) => text);
}"""


def visit_each(visit):
    """Open each page in turn; answer its name."""
    for name, (address, status) in showcase.KINDS.items():
        assert visit.go(address).status == status, name
        if status == 500:
            visit.messages.clear()
        yield name


def headings_in_order(levels):
    """One h1, first; and no level left out on the way down."""
    steps = itertools.pairwise(levels)
    return (
        levels[:1] == [1] and levels.count(1) == 1 and all(b <= a + 1 for a, b in steps)
    )


def leave_out_styles(visit):
    visit.page.route("**/*.css", lambda route: route.fulfill(content_type="text/css"))


def test_every_page_says_all_of_it_without_scripts_and_styles(visits, site):
    plain, full = visits(java_script_enabled=False), visits()
    bare = visits(java_script_enabled=False)
    leave_out_styles(bare)
    for visit in (plain, bare):
        for name in visit_each(visit):
            page = visit.page
            assert headings_in_order(page.evaluate(HEADINGS)), name
            assert page.evaluate(NEEDS_SCRIPT) == [], name
            assert len(page.inner_text("main")) > 40, name
            assert page.locator("nav a, footer a").first.is_visible(), name
    for _name in visit_each(full):
        bare.go(full.page.url.removeprefix(full.base))
        bare.messages.clear()
        assert words(bare) >= words(full), full.page.url


def words(visit):
    """The words of the text, however they are drawn."""
    return set(visit.page.inner_text("main").casefold().split())


@pytest.mark.parametrize("width", [320, 1280])
def test_the_eye_reads_in_the_order_of_the_text(visits, site, width):
    visitor = visits(viewport={"width": width, "height": 800})
    for name in visit_each(visitor):
        assert visitor.page.evaluate(UPWARDS) == [], name


def test_four_times_larger_with_wide_spacing_nothing_is_cut(visits, site):
    """1280 pixels at 400 % are 320."""
    visitor = visits(viewport={"width": 320, "height": 256}, bypass_csp=True)
    for name in visit_each(visitor):
        visitor.page.add_style_tag(content=SPACING)
        assert visitor.page.evaluate(WIDER) <= 0, name
        assert visitor.page.evaluate(CUT) == [], name
