"""Time grows with the length of a page, and not with its square."""

import contextlib
import time

import pytest

from alsinfo.text.documents import NotADocumentError, convert

FAMILIES = {
    "one title again and again": lambda n: "The Same Title\n" * n,
    "short lines": lambda n: "".join(f"a{i % 977}\n" for i in range(n)),
    "comments": lambda n: "Mary says:\nHello\n" * n,
    "bare bullets": lambda n: "-\nitem\n" * n,
    "a title and its site": lambda n: "Garden Soil\n" + "Garden Soil | Shop\n" * n,
    "numbers": lambda n: "".join(f"{i % 999}. {i}\n" for i in range(n)),
    "tabs": lambda n: "\ta\tb\n" * n,
    "related": lambda n: "Related Articles\nAll About Worms\n" * n,
    "authors": lambda n: "About the Author\nRose Bush\n" * n,
    "notes": lambda n: "Notes\n1 Loam B. Soil. 2001;3:4.\n" * n,
    "remarks": lambda n: "Notes\n1. Loam\n" * n,
    "addresses": lambda n: "References\n" + "https://a.example/b\n" * n,
    "small phrases": lambda n: "can soil be sour " * n,
}


def seconds(page):
    """Processor time of the faster of two runs."""
    taken = []
    for _again in range(2):
        start = time.process_time()
        with contextlib.suppress(NotADocumentError):
            convert(page)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("name", FAMILIES)
def test_four_times_the_page_takes_about_four_times_as_long(name):
    grow = FAMILIES[name]
    assert seconds(grow(10_000)) < 8 * seconds(grow(2_500)) + 0.04


def test_a_title_repeated_for_a_megabyte_is_not_copied_for_each_repetition():
    title = "The Same Title\n"
    assert seconds(title * 60_000) < 8 * seconds(title * 15_000) + 0.04


# What the importer promises is half of it; the other half is for a busy machine.
LONGEST = 1.0


@pytest.mark.parametrize("name", FAMILIES)
def test_a_hundred_kilobytes_of_odd_lines_are_read_soon(name):
    page = FAMILIES[name](50_000)[:100_000]
    assert seconds(page) < LONGEST
