"""The editors' pages for the search: forms that refuse, trails, and what was missed."""

from datetime import date

import pytest

from alsinfo.editorial.models import RecordEvent
from alsinfo.editorial.workflow import Status
from alsinfo.search.models import Miss, Pick, Synonyms

from ..cast import make_term, publisher, reviewer, writer

pytestmark = pytest.mark.django_db
GROUP = {"key": "saliva", "words": "drooling\ndribbling"}
PICK = {"key": "first", "words": "spit", "kind": "term", "slug": "saliva"}


@pytest.fixture
def editor(client):
    client.force_login(writer())
    return client


def add(client, model, data, **changes):
    """The page that answers, with the sentences beside its fields; empty when saved."""
    response = client.post(f"/admin/search/{model}/add/", data | changes)
    return "" if response.status_code == 302 else response.content.decode()


def test_a_saved_group_has_its_trail_and_counts_at_once(editor):
    make_term(Status.PUBLISHED, slug="drooling")
    assert add(editor, "synonyms", GROUP) == ""
    event = RecordEvent.objects.get(record_kind="synonyms", key="saliva")
    assert event.actor_name == "writer"
    assert b"/glossary/drooling/" in editor.get("/search/?q=dribbling").content


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": "drooling"}, "at least two lines"),
        ({"words": ""}, "required"),
        ({"words": "drooling\n…"}, "has no word to look for"),
        ({"words": "\n".join(f"w{n}" for n in range(21))}, "At most 20 lines"),
        ({"words": "a\n" + "b" * 1_001}, "at most 1000"),
        ({"key": "Not A Key"}, "small letters"),
        ({"words": "a\x00\nb"}, "Null characters"),
    ],
)
def test_a_group_that_cannot_be_is_refused_with_a_sentence(editor, changes, sentence):
    assert sentence in add(editor, "synonyms", GROUP, **changes)
    assert not Synonyms.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slug": "nowhere"}, "No page of this kind has this address"),
        ({"kind": "article"}, "No page of this kind has this address"),
        ({"kind": "banana"}, "Select a valid choice"),
        ({"words": "?!"}, "has no word to look for"),
        ({"slug": ""}, "required"),
    ],
)
def test_a_pick_that_leads_nowhere_is_refused_beside_its_field(
    editor, changes, sentence
):
    make_term(slug="saliva")
    assert sentence in add(editor, "pick", PICK, **changes)
    assert not Pick.objects.exists()


def test_a_pick_may_wait_for_a_draft_and_shows_it_only_when_live(editor):
    make_term(slug="saliva")
    assert add(editor, "pick", PICK) == ""
    assert b"Chosen by our editors" not in editor.get("/search/?q=spit").content


def test_a_key_never_changes_and_nothing_is_deleted(client):
    group = Synonyms.objects.create(**GROUP)
    client.force_login(publisher())
    path = f"/admin/search/synonyms/{group.pk}"
    client.post(f"{path}/change/", GROUP | {"key": "other", "words": "a\nb"})
    group.refresh_from_db()
    assert (group.key, group.words) == ("saliva", "a\nb")
    assert client.post(f"{path}/delete/", {"post": "yes"}).status_code == 403


def test_a_reviewer_reads_and_changes_nothing(client):
    Synonyms.objects.create(**GROUP)
    client.force_login(reviewer())
    assert b"dribbling" in client.get("/admin/search/synonyms/").content
    assert client.post("/admin/search/synonyms/add/", GROUP).status_code == 403


def test_what_was_missed_leads_to_a_new_synonym_or_pick(editor):
    day = date(2026, 3, 2)
    Miss.objects.create(words="spit & dribble", first_day=day, last_day=day)
    page = editor.get("/admin/search/miss/").content.decode()
    for model in ("synonyms", "pick"):
        link = f"/admin/search/{model}/add/?words=spit+%26+dribble"
        assert link in page
        assert "spit &amp; dribble" in editor.get(link).content.decode()


def test_what_was_missed_is_written_by_nobody(editor):
    miss = Miss.objects.create(
        words="a", first_day=date(2026, 3, 2), last_day=date(2026, 3, 2)
    )
    for path in ("add/", f"{miss.pk}/change/", f"{miss.pk}/delete/"):
        assert editor.post(f"/admin/search/miss/{path}", {}).status_code == 403
    assert Miss.objects.count() == 1


@pytest.mark.parametrize("model", ["synonyms", "pick", "miss"])
def test_lists_cost_a_fixed_number_of_queries(
    editor, model, django_assert_max_num_queries
):
    day = date(2026, 3, 2)
    for n in range(30):
        Synonyms.objects.create(key=f"g{n}", words="a\nb")
        Pick.objects.create(key=f"p{n}", words="a", kind="term", slug="x")
        Miss.objects.create(words=f"w{n}", first_day=day, last_day=day)
    with django_assert_max_num_queries(10):
        assert editor.get(f"/admin/search/{model}/").status_code == 200
