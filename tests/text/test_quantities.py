"""Numbers that need a source, and numbers that do not."""

import pytest

from alsinfo.text import prose, quantities


def found(text):
    uncited = quantities.uncited(prose.paragraphs(text))
    return [q.paragraph.words[q.start : q.end] for q in uncited]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("About 10% have it.", "10%"),
        ("About 10 per cent have it.", "10 per cent"),
        ("It is 1 in 10 people.", "1 in 10"),
        ("One in five live longer.", "One in five"),
        ("5 to 10 of every 100 have it.", "5 to 10 of every 100"),
        ("A trial of 137 people.", "137 people"),
        ("People live 2 to 5 years.", "2 to 5 years"),
        ("Survival was three months more.", "three months"),
        ("It is 3 times more common.", "3 times more"),
        ("[1 in 10](figure:x) people", "1 in 10"),
    ],
)
def test_a_number_needs_a_source(text, words):
    assert found(text) == [words]
    assert found(f"{text} So it is [@a-2025].") == []


@pytest.mark.parametrize(
    "text",
    [
        "It was approved in 2023.",
        "On 1 October 2025 it came out.",
        "A phase 3 trial with type 2 cells.",
        "Three questions help.",
        "Read it in 5 minutes.",
        "The study ran for two years.",
        "## 1 in 10 people",
        "1. First of all",
        "SOD1 and C9orf72",
        "None of 2023 counts.",
    ],
)
def test_these_numbers_need_none(text):
    assert found(text) == []


def test_a_source_of_the_sentence_before_a_list_counts_for_its_items():
    assert (
        found("Trials [@a-2025]:\n\n- one with 137 people\n- one with 61 people") == []
    )
    assert len(found("Trials:\n\n- one with 137 people\n- one with 61 people")) == 2
