"""The title is taken once, whatever stands above, behind or before it."""

import pytest

from alsinfo.text.documents import convert

REST = "\n\nSoil is alive, and what lives in it must rest. Worms turn it over.\n"
MENU = "Home > Garden > Soil\nSkip to content\nMenu\nSearch\nAccept all cookies\n"


def headings(document):
    return [line for line in document.body.split("\n") if line.startswith("#")]


@pytest.mark.parametrize(
    "above",
    [
        MENU,
        MENU + "Plants A-Z\nSeeds\nTools\nHealth & Care\n",
        MENU + "\nWe use cookies. Accept all or read our cookie policy.\n\n",
        "Seed Shop\nHome\nAbout Us\nContact\n\n",
        "+44 20 7946 0123\nHome | Shop | Contact\n",
        "Advertisement\n\nGarden\n\nSoil\n\nShare\n\n",
    ],
)
@pytest.mark.parametrize(
    "below",
    [
        "By Dr. Rose Bush, MD | Updated March 3, 2021 | 5 min read\n",
        "\nWritten by Rose Bush\n",
        "",
    ],
)
def test_a_title_below_a_menu_is_found(above, below):
    document = convert(f"{above}What Is Living Soil?\n{below}{REST}")
    assert document.title == "What Is Living Soil?"
    assert not headings(document)
    assert document.body.startswith("Soil is alive")


@pytest.mark.parametrize(
    ("above", "title", "first"),
    [
        ("Home\nLiving With Soil\n\nWhat Is It?\n", "Living With Soil", "What Is It?"),
        ("Home\n\nGarden Soil\n\nWhat Is It?\n", "Garden Soil", "What Is It?"),
        (MENU + "\nSoil\n\nClay\n\nWhat Is It?\n", "Soil", "Clay"),
        (MENU + "Plants\nSeeds\nTools\n\nLiving Soil\n", "Living Soil", ""),
        ("3 March 2021\nSoil\n\nWhat Is It?\n", "Soil", "What Is It?"),
    ],
)
def test_a_short_title_is_not_taken_for_a_menu(above, title, first):
    document = convert(above + REST)
    assert document.title == title
    assert headings(document)[:1] == ([f"## {first}"] if first else [])


@pytest.mark.parametrize("sign", ["|", "-", "–", "»", "·"])
def test_a_title_again_with_the_name_of_the_site_goes(sign):
    document = convert(f"Soil and Stress\nSoil and Stress {sign} Seed Shop\n{REST}")
    assert document.title == "Soil and Stress"
    assert document.body.startswith("Soil is alive")
    assert [p.text for p in document.dropped] == [f"Soil and Stress {sign} Seed Shop"]


@pytest.mark.parametrize(
    ("text", "title", "begins"),
    [
        (
            "soil tests at home SOIL tests often take one day. People wait.",
            "soil tests at home",
            "SOIL tests often",
        ),
        (
            "can soil be sour can soil be sour? Many people say so. It can.",
            "can soil be sour",
            "Many people say",
        ),
        (
            "what is soil made of Garden soil is mostly sand. It holds water.",
            "what is soil made of",
            "Garden soil is",
        ),
        (
            "is soil alive? Soil is full of life, as everybody knows. It moves.",
            "is soil alive?",
            "Soil is full",
        ),
    ],
)
def test_a_search_phrase_is_the_title_of_a_page_without_one(text, title, begins):
    document = convert(text + REST)
    assert document.title == title
    assert document.body.startswith(begins)


def test_a_search_phrase_below_a_title_goes():
    page = "How Soil Is Tested\n\nhow is soil tested Soil is tested with strips."
    document = convert(page + REST)
    assert document.title == "How Soil Is Tested"
    assert document.body.startswith("Soil is tested with strips.")
    assert [p.text for p in document.dropped] == ["how is soil tested"]


@pytest.mark.parametrize(
    "sentence",
    [
        "people with Parkinson disease often dig slowly, and rest.",
        "when Rose came home she dug a bed at once.",
        "what Tom said was true, and everybody knew it.",
        "is it Monday or Tuesday, one asks in May.",
        "the soil of Exeter is red, as the soil of Devon is.",
    ],
)
def test_a_sentence_that_begins_small_is_no_search_phrase(sentence):
    document = convert(f"{sentence}{REST}")
    assert sentence in document.body
    assert not document.dropped


def test_stars_around_a_title_and_a_heading_are_no_part_of_them():
    document = convert(f"**Living Soil**\n\nIt is **alive**.\n\n**The Worms**{REST}")
    assert document.title == "Living Soil"
    assert headings(document) == ["## The Worms"]
    assert "It is alive." in document.body
