"""Bad input in the editors' forms: a sentence beside the field, and nothing is lost."""

import pytest
from django.test import Client

from alsinfo.editorial import desk, refusals
from articles.models import Article
from glossary.models import Term
from tests import cast

pytestmark = pytest.mark.django_db

PLAIN = {
    "title": "A title",
    "summary": "",
    "key_messages": "",
    "body": "A text.",
    "confidence": "",
    "disclosure": "",
    "byline": "Example editorial team",
    "change_kind": "update",
    "change_note": "",
    "lang": "en-GB",
}
TERM = {
    "name": "Axon",
    "short_definition": "A long fibre of a nerve cell.",
    "byline": "Example editorial team",
    "change_kind": "update",
    "lang": "en-GB",
}


@pytest.fixture
def writer():
    client = Client()
    client.force_login(cast.writer())
    return client


def post(client, address, fields, **entry):
    data = {"revisions-TOTAL_FORMS": "1", "revisions-INITIAL_FORMS": "0"} | entry
    data |= {f"revisions-0-{name}": value for name, value in fields.items()}
    return client.post(address, data)


def add_article(client, slug="an-article", **fields):
    return post(client, "/admin/articles/article/add/", PLAIN | fields, slug=slug)


def add_term(client, slug="axon", **fields):
    return post(client, "/admin/glossary/term/add/", TERM | fields, slug=slug)


def refused(response, sentence, kept=None):
    """The form comes back with the sentence and with what was typed."""
    assert response.status_code == 200
    page = response.content.decode()
    assert sentence in page
    if kept is not None:
        assert kept in page
    assert not Article.objects.exists()
    assert not Term.objects.exists()


def test_a_plain_article_is_saved_as_version_one(writer):
    response = add_article(writer)
    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.newest, article.owner.username) == (1, "writer")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "a" * 201}, "at most 200 characters (it has 201)"),
        ({"summary": "a" * 201}, "at most 200 characters (it has 201)"),
        ({"body": ""}, "This field is required."),
        ({"body": "a" * 200_001}, "at most 200000 characters (it has 200001)"),
        ({"body": "a\x00b"}, "Null characters are not allowed."),
        ({"body": "one\ntwo \u202egnorw"}, "Line 2 holds a character nobody can see"),
        ({"title": "A \u200ftitle"}, "right-to-left mark (U+200F)"),
        ({"body": "So it is [@nobody-2020]."}, "No source has the key “nobody-2020”."),
        ({"body": "A [word](term:nowhere)."}, "No term has the address “nowhere”."),
        ({"body": "[1 in 3](figure:none)"}, "No figure has the key “none”."),
        ({"key_messages": "One.\nTwo."}, "Give three to five key messages"),
        ({"tags": "999"}, "“999” is not a tag of the vocabulary."),
        ({"tags": "brand new"}, "“brand new” is not a tag of the vocabulary."),
        ({"confidence": "certain"}, "Select a valid choice."),
        ({"evidence_checked": "31/02/2026"}, "Enter a valid date."),
        ({"lang": "xx"}, "Select a valid choice."),
    ],
)
def test_a_bad_field_of_an_article_is_answered_beside_it(writer, fields, sentence):
    response = add_article(writer, **({"summary": "Kept words."} | fields))
    refused(response, sentence, kept=None if "summary" in fields else "Kept words.")


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("", "This field is required."),
        ("Not-Small", "Use small letters, digits and single hyphens"),
        ("two words", "consisting of letters, numbers"),
        ("a" * 101, "at most 100 characters (it has 101)"),
    ],
)
def test_a_bad_address_is_answered_beside_it(writer, slug, sentence):
    refused(add_article(writer, slug=slug), sentence)


def test_an_address_that_is_taken_is_refused(writer):
    cast.make_article(slug="taken")
    response = add_article(writer, slug="taken")
    assert "belongs, or belonged, to an entry already" in response.content.decode()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"short_definition": "a" * 221}, "at most 220 characters (it has 221)"),
        ({"related": "nobody\nnothing"}, "Nothing here is called “nobody”."),
        ({"related": "a\x00b"}, "Null characters are not allowed."),
        ({"fuller_definition": "[@nobody]"}, "No source has the key “nobody”."),
        ({"name": "\u2066Axon"}, "holds a character nobody can see"),
    ],
)
def test_a_bad_field_of_a_term_is_answered_beside_it(writer, fields, sentence):
    refused(add_term(writer, **fields), sentence)


def test_a_term_is_not_related_to_itself(writer):
    term = cast.make_term(slug="axon")
    fields = TERM | {"related": "axon", "seen": str(term.seen)}
    response = post(
        writer, f"/admin/glossary/term/{term.pk}/change/", fields, slug="axon"
    )
    assert "A term is not related to itself." in response.content.decode()
    term.refresh_from_db()
    assert term.newest == 1


def test_a_form_without_its_hidden_picture_is_refused_and_keeps_the_text(writer):
    article = cast.make_article(slug="held")
    address = f"/admin/articles/article/{article.pk}/change/"
    response = post(writer, address, PLAIN | {"body": "Mine."}, slug="held")
    page = response.content.decode()
    assert "Nothing was lost" in page
    assert "Mine." in page
    article.refresh_from_db()
    assert article.newest == 1


def test_a_body_beyond_every_bound_is_a_plain_400(writer):
    assert add_article(writer, body="a" * 3_000_000).status_code == 400
    assert not Article.objects.exists()


def test_a_refusal_after_the_forms_own_check_keeps_the_text(writer, monkeypatch):
    def too_late(*args, **kwargs):
        raise refusals.NameTaken("Somebody took this address a moment ago.")

    monkeypatch.setattr(desk, "save_draft", too_late)
    response = add_article(writer, body="Words that must not be lost.")
    refused(response, "Somebody took this address", kept="Words that must not be lost.")
