"""Notes in the margin: who may write, answer and close them."""

import pytest

from alsinfo.editorial import margin
from alsinfo.editorial.refusals import Missing, NotAllowed, Stale
from tests import cast

from .acts import rows

pytestmark = pytest.mark.django_db


def refused(kind, act, *args, **given):
    before = rows()
    with pytest.raises(kind):
        act(*args, **given)
    assert rows() == before


def add(entry, by=None, **fields):
    plain = {"text": "Say who says so.", "blocking": True}
    return margin.add(entry, by=by or cast.reviewer(), **(plain | fields))


def test_a_reviewer_pins_a_note_to_words_of_the_newest_text():
    article = cast.make_article(body="Cells are small.")
    cast.new_draft(article, body="Cells are very small.")
    note = add(article, quote="very small")
    assert (note.number, note.author_name, note.blocking) == (2, "reviewer", True)


def test_words_that_do_not_stand_in_the_newest_text_cannot_be_quoted():
    article = cast.make_article(body="Cells are small.")
    cast.new_draft(article, body="Cells are tiny.")
    refused(Missing, add, article, cast.reviewer(), quote="small")


@pytest.mark.parametrize("name", ["writer", "publisher", "stranger"])
def test_only_reviewers_pin_and_close_notes(name):
    article = cast.make_article()
    note, person = add(article), getattr(cast, name)()
    refused(NotAllowed, add, article, person)
    refused(NotAllowed, margin.resolve, note, by=person)


def test_writers_and_reviewers_answer_and_nobody_else():
    note = add(cast.make_article())
    for person in (cast.writer(), cast.reviewer()):
        reply = margin.reply(note, by=person, text="It is mended.")
        assert (reply.reply_to, reply.blocking) == (note, False)
    for person in (cast.publisher(), cast.stranger()):
        refused(NotAllowed, margin.reply, note, by=person, text="Me too.")


def test_the_second_of_two_who_close_a_note_is_told():
    note = add(cast.make_article())
    margin.resolve(note, by=cast.reviewer())
    other = cast.administrator()
    refused(Stale, margin.resolve, note, by=other)
    note.refresh_from_db()
    assert note.resolved_by_name == "reviewer"


def test_notes_are_in_the_log(caplog, django_capture_on_commit_callbacks):
    article, person = cast.make_article(slug="noted"), cast.reviewer()
    with caplog.at_level("INFO"), django_capture_on_commit_callbacks(execute=True):
        note = margin.add(article, by=person, text="Why?", blocking=False)
        margin.resolve(note, by=person)
    assert "Done: reviewer, write a note, article noted" in caplog.text
    assert "Done: reviewer, resolve a note, article noted" in caplog.text
