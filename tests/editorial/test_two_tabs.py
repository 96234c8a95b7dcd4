"""One person, two tabs and the back button: the second form is told, and loses nothing.

And what the lists of the admin must not do: take edits, bulk actions or deletions.
"""

import pytest
from django.contrib import admin
from django.test import Client

from alsinfo.editorial.workflow import Status
from tests import cast

from .acts import fresh, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    client = Client()
    client.force_login(cast.administrator())
    return client


def page(article, name="change"):
    return f"/admin/articles/article/{article.pk}/{name}/"


def form_of(article, seen, **fields):
    """The data of the form as a tab holds it that was opened when `seen` was true."""
    text = {"title": "A", "body": "B", "byline": "We", "change_kind": "update"}
    text |= {"lang": "en-GB", "seen": seen} | fields
    data = {f"revisions-0-{name}": value for name, value in text.items()}
    data |= {"revisions-TOTAL_FORMS": "1", "revisions-INITIAL_FORMS": "0"}
    return data | {"slug": article.slug, "owner": article.owner_id or ""}


def test_a_form_of_a_second_tab_is_told_and_both_texts_are_kept(client):
    article = cast.make_article()
    seen = str(article.seen)
    client.post(page(article), form_of(article, seen, body="Words of the first tab."))
    second = form_of(article, seen, body="Words of the second tab.")
    answer = client.post(page(article), second).content.decode()
    assert "changed this entry meanwhile" in answer
    assert "Words of the first tab." in answer
    assert "Words of the second tab." in answer
    assert fresh(article).newest_revision().body == "Words of the first tab."


def test_a_form_that_came_back_can_be_saved_again(client):
    article = cast.make_article()
    seen = str(article.seen)
    client.post(page(article), form_of(article, seen, body="First."))
    answer = client.post(page(article), form_of(article, seen, body="Second."))
    now = answer.context["inline_admin_formsets"][0].formset.text_form["seen"].value()
    client.post(page(article), form_of(article, now, body="Second."))
    bodies = list(article.revisions.order_by("number").values_list("body", flat=True))
    assert bodies[1:] == ["First.", "Second."]


def test_going_back_and_saving_once_more_makes_one_version(client):
    article = cast.make_article()
    data = form_of(article, str(article.seen), body="Once.")
    answers = [client.post(page(article), data).status_code for _ in range(3)]
    assert answers == [302, 200, 200]
    assert fresh(article).newest == 2
    assert article.events.count() == 2


def test_going_back_and_saving_after_submitting_changes_nothing(client):
    article = cast.make_article()
    data = form_of(article, str(article.seen), body="Late words.")
    cast.bring_to(article, Status.IN_REVIEW)
    before = rows()
    answer = client.post(page(article), data)
    assert "Late words." in answer.content.decode()
    assert "so it was not saved" in answer.content.decode()
    after = rows()
    assert after["articles_article"] == before["articles_article"]
    assert after["articles_articlerevision"] == before["articles_articlerevision"]


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("submit", Status.DRAFT),
        ("take_back", Status.IN_REVIEW),
        ("request_changes", Status.IN_REVIEW),
        ("approve", Status.IN_REVIEW),
        ("publish", Status.APPROVED),
        ("archive", Status.DRAFT),
        ("restore", Status.ARCHIVED),
        ("withdraw", Status.PUBLISHED),
    ],
)
def test_an_act_repeated_from_the_back_button_is_done_once(client, action, status):
    article = cast.make_article(status)
    data = {"seen": str(article.seen), "why": "Because."}
    answers = [
        client.post(page(article, f"act/{action}"), data).status_code for _ in range(3)
    ]
    assert answers == [302, 409, 409]
    events = article.events.filter(action=action)
    assert events.count() == (2 if (action, status) == ("submit", None) else 1)


def test_an_approval_of_a_text_that_was_saved_over_is_refused(client):
    article = cast.make_article(Status.IN_REVIEW)
    seen = str(article.seen)
    cast.desk.take_back(article, by=cast.writer(), seen=article.seen)
    cast.new_draft(article, body="Other words.")
    cast.bring_to(article, Status.IN_REVIEW)
    answer = client.post(page(article, "act/approve"), {"seen": seen})
    assert answer.status_code == 409
    assert fresh(article).status == Status.IN_REVIEW


@pytest.mark.parametrize("model", admin.site._registry)
def test_no_list_takes_edits_actions_or_deletions(client, model):
    site = admin.site.get_model_admin(model)
    assert not site.list_editable
    where = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    cast.make_article()
    cast.make_tag()
    keys = list(model._base_manager.values_list("pk", flat=True))
    before = rows()
    forged = {"_selected_action": keys, "index": "0", "select_across": "1"}
    forged |= {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "Save"}
    forged |= {"form-0-status": "published", "form-0-is_superuser": "on"}
    forged |= {"form-0-retired": "on", "form-0-id": keys[0] if keys else "1"}
    for action in ("delete_selected", "publish", "make_published", ""):
        answer = client.post(where, forged | {"action": action, "post": "yes"})
        assert answer.status_code in {200, 302, 403, 405}
    after = rows()
    assert {t: r for t, r in after.items() if r != before[t]}.keys() <= {
        "django_session"
    }
