"""The shape of a text."""

import pytest

from alsinfo.text import outline, prose


def headings(text):
    found = prose.paragraphs(text)
    return [p.words for p in outline.headings_out_of_order(found)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("## A\n\n### B\n\n## C\n\n### D\n\n#### E", []),
        ("## A\n\n#### B", ["B"]),
        ("### A", ["A"]),
        ("# A\n\n## B", ["A"]),
        ("No heading", []),
    ],
)
def test_headings_go_down_one_level_at_a_time(text, wrong):
    assert headings(text) == wrong


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("## A\n\nwords\n\n## B\n\n- item", []),
        ("## A\n\n### B\n\nwords", []),
        ("## A\n\n## B\n\nwords", ["A"]),
        ("## A\n\nwords\n\n## B", ["B"]),
        ("## A\n\n![a scan](/media/a.png)", []),
        ("", []),
    ],
)
def test_a_heading_needs_something_beneath_it(text, empty):
    found = prose.paragraphs(text)
    assert [p.words for p in outline.empty_sections(found)] == empty


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("![](/media/a.png)", 1),
        ("![scan.png](/media/scan.png)", 1),
        ("![A scan of a brain](/media/a.png)", 0),
        ("no picture", 0),
    ],
)
def test_a_picture_needs_words(text, number):
    assert len(list(outline.pictures_without_words(prose.paragraphs(text)))) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("[Click here](/a/)", 1),
        ("See [here](/a/).", 1),
        ("[Read more…](https://a.example/)", 1),
        ("[what ALS is](/a/)", 0),
        ("[here and there in the brain](/a/)", 0),
        ("click here", 0),
    ],
)
def test_a_link_says_where_it_leads(text, number):
    assert len(list(outline.vague_links(prose.paragraphs(text)))) == number
