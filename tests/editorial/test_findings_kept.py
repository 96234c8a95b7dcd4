"""What the words of a text tell is found once, and again when anything is otherwise."""

import pytest
from django.utils import translation

from alsinfo.editorial import findings
from alsinfo.editorial.desk import save_record
from alsinfo.editorial.findings import words
from alsinfo.editorial.models import Watchword
from alsinfo.text import markup
from articles.models import Article
from glossary.models import Term
from tests import cast

pytestmark = pytest.mark.django_db
BODY = "## Sleep\n\nZaplon is a miracle. Write to me at one@example.org.\n"


def codes(text):
    return [finding.code for finding in findings.check(text)]


def watch(**fields):
    plain = {"code": "zaplon", "patterns": "zaplon", "kind": "hype", "message": "No."}
    row = Watchword(**(plain | {"level": "blocking"} | fields))
    save_record(row, by=cast.publisher(), why="To be careful.")
    return row


@pytest.fixture
def text():
    return cast.article_text(body=BODY, entry=Article(pk=1, slug="a"))


def test_a_text_is_looked_at_once(text, monkeypatch):
    before = codes(text)
    monkeypatch.setattr(words, "of_text", lambda page: pytest.fail("Looked again."))
    assert codes(text) == before


def test_a_changed_word_is_looked_at(text):
    assert "page-junk" in codes(text)
    text.body = BODY.replace("one@example.org", "the house")
    assert "page-junk" not in codes(text)


@pytest.mark.parametrize("field", ["title", "summary", "key_messages", "body"])
def test_every_field_of_words_counts(text, field):
    codes(text)
    setattr(text, field, "Write to me at two@example.org.")
    found = [f for f in findings.check(text) if f.code == "page-junk"]
    assert field in {finding.where.field for finding in found}


def test_a_new_row_of_the_watch_list_holds_at_once(text):
    assert "hype" not in codes(text)
    watch()
    assert "hype" in codes(text)


@pytest.mark.parametrize(
    "changed",
    [
        {"retired": True},
        {"patterns": "something else"},
        {"unless_near": "miracle"},
        {"kind": "page-junk"},
    ],
)
def test_a_changed_row_holds_no_longer_at_once(text, changed):
    row = watch()
    assert "hype" in codes(text)
    for name, value in changed.items():
        setattr(row, name, value)
    save_record(row, by=cast.publisher(), why="It was too strict.")
    assert "hype" not in codes(text)


def test_a_row_that_weighs_less_holds_nothing_back(text):
    row = watch()
    assert [f.blocks for f in findings.check(text) if f.code == "hype"] == [True]
    row.level = "advice"
    save_record(row, by=cast.publisher(), why="It was too strict.")
    assert [f.blocks for f in findings.check(text) if f.code == "hype"] == [False]


def test_sentences_are_told_in_the_language_of_the_request(text):
    codes(text)
    with translation.override("xx"):
        assert words._made_of(findings.Page(text)) != b""
        other = words._made_of(findings.Page(text))
    assert other != words._made_of(findings.Page(text))


def test_two_fields_with_the_same_words_are_told_apart():
    same = "Write to me at one@example.org."
    text = cast.term_text(
        fuller_definition=same,
        professional_definition=same,
        entry=Term(pk=1, slug="a"),
    )
    for _again in range(2):
        found = [f for f in findings.check(text) if f.code == "page-junk"]
        fields = {finding.where.field for finding in found}
        assert fields == {"fuller_definition", "professional_definition"}


def test_a_text_is_parsed_once_for_all_that_reads_it(text, monkeypatch):
    codes(text)
    monkeypatch.setattr(
        markup, "_parse", lambda *given: pytest.fail("It was parsed again.")
    )
    codes(text)
    text.mentions()
