"""Words without an entry: the page of terms to write, and the form it leads to."""

import re
from html import unescape

import pytest

from alsinfo.editorial.workflow import Status
from glossary import admin_wanted, vocabulary
from glossary.models import Term
from tests import cast

from .term_forms import BODY, Form, signed_in

pytestmark = pytest.mark.django_db

WANTED = "/admin/glossary/term/to-write/"


def wanted(person=None):
    response = signed_in(person or cast.writer()).get(WANTED)
    return unescape(" ".join(response.content.decode().split()))


def test_words_without_an_entry_are_counted_over_all_live_texts():
    for _n in range(3):
        cast.make_article(Status.PUBLISHED, body="PEG feeding helps. XYZ does not.")
    cast.make_article(Status.PUBLISHED, body="XYZ is new.")
    page = wanted()
    row = re.search(r'<tr> <th scope="row">PEG</th>.*?</tr>', page)[0]
    assert "<td>3</td>" in row
    assert row.count("/change/") == 3
    assert page.index(">XYZ<") < page.index(">PEG<")


def test_words_of_a_live_term_are_not_wanted(terms):
    cast.make_article(Status.PUBLISHED, body=BODY)
    assert ">NIV<" not in wanted()


def test_words_of_drafts_are_not_counted():
    cast.make_article(body="PEG feeding helps.")
    assert "No words are missing." in wanted()


def test_a_form_shows_the_unknown_words_of_its_text(terms):
    form = Form(cast.make_article(body="PEG feeding helps. NIV too."))
    assert "Words without an entry" in form.panel
    assert "/admin/glossary/term/add/?name=PEG" in form.panel


def test_who_may_not_write_is_not_led_to_the_form():
    cast.make_article(Status.PUBLISHED, body="PEG feeding helps.")
    page = wanted(cast.reviewer())
    assert ">PEG<" in page
    assert "Write this term" not in page


def test_the_form_of_a_new_term_begins_with_the_words():
    page = signed_in(cast.writer()).get("/admin/glossary/term/add/?name=Feeding+tube")
    assert b'value="Feeding tube"' in page.content
    assert b'value="feeding-tube"' in page.content


@pytest.mark.parametrize("name", ["", "%00", "x" * 1000, "%3Cb%3E", "%ff", "а"])
def test_a_strange_name_in_the_address_breaks_nothing(name):
    page = signed_in(cast.writer()).get(f"/admin/glossary/term/add/?name={name}")
    assert page.status_code == 200
    assert b"<b>" not in page.content


def test_the_words_in_the_address_do_not_replace_what_was_typed():
    data = {
        "slug": "peg",
        "revisions-TOTAL_FORMS": "1",
        "revisions-INITIAL_FORMS": "0",
        "revisions-0-name": "typed by hand",
        "revisions-0-short_definition": "What it means.",
        "revisions-0-byline": "Somebody",
        "revisions-0-change_kind": "update",
        "revisions-0-lang": "en-GB",
    }
    signed_in(cast.writer()).post("/admin/glossary/term/add/?name=PEG", data)
    assert Term.objects.get(slug="peg").newest_revision().name == "typed by hand"


def test_the_list_of_terms_leads_to_the_terms_to_write():
    page = signed_in(cast.writer()).get("/admin/glossary/term/").content.decode()
    assert WANTED in page


@pytest.mark.parametrize("person", [cast.stranger, lambda: cast.make_person("staff")])
def test_who_may_not_see_terms_sees_no_words(person):
    cast.make_article(Status.PUBLISHED, body="PEG feeding helps.")
    assert ">PEG<" not in wanted(person())


def test_the_words_to_write_cost_no_query_for_each_text(django_assert_max_num_queries):
    for n in range(6):
        cast.make_article(Status.PUBLISHED, body=f"PEG and A{n}X feeding.")
    client = signed_in(cast.writer())
    with django_assert_max_num_queries(12):
        client.get(WANTED)


def test_of_very_many_texts_the_last_are_read_and_the_page_says_so(monkeypatch):
    for module in (vocabulary, admin_wanted):
        monkeypatch.setattr(module, "MOST_READ", 2)
    for name in ("PEG", "XYZ"):
        cast.make_article(Status.PUBLISHED, body=f"{name} feeding.")
    page = wanted()
    assert ">PEG<" in page
    assert "came last were read" not in page
    cast.make_article(Status.PUBLISHED, body="FUS feeding.")
    page = wanted()
    assert "Of each kind, the 2 that came last were read." in page
    assert [f">{name}<" in page for name in ("PEG", "XYZ", "FUS")] == [0, 1, 1]
