"""The editors' pages have the colours and sizes of the public site."""

import re
from pathlib import Path

import pytest

SITE = Path("alsinfo/static/alsinfo/site.css").read_text()
FOLDER = Path("alsinfo/editorial/static/editorial")
OURS = (FOLDER / "tokens.css").read_text()
SCHEMES = {
    ":root": ":root",
    ':root:not([data-theme="light"])': ':root:not([data-colours="light"])',
    ':root[data-theme="dark"]': ':root[data-colours="dark"]',
}
KEEPS = "html:root,\nhtml:root[data-theme]"


def tokens(css, selector):
    """The custom properties of one rule: name -> value."""
    rule = re.search(
        rf"^\s*{re.escape(selector)} \{{(.*?)^\s*\}}", css, re.DOTALL | re.M
    )
    return dict(re.findall(r"--([\w-]+): (.*?);", rule[1]))


@pytest.mark.parametrize("selector", SCHEMES)
def test_a_token_of_the_admin_is_the_one_of_the_site(selector):
    site, ours = tokens(SITE, SCHEMES[selector]), tokens(OURS, selector)
    assert len(ours) >= 14
    assert {name: site.get(name) for name in ours} == ours


def test_dark_is_the_same_however_it_was_chosen():
    _light, system, chosen = SCHEMES
    assert tokens(OURS, system) == tokens(OURS, chosen)


def test_colours_stand_in_the_tokens_only():
    for path in FOLDER.glob("*.css"):
        if path.name != "tokens.css":
            assert re.findall(r"#[0-9a-f]{3,6}\b(?! )|rgb\(", path.read_text()) == []


def test_every_colour_of_djangos_is_one_of_ours():
    rule = OURS[OURS.index(KEEPS) :]
    named = re.findall(r"--([\w-]+): var\(--([\w-]+)\);", rule)
    assert len(named) == rule.count("--") / 2
    assert {ours for _theirs, ours in named} <= set(tokens(OURS, ":root"))


def test_nothing_sticks_on_the_public_site():
    assert re.findall(r"position:\s*sticky", SITE) == []


def test_nothing_moves_sticks_or_is_forced():
    for path in FOLDER.glob("*.css"):
        words = ("!important", "url(", "@import", "animation", "sticky")
        assert [word for word in words if word in path.read_text()] == [], path.name
