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
        ("One third of carers are tired.", "One third of"),
        ("Two thirds feel better.", "Two thirds"),
        ("It is a quarter of people.", "a quarter of"),
        ("Ten per cent have it.", "Ten per cent"),
        ("It is 1/10 of people.", "1/10 of"),
        ("There are 30,000 Americans with it.", "30,000 Americans"),
        ("About 5,000 new diagnoses a year.", "5,000 new diagnoses"),
        ("The 5-year survival is low.", "5-year"),
        ("It is 1.5 per 100,000.", "1.5 per 100,000"),
        ("It is 2 per 100 000 people.", "2 per 100 000"),
        ("Twice as many men get it.", "Twice as many"),
        ("The risk is doubled.", "risk is doubled"),
        ("It doubles the risk.", "doubles the risk"),
        ("A 20-fold rise.", "20-fold"),
        ("And 1 in 5 of men.", "1 in 5"),
        ("It was 7 of the 10.", "7 of the 10"),
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
        "Read chapter 5 of 7.",
        "One of two studies failed.",
        "On 1/10/2024 it ended.",
        "There were two in one of the trials.",
        "The third of May.",
        "In 2023 people met.",
        "A 5-year-old died.",
    ],
)
def test_these_numbers_need_none(text):
    assert found(text) == []


def test_a_source_of_the_sentence_before_a_list_counts_for_its_items():
    assert (
        found("Trials [@a-2025]:\n\n- one with 137 people\n- one with 61 people") == []
    )
    assert len(found("Trials:\n\n- one with 137 people\n- one with 61 people")) == 2
