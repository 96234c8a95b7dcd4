"""No word that is not public is on any address, for anyone from outside."""

import pytest
from django.test import Client

from glossary.models import Term

from .. import addresses
from .asking import (
    REQUESTS,
    admin_paths,
    ask,
    is_like_never,
    leaks,
    public_paths,
    requests_of,
)
from .words import hidden
from .world import ENDED, NEVER_LIVE, PREFIX, TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def test_no_hidden_word_is_on_any_public_address(visitor):
    found = []
    for path in public_paths():
        for method, query, headers in requests_of(path):
            found += leaks(visitor, path + query, method, headers)
    assert found == []


def test_no_hidden_word_is_on_any_address_of_the_admin(visitor):
    found = []
    for path in admin_paths():
        for method, query, headers in REQUESTS:
            found += leaks(visitor, path + query, method, headers)
    assert found == []


def test_no_hidden_word_is_at_a_door_of_any_entry(visitor):
    every = [a.path for a in addresses.every_address() if a.route.is_admin]
    assert [leak for path in every for leak in leaks(visitor, path)] == []


def test_a_slug_in_capitals_or_without_its_slash_shows_nothing_more(visitor):
    found = []
    for path in public_paths():
        for odd in (path.upper(), path.rstrip("/") or "/", f"/{path}", f"{path}x/"):
            found += leaks(visitor, odd)
    assert found == []


@pytest.mark.parametrize("state", NEVER_LIVE)
@pytest.mark.parametrize("kind", TEXTS)
def test_a_hidden_entry_answers_like_one_that_never_existed(world, kind, state):
    entry = world.entries[kind, state]
    former = entry.former_slugs.values_list("slug", flat=True)
    for slug in (entry.slug, *former, *names_of(entry)):
        for method, query, headers in REQUESTS:
            path = f"{PREFIX[kind]}{slug}/{query}"
            assert is_like_never(path, slug, method, headers), (method, path, headers)


@pytest.mark.parametrize("page", ["history/", "history/1/", "history/1/changes/"])
@pytest.mark.parametrize("kind", TEXTS)
def test_a_hidden_entry_has_no_history(world, kind, page):
    for state in NEVER_LIVE:
        entry = world.entries[kind, state]
        for slug in (entry.slug, *entry.former_slugs.values_list("slug", flat=True)):
            assert is_like_never(f"{PREFIX[kind]}{slug}/{page}", slug), state
            assert is_like_never(f"{PREFIX[kind]}{slug}/?on=2026-03-01", slug), state


def names_of(entry):
    """What a term could also be asked for by: its name, initials, and other names."""
    text = entry.newest_revision()
    fields = ("name", "initials", "aliases", "misspellings")
    return [getattr(text, f) for f in fields] if isinstance(entry, Term) else []


def test_asking_a_page_for_a_hidden_word_is_like_asking_for_none(world):
    pages = [r.path() for r in addresses.routes() if r.is_public and not r.arguments]
    for (kind, state), entry in world.entries.items():
        if state in NEVER_LIVE | ENDED:
            for word in (entry.slug, entry.newest_revision().heading):
                for page in pages:
                    path = f"{page}?q={word}"
                    assert is_like_never(path, word), (kind, state, path)


def test_a_topic_that_only_drafts_have_is_like_none(world):
    slug = world.tag[hidden].slug
    assert "404" in ask(Client(), f"/topics/{slug}/")
    for method, query, headers in REQUESTS:
        assert is_like_never(f"/topics/{slug}/{query}", slug, method, headers)


def test_a_misspelling_is_no_address_not_even_of_a_live_term(world):
    for entry, text in world.live.items():
        if isinstance(entry, Term):
            path = f"/glossary/{text.misspellings}/"
            assert is_like_never(path, text.misspellings)
