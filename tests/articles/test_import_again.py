"""Documents that come again: by their bytes, their name and their words."""

import json

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from alsinfo.editorial import cleaning
from alsinfo.editorial.models import Source
from articles.models import Article, ArticleRevision
from tests import cast

from .pages_to_import import BLOGGED, SEARCHED, SOLD, WRAPPED
from .test_import_documents import run
from .test_import_page import ADDRESS

pytestmark = pytest.mark.django_db


def addresses():
    return list(Article.objects.order_by("pk").values_list("slug", flat=True))


@pytest.fixture
def writer():
    return cast.writer()


def test_another_document_of_the_same_name_is_a_draft_of_its_own(saved, writer):
    run(saved("page.txt", WRAPPED), "--by", "writer")
    out, _err, failure = run(saved("page.txt", SOLD), "--by", "writer")
    assert not failure
    assert "“page.txt” is also the name of another document" in out
    first, second = Article.objects.order_by("pk")
    assert (first.newest, second.newest) == (1, 1)
    assert "Garden slugs" in first.newest_revision().body
    assert first.slug != second.slug


def test_either_of_two_documents_of_one_name_is_known_again(saved, writer):
    for page in (WRAPPED, SOLD, WRAPPED, SOLD):
        out, _err, _failure = run(saved("page.txt", page), "--by", "writer")
    assert "nothing changed" in out
    changed = WRAPPED.replace("by the hundred", "by the thousand")
    run(saved("page.txt", changed), "--by", "writer")
    newest = list(Article.objects.order_by("pk").values_list("newest", flat=True))
    assert newest == [2, 1]


def test_a_page_rewritten_under_its_title_is_the_same_document(saved, writer):
    run(saved("page.txt", BLOGGED), "--by", "writer")
    title = "Is Clover a Weed? A Short Guide\n\n"
    other = title + "It is none, as every beekeeper will tell whoever asks.\n"
    run(saved("page.txt", other), "--by", "writer")
    assert Article.objects.get().newest == 2


def test_the_same_bytes_under_another_name_are_the_same_document(saved, writer):
    run(saved("one.txt", WRAPPED), "--by", "writer")
    out, _err, failure = run(saved("two.txt", WRAPPED), "--by", "writer")
    assert "Imported before as “one.txt”, and nothing changed" in out
    assert not failure
    assert Article.objects.get().newest == 1


def test_two_documents_of_one_name_in_one_run_are_two_drafts(saved, tmp_path, writer):
    (tmp_path / "more").mkdir()
    paths = saved("page.txt", WRAPPED), saved("more/page.txt", SOLD)
    _out, err, failure = run(*paths, "--by", "writer")
    assert not err + failure
    assert Article.objects.count() == 2


# --- Whose drafts they are ----------------------------------------------------------


def test_the_only_administrator_is_whose_drafts_they_are(saved, writer):
    cast.administrator()
    run(saved("page.txt", WRAPPED))
    assert Article.objects.get().owner == cast.administrator()


def test_the_only_account_that_may_write_is_whose_drafts_they_are(saved, writer):
    cast.reviewer()
    gone = cast.administrator()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    run(saved("page.txt", WRAPPED))
    assert Article.objects.get().owner == writer


@pytest.mark.parametrize("names", [[], ["a", "b"]])
def test_else_somebody_must_be_named(saved, names):
    for name in names:
        cast.make_person(name, "writers")
    failure = run(saved("page.txt", WRAPPED))[2]
    assert "--by USERNAME" in failure
    assert not Article.objects.exists()


# --- What a refused file prints, and where the log goes ------------------------------


def test_a_refused_file_has_its_element_in_the_array(saved):
    paths = saved("empty.txt", ""), saved("page.txt", WRAPPED)
    out, err, failure = run(*paths, "--dry-run", "--format", "json")
    refused, read = json.loads(out)
    assert (refused["file"], refused["body"], refused["references"]) == (
        paths[0],
        "",
        [],
    )
    assert list(refused) == list(read)
    (finding,) = refused["findings"]
    assert finding["level"] == "blocking"
    assert finding["message"] in err
    assert "empty.txt: it is empty." in finding["message"]
    assert failure


def test_the_log_leaves_standard_output_to_what_was_asked_for():
    streams = {handler["stream"] for handler in settings.LOGGING["handlers"].values()}
    assert streams == {"ext://sys.stderr"}


# --- The page in the admin ----------------------------------------------------------


def test_an_empty_file_is_named_and_the_others_are_done(client, writer):
    client.force_login(writer)
    files = [
        SimpleUploadedFile("empty.txt", b""),
        SimpleUploadedFile("bin.txt", b"\0\1"),
        SimpleUploadedFile("long.txt", b"word " * 60_000),
        SimpleUploadedFile("page.txt", WRAPPED.encode()),
    ]
    page = client.post(ADDRESS, {"files": files}).content.decode()
    for sentence in (
        "empty.txt: it is empty.",
        "bin.txt: it is not",
        "long.txt: one of",
    ):
        assert sentence in page
    assert Article.objects.count() == 1


def test_a_draft_of_a_page_with_unseen_characters_can_be_saved(saved, writer):
    page = (
        "Over\u00adriding Soil\u200b\n\n"
        "It over\u00adrides na\ufffdve\u202e roots [1].\n\n"
        "References\n1. Loam\u00ad B. Pot\ufffdash. Soil. 2001;3:4.\n"
    )
    run(saved("so\u202eil.txt", page), "--by", "writer")
    text = ArticleRevision.objects.get()
    for name in ("title", "summary", "body", "origin_title", "origin_address"):
        cleaning.clean_text(getattr(text, name))
    assert text.title == "Overriding Soil"
    cleaning.clean_text(Source.objects.get().title)


def test_an_unknown_number_is_quoted(saved):
    out, _err, _failure = run(saved("soil.txt"), "--dry-run", "--format", "json")
    found = {f["code"]: f for f in json.loads(out)[0]["findings"]}
    assert found["unknown-reference"]["quote"] == "[9]"


def test_only_references_are_told_as_such(saved):
    page = (
        "References\n1. Loam B. Potash. Soil. 2001;3:4.\n2. Clay D. It. Soil. 2002;1:2."
    )
    _out, err, _failure = run(saved("list.txt", page), "--dry-run")
    assert "list.txt: it holds no text, only a list of references." in err


def test_pages_of_one_title_have_their_own_addresses(saved, writer):
    run(saved("one.txt", SEARCHED), "--by", "writer")
    run(saved("two.txt", SEARCHED + "More.\n"), "--by", "writer")
    base = "is-garden-compost-acidic-or-not"
    assert addresses() == [base, f"{base}-2"]
