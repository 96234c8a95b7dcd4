"""Under what a page is kept: the same for the same words, and for no others."""

from collections import namedtuple
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, ngettext_lazy, override

from alsinfo.editorial import printed
from alsinfo.editorial.models import Source, Tag
from alsinfo.editorial.printed import NotPlainError, digest

Pair = namedtuple("Pair", "one other")


@dataclass(frozen=True)
class Box:
    inner: object


DIFFERENT = [
    None,
    "",
    "None",
    0,
    False,
    "0",
    [],
    [[]],
    {},
    ["a", "b"],
    ["ab"],
    ["a", ["b"]],
    [["a"], "b"],
    ("a", "b"),
    Pair("a", "b"),
    {"a": "b"},
    {"b": "a"},
    Box("a"),
    Box(["a"]),
    "a",
    mark_safe("a"),
    "\ud800",
    date(2026, 3, 1),
    "2026-03-01",
    datetime(2026, 3, 1, tzinfo=UTC),
    gettext_lazy("Sources"),
    gettext_lazy("Source"),
    Source(key="a"),
    Source(key="b"),
    Source(key="a", title="t"),
    Tag(name="a"),
]


def test_other_words_make_another_digest():
    assert len({digest(value) for value in DIFFERENT}) == len(DIFFERENT)


def test_the_same_words_make_the_same():
    made = [digest([Box(Pair("x", [Source(key="a")]))]) for _time in range(2)]
    assert made[0] == made[1]
    assert digest(gettext_lazy("Sources")) == digest(gettext_lazy("Sources"))


def test_language_and_time_zone_are_in_it():
    words = ngettext_lazy("one", "many", 2)
    found = {digest(words)}
    with override("fr"):
        found.add(digest(words))
    with timezone.override("Asia/Tokyo"):
        found.add(digest(words))
    assert len(found) == 3


@pytest.mark.parametrize("value", [Source.objects.all(), object(), {1, 2}, iter("a")])
def test_what_may_change_without_a_sign_is_refused(value):
    with pytest.raises(NotPlainError):
        digest({"page": [value]})


def test_pages_and_parts_are_bounded():
    assert printed._pages.most <= 10_000_000
    assert printed._parts.most <= 1_000_000
    for number in range(2_000):
        printed._parts.get(digest(number), lambda: "x" * 2_000, len)
    assert printed._parts.size <= printed._parts.most


def test_a_part_sees_what_it_is_given_and_nothing_else():
    one = printed.part("_ways_in.html", {"section": "glossary", "searching": True})
    other = printed.part("_ways_in.html", {"section": "topics", "searching": True})
    assert one != other
    assert "search-box" not in one
    assert one == printed.part("_ways_in.html", {"section": "glossary", "searching": 1})
