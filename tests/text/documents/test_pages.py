"""What the importer reads from whole pages with the usual faults."""

import pytest

from alsinfo.text.documents import convert
from tests.articles.pages_to_import import BLOGGED, SEARCHED, SOLD, WRAPPED


def dropped(page):
    return [piece.text for piece in convert(page).dropped]


def headings(page):
    return [line for line in convert(page).body.split("\n") if line.startswith("#")]


def test_a_wrapped_page_is_put_together():
    body = convert(WRAPPED).body
    assert "which many call Spanish slugs, have long been" in body
    assert "\n\nNow a trial on nine allotments asks whether traps did any good" in body
    assert headings(WRAPPED) == ["## What Do Slugs Eat?", "## Better Ways"]


def test_items_broken_after_their_first_word_are_whole():
    body = convert(WRAPPED).body
    assert "\n- Most beds lose a third of their seedlings.\n- Some frogs, such" in body
    assert "\n- Copper – Keeps them off pots for a week.\n" in body


def test_a_title_is_taken_once_even_when_it_is_wrapped():
    document = convert(WRAPPED)
    title = "Slug Discovery Shows Old Beer Traps Were Never Needed"
    assert document.title == title
    assert dropped(WRAPPED) == [title, "Leave a Comment"]


def test_a_search_phrase_before_the_first_sentence_is_left_out():
    document = convert(SEARCHED)
    assert document.title == "is garden compost acidic or not"
    assert document.body.startswith("Garden compost is mostly neutral")
    assert "\n\nLime is seldom needed." in document.body
    assert dropped(SEARCHED) == ["is garden compost acidic or not"]


def test_a_title_that_begins_a_sentence_of_its_own_stays_in_it():
    document = convert("Red clover\n\nRed clover is a plant that bees like.\n")
    assert document.body == "Red clover is a plant that bees like.\n"


def test_a_blog_page_loses_its_author_and_its_form():
    document = convert(BLOGGED)
    assert document.title == "Is Clover a Weed? A Short Guide"
    assert document.body == (
        "Clover feeds the soil, and bees like it.\n\n## Why Clover Is Welcome\n\n"
        "Its roots hold “nitrogen” that the grass beside it takes up.\n"
    )
    assert [piece.kind for piece in document.dropped] == (
        ["author box"] * 2 + ["comment form"] * 3
    )


def test_a_page_of_a_company_has_no_title_and_loses_its_buttons():
    document = convert(SOLD)
    assert document.title == ""
    assert document.heading == "Introduction"
    assert dropped(SOLD) == [
        "+44 20 7946 0123 hello@seedshop.example",
        "Ask The Expert",
        "soil-test-at-home",
        "References",
        "Q-",
        "A-",
        "Soil tests (all)Garden Soil KindsGarden Soil Care",
        "whatsapp",
    ]


def test_numbers_in_the_text_become_marks_of_the_references():
    document = convert(SOLD)
    assert (
        "lack potash [@loam-2014]. Others do not [@sand-2016; @soil-" in document.body
    )
    assert "takes a week \\[9]" in document.body
    assert document.unknown == (9,)


def test_references_are_read():
    first, second, third = convert(SOLD).references
    assert (first.authors, first.title) == (
        "Loam B, Clay D",
        "Potash in small gardens",
    )
    assert (first.year, second.year, third.year) == ("2014", "2016", "")
    assert second.doi == "10.1234/plots.2016.4"
    assert (second.authors, second.title) == ("Sand, E., & Silt, F", "Testing at home")
    assert third.url == "https://soil.example.org/strips"


def test_questions_stand_below_their_heading():
    assert headings(SOLD)[-2:] == ["## FAQ’s", "### Is it hard?"]
    assert convert(SOLD).body.endswith("No, most people can do it.\n")


@pytest.mark.parametrize(
    ("sign", "written"),
    [("•", "-"), ("*", "-"), ("–", "-"), ("-", "-"), ("●", "-"), ("1.", "1.")],
)
def test_every_bullet_makes_an_item(sign, written):
    other = "2." if sign == "1." else sign
    page = f"We need:\n\n{sign} a spade\n{other}\tseeds\n"
    body = convert(page).body
    assert f"\n{written} a spade\n" in body
    assert body.endswith(("- seeds\n", "2. seeds\n"))


def test_bullets_alone_on_their_line_take_the_next_one():
    assert convert("We need:\n-\na spade\n-\nseeds\n").body.endswith(
        "- a spade\n- seeds\n"
    )


def test_lists_are_nested_by_their_indent():
    page = "We need:\n- tools\n    - a spade\n    - a rake\n- seeds\n"
    assert convert(page).body.endswith("- tools\n  - a spade\n  - a rake\n- seeds\n")


def test_tabs_make_a_table():
    page = "Crops of the year\n\nCrop\tSown\nBeans | peas\tMay\nLeeks\t\n\nMore soon.\n"
    assert "| Crop | Sown |\n| --- | --- |\n| Beans \\| peas | May |\n| Leeks |  |" in (
        convert(page).body
    )


def test_headings_of_every_look_are_nested():
    page = (
        "About Hedges\n\nTHE PLANTS\n\nHedges need care.\n\nBeech and Yew\n\nBoth grow "
        "slowly.\n\nTHE TOOLS\n\nShears will do.\n"
    )
    assert headings(page) == ["## THE PLANTS", "### Beech and Yew", "## THE TOOLS"]


def test_underlined_lines_are_headings():
    page = "Hedges\n======\n\nthe plants we like\n------\nThey grow.\n"
    assert headings(page) == ["## the plants we like"]
    assert convert(page).title == "Hedges"


def test_a_line_that_leads_to_a_list_is_no_heading():
    assert headings("Garden Care\n\nWhat To Buy:\n\n- seeds\n- soil\n") == []


def test_signs_of_markdown_stay_signs():
    page = "On signs\n\n1*2*3 and [a](b) <i>so</i> `x` &amp; _y_ in snake_case.\n"
    body = convert(page).body
    assert "1\\*2\\*3 and \\[a](b) \\<i>so\\</i> \\`x\\` \\&amp; \\_y\\_" in body
    assert "snake_case" in body


@pytest.mark.parametrize(
    "junk",
    [
        "Share this article",
        "Facebook Twitter LinkedIn",
        "We use cookies to give you the best experience on our website.",
        "Subscribe to our newsletter",
        "© 2023 Seed Shop. All rights reserved.",
        "Home > Garden > Soil",
        "Last updated: 3 March 2024",
        "5 min read",
        "12 Plot Road, Suite 4, Exeter, EX1 2AB",
        "Tags: soil, compost",
        "IMG_2231.jpg",
        "Related Posts",
        "Skip to content",
        "Email: hello@seedshop.example",
        "By Rose Bush, MD",
        "Book an Appointment",
    ],
)
def test_debris_is_left_out_and_told(junk):
    page = f"All About Soil\n\n{junk}\n\nSoil is alive.\n\n{junk}\n\nIt must rest.\n"
    document = convert(page)
    assert document.body == "Soil is alive.\n\nIt must rest.\n"
    assert [piece.text for piece in document.dropped] == [junk, junk]


@pytest.mark.parametrize(
    "words",
    [
        "Responses to treatment vary from one year to the next.",
        "In 1990-2013 about 100,000 gardens were lost.",
        "People with few contacts, or a name nobody knows, came too.",
        "By then most of the beds were dry.",
        "No.",
    ],
)
def test_sentences_are_not_debris(words):
    page = f"All About Soil\n\nSoil is alive.\n\n{words}\n"
    assert words in convert(page).body.replace("\\", "")
    assert not dropped(page)
