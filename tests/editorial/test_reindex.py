"""Reindexing builds from the texts alone what the desk wrote with them."""

from io import StringIO

import pytest
from django.core.management import call_command

from alsinfo.editorial import derived
from alsinfo.editorial.models import Mention
from alsinfo.editorial.workflow import Action, Status
from alsinfo.search import finding
from alsinfo.search.models import SearchEntry, SearchName, SearchWord
from tests import cast

from .acts import cancel, make_live, next_approved, perform

pytestmark = pytest.mark.django_db


def derived_rows():
    """What is derived, without the keys that a database gives."""
    entries = ["kind", "revision_id", "title", "keywords", "body"]
    names = ["entry__kind", "entry__revision_id", "name", "is_title"]
    mentions = ["kind", "key", "entry_kind", "revision_id"]
    return [
        sorted(Mention.objects.values_list(*mentions)),
        sorted(SearchEntry.objects.values_list(*entries)),
        sorted(SearchName.objects.values_list(*names)),
        sorted(SearchWord.objects.values_list("word", flat=True)),
    ]


@pytest.fixture
def house(clock):
    """Entries of both kinds: live, replaced, withdrawn, scheduled and drafts."""
    cast.make_term(
        Status.PUBLISHED, slug="cell", name="Cell", initials="C", aliases="unit of life"
    )
    cast.make_article()
    cast.withdraw(make_live(body="A [cell](term:cell)."))
    cast.schedule(cast.make_article(Status.APPROVED, title="To come"))
    article = next_approved(make_live(title="First"), title="Second")
    perform(Action.PUBLISH, article, cast.publisher())
    cast.new_draft(article, title="Third")


def reindex():
    out = StringIO()
    call_command("reindex", stdout=out)
    return out.getvalue()


def test_reindex_writes_what_the_desk_wrote(house):
    before = derived_rows()
    assert all(before)
    said = reindex()
    assert derived_rows() == before
    assert "7 versions" in said


def test_reindex_mends_what_was_lost_and_drops_what_is_false(house):
    before = derived_rows()
    Mention.objects.all().delete()
    SearchEntry.objects.all().delete()
    Mention.objects.create(
        kind="term", key="no-such-term", entry_kind="article", revision_id=10**9
    )
    finding.index("article", 10**9, title="Ghost", keywords="", body="")
    reindex()
    assert derived_rows() == before


def test_reindex_twice_is_reindex_once(house):
    reindex()
    before = derived_rows()
    reindex()
    assert derived_rows() == before


def test_nothing_is_missing_after_the_desk_or_a_reindex(house):
    assert derived.missing() == {}
    reindex()
    assert derived.missing() == {}


def test_missing_names_the_kinds_that_lack_search_rows(house):
    SearchEntry.objects.filter(kind="article").delete()
    assert derived.missing() == {"article": (0, 4)}
    SearchEntry.objects.all().delete()
    assert derived.missing() == {"article": (0, 4), "term": (0, 1)}


def test_nothing_is_missing_in_an_empty_house():
    assert derived.missing() == {}
    assert "0 versions" in reindex()


def test_a_cancelled_schedule_does_not_hide_a_row_that_is_missing(clock):
    waiting, live = cast.make_article(Status.APPROVED), make_live()
    cast.schedule(waiting)
    cancel(waiting)
    finding.forget("article", live.newest_revision().pk)
    assert derived.missing() == {"article": (0, 1)}
