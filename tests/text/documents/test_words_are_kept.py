"""Every word of a page stands in one place, in order, and none is added."""

import contextlib
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alsinfo.text import markup
from alsinfo.text.documents import NotADocumentError, convert, decode
from alsinfo.text.documents.publications import Reference

from .counting import is_in_order, missing_and_added, parts, words

SIGNS = st.sampled_from(list("-*•–#>=|[]()_`\\&<~:.?!,;@+\t\n\n 1¹²\u00a0\u200b\u2028"))
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.lists(SIGNS, max_size=6).map("".join),
        st.sampled_from(
            (
                *("Q: ", "A: ", "References\n", "1. ", "2) ", "Leave a reply\n"),
                *("What is it?\n", "Share this\n", "a@b.org", "[1]", "[2,3]", "FAQ\n"),
                *("info@x.org. ", "Tags: a, b\n", "THE SIGNS\n", "=====\n", "----\n"),
                *("https://x.org/a_b ", "Smith J. On it. Brain. 2020;1:2.\n", "| "),
                *("Nerve pain", "\n\n", "3 Comments\nBob says:\n", "Related posts\n"),
            )
        ),
    ),
    max_size=30,
).map("".join)
LINES = [
    "What Happens First",
    "what helps with cramps at night",
    "Weak hands are often the first sign that somebody notices.",
    "A nurse can help with this, and so can\nthe people who live with you",
    "- Cramps\nat night can be eased",
    "• Tired legs\n  – in the morning\n  – in the evening",
    "1. Ask for help\n2. Rest",
    "Q- Can it be slowed?\n\nA- A little [1].",
    "Ask the expert",
    "By Ann Author",
    "Call us on +44 20 7946 0000 today.",
    "cramps-at-night-picture",
    "Drug\tYear\tEffect\nOne\t1999\tsmall\nTwo\t2001\tnone",
    "WHAT TO DO",
    "Under it\n--------",
    "References\n\n1. Doe J, Roe R. A title here. Brain. 2019;3:4-9.\n2. https://a.org/b",
    "It was found[2,3] and found again² in people.",
    "Leave a Reply\nYour email address will not be published.\nName *",
]
PAGES = st.lists(st.sampled_from(LINES), min_size=1, max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n\r\n"]).map(
        lambda e: e.join(lines)
    )
)


def converted(page):
    try:
        return convert(page)
    except NotADocumentError:
        return None


def without_marks(references):
    """Without references nothing in the text is a citation: words alone are counted."""
    return [Reference(-1 - r.number, r.text, key=f"k{r.number}") for r in references]


def check_words(page):
    try:
        document = convert(page, keys=without_marks)
    except NotADocumentError:
        return
    missing, added = missing_and_added(page, document)
    assert not added, (added, document)
    numbers = [str(-1 - r.number) for r in document.references]
    assert all(re.fullmatch(r"[\d⁰¹²³⁴-⁹]+", word) for word in missing), missing
    assert sum(missing.values()) <= len(numbers)
    there = words(page)
    for name, found in parts(document).items():
        assert is_in_order(found, there), (name, found, document)


@example("0\r1.")
@example("1. One\n2. Two\n3.")
@given(TEXTS)
def test_any_text_keeps_its_words(text):
    check_words(text)


@given(PAGES)
def test_any_page_keeps_its_words(page):
    check_words(page)


@given(st.one_of(TEXTS, PAGES))
def test_marks_stand_for_numbers_of_the_page(page):
    document = converted(page)
    if document is None:
        return
    keys = {reference.key for reference in document.references}
    rendered = markup.render(document.body, terms={}, sources=keys)
    assert set(rendered.citations) <= keys
    _missing, added = missing_and_added(page, document)
    assert not added, (added, document)


@given(st.one_of(TEXTS, PAGES))
def test_the_body_reads_as_the_page_said(page):
    """Markdown takes no word away, reads none as syntax, and makes no link of any."""
    document = converted(page)
    if document is None:
        return
    rendered = markup.render(document.body, terms={}, sources=())
    shown = re.sub(r"<[^>]+>", " ", re.sub(r"<a [^>]*>", "LINK", rendered.html))
    assert "LINK" not in shown
    written = words(re.sub(r"\[@[^\]]+\]|(?m:^ *\d+[.)] )", " ", document.body))
    plain = re.sub(r"\[@[^\]]+\]", " ", markup.plain(document.body))
    assert words(plain) == written


@given(st.one_of(TEXTS, PAGES))
def test_a_summary_repeats_words_and_is_short(page):
    document = converted(page)
    if document is None:
        return
    assert len(document.summary) <= 200
    last = words(document.summary)[-1:]
    for word in words(document.summary):
        assert word in words(page) or [word] == last, word


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(NotADocumentError):
        assert convert(decode(data)).body


@pytest.mark.parametrize("page", ["", " \n\t", "…\n***\n", "Leave a reply\nShare this"])
def test_a_page_without_text_is_refused(page):
    with pytest.raises(NotADocumentError):
        convert(page)
