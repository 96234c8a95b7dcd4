"""Parameters of the admin, ids of other entries, and ids of nobody."""

import pytest

from articles.models import Article
from glossary.models import Term

from .. import addresses
from .asking import cases, outcome
from .posts import COMMON
from .table import NOBODY, READ, STAFF, A
from .world import change_page, dump, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

KINDS = pytest.mark.parametrize("kind", [Article, Term])
POPUPS = ["?_popup=1", "?_to_field=id", "?_to_field=owner__password&_popup=1"]
LOOKUPS = ["?owner__password__startswith=a", "?owner__id__exact=1", "?o=9.-9", "?q=%00"]


@pytest.mark.parametrize(
    "query", [*POPUPS, *LOOKUPS, "?p=-1", "?all=1", "?e=1", "?tag=%00"]
)
def test_parameters_of_the_admin_neither_break_nor_open_anything(world, query):
    before = dump()
    for role in ("staff", "reviewer"):
        client = signed_in(world, role)
        for route in addresses.routes():
            if route.page in {"changelist", "add", "change", "delete", "history"}:
                for address, _entry, line in cases(world, route):
                    answer = client.get(address.path + query)
                    assert answer.status_code < 500, (role, address.path)
                    if role not in line.get:
                        assert outcome(answer) != "answered", (role, address.path)
    assert dump() == before


COMPLETED = {
    "related": READ,
    "entry": READ,
    "tags": READ,
    "saved_by": A,
    "password": NOBODY,
    "owner": NOBODY,
}


@pytest.mark.parametrize("field", COMPLETED)
def test_autocompletion_answers_whoever_may_see_the_rows(world, field):
    query = f"?app_label=glossary&model_name=termrevision&field_name={field}"
    for role in STAFF:
        response = signed_in(world, role).get(f"/admin/autocomplete/{query}")
        allowed = role in COMPLETED[field]
        assert response.status_code == (200 if allowed else 403), role
        assert allowed or b"conceal" not in response.content


# Ids of others, and ids of nobody.


@KINDS
def test_versions_and_notes_of_another_entry_are_missing_here(world, kind):
    here, there = world.entries[kind, "published"], world.entries[kind, "draft"]
    note = there.notes.get()
    pages = [
        "versions/2/",
        "restore/2/",
        "compare/?from=1&to=2",
        "compare/?from=2&to=1",
        f"notes/{note.pk}/reply/",
        f"notes/{note.pk}/resolve/",
    ]
    client, before = signed_in(world, "administrator"), dump()
    for page in pages:
        path = change_page(here).replace("change/", page)
        assert client.get(path).status_code == 404, path
        assert client.post(path, COMMON | {"seen": str(here.seen)}).status_code == 404
    assert dump() == before


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("bad", addresses.BAD_IDS, ids=repr)
@pytest.mark.parametrize("role", ["anonymous", "writer", "administrator"])
def test_an_id_that_nothing_can_have_is_missing(world, role, bad, method):
    found, before = [], dump()
    for route in addresses.routes():
        for name in route.arguments:
            address, _entry, _line = next(cases(world, route))
            path = route.path(**address.values | {name: bad})
            response = signed_in(world, role).generic(method, path)
            if not is_missing(world, role, response):
                found.append(f"{method} {path}: {response.status_code}")
    assert not found, "\n".join(found)
    assert dump() == before


def is_missing(world, role, response):
    """Whether somebody ends at a 404, or was not let so far as to learn of it."""
    if response.status_code in {301, 302} and outcome(response) == "answered":
        response = signed_in(world, role).get(response.headers["Location"], follow=True)
    return outcome(response) in {"missing", "refused", "sign in first"}
