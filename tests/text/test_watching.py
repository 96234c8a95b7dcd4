"""The watch-list's language: what a row hits, and what excuses it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.text import prose, watching
from alsinfo.text.watching import Watch, WatchList


def hits(patterns, text, **row):
    """The words that a row hits in a text, as they stand there."""
    listed = WatchList({"row": Watch(patterns, **row)})
    found = listed.hits(prose.paragraphs(text))
    return [hit.paragraph.words[hit.start : hit.end] for hit in found]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("cure", "A cure at last."),
        ("CURE", "a cure"),
        ("miracle*", "It works miracles."),
        ("call now", "Call\nnow!"),
        ("call now", "Call  now"),
        ("game-changer*", "a game changer"),
        ("game changer*", "Game-changers all"),
        ("stem cell* … repair*", "Stem cells can one day repair it."),
        ("stem cell* ... repair*", "stem-cell repair"),
        ("stem cell* … repair*", "stem cells one two three four five six repair"),
        ("AMX0035", "AMX0035's trial"),
        ("MN-166", "MN 166"),
        ("MN-166", "MN‑166"),
        ("continue riluzole", "continue [riluzole](term:riluzole)"),
        ("continue riluzole", "continue **riluzole**"),
        ("don't stop", "Don’t stop"),
        ("sjögren", "Sjögren"),
        ("and/or", "this and/or that"),
        ("50 %", "gains of 50 % or so"),
        ("cure", "Curing it is near."),
        ("prove", "Doctors proved it."),
        ("keep taking", "They kept taking it."),
        ("continue riluzole", "Continuing riluzole is wise."),
        ("remedy", "many remedies"),
        ("stop it", "Stopping it is wise."),
        ("game changer*", "a gamechanger"),
        ("groundbreaking", "Ground-breaking news"),
        ("groundbreaking", "ground breaking news"),
        ("AMX0035", "AMX-0035"),
        ("AMX0035", "AMX 0035"),
        ("breakthrough", "a breakthr\u200bough"),
        ("start|stop … riluzole|medicine*", "Stop your medicines."),
    ],
)
def test_a_pattern_hits(pattern, text):
    assert len(hits(pattern, text)) == 1


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("cure", "secure, obscure"),
        ("als", "also metals"),
        ("call now", "Call me. Now go."),
        ("call now", "call them now"),
        ("call now", "A call\n\nnow"),
        ("stem cell* … repair*", "stem cells one two three four five six seven repair"),
        ("stem cell* … repair*", "Stem cells are many. Muscles repair themselves."),
        ("cure", "[a page](/cure/)"),
        ("cure", "`cure`"),
        ("cure", "see [@cure-2025]"),
        ("cure", "the [word](term:cure)"),
        ("IL-2", "IL-23"),
        ("riluzol", "riluzole, Riluzole’s"),
        ("start|stop … riluzole|medicine*", "Keep your medicines."),
        ("AMX0035", "AMX, 0035"),
        ("(a+)+$", "a study " + "a" * 5000),
        (".*", "anything at all"),
        ("…", "anything"),
        ("*", "anything"),
        ("", "anything"),
    ],
)
def test_a_pattern_does_not_hit(pattern, text):
    assert hits(pattern, text) == []


def test_capitals_matter_where_the_row_says_so():
    assert hits("als", "als and ALS", case_sensitive=True) == ["als"]
    assert hits("als", "als and ALS") == ["als", "ALS"]


def test_what_is_no_word_is_found_as_it_is():
    assert hits("(a+)+$", "look: (a+)+$ here") == ["(a+)+$"]


def test_one_place_is_one_hit_of_a_row():
    assert hits("suffer*\nsufferer*", "two sufferers") == ["sufferers"]


@pytest.mark.parametrize(
    "text",
    [
        "There is no cure.",
        "It is not a real cure.",
        "It isn't a cure.",
        "None is a cure.",
        "It came without any cure.",
        "never a cure",
        "It was hardly a cure.",
        "It is far from a cure.",
        "Nothing here is a cure.",
        "They failed to show a cure.",
        "This claim of a cure is false.",
        "A cure was not true.",
        "The word cure is misleading.",
    ],
)
def test_a_negation_takes_a_claim_back(text):
    assert hits("cure", text) == []
    assert hits("cure", text, negatable=False) == ["cure"]


@pytest.mark.parametrize(
    "text",
    [
        "No. A cure is here.",
        "It is not one two three four five a cure.",
        "The cure is not far.",
        "A notable cure.",
        "No doubt it is a cure.",
        "It is not only a cure.",
        "Without any doubt a cure.",
        "Why not try the cure?",
        "Nothing short of a cure.",
        "The cure is not false.",
        "A cure, and its critics are wrong.",
    ],
)
def test_a_negation_elsewhere_takes_nothing_back(text):
    assert hits("cure", text) == ["cure"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Do not stop taking riluzole.", 1),
        ("Never stop taking it.", 1),
        ("You should not stop taking it.", 1),
        ("Stop taking it.", 1),
        ("People should stop taking it.", 1),
        ("Stopping taking it is wise.", 1),
        ("This site does not tell anyone to stop taking a medicine.", 0),
        ("We never tell you to stop taking a medicine.", 0),
        ("Some people stop taking it because of nausea.", 0),
        ("Half of them stopped taking it.", 0),
    ],
)
def test_advice_is_advice_for_all_its_not(text, number):
    assert len(hits("stop taking", text, advice=True)) == number


def test_words_near_excuse_within_the_paragraph():
    row = {"unless_near": "was withdrawn\nmissed its"}
    assert hits("NurOwn", "NurOwn was withdrawn.", **row) == []
    assert hits("NurOwn", "NurOwn is here. Its trial missed its goal.", **row) == []
    assert hits("NurOwn", "NurOwn is here.\n\nIt was withdrawn.", **row) == ["NurOwn"]
    assert hits("NurOwn", "“NurOwn works”, says the maker.", **row) == ["NurOwn"]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("has been withdrawn", 0),
        ("did not work and was withdrawn", 0),
        ("was not only late but withdrawn", 0),
        ("has not been withdrawn", 1),
        ("was never withdrawn", 1),
        ("is not approved", 0),
    ],
)
def test_an_excuse_that_is_denied_excuses_nothing(said, number):
    row = {"unless_near": "withdrawn\nnot approved"}
    assert len(hits("NurOwn", f"NurOwn {said}.", **row)) == number


def test_a_heading_may_say_its_excuse_in_the_paragraph_after_it():
    row = {"unless_near": "was withdrawn"}
    assert hits("NurOwn", "## NurOwn\n\nIt was withdrawn.", **row) == []
    assert hits("NurOwn", "## NurOwn\n\n## It was withdrawn", **row) == ["NurOwn"]


def test_what_introduces_a_list_excuses_its_items():
    text = "These were withdrawn:\n\n- NurOwn\n- Relyvrio\n"
    assert hits("NurOwn\nRelyvrio", text, unless_near="were withdrawn") == []


def test_a_correction_with_its_source_may_repeat_a_claim():
    listed = "## Corrections\n\n1. **Stem cells cure.** Wrong [@a-2025].\n"
    assert hits("cure", listed) == []
    assert hits("cure", listed, correctable=False) == ["cure"]
    assert hits("cure", listed.replace(" [@a-2025]", "")) == ["cure"]
    assert hits("cure", listed.replace("Corrections", "Claims")) == ["cure"]


@pytest.mark.parametrize(
    ("patterns", "faults"),
    [
        ("call now\nmiracle*\nstem cell* … repair*", []),
        ("  \n", ["empty"]),
        ("*", ["only-gaps"]),
        ("…", ["only-gaps"]),
        ("… repair", ["gap-outside"]),
        ("cur*ed", ["star-inside"]),
        ("*cure", ["star-inside"]),
        ("x" * 101, ["too-long"]),
        ("a\n" * 61, ["too-many"]),
    ],
)
def test_patterns_that_cannot_be_used_are_named(patterns, faults):
    assert [fault for _line, fault in watching.refusals(patterns)] == faults


LETTERS = "ab *|…()+.?$[]\\|-’'\n"


@given(st.text(alphabet=LETTERS, max_size=40), st.text(alphabet=LETTERS, max_size=80))
def test_no_pattern_and_no_text_break_the_list(patterns, text):
    for row in (Watch(patterns), Watch("a", unless_near=patterns)):
        for hit in WatchList({"row": row}).hits(prose.paragraphs(text)):
            assert 0 <= hit.start < hit.end <= len(hit.paragraph.words)
