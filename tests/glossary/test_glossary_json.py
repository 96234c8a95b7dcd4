"""The glossary for machines: a DefinedTermSet of what is live, and of nothing else."""

import json
from datetime import date

import pytest

from alsinfo.editorial.workflow import Status
from glossary import jsonld
from tests import cast

pytestmark = pytest.mark.django_db
ADDRESS = "/glossary.json"


def told(client):
    return json.loads(client.get(ADDRESS).content)


def test_a_live_term_is_told_with_its_names_and_dates(client, settings):
    term = cast.make_term(
        Status.PUBLISHED,
        slug="cell",
        name="A “cell” </script>",
        initials="C",
        aliases="unit\nC",
        misspellings="sell",
        short_definition="What lives.",
    )
    [found] = told(client)["hasDefinedTerm"]
    address = f"{settings.SITE_URL}/glossary/cell/"
    page = found.pop("mainEntityOfPage")
    assert found == {
        "@type": "DefinedTerm",
        "@id": f"{address}#term",
        "name": "A “cell” </script>",
        "alternateName": ["C", "unit"],
        "termCode": "cell",
        "description": "What lives.",
        "url": address,
        "inDefinedTermSet": {"@id": f"{settings.SITE_URL}/glossary/#set"},
    }
    live = term.revisions.get()
    assert page["lastReviewed"] == live.reviewed_on.isoformat()
    assert date.fromisoformat(page["dateModified"][:10]) == live.live_from.date()


def test_the_set_names_its_licence_and_its_newest_date(client):
    cast.make_term(Status.PUBLISHED)
    found = told(client)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "DefinedTermSet"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    pages = [term["mainEntityOfPage"] for term in found["hasDefinedTerm"]]
    assert found["dateModified"] == max(page["dateModified"] for page in pages)


def test_an_empty_glossary_is_an_empty_set(client):
    found = told(client)
    assert found["hasDefinedTerm"] == []
    assert "dateModified" not in found


def test_it_is_json_for_linked_data_and_always_the_same(client):
    for slug in ("b", "a", "c"):
        cast.make_term(Status.PUBLISHED, slug=slug)
    first, second = client.get(ADDRESS), client.get(ADDRESS)
    assert first["Content-Type"].startswith("application/ld+json")
    assert first.content == second.content
    codes = [t["termCode"] for t in json.loads(first.content)["hasDefinedTerm"]]
    assert codes == ["a", "b", "c"]


@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_a_term_that_is_not_live_is_not_told(client, status):
    cast.make_term(status)
    assert told(client)["hasDefinedTerm"] == []


def test_a_draft_beside_the_live_text_is_not_told(client):
    term = cast.make_term(Status.PUBLISHED, short_definition="Old.")
    cast.new_draft(term, name="x", short_definition="New.")
    assert told(client)["hasDefinedTerm"][0]["description"] == "Old."


def test_a_scheduled_and_a_withdrawn_term_are_not_told(client):
    cast.schedule(cast.make_term(Status.APPROVED))
    cast.withdraw(cast.make_term(Status.PUBLISHED))
    assert told(client)["hasDefinedTerm"] == []


def test_a_hundred_terms_cost_as_much_as_one(client, django_assert_num_queries):
    cast.make_term(Status.PUBLISHED)
    with django_assert_num_queries(1):
        client.get(ADDRESS)
    for _n in range(5):
        cast.make_term(Status.PUBLISHED)
    with django_assert_num_queries(1):
        client.get(ADDRESS)


def test_nothing_can_be_posted(client):
    assert client.post(ADDRESS).status_code == 405


def test_a_long_set_comes_in_pages_that_hold_every_term_once(
    client, monkeypatch, settings
):
    monkeypatch.setattr(jsonld, "ON_A_PAGE", 2)
    for slug in "edcba":
        cast.make_term(Status.PUBLISHED, slug=slug)
    first = told(client)
    parts = [part["url"] for part in first["hasPart"]]
    assert parts == [f"{settings.SITE_URL}{ADDRESS}?page={n}" for n in (1, 2, 3)]
    pages = [json.loads(client.get(part).content) for part in parts]
    assert pages[0] == first
    slugs = [[term["termCode"] for term in page["hasDefinedTerm"]] for page in pages]
    assert slugs == [["a", "b"], ["c", "d"], ["e"]]
    assert len({page["dateModified"] for page in pages}) == 1


def test_a_set_of_one_page_has_no_parts(client):
    cast.make_term(Status.PUBLISHED)
    assert "hasPart" not in told(client)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "", "1.0", "９", "1" * 30])
def test_a_page_that_there_is_not_is_said_to_be_missing(client, number):
    cast.make_term(Status.PUBLISHED)
    answer = client.get(ADDRESS, {"page": number})
    assert answer.status_code == 404
    assert "nothing at this address" in answer.json()["error"]
