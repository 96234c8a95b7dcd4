"""The gate: findings and open blocking notes, looked at on every path."""

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models import Figure, Source
from alsinfo.editorial.refusals import Held
from alsinfo.editorial.workflow import Action, Status
from tests import cast

from .acts import fresh, live_number, make_live, next_approved, perform, rows

pytestmark = pytest.mark.django_db

# Marks whose keys nothing answers to, and a word of the sentence that says so.
UNKNOWN = {
    "Seen in mice [@nobody-2025].": "nobody-2025",
    "The [word](term:no-such-term) is used.": "no-such-term",
    "It is [one in ten](figure:no-such-figure).": "no-such-figure",
}
# The acts that pass the gate, and the status before each.
PATHS = {
    Action.SUBMIT: Status.DRAFT,
    Action.APPROVE: Status.IN_REVIEW,
    Action.PUBLISH: Status.APPROVED,
}


def held(action, entry):
    """The sentence with which the act is held back; no row changes."""
    person, before = cast.administrator(), rows()
    with pytest.raises(Held) as caught:
        perform(action, entry, person)
    assert rows() == before
    return str(caught.value)


def pin(entry, **fields):
    """A blocking note by the reviewer, unless the fields say otherwise."""
    plain = {
        "number": entry.newest,
        "author": cast.reviewer(),
        "author_name": "reviewer",
        "created": timezone.now(),
        "text": "This is not so.",
        "blocking": True,
    }
    return entry.notes.create(**(plain | fields))


def answer(note):
    return pin(note.entry, reply_to=note, blocking=False, text="It is mended.")


def resolve(note):
    type(note).objects.filter(pk=note.pk).update(
        resolved_at=timezone.now(), resolved_by=cast.reviewer()
    )


@pytest.mark.parametrize(("body", "key"), UNKNOWN.items())
@pytest.mark.parametrize("action", PATHS)
def test_a_mark_that_names_nothing_is_held_back_on_every_path(action, body, key):
    article = cast.make_article(PATHS[action])
    article.revisions.update(body=body)
    assert key in held(action, fresh(article))


@pytest.mark.parametrize("field", ["fuller_definition", "professional_definition"])
def test_the_marks_of_every_field_of_a_term_are_looked_at(field):
    term = cast.make_term(**{field: "Seen in mice [@nobody-2025]."})
    assert "nobody-2025" in held(Action.SUBMIT, term)


def test_a_draft_with_an_unknown_mark_is_kept_all_the_same():
    article = cast.make_article(body="Seen in mice [@nobody-2025].")
    assert fresh(article).newest == 1


def test_marks_that_name_something_pass():
    Source.objects.create(key="known-2025", title="A study", kind="trial")
    Figure.objects.create(key="one-in-ten", statement="x", wordings="one in ten")
    term = cast.make_term(Status.PUBLISHED, slug="first")
    desk.rename(term, by=cast.publisher(), seen=term.seen, slug="second")
    body = (
        "A [@known-2025], [a](term:second), [b](term:first), "
        "[one in ten](figure:one-in-ten)."
    )
    article = cast.make_article(Status.PUBLISHED, body=body)
    assert live_number(article) == 1


def test_the_word_of_a_mark_inside_code_is_no_mark():
    article = cast.make_article(body="Write `[@nobody-2025]` to cite.")
    perform(Action.SUBMIT, article, cast.writer())
    assert article.status == Status.IN_REVIEW


@pytest.mark.parametrize("action", PATHS)
def test_a_correction_without_a_note_is_held_back_on_every_path(action):
    article = cast.make_article(PATHS[action])
    article.revisions.update(change_kind="correction")
    assert "correction needs a note" in held(action, fresh(article))


def test_a_correction_whose_note_is_only_blanks_is_held_back():
    article = cast.make_article(change_kind="correction", change_note="  ")
    held(Action.SUBMIT, article)


def test_a_correction_that_says_what_was_wrong_passes():
    article = make_live()
    next_approved(article, change_kind="correction", change_note="It said seven.")
    assert article.status == Status.APPROVED


def test_a_blocking_note_needs_an_answer_before_the_text_is_submitted_again():
    article = cast.make_article(Status.CHANGES_REQUESTED)
    note = pin(article)
    assert "reply" in held(Action.SUBMIT, article)
    answer(note)
    perform(Action.SUBMIT, article, cast.writer())
    assert article.status == Status.IN_REVIEW


def test_a_blocking_note_with_an_answer_still_holds_back_approval():
    article = cast.make_article(Status.IN_REVIEW)
    note = pin(article)
    answer(note)
    held(Action.APPROVE, article)
    resolve(note)
    perform(Action.APPROVE, article, cast.reviewer())
    assert article.status == Status.APPROVED


def test_a_blocking_note_made_after_approval_holds_back_publication():
    article = cast.make_article(Status.APPROVED)
    note = pin(article)
    held(Action.PUBLISH, article)
    resolve(note)
    perform(Action.PUBLISH, article, cast.publisher())
    assert live_number(article) == 1


def test_a_blocking_note_on_an_older_version_holds_too():
    article = cast.make_article()
    pin(article)
    cast.new_draft(article)
    held(Action.SUBMIT, article)


def test_a_note_that_does_not_block_holds_nothing():
    article = cast.make_article()
    pin(article, blocking=False)
    cast.bring_to(article, Status.PUBLISHED)
    assert live_number(article) == 1


def test_a_note_on_another_entry_holds_nothing():
    pin(cast.make_article())
    assert live_number(make_live()) == 1


def test_withdrawing_passes_no_gate():
    article = make_live()
    pin(article)
    article.revisions.update(body="Seen in mice [@nobody-2025].")
    cast.withdraw(article)
    assert live_number(article) is None
