"""The story of one article's past: corrected, renamed, hushed up in part, and gone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from alsinfo.editorial.workflow import Status
from tests import cast

WRONG, HARMFUL, RIGHT = (
    "Twitching always means ALS.",
    "Mr Example of Long Street twitches.",
    "Twitching on its own seldom means ALS.",
)


@pytest.fixture
def clock(monkeypatch):
    """The site's clock: `clock(3, 10)` is noon on 10 March 2026, and it ticks on."""
    real, state = timezone.now, {}

    def move_to(month, day):
        state["shift"] = datetime(2026, month, day, 12, tzinfo=UTC) - real()

    monkeypatch.setattr(
        timezone, "now", lambda: real() + state.get("shift", timedelta())
    )
    return move_to


def publish_next(article, body, **fields):
    cast.new_draft(article, title="About twitching", body=body, **fields)
    cast.bring_to(article, Status.PUBLISHED)


def live_article(clock):
    """Wrong in February, harmful in March, right since April; asked in May."""
    clock(2, 10)
    article = cast.make_article(
        Status.PUBLISHED, slug="about-twitching", title="About twitching", body=WRONG
    )
    clock(3, 10)
    publish_next(article, HARMFUL)
    clock(4, 10)
    note = "We said that twitching always means ALS."
    publish_next(article, RIGHT, change_kind="correction", change_note=note)
    clock(5, 10)
    return article


def act(visit, article, action, label, text):
    visit.go(f"/admin/articles/article/{article.pk}/act/{action}/")
    visit.page.get_by_label(label).fill(text)


def test_readers_see_what_a_page_said_until_it_is_gone(visits, clock):
    article = live_article(clock)
    visitor, publisher = visits(), visits(cast.publisher())

    # The correction stands at the top; the history is one link away.
    visitor.go("/articles/about-twitching/")
    assert "We said that twitching always means ALS." in visitor.text()
    visitor.follow("Earlier versions of this text")
    assert "Version 3" in visitor.text()
    visitor.follow("Version 1")
    assert WRONG in visitor.text()
    assert "You are reading version 1 of 3." in visitor.text()
    visitor.follow("See all versions")
    visitor.follow("What version 3 changed")
    changes = visitor.text()
    assert f"Before: {HARMFUL}" in changes
    assert f"After: {RIGHT}" in changes

    # The form asks for a day.
    visitor.go("/articles/about-twitching/history/")
    visitor.page.get_by_label("Day", exact=True).fill("2026-03-20")
    visitor.press("Show the text")
    assert HARMFUL in visitor.text()
    assert visitor.page.url.endswith("/articles/about-twitching/?on=2026-03-20")

    # A publisher suppresses the harmful text, from the history page of the admin.
    publisher.go(f"/admin/articles/article/{article.pk}/history/")
    publisher.page.get_by_role("link", name="Suppress 2").click()
    reason = publisher.page.get_by_label("Reason, which readers will see in its place")
    reason.fill("It named a person.")
    publisher.press("Suppress a past version")
    assert "Suppressed: the public history shows your reason" in publisher.text()
    for page in ("?on=2026-03-20", "history/2/", "history/2/changes/"):
        assert visitor.go(f"/articles/about-twitching/{page}").status == 410
        assert "It named a person." in visitor.text()
        assert HARMFUL not in visitor.text()
    assert visitor.go("/articles/about-twitching/?on=2026-02-20").status == 200

    # She renames it: every old address of the past still leads there.
    act(publisher, article, "rename", "New address", "twitching")
    publisher.press("Change the address")
    visitor.go("/articles/about-twitching/history/1/")
    assert visitor.page.url.endswith("/articles/twitching/history/1/")
    visitor.go("/articles/about-twitching/?on=2026-02-20")
    assert visitor.page.url.endswith("/articles/twitching/?on=2026-02-20")
    assert WRONG in visitor.text()

    # She withdraws it: page and past are gone, with the reason.
    label = "Reason, which readers will see"
    act(publisher, article, "withdraw", label, "We found no good source.")
    publisher.press("Withdraw")
    for page in ("", "history/", "history/1/", "?on=2026-02-20"):
        assert visitor.go(f"/articles/twitching/{page}").status == 410
        assert "We found no good source." in visitor.text()
        assert WRONG not in visitor.text()
    visitor.go("/updates/")
    assert "We found no good source." in visitor.text()
    assert "twitching" not in visitor.page.inner_text("main").lower()
    assert visitor.page.context.cookies() == []
