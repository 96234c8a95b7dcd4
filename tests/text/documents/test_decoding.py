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
