"""A term that is withdrawn is nowhere at once: its links are plain text."""

import pytest

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def term():
    """A renamed live term with another name, initials and a namesake address."""
    term = cast.make_term(
        Status.PUBLISHED, slug="old-cell", name="Quix", initials="QX", aliases="quox"
    )
    cast.make_article(
        Status.PUBLISHED, slug="uses", body="A [first](term:old-cell) word."
    )
    desk.rename(term, by=cast.publisher(), seen=term.seen, slug="cell")
    cast.make_article(
        Status.PUBLISHED, slug="uses-too", body="A [second](term:cell) word."
    )
    near = cast.make_term(
        Status.PUBLISHED, slug="near", fuller_definition="A [third](term:cell)."
    )
    near.newest_revision().related.set([term])
    return term


PAGES = ["/articles/uses/", "/articles/uses-too/", "/glossary/near/"]
LISTS = ["/glossary/", "/glossary.json"]
LEADING = ["/glossary/old-cell/", "/glossary/qx/", "/glossary/quox/", "/glossary/quix/"]


@pytest.mark.parametrize("page", [*PAGES, *LISTS])
def test_it_is_told_while_it_is_live(client, term, page):
    assert "/glossary/cell/" in client.get(page).content.decode()


@pytest.mark.parametrize("page", [*PAGES, *LISTS])
def test_nothing_leads_to_it_once_it_is_withdrawn(client, term, page):
    cast.withdraw(term)
    answer = client.get(page).content.decode()
    assert "cell/" not in answer
    assert "Quix" not in answer


@pytest.mark.parametrize(
    ("page", "word"), list(zip(PAGES, ["first", "second", "third"], strict=True))
)
def test_the_words_of_the_link_stay(client, term, page, word):
    cast.withdraw(term)
    assert f"A {word}" in client.get(page).content.decode()


@pytest.mark.parametrize("address", LEADING)
def test_addresses_that_led_to_it_lead_no_further_than_its_end(client, term, address):
    assert client.get(address, follow=True).status_code == 200
    cast.withdraw(term)
    assert client.get(address, follow=True).status_code in {404, 410}


def test_its_own_address_says_that_it_is_gone(client, term):
    cast.withdraw(term)
    assert client.get("/glossary/cell/").status_code == 410
