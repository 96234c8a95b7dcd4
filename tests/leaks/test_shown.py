"""What must be seen: without this the tests of what is hidden could not fail."""

import pytest
from django.test import Client

from articles.models import Article
from glossary.models import Term

from .asking import ask, leaks, plain
from .world import TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

# What a reader must find on the page.
SHOWN = {"misspellings"}
# What a reader must find on the page: without this the tests could not fail.
SHOWN = {
    Article: [
        "title",
        "summary",
        "key_messages",
        "body",
        "byline",
        "disclosure",
        "origin_title",
        "origin_publisher",
        "origin_kind",
    ],
    Term: [
        "name",
        "initials",
        "pronunciation",
        "short_definition",
        "fuller_definition",
        "professional_definition",
        "aliases",
        "byline",
    ],
}


@pytest.mark.parametrize("kind", TEXTS)
def test_each_word_of_a_live_text_is_on_its_page(world, kind):
    for entry, text in world.live.items():
        if isinstance(entry, kind):
            page = plain(entry.get_absolute_url())
            assert [f for f in SHOWN[kind] if getattr(text, f)[:9] not in page] == []


def test_the_reason_of_a_withdrawal_is_on_the_page_of_what_was_withdrawn(world):
    assert len(world.reasons) == 8
    for entry, reason in world.reasons.items():
        assert reason in ask(Client(), entry.get_absolute_url())


@pytest.mark.parametrize("kind", TEXTS)
def test_editors_do_see_the_hidden_words(world, kind):
    client = Client()
    client.force_login(world.reviewer)
    draft = world.entries[kind, "draft"]
    page = f"/admin/{kind._meta.app_label}/{kind._meta.model_name}/{draft.pk}/preview/"
    assert leaks(client, page)


@pytest.mark.parametrize("page", ["history/", "history/2/", "history/3/changes/"])
def test_the_reason_of_a_suppression_is_in_the_history(world, page):
    assert len(world.suppressed) == 2
    for entry, reason in world.suppressed.items():
        assert reason in ask(Client(), entry.get_absolute_url() + page)


def test_reasons_are_told_among_the_changes(world):
    pages = "".join(plain(f"/updates/?page={number}") for number in (1, 2))
    told = [*world.reasons.values(), *world.suppressed.values()]
    assert [reason for reason in told if reason not in pages] == []
