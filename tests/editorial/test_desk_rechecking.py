"""When the world changes: live texts that are newly wrong, and those that are not."""

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models import Figure, Source, Watchword
from alsinfo.editorial.start import piles_for
from alsinfo.editorial.workflow import Action, Status
from tests import cast

from .acts import fresh, perform, rename

pytestmark = pytest.mark.django_db


def flagged(entry):
    """The reasons for which an entry was flagged, oldest first."""
    events = entry.events.filter(action="recheck").order_by("at")
    return list(events.values_list("why", flat=True))


def due_today(entry):
    live = entry.revisions.live(timezone.now()).get()
    return live.review_due == timezone.localdate()


def piled(person=None):
    """The addresses under “Live and needs attention”."""
    piles = piles_for(person or cast.reviewer(), timezone.now())
    [pile] = [p for p in piles if str(p.heading) == "Live and needs attention"]
    return [row["slug"] for row in pile.rows]


def save(record):
    desk.save_record(record, by=cast.administrator(), why="It changed.")
    return record


def watch(patterns="zaplon", **fields):
    plain = {"code": "zaplon", "kind": "hype", "level": "blocking", "message": "No."}
    return save(Watchword(patterns=patterns, **(plain | fields)))


@pytest.fixture
def article():
    return cast.make_article(Status.PUBLISHED, slug="hit", body="Take zaplon.")


def test_a_new_row_flags_the_live_texts_that_it_hits(article):
    other = cast.make_article(Status.PUBLISHED)
    term = cast.make_term(
        Status.PUBLISHED, slug="hit-too", short_definition="A zaplon."
    )
    draft = cast.make_article(body="zaplon")
    watch()
    assert [len(flagged(entry)) for entry in (article, term, other, draft)] == [
        1,
        1,
        0,
        0,
    ]
    assert "zaplon" in flagged(article)[0]
    assert due_today(article)
    assert not due_today(other)
    assert sorted(piled()) == ["hit", "hit-too"]


@pytest.mark.parametrize("fields", [{"level": "advice"}, {"retired": True}])
def test_a_row_that_holds_nothing_back_flags_nothing(article, fields):
    watch(**fields)
    assert flagged(article) == []


def test_a_row_saved_again_flags_only_what_is_newly_wrong(article):
    row = watch()
    row.message = "Really not."
    save(row)
    assert len(flagged(article)) == 1
    later = cast.make_article(Status.PUBLISHED, body="A mizlan.")
    row.patterns = "zaplon\nmizlan"
    save(row)
    assert len(flagged(article)) == 1
    assert len(flagged(later)) == 1


def test_what_was_set_aside_is_not_newly_wrong():
    row = watch()
    article = cast.make_article(body="Take zaplon.")
    desk.set_aside(
        article,
        by=cast.reviewer(),
        seen=article.seen,
        code="hype",
        quote="zaplon",
        why="It is a name.",
    )
    cast.bring_to(article, Status.PUBLISHED)
    row.retired = True
    save(row)
    row.retired = False
    save(row)
    assert flagged(article) == []


def test_a_changed_figure_flags_every_live_text_that_states_it():
    figure = save(Figure(key="share", statement="1 in 10.", wordings="1 in 10"))
    article = cast.make_article(Status.PUBLISHED, body="[1 in 10](figure:share) do.")
    other = cast.make_article(Status.PUBLISHED)
    figure.remark = "Looked at."
    save(figure)
    assert flagged(article) == []
    figure.wordings = "1 in 12"
    save(figure)
    assert len(flagged(article)) == 1
    assert flagged(other) == []
    assert due_today(article)


def test_a_source_taken_back_flags_the_live_texts_that_cite_it():
    source = save(Source(key="a-2025", title="A study", kind="trial"))
    article = cast.make_article(Status.PUBLISHED, body="So [@a-2025].")
    source.title = "A study, mended"
    save(source)
    assert flagged(article) == []
    source.state = "retracted"
    save(source)
    assert "retracted" in flagged(article)[0]


def publish_again(term, **fields):
    cast.new_draft(term, **({"name": term.newest_revision().name} | fields))
    cast.bring_to(term, Status.PUBLISHED)


CORRECTED = {
    "short_definition": "Another.",
    "change_kind": "correction",
    "change_note": "It was wrong.",
}
DEFINED = {"short_definition": "A cell.", "fuller_definition": "It lives."}


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"short_definition": "Another cell."}, 1),
        ({"fuller_definition": "At length."}, 1),
        ({"professional_definition": "A unit."}, 1),
        ({"name": "A nerve cell"}, 1),
        (CORRECTED, 1),
        ({"short_definition": "A cel.", "change_kind": "minor"}, 0),
        ({"misspellings": "sell", "pronunciation": "SELL", "initials": "C"}, 0),
        ({"fuller_definition": "It lives.\r\n"}, 0),
        ({}, 0),
    ],
)
def test_another_definition_flags_the_live_texts_that_link_to_it(fields, number):
    term = cast.make_term(Status.PUBLISHED, slug="cell", **DEFINED)
    article = cast.make_article(Status.PUBLISHED, body="A [cell](term:cell).")
    other = cast.make_article(Status.PUBLISHED)
    near = cast.make_term(Status.PUBLISHED, fuller_definition="[Cells](term:cell).")
    publish_again(term, **(DEFINED | fields))
    assert [len(flagged(e)) for e in (article, near, other)] == [number, number, 0]
    assert flagged(term) == []


