"""Which language tags mean the same, and which way a language is read."""

import pytest

from alsinfo.text import languages


@pytest.mark.parametrize(
    "tag", ["ar", "AR-eg", "he", "fa-IR", "ur", "yi", "ps", "az-Arab", "pa-arab-PK"]
)
def test_read_from_right_to_left(tag):
    assert languages.is_right_to_left(tag)


@pytest.mark.parametrize(
    "tag", ["en-GB", "de", "arn", "fab", "ar-Latn", "he-latn-IL", "", "-", "nonsense"]
)
def test_read_from_left_to_right(tag):
    assert not languages.is_right_to_left(tag)


def test_capitals_make_no_other_language():
    assert languages.same("en-GB", "en-gb")
    assert not languages.same("en-GB", "en-US")
