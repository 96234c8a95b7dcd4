"""Update, minor, correction: a first text is neither of the last two; none is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alsinfo.editorial import asides, desk, findings
from alsinfo.editorial.models import Revision
from alsinfo.editorial.refusals import Held
from alsinfo.editorial.workflow import Status
from articles.models import ArticleRevision
from tests import cast

from .acts import cancel, make_live, newest
from .test_admin_forms import PLAIN, add_article, add_term, post, refused

pytestmark = pytest.mark.django_db
CORRECTION = {"change_kind": "correction", "change_note": "We said two; it is one."}
TYPO = {"change_kind": "minor", "change_note": "Typo."}
MAKERS = pytest.mark.parametrize("make", [cast.make_article, cast.make_term])


def codes(entry):
    return {f.code: f for f in findings.check(newest(entry))}


def next_draft(entry, **fields):
    return cast.new_draft(entry, **fields)


@pytest.fixture
def writer():
    client = Client()
    client.force_login(cast.writer())
    return client


# The first text.


@MAKERS
@pytest.mark.parametrize("kind", ["minor", "correction"])
def test_a_first_text_that_changes_nothing_is_held_back(make, kind):
    entry = make(change_kind=kind, change_note="A note.")
    assert codes(entry)["first-version"].blocks
    with pytest.raises(Held, match="nothing to correct"):
        cast.bring_to(entry, Status.IN_REVIEW)


@MAKERS
def test_what_was_only_scheduled_was_never_public(make):
    entry = make(Status.APPROVED)
    cast.schedule(entry)
    cancel(entry)
    next_draft(entry, **CORRECTION)
    assert "first-version" in codes(entry)


@MAKERS
def test_what_was_public_once_may_be_corrected(make):
    entry = make(Status.PUBLISHED)
    next_draft(entry, **CORRECTION)
    assert "first-version" not in codes(entry)
    cast.bring_to(entry, Status.PUBLISHED)
    assert "first-version" not in codes(entry)
    cast.withdraw(entry)
    next_draft(entry, **CORRECTION)
    assert "first-version" not in codes(entry)


@pytest.mark.parametrize("kind", ["minor", "correction"])
def test_the_form_refuses_it_beside_the_field(writer, kind):
    said = "Readers have not seen a text of this yet"
    for add in (add_article, add_term):
        refused(add(writer, change_kind=kind, change_note="A note."), said)
    article = cast.make_article(slug="known")
    address = f"/admin/articles/article/{article.pk}/change/"
    fields = PLAIN | {"change_kind": kind, "seen": str(article.seen)}
    assert said in post(writer, address, fields, slug="known").content.decode()
    assert newest(article).number == 1


def test_the_form_takes_a_correction_of_what_is_live(writer):
    article = make_live(slug="known")
    address = f"/admin/articles/article/{article.pk}/change/"
    fields = PLAIN | CORRECTION | {"seen": str(article.seen)}
    assert post(writer, address, fields, slug="known").status_code == 302
    assert newest(article).change_kind == "correction"


# A correction on its way.


@MAKERS
@pytest.mark.parametrize("later", [TYPO, {"change_kind": "update"}])
def test_a_correction_among_the_drafts_is_not_lost(make, later):
    entry = make(Status.PUBLISHED)
    next_draft(entry, **CORRECTION)
    next_draft(entry, **later)
    next_draft(entry, **later)
    found = codes(entry)["lost-correction"]
    assert found.blocks
    assert found.quote == "We said two; it is one."
    with pytest.raises(Held, match="We said two"):
        cast.bring_to(entry, Status.IN_REVIEW)


def test_a_later_draft_that_is_a_correction_too_keeps_it():
    article = make_live()
    next_draft(article, **CORRECTION)
    next_draft(article, **CORRECTION | {"change_note": "It is one, not two."})
    assert "lost-correction" not in codes(article)


def test_a_correction_that_readers_got_is_not_asked_for_again():
    article = make_live()
    next_draft(article, **CORRECTION)
    cast.bring_to(article, Status.PUBLISHED)
    next_draft(article, **TYPO)
    assert "lost-correction" not in codes(article)
    cast.bring_to(article, Status.PUBLISHED)
    assert "lost-correction" not in codes(article)


def test_a_correction_of_another_entry_or_of_a_later_draft_does_not_count():
    article, other = make_live(), make_live()
    next_draft(other, **CORRECTION)
    next_draft(article, **TYPO)
    assert "lost-correction" not in codes(article)
    next_draft(article, **CORRECTION)
    earlier = article.revisions.get(number=2)
    assert "lost-correction" not in {f.code for f in findings.check(earlier)}


def test_a_reviewer_may_set_it_aside():
    article = make_live()
    next_draft(article, **CORRECTION)
    next_draft(article, **TYPO)
    given = {"code": "lost-correction", "quote": CORRECTION["change_note"]}
    person = cast.reviewer()
    desk.set_aside(article, by=person, seen=article.seen, why="It was right.", **given)
    cast.bring_to(article, Status.IN_REVIEW)
    assert not any(weighed.holds for weighed in asides.weighed(newest(article)))


def test_many_drafts_cost_no_more_queries(django_assert_max_num_queries):
    article = make_live()
    for _n in range(4):
        next_draft(article, **CORRECTION)
    next_draft(article, **TYPO)
    text = newest(article)
    text.entry = article
    with django_assert_max_num_queries(1):
        assert [f for f in findings.check(text) if f.code == "lost-correction"]


def test_a_note_as_long_as_its_field_is_quoted_whole():
    longest = Revision._meta.get_field("change_note").max_length
    article = make_live()
    next_draft(article, change_kind="correction", change_note="n" * longest)
    next_draft(article, **TYPO)
    assert codes(article)["lost-correction"].quote == "n" * longest


# The day of the evidence.


@pytest.mark.parametrize("days", [1, 400, -20_000, -700_000])
def test_an_impossible_day_of_the_evidence_is_refused(writer, days):
    day = timezone.localdate() + timedelta(days=days)
    sentence = "day to come" if days > 0 else "too long ago"
    for add in (add_article, add_term):
        refused(add(writer, evidence_checked=day.isoformat()), sentence)
    text = ArticleRevision(evidence_checked=day)
    found = {finding.code: finding for finding in findings.check(text)}
    assert found["impossible-date"].blocks
    assert found["impossible-date"].where.field == "evidence_checked"
    assert "old-evidence" not in found


@pytest.mark.parametrize("days", [0, -1, -10_000])
def test_a_day_of_the_evidence_that_has_been_is_taken(writer, days):
    day = timezone.localdate() + timedelta(days=days)
    assert add_article(writer, evidence_checked=day.isoformat()).status_code == 302
    text = ArticleRevision(evidence_checked=day)
    assert "impossible-date" not in {f.code for f in findings.check(text)}
