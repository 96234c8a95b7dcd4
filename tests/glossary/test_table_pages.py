"""The table in the admin: out as a file, in after a look at what would change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alsinfo.editorial.workflow import Status
from glossary import admin_tables
from glossary.models import Term
from tests import cast

from .table_rows import table

pytestmark = pytest.mark.django_db
LIST = "/admin/glossary/term/"
IMPORT, EXPORT = f"{LIST}import/", f"{LIST}export/"


@pytest.fixture
def writing(client):
    client.force_login(cast.writer())
    return client


def upload(client, data):
    return client.post(IMPORT, {"file": SimpleUploadedFile("terms.csv", data)})


def carried(response):
    """What the button of the page would send."""
    form = response.context["seen"]
    return {name: form.initial[name] for name in ("packed", "digest")}


def test_the_list_leads_to_the_pages(writing):
    page = writing.get(LIST).content.decode()
    for address in (IMPORT, EXPORT, f"{LIST}reports/"):
        assert f'href="{address}"' in page


def test_a_table_is_shown_first_and_saved_then(writing):
    cast.make_term(slug="cell", initials="C")
    data = table({"name": "cell", "initials": "X"}, {"slug": "b", "name": "B"})
    shown = upload(writing, data)
    page = shown.content.decode()
    assert "Row 2: cell" in page
    assert "What lives." in page
    assert Term.objects.count() == 1
    done = writing.post(IMPORT, carried(shown))
    assert b"Saved as drafts" in done.content
    assert Term.objects.get(slug="cell").newest == 2
    assert Term.objects.get(slug="b").owner == cast.writer()


def test_line_ends_arrive_as_they_were(writing):
    shown = upload(writing, table(fuller_definition="a\r\n\r\nb"))
    writing.post(IMPORT, carried(shown))
    assert Term.objects.get().newest_revision().fuller_definition == "a\n\nb"


def test_a_plan_that_is_no_longer_true_is_shown_again(writing):
    term = cast.make_term(slug="cell")
    shown = upload(writing, table(name="cell"))
    cast.new_draft(term, name="cell", short_definition="Meanwhile.")
    again = writing.post(IMPORT, carried(shown))
    assert b"look at it again" in again.content
    assert Term.objects.get().newest == 2
    writing.post(IMPORT, carried(again))
    assert Term.objects.get().newest == 3


def test_a_table_that_says_what_is_there_offers_nothing(writing):
    cast.make_term(slug="cell")
    row = {"name": "cell", "short_definition": "What the term means."}
    page = upload(writing, table(row)).content.decode()
    assert "Nothing would change." in page
    assert "Save these as drafts" not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The table is empty"),
        (b"PK\x03\x04", "It is a workbook"),
        (table(documents="1"), "Unknown columns: “documents”"),
        (table(name="=1"), "Row 2, column “name”: The cell begins like a formula"),
        (table(related="cell"), "A term is not related to itself."),
        (table(short_definition="\xe6").decode().encode("latin-1"), "not in UTF-8"),
    ],
)
def test_what_is_wrong_is_told(writing, data, sentence):
    response = upload(writing, data)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Term.objects.exists()


def test_without_a_file_the_form_says_so(writing):
    assert b"This field is required" in writing.post(IMPORT, {}).content


@pytest.mark.parametrize(
    "packed", ["", "x", "AAAA", admin_tables.packed(b"x" * 500)[:20], "é"]
)
def test_a_table_that_did_not_arrive_whole_is_told(writing, packed):
    response = writing.post(IMPORT, {"packed": packed, "digest": "0" * 64})
    assert response.status_code == 200
    assert b"Nothing was written" in response.content


def test_a_packed_table_never_unfolds_beyond_its_limit(writing, monkeypatch):
    monkeypatch.setattr(admin_tables, "LARGEST", 1_000)
    packed = admin_tables.packed(b"x" * 100_000)
    response = writing.post(IMPORT, {"packed": packed, "digest": "0" * 64})
    assert b"did not arrive whole" in response.content
    assert b"up to 9 MB" in upload(writing, b"x" * 2_000).content


def test_more_rows_than_the_page_saves_are_shown_and_held_back(writing, monkeypatch):
    monkeypatch.setattr(admin_tables, "MOST_AT_ONCE", 1)
    data = table({}, {"slug": "b", "name": "B"})
    shown = upload(writing, data)
    assert b"up to 1 changed rows" in shown.content
    assert shown.context["seen"] is None


def test_the_export_is_a_file_that_spreadsheets_read(writing):
    cast.make_term(Status.PUBLISHED, slug="cell", name="Nævus", short_definition="Old.")
    response = writing.get(EXPORT)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert response.content.startswith(b"\xef\xbb\xbfname,slug")
    assert "Nævus" in response.content.decode()
    shown = upload(writing, response.content)
    assert "1 unchanged" in shown.content.decode()


def test_the_live_texts_can_be_exported(writing):
    cast.make_term(slug="draft")
    assert b"draft" not in writing.get(EXPORT, {"texts": "live"}).content


def test_readers_of_the_admin_export_and_do_not_import(client):
    client.force_login(cast.reviewer())
    assert client.get(EXPORT).status_code == 200
    assert client.get(IMPORT).status_code == 403
    assert upload(client, table()).status_code == 403
    assert IMPORT not in client.get(LIST).content.decode()
    assert not Term.objects.exists()


def test_strangers_see_nothing(client):
    client.force_login(cast.stranger())
    for address in (EXPORT, IMPORT, f"{LIST}reports/"):
        assert client.get(address).status_code == 302
