"""Two texts compared by paragraphs and words."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alsinfo.text.differences import compare

SECONDS = 2.0


def kinds(old, new):
    return [change.kind for change in compare(old, new)]


def pieces(old, new):
    (change,) = compare(old, new)
    return [tuple(piece) for piece in change.pieces]


def test_same_text_has_only_same_paragraphs():
    assert kinds("One.\n\nTwo.", "One.\n\nTwo.") == ["same", "same"]


def test_changed_words_are_told_within_their_paragraph():
    assert pieces("It takes two years.", "It takes three years.") == [
        ("same", "It takes "),
        ("removed", "two "),
        ("added", "three "),
        ("same", "years."),
    ]


def test_paragraph_added_at_the_end_leaves_the_last_one_the_same():
    assert kinds("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.") == ["same", "same", "added"]


def test_removed_paragraph_keeps_its_place():
    assert kinds("One.\n\nTwo.\n\nThree.", "One.\n\nThree.") == [
        "same",
        "removed",
        "same",
    ]


def test_new_paragraph_before_a_changed_one_is_told_apart():
    old = "Weakness begins in one limb."
    new = "A wholly different beginning.\n\nWeakness often begins in one limb."
    assert kinds(old, new) == ["added", "changed"]


def test_strangers_are_removed_and_added():
    assert kinds("Alpha beta the gamma.", "One two the three.") == ["removed", "added"]


def test_line_ends_of_another_machine_are_no_change():
    assert kinds("One.\r\n\r\nTwo.\r", "One.\n\nTwo.\n") == ["same", "same"]


def test_empty_texts():
    assert compare("", "") == ()
    assert kinds("", "One.") == ["added"]
    assert kinds("One.", "") == ["removed"]


def assert_rebuilds(old, new):
    changes = compare(old, new)
    assert "".join(change.old for change in changes) == old
    assert "".join(change.new for change in changes) == new
    for change in changes:
        if change.kind == "changed":
            parts = change.pieces
            before = "".join(p.text for p in parts if p.kind != "added")
            after = "".join(p.text for p in parts if p.kind != "removed")
            assert (before, after) == (change.old.rstrip(), change.new.rstrip())


LINES = st.lists(st.sampled_from(["a", "b c", "d e f g", "", " ", "h\t", "\xa0"]))
TEXTS = st.lists(LINES.map(" ".join), max_size=12).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_rebuilt(old, new):
    assert_rebuilds(old, new)


def strangers(words, each, seed):
    """200,000 characters of paragraphs of `each` words out of `words`."""
    dice = random.Random(seed)
    paragraphs, size = [], 0
    while size < 200_000:
        paragraphs.append(" ".join(f"w{dice.randrange(words)}" for _ in range(each)))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


PAIRS = {
    "other paragraphs": (strangers(5_000, 60, 1), strangers(5_000, 60, 2)),
    "few words": (strangers(3, 60, 1), strangers(3, 60, 2)),
    "one paragraph": (strangers(50, 40_000, 1), strangers(50, 40_000, 2)),
    "tiny paragraphs": (strangers(3, 1, 1), strangers(3, 1, 2)),
    "tiny and different": (strangers(50_000, 1, 1), strangers(50_000, 1, 2)),
    "in turn": ("a\n\n" * 66_000, "b\n\na\n\n" * 33_000),
    "blanks": (" " * 200_000, " " * 199_999 + "a"),
    "blanks and lines": ("a" + " " * 199_999, "b" + "\n " * 100_000),
    "lines": ("a\n" * 100_000, "b\n" * 100_000),
}


@pytest.mark.parametrize("name", PAIRS)
def test_long_texts_are_compared_in_time(name):
    begun = time.process_time()
    compare(*PAIRS[name])
    assert time.process_time() - begun < SECONDS


def test_far_apart_changes_leave_what_is_between_them_the_same():
    middle = [f"Paragraph number {n} of the text." for n in range(300)]
    old = "\n\n".join(["Begins so.", *middle, "Ends so."])
    new = "\n\n".join(["Starts thus.", *middle, "Stops thus."])
    assert kinds(old, new).count("same") == 300


def test_many_small_edits_of_a_long_text_stay_readable():
    old = strangers(5_000, 60, 1)
    changes = compare(old, old.replace(" w12", " new12"))
    assert {change.kind for change in changes} == {"same", "changed"}
