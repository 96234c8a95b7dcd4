"""Fields that no form has, ids of other rows, and posts that no page offers."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article
from glossary.models import Term

from .. import addresses
from .posts import COMMON
from .world import change_page, dump, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

FORGED = {
    "status": "published",
    "newest": "99",
    "number": "77",
    "live_from": "2020-01-01 10:00",
    "live_from_0": "2020-01-01",
    "live_from_1": "10:00",
    "live_until": "2999-01-01 10:00",
    "asked_until": "2999-01-01 10:00",
    "reviewed_on": "2020-01-01",
    "review_due": "2999-01-01",
    "created": "2020-01-01 10:00",
    "end_reason": "Forged.",
    "suppressed_at": "2020-01-01 10:00",
    "suppressed_reason": "Forged.",
    "saved_by_name": "forged",
    "author_name": "forged",
}
KINDS = pytest.mark.parametrize("kind", [Article, Term])
UNTOUCHED = {
    "live_from": None,
    "live_until": None,
    "asked_until": None,
    "reviewed_on": None,
    "review_due": None,
    "end_reason": "",
    "suppressed_at": None,
    "suppressed_reason": "",
    "number": 3,
    "saved_by_name": "role-writer",
}


def save(world, page, role="writer", /, **forged):
    """Post the form of an entry with fields that no form has; the answer."""
    seen = {"seen": str(page.seen), "revisions-0-seen": str(page.seen)}
    inside = {f"revisions-0-{name}": value for name, value in forged.items()}
    data = COMMON | seen | forged | inside
    return signed_in(world, role).post(change_page(page), data)


def texts_of(entry):
    return list(entry.revisions.order_by("pk").values())


@KINDS
def test_forged_fields_of_the_form_leave_their_columns_alone(world, kind):
    entry = world.entries[kind, "draft"]
    forger = str(User.objects.get(username="role-administrator").pk)
    people = dict.fromkeys(("saved_by", "saved_by_id", "author", "actor"), forger)
    first = texts_of(entry)
    assert save(world, entry, **FORGED, **people).status_code == 302
    entry = kind.objects.get(pk=entry.pk)
    assert (entry.status, entry.newest) == ("draft", 3)
    text = entry.newest_revision()
    assert {name: getattr(text, name) for name in UNTOUCHED} == UNTOUCHED
    assert text.saved_by.username == "role-writer"
    assert text.created.year > 2025
    assert texts_of(entry)[:-1] == first


@KINDS
@pytest.mark.parametrize("field", ["entry", "entry_id", "id", "pk", "ptr"])
def test_the_ids_of_another_entry_and_text_in_the_form_touch_neither(
    world, kind, field
):
    entry, other = world.entries[kind, "draft"], world.entries[kind, "published"]
    theirs, ours = texts_of(other), texts_of(entry)
    ids = {"entry": other.pk, "entry_id": other.pk}
    save(world, entry, **{field: ids.get(field, theirs[0]["id"])})
    assert texts_of(other) == theirs
    assert texts_of(entry)[: len(ours)] == ours
    assert {text["entry_id"] for text in texts_of(entry)} == {entry.pk}


@KINDS
@pytest.mark.parametrize("state", ["in_review", "archived"])
def test_a_text_in_review_or_put_away_is_not_saved_over(world, kind, state):
    before = dump()
    save(world, world.entries[kind, state], status="draft")
    assert dump() == before


@KINDS
def test_the_address_of_a_live_entry_is_not_changed_by_its_form(world, kind):
    entry = world.entries[kind, "published"]
    save(world, entry, slug="forged-address")
    assert kind.objects.get(pk=entry.pk).slug == entry.slug


@KINDS
def test_save_as_new_makes_no_new_entry(world, kind):
    entry, all_of_them = world.entries[kind, "draft"], kind.objects.count()
    save(world, entry, _saveasnew="1")
    assert kind.objects.count() == all_of_them
    before = dump()
    assert save(world, entry, "reviewer", _saveasnew="1").status_code == 403
    assert dump() == before


def bulk_posts(model):
    """A deletion of rows one by one, of all rows, and a list edited in place."""
    pks = list(model.objects.values_list("pk", flat=True))
    delete = {"action": "delete_selected", "index": "0", "post": "yes"}
    for pk in pks:
        yield {**delete, "_selected_action": [pk]}
    yield {**delete, "_selected_action": pks, "select_across": "1"}
    listed = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": pks[0]}
    yield {**listed, "form-0-status": "published", "form-0-retired": "on", "_save": "1"}


@pytest.mark.parametrize("role", ["writer", "publisher", "administrator"])
def test_bulk_actions_and_fields_in_lists_do_nothing(world, role):
    before = dump()
    for route in addresses.routes():
        if route.page == "changelist":
            for data in bulk_posts(route.model):
                response = signed_in(world, role).post(route.path(), data)
                assert response.status_code < 500, route.path()
    assert dump() == before
