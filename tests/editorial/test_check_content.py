"""`manage.py check_content`: what the checks find, as text and as JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alsinfo.editorial.workflow import Status
from tests import cast

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out = StringIO()
    call_command("check_content", *args, stdout=out, **options)
    return out.getvalue()


def answer(*args, **options):
    return json.loads(run(*args, format="json", **options))


@pytest.fixture
def article():
    article = cast.make_article(Status.PUBLISHED, slug="a-page")
    cast.new_draft(article, body="Ring\n020 7946 0958.")
    return article


@pytest.mark.usefixtures("article")
def test_the_newest_texts_are_checked():
    cast.make_term(slug="a-term")
    found = answer()
    named = [(one["kind"], one["slug"], one["number"]) for one in found]
    assert sorted(named) == [("article", "a-page", 2), ("term", "a-term", 1)]


@pytest.mark.usefixtures("article")
def test_a_finding_says_all_there_is_to_say():
    [page] = answer("a-page")
    assert page["findings"][0] == {
        "code": "page-junk",
        "level": "blocking",
        "message": "This looks like a telephone number.",
        "quote": "020 7946 0958",
        "suggestion": "",
        "where": {"field": "body", "line": 2, "offset": 5},
        "set_aside": False,
    }


@pytest.mark.usefixtures("article")
def test_live_texts_are_checked_when_asked():
    [page] = answer(live=True)
    assert page["number"] == 1
    assert "page-junk" not in {finding["code"] for finding in page["findings"]}


@pytest.mark.usefixtures("article")
def test_text_names_place_and_level_and_ends_with_the_sum():
    lines = run().splitlines()
    assert lines[0].startswith("article a-page body:2: blocking: page-junk: “020")
    assert lines[-1].startswith("1 texts checked: 1 findings hold a text back")


def test_what_is_put_away_is_checked_only_by_name():
    cast.make_article(Status.ARCHIVED, slug="away")
    assert answer() == []
    assert len(answer("away")) == 1


def test_an_unknown_address_is_refused_with_a_sentence():
    cast.make_term(slug="a-term")
    with pytest.raises(CommandError, match="“nowhere”"):
        run("a-term", "nowhere")


def test_nothing_to_check_is_an_empty_array():
    assert answer() == []
    assert answer(live=True) == []
