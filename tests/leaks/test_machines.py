"""What programs are given: every word of a live text, and no word that is hidden.

test_hidden.py asks these addresses too; here they are asked for what they must say.
"""

import json

import pytest
from django.test import Client

from alsinfo.public.sitemaps import PART
from articles.models import Article

from .. import addresses
from .asking import REQUESTS, ask, leaks, plain
from .test_shown import SHOWN
from .world import ENDED, NEVER_LIVE, PREFIX, TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
ENDINGS = (".json", ".atom", ".xml")
LISTS = ("/articles.json", "/feed.atom", "/sitemap.xml")


def machine_paths():
    public = [route for route in addresses.routes() if route.is_public]
    paths = [a.path for route in public for a in addresses.fill(route)]
    return [path for path in paths if path.endswith(ENDINGS)]


def address(entry):
    return f"{PREFIX[type(entry)]}{entry.slug}.json"


def test_no_hidden_word_is_given_to_a_program(visitor):
    paths = machine_paths()
    assert {"/feed.atom", "/updates.atom", "/articles.json"} < set(paths)
    assert [
        leak
        for path in paths
        for method, query, headers in REQUESTS
        for leak in leaks(visitor, path + query, method, headers)
    ] == []


@pytest.mark.parametrize("kind", TEXTS)
def test_each_word_of_a_live_text_is_in_its_data(world, kind):
    for entry, text in world.live.items():
        if isinstance(entry, kind):
            told = plain(address(entry))
            assert [f for f in SHOWN[kind] if getattr(text, f)[:9] not in told] == []


def test_each_live_article_is_in_the_lists_and_no_other(world):
    articles = [entry for entry in world.live if isinstance(entry, Article)]
    live = {entry.slug for entry in articles}
    parts = {f"/sitemap-articles-{-(-entry.pk // PART)}.xml" for entry in articles}
    for paths in (*([path] for path in LISTS), parts):
        told = "".join(map(plain, paths))
        assert [slug for slug in live if f"/articles/{slug}" not in told] == [], paths
    assert json.loads(plain("/articles.json"))["count"] == len(live)
    assert plain("/feed.atom").count("<entry") == len(live)


@pytest.mark.parametrize("kind", TEXTS)
def test_what_ended_tells_its_reason_and_what_never_began_nothing(world, kind):
    for entry, reason in world.reasons.items():
        if isinstance(entry, kind):
            assert reason in ask(Client(), address(entry))
    for state in NEVER_LIVE | ENDED:
        entry = world.entries[kind, state]
        status = json.loads(plain(address(entry)))
        assert set(status) == (
            {"error"} if state in NEVER_LIVE else {"error", "shown_until", "reason"}
        )
