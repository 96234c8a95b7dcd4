"""Pages on paper: nothing is cut off, because paper does not scroll."""

import pytest

from alsinfo.editorial.workflow import Status

from ..cast import make_article

NAMES = ("Medicine", "Form", "Dose", "How often", "Given by", "Cost", "Remarks")
CELLS = ("Riluzole", "tablet", "50 mg", "twice a day", "mouth", "low", "liver tests")
ROWS = ("|".join(NAMES), "|".join(["---"] * 7), "|".join(CELLS))
TABLE = "\n".join(f"|{row}|" for row in ROWS)
WIDE = "\n".join(f"|{'|'.join([cell] * 20)}|" for cell in ("A", "---", "word"))
CODE = f"```\n{'one two ' * 60}\n```"
BODY = f"## One\n\n{TABLE}\n\n{WIDE}\n\n{CODE}\n"
# A4 with margins of 15 mm, in pixels of CSS.
PAPER = {"width": 680, "height": 1000}
CUT = """() => [...document.querySelectorAll("td, th, pre, pre *")].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1
    && e.clientWidth;
}).map((e) => e.tagName + e.textContent.slice(0, 20))"""


@pytest.mark.parametrize("page", ["", "large-print/"])
def test_all_of_a_table_and_of_code_is_on_paper(visits, page):
    make_article(Status.PUBLISHED, slug="shown", body=BODY)
    visit = visits(viewport=PAPER)
    visit.go(f"/articles/shown/{page}")
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate(CUT) == []


def test_code_breaks_its_lines_on_the_screen_too(visits):
    make_article(Status.PUBLISHED, slug="shown", body=CODE)
    visit = visits(viewport={"width": 320, "height": 640})
    visit.go("/articles/shown/")
    pre = visit.page.locator(".prose pre")
    assert pre.evaluate("(e) => e.scrollWidth - e.clientWidth") <= 0
