"""Paragraphs as words, each with its place in the text."""

from hypothesis import given
from hypothesis import strategies as st

from alsinfo.text import prose

TEXT = """## A *first* heading

One [word](term:nerve-cell) and **two** [@source-one; @other].
It goes on `code` here, see [a page](/a(b)c/ "title").

Such as:

- first [10 people](figure:ten)
- second \\* &amp; third

| a | b |
| - | - |
| c [@x] | d |
"""


def words(text):
    return [paragraph.words for paragraph in prose.paragraphs(text)]


def test_addresses_keys_and_code_are_no_words():
    assert words(TEXT) == [
        "A first heading",
        f"One word and two . It goes on {prose.CODE} here, see a page.",
        "Such as:",
        "first 10 people",
        "second * & third",
        "a | b",
        "c  | d",
    ]


def test_each_paragraph_knows_what_it_is_and_where_it_stands():
    found = prose.paragraphs(TEXT)
    kinds = [p.kind for p in found]
    assert kinds[:3] == ["heading", "paragraph", "paragraph"]
    assert kinds[3:] == ["item", "item", "row", "row"]
    assert {p.section for p in found[1:]} == {"A first heading"}
    assert [p.cites for p in found] == [False, True, *[False] * 4, True]
    assert [bool(p.lead) for p in found] == [
        False,
        False,
        False,
        True,
        True,
        False,
        False,
    ]


def test_each_word_leads_back_to_its_place():
    for paragraph in prose.paragraphs(TEXT):
        for offset, letter in enumerate(paragraph.words):
            if letter.isalnum():
                assert TEXT[paragraph.place(offset)] == letter


def test_links_are_known_by_their_words():
    [_, paragraph, *_] = prose.paragraphs(TEXT)
    named = [(paragraph.words[k.start : k.end], k.target) for k in paragraph.links]
    assert named == [("word", "term:nerve-cell"), ("a page", "/a(b)c/")]


def test_a_picture_is_no_words():
    [paragraph] = prose.paragraphs("![a scan](/media/scan.png)")
    assert paragraph.words == ""
    assert [words for _place, words in paragraph.pictures] == ["a scan"]


def test_lines_of_a_plain_text_keep_their_place():
    text = "  One.\n\nTwo [@no-mark]."
    assert [(p.words, p.place(0)) for p in prose.lines(text)] == [
        ("One.", 2),
        ("Two [@no-mark].", 8),
    ]


def test_lines_are_counted_as_an_editor_counts_them():
    assert [prose.line_of("a\r\nb\nc", at) for at in (0, 3, 5)] == [1, 2, 3]


@given(st.text(alphabet="ab [](){}*_`\\&;@#\n|-!:\r\t\0é“", max_size=200))
def test_any_text_has_paragraphs_whose_places_are_in_it(text):
    for paragraph in prose.paragraphs(text):
        for offset in range(len(paragraph.words)):
            assert 0 <= paragraph.place(offset) <= len(text) + len(paragraph.words)


@given(st.text(max_size=300))
def test_no_text_breaks_the_lines(text):
    for paragraph in prose.lines(text):
        assert text[paragraph.place(0)] == paragraph.words[0]
