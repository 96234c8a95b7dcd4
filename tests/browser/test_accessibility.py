"""axe looks at a page of each kind, narrow and wide, light and dark; all is well."""

import pytest

from tests import cast, showcase

from .axe import AA, LEAST, violations

WIDTHS = (320, 360, 1280)
# What can be pressed or typed into, but for what stands in a sentence: that has the
# height of its line. A box that is named by a label is as large as both.
SMALL = """least => {
  const targets = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const isInline = (part) => getComputedStyle(part).display.startsWith("inline");
  const blockOf = (part) => {
    while (part && isInline(part)) part = part.parentElement;
    return part;
  };
  const inSentence = (part) => {
    if (!isInline(part) || !part.matches("a, button")) return false;
    const block = blockOf(part);
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const around = texts.currentNode.parentElement;
      const own = blockOf(around) === block && !around.closest(targets);
      if (own && /\\p{L}/u.test(texts.currentNode.data)) return true;
    }
    return false;
  };
  const box = (part) => {
    const all = [part, ...(part.labels ?? [])].map((p) => p.getBoundingClientRect());
    const span = (from, to) =>
      Math.max(...all.map((b) => b[to])) - Math.min(...all.map((b) => b[from]));
    return [span("left", "right"), span("top", "bottom")].map(Math.round);
  };
  return [...document.querySelectorAll(targets)]
    .filter((part) => part.checkVisibility() && part.type !== "hidden")
    .filter((part) => !inSentence(part) && !part.closest(".skip"))
    .filter((part) => Math.min(...box(part)) < least)
    .map((part) => `${box(part)} ${part.outerHTML.slice(0, 120)}`);
}"""
WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"


def faults(visit, name):
    """What is wrong with the page in the window as wide as it is."""
    width = visit.page.viewport_size["width"]
    return [
        f"{name} at {width}: {fault}"
        for fault in (
            *violations(visit),
            *(f"small: {part}" for part in visit.page.evaluate(SMALL, LEAST)),
            *(["scrolls sideways"] if visit.page.evaluate(WIDER) > 0 else []),
        )
    ]


def look_at(visit, pages, widths=WIDTHS):
    """Each page at each width; all that is wrong is told at once."""
    found = []
    for name, (address, status) in pages.items():
        assert visit.go(address).status == status, name
        if status == 500:
            visit.messages.clear()
        for width in widths:
            visit.page.set_viewport_size({"width": width, "height": 800})
            found += faults(visit, name)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_have_no_faults(visits, site, scheme):
    assert look_at(visits(color_scheme=scheme), showcase.KINDS) == []


def test_public_pages_have_no_faults_in_forced_colours(visits, site):
    visitor = visits(forced_colors="active", color_scheme="dark")
    assert look_at(visitor, showcase.KINDS, [360]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_door_has_no_faults(visits, site, scheme):
    pages = {address: (address, 200) for address in showcase.DOOR}
    assert look_at(visits(color_scheme=scheme), pages) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_editors_pages_have_no_violations(visits, site, scheme):
    administrator, found = visits(cast.administrator(), color_scheme=scheme), []
    for address in showcase.editors_pages():
        assert administrator.go(address).status == 200, address
        found += [f"{address}: {fault}" for fault in violations(administrator, AA)]
    assert found == []


def test_axe_hears_what_is_wrong(visits):
    visitor = visits()
    visitor.page.set_content(
        "<p style='color: #666; background: #fff'>Five to one.</p>"
        "<button style='width: 30px'>1</button><button style='width: 30px'>2</button>"
    )
    found = {line.partition(":")[0] for line in violations(visitor)}
    assert {"color-contrast-enhanced", "target-size"} <= found
    assert len(visitor.page.evaluate(SMALL, LEAST)) == 2
