"""The colours of the stylesheet: 7:1 for text, 3:1 for edges that mean something."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path("alsinfo/static/alsinfo/site.css")
TEXTS = ["ink", "quiet", "link", "visited", "alarm"]
GROUNDS = ["paper", "card", "tint", "sage", "glow"]
EDGES = ["line", "accent", "amber", "focus"]


def blocks():
    """Light and dark: each custom property that holds a colour -> six digits."""
    found = re.findall(r":root \{(.*?)\}", CSS.read_text(), re.DOTALL)
    colours = [dict(re.findall(r"--(\w+): #([0-9a-f]{6});", text)) for text in found]
    return {"light": colours[0], "dark": colours[1]}


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_seven_to_one(scheme):
    colours = blocks()[scheme]
    for text, ground in product(TEXTS, GROUNDS):
        assert contrast(colours[text], colours[ground]) >= 7, (text, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_have_three_to_one(scheme):
    colours = blocks()[scheme]
    for edge, ground in product(EDGES, ["paper", "card", "tint"]):
        assert contrast(colours[edge], colours[ground]) >= 3, (edge, ground)


def test_stylesheet_is_small_and_asks_for_nothing_else():
    css = CSS.read_text()
    assert len(css) < 20_000
    for word in ("!important", "url(", "@import", "position: sticky", "animation"):
        assert word not in css
