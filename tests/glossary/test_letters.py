"""A to Z in letters, when the glossary is too long for one page."""

import re

import pytest

from alsinfo.editorial.workflow import Status
from glossary import letters
from glossary.models import Term
from tests.cast import make_term, schedule, withdraw

pytestmark = pytest.mark.django_db
NAMES = ["alpha", "amber", "Ärzte", "beta", "zeta", "5-ht"]


def read(client, path="/glossary/", status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def listed(html):
    """Slugs of the terms that a page lists, in its order."""
    return re.findall('data-term="([^"]+)"', html)


@pytest.fixture
def long(monkeypatch):
    """Six terms where three are too many for one page, and two for a letter's."""
    monkeypatch.setattr(letters, "TOGETHER", 3)
    monkeypatch.setattr(letters, "ON_A_PAGE", 2)
    for number, name in enumerate(NAMES):
        initials = name[:2].upper() if number < 3 else ""
        make_term(Status.PUBLISHED, slug=f"t{number}", name=name, initials=initials)


def test_a_short_glossary_stands_on_one_page(client, monkeypatch):
    monkeypatch.setattr(letters, "TOGETHER", 2)
    make_term(Status.PUBLISHED, slug="b", name="beta")
    make_term(Status.PUBLISHED, slug="a", name="alpha", initials="AL")
    html = read(client)
    assert listed(html) == ["a", "b"]
    assert "/glossary/letters/" not in html
    assert 'href="/glossary/#letter-a"' in html


@pytest.mark.usefixtures("long")
def test_a_long_one_begins_with_its_first_letter_and_leads_to_the_others(client):
    html = read(client)
    assert listed(html) == ["t0", "t1"]
    for letter in ("a", "b", "z", "other"):
        assert f'href="/glossary/letters/{letter}/"' in html
    assert "/glossary/letters/c/" not in html
    assert "#letter-" not in html
    assert 'href="/glossary/letters/a/?page=2"' in html
    assert "/glossary/letters/initials/" in html


@pytest.mark.usefixtures("long")
def test_every_term_stands_under_its_letter_once(client):
    found = []
    for letter in ("a", "b", "z", "other"):
        found += listed(read(client, f"/glossary/letters/{letter}/"))
    found += listed(read(client, "/glossary/letters/a/?page=2"))
    assert sorted(found) == [f"t{number}" for number in range(6)]
    assert listed(read(client, "/glossary/letters/a/?page=2")) == ["t2"]
    assert listed(read(client, "/glossary/letters/other/")) == ["t5"]


@pytest.mark.usefixtures("long")
def test_the_letter_that_is_shown_says_so(client):
    html = read(client, "/glossary/letters/b/")
    [current] = re.findall(r'<a href="([^"]+)"\s+aria-current="page">B', html)
    assert current == "/glossary/letters/b/"


@pytest.mark.usefixtures("long")
def test_home_leads_to_the_letters(client):
    html = read(client, "/")
    assert 'href="/glossary/letters/b/"' in html
    assert "#letter-b" not in html


@pytest.mark.usefixtures("long")
def test_initials_stand_on_pages_of_their_own(client):
    first = read(client, "/glossary/letters/initials/")
    second = read(client, "/glossary/letters/initials/?page=2")
    assert "<dt>AL</dt>" in first
    assert "<dt>AM</dt>" in first
    assert "<dt>ÄR</dt>" not in first
    assert "<dt>ÄR</dt>" in second


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize(
    "path",
    [
        *("c/", "A/", "ab/", "%C3%A4/", "a/?page=3", "a/?page=0", "b/?page=x"),
        *("a/?page=%00", "initials/?page=9", "0/", "", "other/x/"),
        f"a/?page={'9' * 5000}",
    ],
)
def test_letters_and_pages_that_are_not_there_are_a_404(client, path):
    read(client, f"/glossary/letters/{path}", 404)


@pytest.mark.usefixtures("long")
def test_without_initials_nothing_leads_to_the_list_of_them(client):
    for term in Term.objects.filter(slug__in=["t0", "t1", "t2"]):
        withdraw(term)
    make_term(Status.PUBLISHED, name="gamma")
    assert "/glossary/letters/initials/" not in read(client)
    html = read(client, "/glossary/letters/initials/")
    assert "There are no initials yet." in html


@pytest.mark.usefixtures("long")
def test_only_what_is_live_makes_a_letter(client):
    schedule(make_term(Status.APPROVED, name="comet"))
    withdraw(make_term(Status.PUBLISHED, name="crater"))
    make_term(Status.DRAFT, name="cloud")
    read(client, "/glossary/letters/c/", 404)
    assert "/glossary/letters/c/" not in read(client)


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("path", ["", "letters/a/", "letters/initials/"])
def test_pages_of_letters_ask_three_questions(client, path, django_assert_num_queries):
    with django_assert_num_queries(3):
        read(client, f"/glossary/{path}")


def test_a_term_may_be_called_letters(client):
    make_term(Status.PUBLISHED, slug="letters", name="Letters")
    assert "Letters" in read(client, "/glossary/letters/")
    read(client, "/glossary/letters/history/")
