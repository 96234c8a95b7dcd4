"""The form and the list of the watch-list: what a row would do, before it is saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.desk import weighing
from alsinfo.editorial.models import Watchword
from alsinfo.editorial.refusals import NotAllowed
from alsinfo.editorial.workflow import Status
from tests import cast

from .test_desk_rechecking import piled, watch

pytestmark = pytest.mark.django_db
ADD = "/admin/editorial/watchword/add/"


@pytest.fixture
def article():
    return cast.make_article(Status.PUBLISHED, slug="hit", body="Take zaplon.")


# The form.


def form_of(**fields):
    plain = {
        "code": "zaplon",
        "patterns": "zaplon",
        "kind": "hype",
        "level": "blocking",
        "message": "No.",
        "suggestion": "",
        "source": "",
        "unless_near": "",
        "reason": "",
        "told": "",
    }
    return plain | fields


def post(client, person, address=ADD, **fields):
    client.force_login(person)
    return client.post(address, form_of(**fields))


def errors(response):
    return response.context["adminform"].form.errors


def test_the_form_refuses_a_writer_beside_the_patterns(client, article):
    response = post(client, cast.writer(), reason="I want to.")
    [said] = errors(response)["patterns"]
    assert "1 live text in the wrong: “An article”" in said
    assert "A publisher saves it" in said
    assert not Watchword.objects.exists()


def test_the_form_tells_a_publisher_before_anything_is_saved(client, article):
    for reason in ("", "It is hype."):
        response = post(client, cast.publisher(), reason=reason)
        [said] = errors(response)["reason"]
        assert "1 live text in the wrong: “An article”" in said
        assert not Watchword.objects.exists()
    told = response.context["adminform"].form["told"].value()
    assert post(client, cast.publisher(), told=told).status_code == 200
    assert not Watchword.objects.exists()
    response = post(client, cast.publisher(), told=told, reason="It is hype.")
    assert response.status_code == 302
    assert piled() == ["hit"]


def test_the_form_names_the_first_few(client):
    for number in range(5):
        title = f"Text {number}"
        cast.make_article(Status.PUBLISHED, title=title, body="zaplon")
    response = post(client, cast.publisher())
    [said] = errors(response)["reason"]
    assert "5 live texts in the wrong: “Text 0”, “Text 1”, “Text 2” and 2 more" in said


def test_the_form_lets_a_writer_save_a_row_that_hits_nothing(client):
    assert post(client, cast.writer()).status_code == 302
    row = Watchword.objects.get()
    address = f"/admin/editorial/watchword/{row.pk}/change/"
    assert post(client, cast.writer(), address, message="Yes.").status_code == 302


def test_the_form_tells_what_retiring_takes_back(client, article):
    row = watch()
    address = f"/admin/editorial/watchword/{row.pk}/change/"
    response = post(client, cast.writer(), address, retired="on")
    assert "no longer hold 1 live text" in errors(response)["patterns"][0]
    response = post(client, cast.publisher(), address, retired="on")
    told = response.context["adminform"].form["told"].value()
    post(client, cast.publisher(), address, retired="on", told=told, reason="Hasty.")
    assert piled() == []


def test_a_text_that_comes_between_the_form_and_the_desk_loses_nothing(
    client, monkeypatch
):
    def meanwhile(*args, **kwargs):
        raise NotAllowed("It changed meanwhile.")

    monkeypatch.setattr(desk, "save_record", meanwhile)
    response = post(client, cast.writer())
    assert response.status_code == 200
    assert "It changed meanwhile." in response.content.decode()
    assert 'value="zaplon"' in response.content.decode()


def test_trying_a_row_asks_nobody(client, article):
    client.force_login(cast.writer())
    given = form_of(sample="Take zaplon.")
    response = client.post("/admin/editorial/watchword/try/", given)
    assert response.status_code == 200
    assert not response.context["faults"]


def test_a_reader_of_the_list_is_asked_no_reason(client, article):
    row = watch()
    client.force_login(cast.reviewer())
    html = client.get(f"/admin/editorial/watchword/{row.pk}/change/").content.decode()
    assert "Reason for the change" not in html
    assert "told" not in html.lower().replace("you will be told", "")


# The list.


def listed(client, address, person=None):
    client.force_login(person or cast.reviewer())
    response = client.get(f"/admin/editorial/watchword/{address}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_counts_live_texts_when_asked(client, article):
    cast.make_article(Status.PUBLISHED, body="Zaplon and mizlan.")
    cast.make_article(body="zaplon")
    watch()
    watch(code="mizlan", patterns="mizlan", level="advice")
    watch(code="nothing", patterns="nothing")
    assert "field-live_texts" not in listed(client, "")
    html = listed(client, "?hit=count")
    for code, number in (("zaplon", 2), ("mizlan", 1), ("nothing", 0)):
        row = html.partition(f">{code}</a>")[2].partition("</tr>")[0]
        assert f'field-live_texts">{number}<' in row


def test_the_list_counts_in_one_pass_up_to_a_bound(client, monkeypatch):
    monkeypatch.setattr("alsinfo.editorial.usage.MOST_READ", 3)
    for _n in range(5):
        cast.make_article(Status.PUBLISHED, body="zaplon")
    for number in range(5):
        watch(code=f"row-{number}")
    with CaptureQueriesContext(connection) as plain:
        listed(client, "")
    with CaptureQueriesContext(connection) as counted:
        html = listed(client, "?hit=count")
    # All rows, and the texts of each kind.
    assert len(counted) <= len(plain) + 3
    assert html.count('field-live_texts">3<') == 5
    assert "of the newest 3 of each kind" in html
    listed(client, "?hit=x")


@pytest.fixture
def weighings(monkeypatch):
    """How often the live texts of a kind were held against a row: a line each time."""
    found, read = [], weighing.keys_in
    monkeypatch.setattr(
        weighing,
        "keys_in",
        lambda left, *given: found.append(left.kind) or read(left, *given),
    )
    return found


def test_a_saved_row_is_weighed_once(client, article, weighings):
    first = post(client, cast.publisher(), reason="To be careful.")
    weighings.clear()
    told = first.context["adminform"].form["told"].value()
    post(client, cast.publisher(), reason="To be careful.", told=told)
    assert sorted(weighings) == ["article", "term"]
    assert Watchword.objects.exists()
    assert article.events.filter(action="recheck").count() == 1


def test_a_row_is_weighed_again_when_a_text_came_meanwhile(article, weighings):
    row = watch_unsaved()
    assert desk.effect_of(row, timezone.now()).count == 1
    cast.make_article(Status.PUBLISHED, slug="hit-too", body="Take zaplon.")
    assert desk.effect_of(row, timezone.now()).count == 2
    assert len(weighings) == 4


def test_a_row_is_weighed_again_when_it_was_changed(article, weighings):
    row = watch_unsaved()
    assert desk.effect_of(row, timezone.now())
    row.patterns = "something else"
    assert not desk.effect_of(row, timezone.now())


def watch_unsaved():
    return Watchword(
        code="zaplon", patterns="zaplon", kind="hype", level="blocking", message="No."
    )
