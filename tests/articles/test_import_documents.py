"""`import_documents`: drafts of saved pages, by the command."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from articles.models import Article, ArticleRevision
from tests import cast

from .pages_to_import import BLOGGED, SEARCHED, SOLD

pytestmark = pytest.mark.django_db


def run(*args):
    """(what stood on stdout, on stderr, the sentence of the failure)."""
    out, err, failure = StringIO(), StringIO(), ""
    try:
        call_command("import_documents", *args, stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


def imported(path):
    cast.writer()
    run(path, "--by", "writer")
    return Article.objects.get()


def test_a_file_becomes_a_draft_with_its_provenance(saved):
    article = imported(saved("clover.txt", BLOGGED))
    text = article.newest_revision()
    assert (article.status, article.owner) == (Status.DRAFT, cast.writer())
    assert article.slug == "is-clover-a-weed-a-short-guide"
    assert text.title == "Is Clover a Weed? A Short Guide"
    assert text.summary == "Clover feeds the soil, and bees like it."
    assert (text.origin_title, text.origin_address) == (text.title, "clover.txt")
    assert article.events.get().why == "Imported from clover.txt"


def test_references_become_sources_that_nobody_has_sorted(saved):
    article = imported(saved())
    source = Source.objects.get(key="sand-2016")
    assert (source.doi, source.year) == ("10.1234/plots.2016.4", "2016")
    assert source.kind == Source.Kind.UNSORTED
    assert "[@sand-2016; @soil-example-org]" in article.newest_revision().body


def test_a_source_we_have_is_not_made_again(saved):
    fields = {"title": "Ours", "doi": "10.1234/PLOTS.2016.4", "kind": "trial"}
    Source.objects.create(key="ours", **fields)
    Source.objects.create(key="loam-2014", title="Another", kind="trial")
    article = imported(saved())
    assert "[@loam-2014-2]" in article.newest_revision().body
    assert "[@ours; @soil" in article.newest_revision().body


def test_a_page_without_title_is_called_by_its_file(saved):
    assert imported(saved("soil_tests.txt")).newest_revision().title == "soil tests"


def test_the_same_file_again_changes_nothing(saved):
    article = imported(saved())
    out, _err, failure = run(saved(), "--by", "writer")
    assert "nothing changed" in out
    assert not failure
    assert Article.objects.get().newest == article.newest == 1
    assert Source.objects.count() == 3


def test_a_changed_file_is_the_next_version_and_keeps_what_was_written(saved):
    article = imported(saved())
    text = desk.unsaved_copy(article.newest_revision())
    text.key_messages = "Soil lives."
    desk.save_draft(article, text, by=cast.writer(), seen=article.seen)
    run(saved(page=SOLD.replace("handful", "spoon")), "--by", "writer")
    newest = Article.objects.get().newest_revision()
    assert (newest.number, newest.key_messages) == (3, "Soil lives.")
    assert "a spoon of soil" in newest.body


@pytest.mark.parametrize("act", [Status.IN_REVIEW, Status.APPROVED, Status.PUBLISHED])
def test_a_text_under_review_is_left_alone(saved, act):
    article = imported(saved())
    complete(article)
    cast.bring_to(article, act)
    _out, err, failure = run(saved(page=SOLD + "More.\n"), "--by", "writer")
    assert "soil.txt: its text changed, but the article it became is" in err
    assert failure == "1 of 1 files not imported."
    assert Article.objects.get().newest == 2


def complete(article):
    """Fill in what a page does not bring and no review goes without."""
    text = desk.unsaved_copy(article.newest_revision())
    text.key_messages = "One.\nTwo.\nThree."
    text.confidence, text.disclosure = "likely", "Nobody paid for this text."
    desk.save_draft(article, text, by=cast.writer(), seen=article.seen)


def test_json_is_one_array_with_the_contract(saved):
    path = saved()
    out, err, _failure = run(
        path, saved("x.txt", SEARCHED), "--dry-run", "--format=json"
    )
    first, second = json.loads(out)
    names = "file title summary body references dropped findings".split()  # noqa: SIM905
    assert list(first) == names
    assert first["file"] == path
    assert list(first["references"][0]) == ["number", "text", "doi", "url", "year"]
    assert set(first["findings"][0]) == {"code", "level", "message", "quote"}
    codes = {finding["code"] for finding in first["findings"]}
    assert {"page-junk", "no-title", "commercial-source", "unsorted-source"} <= codes
    assert "unknown-mark" not in codes
    assert "duplicate-title" in {finding["code"] for finding in second["findings"]}
    assert not err


def test_a_dry_run_writes_nothing(saved):
    out, _err, _failure = run(saved(), "--dry-run")
    assert "nothing was written" in out
    assert not Article.objects.exists()
    assert not ArticleRevision.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("name", "page", "sentence"),
    [
        ("empty.txt", "", "it is empty"),
        ("picture.txt", b"\x89PNG\0\0\1", "it is not text"),
        ("form.txt", "Leave a reply\nName *\nShare this\n", "only what surrounds"),
        ("long.txt", "word " * 1_000_000, "200,000"),
        ("gone.txt", None, "No such file"),
        (".", None, "not a file"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_done(
    saved, tmp_path, name, page, sentence
):
    bad = str(tmp_path / name) if page is None else saved(name, page)
    out, err, failure = run(bad, saved(), "--dry-run", "--format", "json")
    assert name in err
    assert sentence in err
    assert failure == "1 of 2 files not imported."
    assert len(json.loads(out)) == 2


def test_a_text_too_long_to_save_is_refused(saved):
    page = "All About Soil\n\n" + "Soil is alive and well.\n\n" * 10_000
    cast.writer()
    _out, err, failure = run(saved("much.txt", page), "--by", "writer")
    assert "much.txt: its text has more than 200,000 characters" in err
    assert failure
    assert not Article.objects.exists()


def test_whoever_is_named_must_have_an_account(saved):
    assert "no active account “ghost”" in run(saved(), "--by", "ghost")[2]


def test_whoever_may_not_write_may_not_import(saved):
    cast.reviewer()
    _out, err, failure = run(saved(), "--by", "reviewer")
    assert "soil.txt: Your account may not" in err
    assert failure
    assert not Source.objects.exists()


def test_a_second_file_of_a_run_does_not_replace_the_first(saved, tmp_path):
    (tmp_path / "more").mkdir()
    cast.writer()
    other = saved("more/soil.txt", SOLD.replace("handful", "spoon"))
    _out, err, failure = run(saved(), other, "--by", "writer")
    assert (
        "soil.txt: another file of this run has its name and much of its text." in err
    )
    assert failure
    assert Article.objects.get().newest == 1
