"""Shared records: one that a live text uses is changed by a publisher only."""

import pytest
from django.utils import timezone

from alsinfo.editorial import desk, usage
from alsinfo.editorial.models import Figure, Source, Tag
from alsinfo.editorial.refusals import NotAllowed
from alsinfo.editorial.workflow import Status
from tests import cast

from .acts import make_live, rows, stamp

pytestmark = pytest.mark.django_db


def make_records():
    tag = cast.make_tag("research")
    source = Source.objects.create(key="known-2025", title="A study", kind="trial")
    figure = Figure.objects.create(key="share", statement="x", wordings="one in ten")
    return [tag, source, figure]


def article_with(records, status):
    body = "Seen [@known-2025], [one in ten](figure:share)."
    return cast.make_article(status, body=body, tags=[records[0]])


def retire(record, by):
    record.retired = True
    desk.save_record(record, by=by, why="It was wrong.")


def refused(record, by):
    before = rows()
    with pytest.raises(NotAllowed):
        desk.save_record(record, by=by, why="It was wrong.")
    assert rows() == before


def test_a_writer_may_change_what_only_a_draft_uses():
    records = make_records()
    article_with(records, Status.DRAFT)
    for record in records:
        retire(record, cast.writer())
        assert type(record).objects.get(pk=record.pk).retired


def test_a_writer_may_not_change_what_a_live_text_uses_and_a_publisher_may():
    records = make_records()
    article_with(records, Status.PUBLISHED)
    for record in records:
        record.retired = True
        refused(record, cast.writer())
        retire(record, cast.publisher())
        assert type(record).objects.get(pk=record.pk).retired


def test_another_key_does_not_make_a_used_record_free():
    _tag, source, figure = records = make_records()
    article_with(records, Status.PUBLISHED)
    source.key, figure.key = "other-2025", "another"
    for record in (source, figure):
        refused(record, cast.writer())


def test_what_a_withdrawn_text_used_is_free_again():
    records = make_records()
    cast.withdraw(article_with(records, Status.PUBLISHED))
    for record in records:
        assert not usage.is_record_used(record, timezone.now())
        retire(record, cast.writer())


def test_a_reviewer_or_a_stranger_changes_no_record():
    records = make_records()
    people = [cast.reviewer(), cast.stranger()]
    for person in people:
        refused(records[0], person)
        refused(Tag(slug="new", name="New"), person)


def test_a_changed_record_changes_the_stamp():
    make_live()
    (tag, *_others), before = make_records(), stamp()
    retire(tag, cast.writer())
    assert stamp() != before
