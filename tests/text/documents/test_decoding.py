"""Telling text from bytes, and one encoding from another."""

import pytest

from alsinfo.text.documents import NotADocumentError, convert, decode

WORDS = "Müller’s “café” grows"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"]
)
def test_the_words_are_the_same_in_every_encoding(encoding):
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize("data", [b"", b" \n", b"\x89PNG\0\1", b"\1\2\3\4ab"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(NotADocumentError, match=r"\.$"):
        decode(data)


def test_unseen_characters_part_words():
    assert convert("A\u200bb\u00a0\u00a0c\ufeff stands here.").body == (
        "A b c stands here.\n"
    )


def test_a_line_without_end_is_refused():
    with pytest.raises(NotADocumentError, match="200,000"):
        convert("word " * 60_000)


def test_a_page_may_hold_two_encodings():
    mixed = "Müller’s café\n".encode() + "a naïve “word”\n".encode("cp1252")
    assert decode(mixed) == "Müller’s café\na naïve “word”\n"
    assert decode(b"na\xefve " + "Müller and café".encode()) == "naïve Müller and café"


def test_two_signs_that_happen_to_look_like_another_encoding_change_nothing():
    page = "CAFÉ’S naïve Müller café œuvre élan forêt"
    assert decode(page.encode("cp1252")) == page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.4\n%abc\n1 0 obj\n", "PDF"),
        (b"{\\rtf1\\ansi Soil is alive.}", "save"),
        (b"<!DOCTYPE html>\n<html><head><title>Soil</title></head>", "source of a web"),
        (b"<div><p>Soil</p><p>is</p><ul><li>a</li><li>b</li></ul></div>", "source"),
    ],
)
def test_what_is_no_page_saved_as_text_is_refused(data, sentence):
    with pytest.raises(NotADocumentError, match=sentence):
        decode(data)


def test_a_text_that_speaks_of_tags_is_read():
    assert decode(b"Write <p>so</p> and <b>not</b> so, she said.")


def test_a_soft_hyphen_is_no_part_of_a_word_and_lost_letters_leave_a_gap():
    document = convert(
        "Over\u00adriding Soil\n\nIt over\u00adrides na\ufffdve roots.\n"
    )
    assert document.title == "Overriding Soil"
    assert document.body == "It overrides na ve roots.\n"
