"""Texts that were parsed before: the same answer, once, and never too many kept."""

import pytest

from alsinfo.text import marks, markup, parsed, prose

TEXT = "## Nerves\n\nA [motor neurone](term:motor-neurone) [@michaelis-2025] works.\n"
PAIRS = [
    (parsed.paragraphs, prose.paragraphs),
    (parsed.marks, marks.find),
    (parsed.inert_addresses, markup.inert_addresses),
]


@pytest.fixture(autouse=True)
def nothing_kept():
    parsed.forget()
    yield
    parsed.forget()


@pytest.mark.parametrize(("kept", "plain"), PAIRS)
@pytest.mark.parametrize("text", [TEXT, "", "\ud800", "[x](nowhere)", "a\r\nb\0"])
def test_a_kept_reading_is_the_plain_one(kept, plain, text):
    assert list(kept(text)) == list(plain(text))
    assert list(kept(text)) == list(plain(text))


@pytest.mark.parametrize(
    "read",
    [parsed.paragraphs, parsed.marks, parsed.inert_addresses, parsed.words],
)
def test_a_text_is_read_once(read):
    assert read(TEXT) is read(TEXT + "")


def test_another_text_is_another_reading():
    assert parsed.marks(TEXT) != parsed.marks(TEXT.replace("michaelis", "other"))


def test_one_text_read_in_two_ways_is_kept_twice():
    assert parsed.marks(TEXT) != parsed.paragraphs(TEXT)
    assert parsed.marks(TEXT) == tuple(marks.find(TEXT))


def test_what_is_kept_is_bounded():
    for number in range(40):
        parsed.words(f"{number} " * 10_000)
    assert parsed.kept_bytes() <= parsed.MOST


def test_a_text_too_long_to_keep_is_read_all_the_same():
    longest = "word " * (parsed.MOST // 40)
    assert len(parsed.words(longest).stretches) == 1
    assert parsed.kept_bytes() == 0
