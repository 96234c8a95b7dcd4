"""Owners are told by mail when a term that their live texts use has changed."""

from threading import Event

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from alsinfo.editorial import letters, refusals
from alsinfo.editorial.workflow import Status
from tests import cast

pytestmark = pytest.mark.django_db
WHY = "The definition of “cell” was changed."


def owned_by(name, *, slug, body="A [cell](term:cell).", title="An article", **fields):
    article = cast.make_article(Status.PUBLISHED, slug=slug, body=body, title=title)
    article.owner = cast.make_person(name, "writers", **fields)
    article.save(update_fields=["owner"])
    return article


@pytest.fixture
def term():
    return cast.make_term(Status.PUBLISHED, slug="cell")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do it, and all that waits for the commit."""

    def doing(act, *args, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            act(*args, **fields)

    return doing


def publish_again(term, **fields):
    cast.new_draft(term, name="cell", **fields)
    cast.bring_to(term, Status.PUBLISHED)


def test_each_owner_gets_one_letter_with_all_own_texts(term, commit, settings):
    owned_by("ana", slug="one", title="Ana’s & Bo’s", email="ana@example.org")
    owned_by("ana", slug="two", title="The second")
    bo = owned_by("bo", slug="three", email="bo@example.org")
    commit(publish_again, term, short_definition="Another.")
    letters_to = {message.to[0]: message.body for message in mail.outbox}
    assert sorted(letters_to) == ["ana@example.org", "bo@example.org"]
    assert WHY in letters_to["ana@example.org"]
    assert "Ana’s & Bo’s" in letters_to["ana@example.org"]
    assert "The second" in letters_to["ana@example.org"]
    address = f"{settings.SITE_URL}/admin/articles/article/{bo.pk}/change/"
    assert address in letters_to["bo@example.org"]


def test_the_owner_of_a_term_that_links_is_told(term, commit):
    near = cast.make_term(Status.PUBLISHED, fuller_definition="[Cells](term:cell).")
    near.owner = cast.make_person("ana", email="ana@example.org")
    near.save(update_fields=["owner"])
    commit(publish_again, term, short_definition="Another.")
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]


def test_withdrawing_a_term_is_told(term, commit):
    owned_by("ana", slug="one", email="ana@example.org")
    commit(cast.withdraw, term)
    assert "its links are plain text now" in mail.outbox[0].body


@pytest.mark.parametrize(
    "fields", [{"email": ""}, {"email": "a@example.org", "is_active": False}]
)
def test_owners_who_cannot_be_written_to_are_left_out(term, commit, fields):
    owned_by("ana", slug="one", **fields)
    commit(publish_again, term, short_definition="Another.")
    assert mail.outbox == []


def test_a_text_without_an_owner_and_one_without_the_link_send_nothing(term, commit):
    article = owned_by("ana", slug="one", email="ana@example.org")
    article.owner = None
    article.save(update_fields=["owner"])
    owned_by("ana", slug="two", body="A cell.")
    commit(publish_again, term, short_definition="Another.")
    assert mail.outbox == []


def test_a_minor_change_and_a_refused_act_send_nothing(term, commit):
    owned_by("ana", slug="one", email="ana@example.org")
    commit(publish_again, term, short_definition="A cel.", change_kind="minor")
    with pytest.raises(refusals.Refused):
        commit(cast.withdraw, term, why="")
    assert mail.outbox == []


class BrokenBackend(BaseEmailBackend):
    """A mail server that is out of order."""

    def open(self):
        raise OSError("no route")

    def send_messages(self, messages):
        raise OSError("no route")


class SlowBackend(BaseEmailBackend):
    """A mail server that answers when it is let go."""

    let_go = Event()

    def send_messages(self, messages):
        self.let_go.wait(20)


def test_a_broken_mail_server_does_not_hinder_publishing(term, commit, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    owned_by("ana", slug="one", email="ana@example.org")
    commit(publish_again, term, short_definition="Another.")
    assert term.status == Status.PUBLISHED


def test_a_slow_mail_server_is_not_waited_for(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.SlowBackend"
    monkeypatch.setattr(letters, "SECONDS_TO_WAIT", 0.01)
    letters.post([mail.EmailMessage("a", "b", to=["a@example.org"])])
    SlowBackend.let_go.set()


def test_a_bad_address_does_not_keep_the_others_waiting(term, commit):
    owned_by("ana", slug="one", email="ana@example.org\nBcc: x@example.org")
    owned_by("bo", slug="two", email="bo@example.org")
    commit(publish_again, term, short_definition="Another.")
    assert [message.to for message in mail.outbox] == [["bo@example.org"]]


def test_very_many_texts_make_one_bounded_letter(term, commit, monkeypatch):
    monkeypatch.setattr(letters, "MOST_NAMED", 2)
    for n in range(4):
        owned_by("ana", slug=f"one-{n}", email="ana@example.org")
    commit(cast.withdraw, term)
    [message] = mail.outbox
    assert "… and 2 more." in message.body
