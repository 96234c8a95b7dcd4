"""What a saved page leaves behind, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.text import leftovers, prose


def kinds(text):
    return [
        left.kind for p in prose.paragraphs(text) for left in leftovers.leftovers(p)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "+44 20 7946 0958",
        "Ring (020) 7946 0958 today",
        "+91-9654321400",
        "Call 555-123-4567.",
        "1-800-555-0199",
        "tel: 77 88 99 11",
        "0800 123 4567",
    ],
)
def test_a_telephone_number_is_found(text):
    assert kinds(text) == ["telephone"]


@pytest.mark.parametrize(
    "text",
    [
        "doi 10.1038/s41586-025-09588-6",
        "https://doi.org/10.1007/s00401-018-1933-9",
        "NCT03280056",
        "ISBN 978-3-16-148410-0",
        "PMID 23976973",
        "ORCID 0000-0002-1825-0097",
        "from 2010-2015 and 2016-2020",
        "about 1 000 000 000 cells",
        "between 0.0001-0.0005",
        "on 2026-11-21 10:00",
        "2013 Sep 12;8(9):e72926",
        "5 to 10 of every 100 people",
        "charity number 0294354000",
    ],
)
def test_other_numbers_are_not(text):
    assert kinds(text) == []


def test_an_address_is_found_and_a_citation_is_not():
    assert kinds("Write to info@clinic.example today.") == ["address"]
    assert kinds("It helps [@miller-2012].") == []
    assert kinds("at 5 pm @ home") == []


@pytest.mark.parametrize(
    "text", ["muscle-cells-in-ALS", "IMG_2041.jpg", "als-brain-scan-2"]
)
def test_the_name_of_an_image_alone_on_its_line_is_found(text):
    assert kinds(text) == ["image-name"]


@pytest.mark.parametrize(
    "text", ["state-of-the-art care", "low-dose", "A up-to-date list", "well-being"]
)
def test_words_with_hyphens_are_no_image(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Motor Nerve (MND)Motor Nerve CausesMotor Nerve Care",
        "Muscle CrampsMuscle Weakness",
    ],
)
def test_tags_run_together_are_found(text):
    assert kinds(text) == ["tags"]


@pytest.mark.parametrize(
    "text",
    [
        "NurOwn missed its goal.",
        "McCauley Robert and McDonald Anne wrote it",
        "The MacArthur Foundation of London",
        "An iPhone Application is no tag",
    ],
)
def test_names_with_capitals_inside_are_no_tags(text):
    assert kinds(text) == []


def again(title, text, **options):
    return leftovers.title_again(title, prose.paragraphs(text), **options) is not None


def test_a_title_said_again_is_found():
    assert again("Is it safe", "# Is it safe?\n\nYes.")
    assert again("What is this illness called", "What is this illness called It is")
    assert again("The title", "An opening.\n\nThe Title")


def test_a_text_may_begin_with_the_words_of_its_title():
    assert not again("Microglia", "Microglia are cells.")
    assert not again(
        "A rating scale of function", "A rating scale of function is x.", whole=True
    )
    assert not again("The title", "One.\n\nTwo.\n\nThe title")


@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    kinds(text)
    again(text[:20], text)
