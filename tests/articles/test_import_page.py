"""The admin page on which editors bring documents."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article
from tests import cast

from .pages_to_import import BLOGGED, SEARCHED

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/import/"


@pytest.fixture
def writing(client):
    client.force_login(cast.writer())
    return client


def files(**pages):
    return [SimpleUploadedFile(f"{name}.txt", p.encode()) for name, p in pages.items()]


def test_several_files_become_drafts(writing):
    response = writing.post(ADDRESS, {"files": files(a=BLOGGED, b=SEARCHED)})
    assert Article.objects.count() == 2
    answers = response.context["answers"]
    assert [answer.result.article.newest for answer in answers] == [1, 1]
    assert b"Open the draft" in response.content


def test_findings_come_before_the_words(writing):
    page = writing.post(ADDRESS, {"files": files(a=BLOGGED)}).content.decode()
    assert page.index("Left out of the text: author box") < page.index("What was read")


def test_pasted_text_becomes_a_draft_known_by_its_name(writing):
    address = "https://garden.example/compost"
    for _twice in range(2):
        writing.post(ADDRESS, {"pasted": SEARCHED, "name": address})
    assert Article.objects.get().newest_revision().origin_address == address


def test_a_try_writes_nothing(writing):
    response = writing.post(ADDRESS, {"files": files(a=BLOGGED), "only_try": "on"})
    assert "nothing was written" in response.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a file or paste a text."),
        ({"pasted": "Some words."}, "Say where the pasted text comes from."),
        ({"pasted": "Share this", "name": "x"}, "x: it holds no text"),
    ],
)
def test_what_cannot_be_imported_is_told(writing, data, sentence):
    assert sentence in writing.post(ADDRESS, data).content.decode()


def test_a_bad_file_does_not_hold_up_the_others(writing):
    bad = SimpleUploadedFile("bad.txt", b"\0\1\2")
    page = writing.post(ADDRESS, {"files": [bad, *files(a=BLOGGED)]}).content.decode()
    assert "bad.txt: it is not text." in page
    assert Article.objects.count() == 1


def test_reviewers_neither_see_the_page_nor_its_link(client):
    client.force_login(cast.reviewer())
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"files": files(a=BLOGGED)}).status_code == 403
    assert b"Import documents" not in client.get("/admin/articles/article/").content
    assert not Article.objects.exists()
