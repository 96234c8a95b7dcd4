"""Lists and counts hold what is live; a draft beside a live text changes no page."""

import re

import pytest
from django.test import Client

from alsinfo.editorial import margin

from .asking import ask, plain, public_paths
from .words import hidden, public
from .world import PREFIX, TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.mark.parametrize("kind", TEXTS)
def test_lists_hold_what_is_live_and_nothing_else(world, kind):
    live = {e.get_absolute_url() for e in world.live if isinstance(e, kind)}
    listed = re.findall(rf'href="({PREFIX[kind]}[^"#]+)"', plain(PREFIX[kind]))
    topic = plain(f"/topics/{world.tag[public].slug}/")
    assert set(listed) == live
    assert set(re.findall(rf'href="({PREFIX[kind]}[^"#]+)"', topic)) == live


def test_topics_count_what_is_live_and_nothing_else(world):
    page = plain("/topics/")
    assert re.findall(r"(\d+) (articles|glossary terms)", page) == [
        ("7", "articles"),
        ("8", "glossary terms"),
    ]
    assert page.count('href="/topics/') == page.count('<p class="name">') + 1 == 2


@pytest.mark.parametrize("kind", TEXTS)
def test_a_draft_beside_a_live_text_leaves_every_public_page_as_it_was(world, kind):
    entry = world.entries[kind, "live"]
    paths = public_paths()
    before = [ask(Client(), path) for path in paths]
    for step in ("save", "submit", "request changes", "save", "submit", "approve"):
        getattr(world, step.replace(" ", "_"))(entry)
        margin.add(entry, by=world.reviewer, text=hidden(), blocking=False)
        assert [ask(Client(), path) for path in paths] == before, step