def test_a_term_that_links_to_itself_is_not_flagged_for_its_own_change():
    fields = {"fuller_definition": "A [cell](term:cell)."}
    term = cast.make_term(Status.PUBLISHED, slug="cell", **fields)
    publish_again(term, short_definition="Another.", **fields)
    assert flagged(term) == []


def test_a_link_by_a_former_address_is_found_too():
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    article = cast.make_article(Status.PUBLISHED, body="A [cell](term:cell).")
    rename(term, "nerve-cell")
    publish_again(term, short_definition="Another.")
    assert len(flagged(article)) == 1


def test_a_scheduled_definition_flags_when_the_schedule_is_made():
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    article = cast.make_article(Status.PUBLISHED, body="A [cell](term:cell).")
    cast.new_draft(term, name="cell", short_definition="Another.")
    cast.bring_to(term, Status.APPROVED)
    cast.schedule(term)
    assert len(flagged(article)) == 1


def test_a_first_publication_and_a_return_of_the_same_words_flag_nothing():
    article = cast.make_article(Status.DRAFT, body="A [cell](term:cell).")
    term = cast.make_term(Status.DRAFT, slug="cell", **DEFINED)
    cast.bring_to(article, Status.PUBLISHED)
    cast.bring_to(term, Status.PUBLISHED)
    assert flagged(article) == []
    cast.withdraw(term)
    publish_again(term, **DEFINED)
    assert len(flagged(article)) == 1


def test_a_term_that_comes_back_with_other_words_flags():
    term = cast.make_term(Status.PUBLISHED, slug="cell", **DEFINED)
    article = cast.make_article(Status.PUBLISHED, body="A [cell](term:cell).")
    cast.withdraw(term)
    publish_again(term, **(DEFINED | {"short_definition": "Another."}))
    assert len(flagged(article)) == 2


def test_withdrawing_a_term_flags_what_links_to_it():
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    article = cast.make_article(Status.PUBLISHED, slug="hit", body="[A](term:cell).")
    other = cast.make_article(Status.PUBLISHED)
    cast.withdraw(term)
    assert flagged(article) == [
        "The term “cell” was taken off the site: its links are plain text now."
    ]
    assert flagged(other) == []
    assert piled() == ["hit"]
    assert due_today(article)


def test_withdrawing_an_article_flags_nothing():
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    article = cast.make_article(Status.PUBLISHED, slug="cell", body="[A](term:cell).")
    cast.withdraw(article)
    assert flagged(term) == []


def test_still_right_takes_it_off_the_pile(article):
    watch()
    assert piled() == ["hit"]
    perform(Action.STILL_RIGHT, fresh(article), cast.reviewer())
    assert piled() == []
    assert not due_today(article)


def test_the_next_text_takes_it_off_the_pile(article):
    watch()
    cast.new_draft(article, body="Words.")
    cast.bring_to(article, Status.PUBLISHED)
    assert piled() == []


def test_an_event_stands_on_the_live_version_and_changes_no_status(article):
    cast.new_draft(article, body="Words.")
    watch()
    event = article.events.get(action="recheck")
    assert (event.number, event.from_status, event.to_status) == (1, "draft", "draft")
    assert fresh(article).newest == 2


def test_many_texts_cost_few_queries(django_assert_max_num_queries):
    for _n in range(12):
        cast.make_article(Status.PUBLISHED, body="zaplon")
    row = Watchword(
        code="zaplon", patterns="zaplon", kind="hype", level="blocking", message="No."
    )
    person = cast.administrator()
    with django_assert_max_num_queries(20):
        desk.save_record(row, by=person, why="It changed.")
    assert len(piled()) == 10


def test_the_start_page_says_why_and_shows_ones_own_first(client):
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    for _n in range(12):
        cast.make_article(Status.PUBLISHED, body="A [cell](term:cell).")
    mine = cast.make_article(Status.PUBLISHED, slug="mine", body="[A](term:cell).")
    mine.owner = cast.reviewer()
    mine.save(update_fields=["owner"])
    publish_again(term, short_definition="Another.")
    publish_again(term, short_definition="A third.")
    assert piled()[0] == "mine"
    client.force_login(cast.reviewer())
    page = client.get("/admin/").content.decode()
    assert page.count("The definition of “cell” was changed.") == 10


def test_many_links_cost_few_queries(django_assert_max_num_queries):
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    for _n in range(15):
        cast.make_article(Status.PUBLISHED, body="A [cell](term:cell).")
    person = cast.publisher()
    with django_assert_max_num_queries(45) as asked:
        desk.withdraw(term, by=person, seen=term.seen, why="Wrong.")
    assert len(asked) < 45


def test_a_cancelled_schedule_takes_back_what_it_had_caused():
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    user = cast.make_article(Status.PUBLISHED, body="A [cell](term:cell).")
    due = user.revisions.live(timezone.now()).get().review_due
    cast.new_draft(term, short_definition="Another.")
    cast.bring_to(term, Status.APPROVED)
    cast.schedule(term)
    [why] = flagged(user)
    assert "will change on" in why
    assert due_today(user)
    term = fresh(term)
    desk.cancel_schedule(term, by=cast.publisher(), seen=term.seen)
    assert piled() == []
    assert user.revisions.live(timezone.now()).get().review_due == due
