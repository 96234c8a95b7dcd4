"""Search and suggestions: what is live is found, nothing else is named or counted."""

import re

import pytest
from django.test import Client

from alsinfo.search.models import Pick

from .asking import leaks, plain
from .words import hidden, public
from .world import ENDED, NEVER_LIVE, TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
SURFACES = ("/search/", "/search/suggest/")


def words_of(text):
    """A word from every field of a text."""
    values = (str(getattr(text, field.name)) for field in text._meta.fields)
    return sorted(
        {word for value in values for word in re.findall(r"pub\d+lic", value)}
    )


def test_whatever_public_word_is_looked_for_no_hidden_one_is_found(visitor, world):
    found = []
    for text in world.live.values():
        for word in words_of(text):
            for surface in SURFACES:
                found += leaks(visitor, f"{surface}?q={word}")
    assert found == []


def test_beginnings_and_misspellings_find_no_hidden_word(visitor, world):
    found = []
    for word in ("hid", "hidd", "pub", "publc", "hidden", "hiden", "pub1lik"):
        for surface in SURFACES:
            for more in ("", "&as=typed", f"&topic={world.tag[hidden].slug}"):
                found += leaks(visitor, f"{surface}?q={word}{more}")
    assert found == []


@pytest.mark.parametrize("kind", TEXTS)
def test_a_pick_names_no_entry_that_is_not_live(visitor, world, kind):
    for number, ((own, state), entry) in enumerate(world.entries.items()):
        if own is kind and state in NEVER_LIVE | ENDED:
            Pick.objects.create(
                key=f"p{number}", words="chosen", kind=kind.kind, slug=entry.slug
            )
    assert leaks(visitor, "/search/?q=chosen") == leaks(visitor, "/search/") == []
    assert "Chosen by our editors" not in plain("/search/?q=chosen")


@pytest.mark.parametrize("kind", TEXTS)
def test_live_texts_are_found_by_their_names(world, kind):
    for entry, text in world.live.items():
        if isinstance(entry, kind):
            address = f'href="{entry.get_absolute_url()}"'
            assert address in plain(f"/search/?q={text.heading}")
            json = Client().get(f"/search/suggest/?q={text.heading}").json()
            assert entry.get_absolute_url() in {o["url"] for o in json["suggestions"]}


def test_topics_are_counted_over_what_is_live(world):
    shared = plain(f"/search/?q={world.tag[public].name}")
    for text in world.live.values():
        page = plain(f"/search/?q={text.heading}")
        assert f"{world.tag[hidden].name}" not in page + shared
        counts = re.findall(rf"{world.tag[public].name} \((\d+)\)", page)
        assert len(counts) == 1
