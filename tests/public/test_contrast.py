"""The colours of the stylesheet: 7:1 for text, 3:1 for edges that mean something."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

STATIC = Path("alsinfo/static/alsinfo")
CSS = STATIC / "site.css"
SCRIPT = STATIC / "site.js"
MOST_BYTES = 20_000  # of each, as they are sent: compressed
SCHEMES = {
    "light": ":root",
    "dark": ':root:not([data-colours="light"])',
    "dark by choice": ':root[data-colours="dark"]',
}
TEXTS = ["ink", "quiet", "link", "visited", "alarm"]
GROUNDS = ["paper", "card", "tint", "sage", "glow"]
EDGES = ["line", "accent", "amber", "focus"]


def colours_of(scheme):
    """Each custom property that holds a colour -> its six digits."""
    rule = rf"{re.escape(SCHEMES[scheme])} \{{(.*?)\}}"
    block = re.search(rule, CSS.read_text(), re.DOTALL)
    return dict(re.findall(r"--(\w+): #([0-9a-f]{6});", block[1]))


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_seven_to_one(scheme):
    colours = colours_of(scheme)
    for text, ground in product(TEXTS, GROUNDS):
        assert contrast(colours[text], colours[ground]) >= 7, (text, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_have_three_to_one(scheme):
    colours = colours_of(scheme)
    for edge, ground in product(EDGES, ["paper", "card", "tint"]):
        assert contrast(colours[edge], colours[ground]) >= 3, (edge, ground)


def test_dark_is_one_thing_whoever_chose_it():
    assert colours_of("dark") == colours_of("dark by choice")
    assert colours_of("dark").keys() == colours_of("light").keys()


def test_dark_is_for_screens_only():
    """Paper is light, whatever the device or the reader says."""
    css = CSS.read_text()
    assert css.count("prefers-color-scheme") == 1
    assert "@media screen and (prefers-color-scheme: dark) {" in css
    for mark in ("data-colours", "data-text", "data-spacing"):
        screens = "".join(re.findall(r"^@media screen.*?^\}", css, re.DOTALL | re.M))
        assert css.count(f":root[{mark}") == screens.count(f":root[{mark}"), mark


@pytest.mark.parametrize("path", [CSS, SCRIPT], ids=lambda path: path.name)
def test_what_every_page_loads_is_small(path):
    assert len(gzip.compress(path.read_bytes())) < MOST_BYTES


CLOSE = ".definition .presses {\n  position: sticky;"
# Asked for when somebody goes to the search box, and a file of our own.
SUGGESTIONS = "import(form.dataset.script)"


def test_stylesheet_moves_and_sticks_nothing_and_asks_for_nothing_else():
    # Only the way out of an open definition stays in view: no part of the page does.
    css = CSS.read_text().replace(CLOSE, "")
    words = ("!important", "url(", "@import", "sticky", "animation", "transition")
    assert [word for word in words if word in css] == []


def test_script_asks_for_nothing_but_suggestions_and_writes_no_markup():
    script = SCRIPT.read_text().replace(SUGGESTIONS, "")
    words = ("fetch(", "XMLHttpRequest", "import", "innerHTML", "eval(", "cookie")
    assert [word for word in words if word in script] == []
    assert "mouseover" not in script
    assert "mouseenter" not in script
