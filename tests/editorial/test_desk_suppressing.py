"""A past version is suppressed: by a publisher, with a reason, never the live one."""

import pytest

from alsinfo.editorial import desk, refusals
from alsinfo.editorial.workflow import Status
from tests import cast

from .acts import fresh, last_event, next_approved, rows, stamp

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("make", [cast.make_article, cast.make_term])


def replaced(make):
    """An entry whose second public text has replaced its first."""
    entry = next_approved(make(Status.PUBLISHED, slug="shown"))
    desk.publish(entry, by=cast.publisher(), seen=entry.seen)
    return entry


def suppress(entry, number=1, by=None, why="It named a person.", seen=None):
    by = by or cast.publisher()
    desk.suppress(entry, by=by, seen=seen or entry.seen, number=number, why=why)


@KINDS
def test_suppressing_marks_the_version_and_writes_the_trail(make):
    entry = replaced(make)
    before = stamp()
    suppress(entry)
    past = entry.revisions.get(number=1)
    event = last_event(entry)
    assert past.suppressed_reason == "It named a person."
    assert past.suppressed_at == event.at
    assert (event.action, event.number, event.why) == (
        "suppress",
        1,
        "It named a person.",
    )
    assert stamp() != before
    assert fresh(entry).status == Status.PUBLISHED


@KINDS
def test_text_interval_and_newest_stay_as_they_were(make):
    entry = replaced(make)
    fields = ("live_from", "live_until", "change_note", "number")
    before = list(entry.revisions.values_list(*fields))
    suppress(entry)
    assert list(entry.revisions.values_list(*fields)) == before


REFUSED = [
    ({"number": 2}, refusals.WrongStatus),
    ({"number": 9}, refusals.WrongStatus),
    ({"number": 0}, refusals.WrongStatus),
    ({"why": " "}, refusals.Missing),
    ({"why": "x" * 501}, refusals.Missing),
    ({"seen": ("draft", 1)}, refusals.Stale),
]


@pytest.mark.parametrize(("given", "refusal"), REFUSED)
def test_what_cannot_be_suppressed_leaves_every_row_alone(given, refusal):
    entry = replaced(cast.make_article)
    cast.publisher()
    before = rows()
    with pytest.raises(refusal):
        suppress(entry, **given)
    assert rows() == before


@pytest.mark.parametrize("role", [cast.writer, cast.reviewer, cast.stranger])
def test_only_a_publisher_suppresses(role):
    entry = replaced(cast.make_article)
    with pytest.raises(refusals.NotAllowed):
        suppress(entry, by=role())


def test_a_draft_that_was_never_public_is_not_suppressed():
    entry = replaced(cast.make_article)
    cast.new_draft(entry)
    with pytest.raises(refusals.WrongStatus):
        suppress(entry, number=3)


def test_a_version_is_suppressed_once():
    entry = replaced(cast.make_article)
    suppress(entry)
    with pytest.raises(refusals.WrongStatus):
        suppress(entry, why="Another reason.")


def test_the_last_text_of_a_withdrawn_entry_can_be_suppressed():
    entry = cast.make_article(Status.PUBLISHED)
    cast.withdraw(entry)
    suppress(entry)
    assert entry.revisions.get().suppressed_at


def test_a_text_restored_from_a_suppressed_one_is_not_suppressed():
    entry = replaced(cast.make_article)
    suppress(entry)
    old = entry.revisions.get(number=1)
    text = desk.restore_version(entry, old, by=cast.writer(), seen=entry.seen)
    assert (text.suppressed_at, text.suppressed_reason) == (None, "")


def test_the_database_still_refuses_overlap_after_the_new_columns():
    entry = replaced(cast.make_article)
    first, second = entry.revisions.order_by("number")
    with pytest.raises(Exception, match=r"overlap|live at once"):
        type(first).objects.filter(pk=first.pk).update(
            live_until=second.live_from + cast.HOUR
        )


def test_the_history_page_offers_it_beside_past_versions_only(client):
    entry = replaced(cast.make_article)
    page = f"/admin/articles/article/{entry.pk}/"
    client.force_login(cast.publisher())
    html = client.get(f"{page}history/").content.decode()
    assert "act/suppress/?number=1" in html
    assert "act/suppress/?number=2" not in html
    assert "act/suppress/" not in client.get(f"{page}change/").content.decode()
    form = client.get(f"{page}act/suppress/?number=1").content.decode()
    assert 'name="number" value="1"' in form
    client.force_login(cast.writer())
    assert "act/suppress/" not in client.get(f"{page}history/").content.decode()


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 31, "\0"])
def test_odd_numbers_in_the_form_are_refused_with_a_sentence(client, number):
    entry = replaced(cast.make_article)
    client.force_login(cast.publisher())
    page = f"/admin/articles/article/{entry.pk}/act/suppress/"
    data = {"seen": str(entry.seen), "number": number, "why": "It named a person."}
    response = client.post(page, data)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert client.get(page, {"number": number}).status_code == 200
