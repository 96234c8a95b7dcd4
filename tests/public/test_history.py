"""The past of articles and terms in the open: versions, days, what changed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status

from ..cast import (
    bring_to,
    make_article,
    make_term,
    new_draft,
    publisher,
    schedule,
    withdraw,
)

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("make", [make_article, make_term])
FEBRUARY, MARCH, APRIL, JUNE = (
    datetime(2026, month, day, 12, tzinfo=UTC)
    for month, day in [(2, 10), (3, 10), (4, 10), (6, 10)]
)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(FEBRUARY)
    return time_machine


def words(entry, word):
    field = "body" if entry._meta.model_name == "article" else "fuller_definition"
    return {field: f"The {word} text."}


def publish_next(entry, word, **fields):
    """Publish another text; a draft that nobody saw comes before it."""
    new_draft(entry, **words(entry, "unseen") | {"change_note": "Unseen note."})
    new_draft(entry, **words(entry, word) | fields)
    bring_to(entry, Status.PUBLISHED)


def make_two(make, clock, **fields):
    """An entry: `first` live from February, `second` from March, asked in June."""
    text = words(make(), "first") | {"change_note": "Begun."}
    entry = make(Status.PUBLISHED, slug="shown", **text)
    clock.move_to(MARCH)
    publish_next(entry, "second", **{"change_note": "Put right."} | fields)
    clock.move_to(JUNE)
    return entry


def get(client, entry, page=""):
    return client.get(entry.get_absolute_url() + page)


def read(client, entry, page="", status=200):
    response = get(client, entry, page)
    assert response.status_code == status, page
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    return response.content.decode()


# The list.


@KINDS
def test_history_counts_versions_as_readers_saw_them(client, clock, make):
    entry = make_two(make, clock, change_kind="correction")
    html = read(client, entry, "history/")
    assert html.index("Version 2") < html.index("Version 1")
    assert "Version 3" not in html
    assert "Unseen note." not in html
    assert "Correction: <span>Put right." in html
    assert "Update: <span>Begun." in html
    assert "10 February 2026, 12:00" in html
    assert "10 March 2026, 12:00" in html
    assert "until now" in html
    assert 'content="noindex"' in html


@KINDS
def test_article_and_term_lead_to_their_history(client, make):
    entry = make(Status.PUBLISHED)
    assert f'href="{entry.get_absolute_url()}history/"' in read(client, entry)


@KINDS
def test_history_betrays_no_schedule(client, clock, make):
    entry = make_two(make, clock)
    before = read(client, entry, "history/"), read(client, entry, "history/2/")
    new_draft(entry, change_note="Still to come.")
    bring_to(entry, Status.APPROVED)
    schedule(entry, JUNE + timedelta(days=400))
    assert (
        read(client, entry, "history/"),
        read(client, entry, "history/2/"),
    ) == before


@KINDS
def test_history_says_that_the_page_was_away_and_why(client, clock, make):
    entry = make(Status.PUBLISHED)
    clock.move_to(MARCH)
    withdraw(entry, "A source was retracted.")
    clock.move_to(APRIL)
    publish_next(entry, "second")
    assert "A source was retracted." in read(client, entry, "history/")


@KINDS
@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_history_of_what_was_never_public_is_like_none(client, make, status):
    entry = make(status, slug="hidden")
    for page in ("history/", "history/1/", "history/1/changes/", "?on=2026-01-01"):
        answer = get(client, entry, page)
        never = entry.get_absolute_url().replace("hidden", "nobody") + page
        assert answer.status_code == 404
        assert answer.content == client.get(never).content


@KINDS
def test_history_of_a_withdrawn_entry_is_gone_like_its_page(client, clock, make):
    entry = make_two(make, clock)
    withdraw(entry, "It was wrong.")
    pages = ("history/", "history/1/", "history/2/changes/", "?on=2026-02-20", "?on=x")
    for page in pages:
        html = read(client, entry, page, 410)
        assert "It was wrong." in html
        assert "first" not in html


@KINDS
def test_former_address_leads_to_the_same_page_of_the_past(client, clock, make):
    entry = make_two(make, clock)
    old = entry.get_absolute_url()
    desk.rename(entry, by=publisher(), seen=entry.seen, slug="renamed")
    new = entry.get_absolute_url()
    for page in ("history/", "history/1/", "history/2/changes/", "?on=2026-03-01"):
        response = client.get(old + page)
        assert (response.status_code, response["Location"]) == (301, new + page)


# One version.


@KINDS
def test_version_shows_its_text_under_a_banner(client, clock, make):
    entry = make_two(make, clock)
    html = read(client, entry, "history/1/")
    assert "The first text." in html
    assert "The second text." not in html
    assert "You are reading version 1 of 2." in html
    assert "shown as they are today" in html
    assert '<meta name="robots" content="noindex">' in html
    address = f"http://127.0.0.1:8000{entry.get_absolute_url()}"
    assert f'<link rel="canonical" href="{address}">' in html
    assert "This is demonstration content." in html


@KINDS
def test_live_page_has_no_banner_and_may_be_indexed(client, clock, make):
    html = read(client, make_two(make, clock))
    assert "You are reading version" not in html
    assert "noindex" not in html


@KINDS
@pytest.mark.parametrize("number", ["0", "3", "9" * 31, "-1", "1abc", "%00", "01a"])
def test_version_that_is_not_there_is_a_404(client, clock, make, number):
    entry = make_two(make, clock)
    for page in (f"history/{number}/", f"history/{number}/changes/"):
        assert get(client, entry, page).status_code == 404


@KINDS
def test_past_text_uses_sources_and_terms_of_today(client, clock, make):
    Source.objects.create(key="doe-2020", title="Today’s title", kind="trial")
    gone = make_term(Status.PUBLISHED, slug="gone")
    field = next(iter(words(make(), "")))
    text = {field: "A [word](term:gone) [@doe-2020]."}
    entry = make(Status.PUBLISHED, **text)
    clock.move_to(MARCH)
    publish_next(entry, "second")
    assert "/glossary/gone/" in read(client, entry, "history/1/")
    withdraw(gone)
    html = read(client, entry, "history/1/")
    assert "/glossary/gone/" not in html
    assert "Today’s title" in html


@KINDS
def test_past_text_names_what_was_corrected_later(client, clock, make):
    entry = make_two(make, clock, change_kind="correction")
    html = read(client, entry, "history/1/")
    assert "What we corrected later" in html
    assert "Put right." in html


# What changed.


@KINDS
def test_changes_are_told_in_words(client, clock, make):
    entry = make_two(make, clock)
    html = read(client, entry, "history/2/changes/")
    assert "Before:" in html
    assert "<del>first </del>" in html
    assert "<ins>second </ins>" in html
    heard = " ".join(re.sub("<[^>]+>", "", html).split())
    assert "Before: The [removed: first ] text." in heard
    assert "After: The [added: second ] text." in heard
    assert "unseen" not in html
    assert "none before it" in read(client, entry, "history/1/changes/")


def test_changes_leave_out_what_readers_never_saw(client, clock):
    term = make_term(Status.PUBLISHED, slug="cell", misspellings="sell")
    publish_next(term, "second", name="cell", misspellings="celle")
    html = read(client, term, "history/2/changes/")
    assert "sell" not in html
    assert "celle" not in html


# A day.


@KINDS
@pytest.mark.parametrize(
    ("day", "word"),
    [
        ("2026-02-10", "first"),
        ("2026-03-09", "first"),
        ("2026-03-10", "second"),
        ("2026-06-10", "second"),
    ],
)
def test_day_shows_the_text_of_its_end(client, clock, make, day, word):
    html = read(client, make_two(make, clock), f"?on={day}")
    assert f"The {word} text." in html
    assert f'<time datetime="{day}">' in html
    assert 'content="noindex"' in html
    assert "You are reading version" in html


def test_day_ends_at_midnight_of_the_site(client, clock):
    # In July London is an hour before UTC: 23:30 there is 22:30 UTC.
    article = make_article(Status.PUBLISHED, body="The first text.")
    clock.move_to(datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC))
    publish_next(article, "second")
    clock.move_to(datetime(2026, 7, 2, 23, 0, 0, tzinfo=UTC))
    publish_next(article, "third")
    clock.move_to(datetime(2026, 7, 9, tzinfo=UTC))
    assert "The first text." in read(client, article, "?on=2026-06-30")
    assert "The second text." in read(client, article, "?on=2026-07-01")
    assert "The second text." in read(client, article, "?on=2026-07-02")
    assert "The third text." in read(client, article, "?on=2026-07-03")


@KINDS
@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_days_of_changing_clocks_can_be_asked_for(client, clock, make, day):
    entry = make_two(make, clock)
    clock.move_to(datetime(2026, 12, 1, tzinfo=UTC))
    assert "The second text." in read(client, entry, f"?on={day}")


ODD_DAYS = [
    *("", "x", "2026", "2026-3-1", "20260301", "2026-W10-1", "2026-02-30", "%00"),
    *("0000-01-01", "2026-03-01%00", "2026-03-01T10:00", "-2026-03-01", "9" * 5000),
    *("9999-12-31", "2026-06-11", "٢٠٢٦-٠٣-٠١", "2026-03-01&on=later"),
]


@KINDS
@pytest.mark.parametrize("day", ODD_DAYS)
def test_odd_or_future_day_is_a_404_with_a_sentence(client, clock, make, day):
    html = read(client, make_two(make, clock), f"?on={day}", 404)
    assert "not a day we can read" in html or "has not come yet" in html
    assert "second text" not in html


@KINDS
@pytest.mark.parametrize("day", ["2026-02-09", "0001-01-01", "1900-01-01"])
def test_day_before_the_first_text_is_a_404(client, clock, make, day):
    html = read(client, make_two(make, clock), f"?on={day}", 404)
    assert "not on the site yet" in html


@KINDS
def test_day_in_a_gap_says_that_nothing_was_there(client, clock, make):
    entry = make(Status.PUBLISHED, slug="shown")
    clock.move_to(MARCH)
    withdraw(entry)
    clock.move_to(APRIL)
    publish_next(entry, "second")
    html = read(client, entry, "?on=2026-03-20", 404)
    assert "this page was not on the site" in html


@KINDS
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_earliest_and_latest_days_break_in_no_zone(client, clock, settings, make, zone):
    settings.TIME_ZONE = zone
    entry = make(Status.PUBLISHED)
    for day in ("0001-01-01", "9999-12-31"):
        assert get(client, entry, f"?on={day}").status_code == 404


# Corrections.


@KINDS
def test_correction_stays_at_the_top_for_90_days(client, clock, make):
    entry = make_two(make, clock, change_kind="correction", change_note="It was 2.")
    clock.move_to(MARCH + timedelta(days=89))
    publish_next(entry, "third", change_kind="minor", change_note="")
    assert "It was 2." in read(client, entry)
    clock.move_to(MARCH + timedelta(days=90, minutes=1))
    assert "It was 2." not in read(client, entry)
    assert "It was 2." in read(client, entry, "history/")


@KINDS
def test_correction_of_a_draft_is_not_at_the_top(client, make):
    entry = make(Status.PUBLISHED)
    new_draft(entry, change_kind="correction", change_note="Not yet.")
    assert "Not yet." not in read(client, entry)


# Suppression.


def suppress(entry, number=1, why="It named a person."):
    desk.suppress(entry, by=publisher(), seen=entry.seen, number=number, why=why)


@KINDS
def test_suppressed_text_is_gone_and_its_place_stays(client, clock, make):
    entry = make_two(make, clock)
    suppress(entry)
    html = read(client, entry, "history/")
    assert "Version 1" in html
    assert "10 February 2026" in html
    assert "It named a person." in html
    assert "Begun." not in html
    for page in ("history/1/", "history/1/changes/", "?on=2026-02-20"):
        html = read(client, entry, page, 410)
        assert "It named a person." in html
        assert "first text" not in html


@KINDS
def test_comparison_with_a_suppressed_text_is_gone_too(client, clock, make):
    entry = make_two(make, clock)
    suppress(entry)
    html = read(client, entry, "history/2/changes/", 410)
    assert "second" not in html
    assert "first" not in html
    assert read(client, entry, "history/2/")


@KINDS
def test_editors_still_see_a_suppressed_text(client, clock, make):
    entry = make_two(make, clock)
    suppress(entry)
    client.force_login(publisher())
    meta = entry._meta
    page = f"/admin/{meta.app_label}/{meta.model_name}/{entry.pk}/"
    assert "first text" in client.get(f"{page}versions/1/").content.decode()
    assert "It named a person." in client.get(f"{page}history/").content.decode()


@KINDS
def test_suppressing_a_correction_keeps_the_fact_of_it(client, clock, make):
    entry = make_two(make, clock, change_kind="correction", change_note="Harmful.")
    clock.move_to(JUNE - timedelta(days=9))
    publish_next(entry, "third")
    suppress(entry, entry.revisions.was_live(timezone.now())[1].number)
    html = read(client, entry)
    assert "Harmful." not in html
    assert "An earlier version of this text was wrong." in html


# Cost.


@KINDS
@pytest.mark.parametrize("versions", [2, 9])
def test_pages_of_the_past_ask_at_most_eight_questions(
    client, clock, make, versions, django_assert_max_num_queries
):
    Source.objects.create(key="doe-2020", title="A study", kind="trial")
    make_term(Status.PUBLISHED, slug="cell")
    field = next(iter(words(make(), "")))
    entry = make(Status.PUBLISHED)
    for _ in range(1, versions):
        publish_next(entry, "next", **{field: "A [cell](term:cell) [@doe-2020]."})
    for page in ("history/", "history/2/", "history/2/changes/", "?on=2026-02-10"):
        with django_assert_max_num_queries(8):
            read(client, entry, page)


@KINDS
def test_day_shows_the_corrections_that_stood_at_the_top_then(client, clock, make):
    entry = make_two(make, clock, change_kind="correction", change_note="It was 2.")
    publish_next(entry, "third", change_kind="correction", change_note="It was 3.")
    html = read(client, entry, "?on=2026-03-11")
    stood, _, later = html.partition("What we corrected later")
    assert "It was 2." in stood
    assert "It was 3." not in stood
    assert "It was 3." in later
    assert "It was 2." not in later
    assert "It was 2." in read(client, entry, "?on=2026-02-11").partition("later")[2]


@KINDS
def test_day_leaves_out_a_correction_that_had_gone_from_the_top(client, clock, make):
    entry = make_two(make, clock, change_kind="correction", change_note="It was 2.")
    clock.move_to(MARCH + timedelta(days=120))
    assert "It was 2." in read(client, entry, "?on=2026-06-07")
    assert "It was 2." not in read(client, entry, "?on=2026-06-09")


@KINDS
def test_version_shows_its_own_correction_as_it_stood(client, clock, make):
    entry = make_two(make, clock, change_kind="correction", change_note="It was 2.")
    clock.move_to(JUNE + timedelta(days=365))
    html = read(client, entry, "history/2/")
    assert "It was 2." in html
    assert "What we corrected later" not in html


def test_plain_text_of_a_day_tells_both_kinds_of_corrections(client, clock):
    entry = make_two(make_article, clock, change_kind="correction", change_note="A.")
    publish_next(entry, "third", change_kind="correction", change_note="B.")
    address = entry.get_absolute_url().rstrip("/")
    words = client.get(f"{address}.txt?on=2026-03-11").content.decode()
    assert words.index("A.") < words.index("What we corrected later")
    assert words.index("B.") > words.index("What we corrected later")


@KINDS
@pytest.mark.parametrize("number", ["0", "01", "0001", "٢", "2.0", "+2", "9" * 30])
def test_a_version_has_one_address(client, clock, make, number):
    address = make_two(make, clock).get_absolute_url() + "history/"
    assert client.get(f"{address}2/changes/").status_code == 200
    for spelt in (f"{number}/", f"{number}/changes/"):
        assert client.get(address + spelt).status_code == 404
