"""The story of one article, from the first draft to its withdrawal, in a browser."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone

from articles.models import Article
from tests import cast

from .conftest import sign_in

ADDRESS = "/articles/about-twitching/"
MISTAKE = "Twitching always means ALS."
RIGHT = "Twitching on its own seldom means ALS."


@pytest.fixture
def clock(monkeypatch):
    """The site's clock, to be put forward: `clock(hours=1)`."""
    real, shift = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: real() + shift[0])

    def forward(**duration):
        shift[0] += timedelta(**duration)

    return forward


def admin_page(page=""):
    return f"/admin/articles/article/{Article.objects.get().pk}/{page}"


def act(visit, action):
    visit.go(admin_page(f"act/{action}/"))


def write_article(visit, body):
    visit.go("/admin/articles/article/add/")
    page = visit.page
    page.get_by_label("Address:").fill("about-twitching")
    page.get_by_label("Title:").fill("About twitching")
    page.get_by_label("Summary:").fill("What a twitch can mean.")
    page.get_by_label("Key messages:").fill("One.\nTwo.\nThree.")
    page.get_by_label("Text:").fill(body)
    page.get_by_label("How sure are we?").select_option("likely")
    page.get_by_label("Disclosure:").fill("Nobody paid for this.")
    visit.press("Save")


def rewrite(visit, body):
    visit.go(admin_page("change/"))
    visit.page.get_by_label("Text:").fill(body)
    visit.press("Save")


def local_minute(instant):
    """An instant as a `datetime-local` field wants it, in the site's zone."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return instant.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def test_an_article_goes_from_draft_to_public_page_and_away(visits, clock):
    writer, reviewer, publisher = (
        visits() for _role in ("writer", "reviewer", "publisher")
    )
    visitor = visits()

    # The writer signs in, writes and submits; the public sees nothing.
    sign_in(writer, cast.writer())
    write_article(writer, MISTAKE)
    assert "Saved as version 1." in writer.text()
    writer.press("Submit for review")
    assert "in review" in writer.text()
    assert visitor.go(ADDRESS).status == 404

    # The reviewer finds it on the start page and asks for changes, with a reason.
    sign_in(reviewer, cast.reviewer())
    reviewer.follow("About twitching")
    reviewer.follow("Request changes")
    reviewer.press("Request changes")
    assert "This field is required." in reviewer.text()
    reviewer.page.get_by_label("What should change").fill("Mend the first sentence.")
    reviewer.press("Request changes")

    # The writer mends; her own approval is refused.
    rewrite(writer, RIGHT)
    writer.press("Submit for review")
    act(writer, "approve")
    assert "This is not possible for you" in writer.text()
    assert Article.objects.get().status == "in_review"

    # The reviewer approves, the publisher schedules for the next hour.
    act(reviewer, "approve")
    reviewer.press("Approve")
    sign_in(publisher, cast.publisher())
    act(publisher, "publish")
    start = datetime.now(tz=ZoneInfo("UTC")) + timedelta(hours=1)
    publisher.page.get_by_label("Publish at").fill(local_minute(start))
    publisher.press("Publish")
    assert "scheduled" in publisher.text()

    # The page appears at that instant and not before.
    assert visitor.go(ADDRESS).status == 404
    clock(minutes=58)
    assert visitor.go(ADDRESS).status == 404
    clock(minutes=3)
    first = visitor.go(ADDRESS)
    assert first.status == 200
    assert RIGHT in visitor.text()
    live_page = first.body()

    # A new draft leaves the live page byte for byte as it was.
    rewrite(writer, "A draft that nobody outside may read.")
    assert visitor.go(ADDRESS).body() == live_page

    # Withdrawal answers 410 with the reason, while the draft lives on.
    act(publisher, "withdraw")
    publisher.page.get_by_label("Reason, which readers will see").fill("It was wrong.")
    publisher.press("Withdraw")
    assert visitor.go(ADDRESS).status == 410
    assert "It was wrong." in visitor.text()
    article = Article.objects.get()
    assert (article.status, article.newest) == ("draft", 3)


def test_a_writer_who_was_slower_sees_both_texts_and_loses_none(visits):
    article = cast.make_article(body="The first text.")
    slow, fast = visits(cast.writer()), visits(cast.administrator())
    for visit in (slow, fast):
        visit.go(admin_page("change/"))
    fast.page.get_by_label("Text:").fill("The faster text.")
    fast.press("Save")
    slow.page.get_by_label("Text:").fill("The slower text.")
    slow.press("Save")
    assert "Nothing was lost" in slow.text()
    assert "The faster text." in slow.text()
    assert slow.page.get_by_label("Text:").input_value() == "The slower text."
    slow.press("Save")
    article.refresh_from_db()
    assert article.newest == 3
    assert article.newest_revision().body == "The slower text."


def test_an_unsaved_text_can_be_previewed_and_is_not_saved(visits):
    article = cast.make_article(body="The first text.")
    writer = visits(cast.writer())
    writer.go(admin_page("change/"))
    writer.page.get_by_label("Text:").fill("A text **only in the form**.")
    with writer.page.context.expect_page() as opened:
        writer.page.get_by_role("button", name="Preview").click()
    preview = opened.value
    preview.wait_for_load_state()
    assert "only in the form" in preview.inner_text("main")
    article.refresh_from_db()
    assert article.newest == 1
