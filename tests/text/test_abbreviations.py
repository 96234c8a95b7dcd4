"""Initials, and whether a reader is told what they mean."""

import pytest

from alsinfo.text import abbreviations, prose


def found(text, known=()):
    return [
        use.initials for use in abbreviations.unexplained(prose.paragraphs(text), known)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A mask (NIV) helps. NIV is common.",
        "NIV (a machine with a mask) helps.",
        "NIV is short for a long name.",
        "Some use [NIV](term:non-invasive-ventilation).",
        "The UK and the US, ALS and DNA.",
        "a change in the FUS gene",
        "the ATLAS trial",
        "the MIROCALS results",
        "SOD1 and C9orf72, IL-2 and TGF-beta",
        "phase III",
        "WHAT CAUSES THIS AND WHY",
        "`NIV`",
    ],
)
def test_these_need_no_more_words(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Many use NIV at night.", ["NIV"]),
        ("NIV helps. NIV again.", ["NIV"]),
        ("MSCs are cells.", ["MSC"]),
        ("An EMG, then an MRI.", ["EMG", "MRI"]),
        ("Use of NIV.\n\nA mask (NIV) helps.", ["NIV"]),
    ],
)
def test_the_first_use_must_say_it(text, initials):
    assert found(text) == initials


def test_what_is_known_needs_no_words():
    assert found("Many use NIV at night.", {"NIV"}) == []
