"""Photographs a page of each kind into docs/pictures/: `make pictures`. Not a test.

The file is no `test_*.py`, so the suite leaves it out. Of a long page the top is taken.
The day is always the same one, so that a picture changes only when its page does.
"""

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from alsinfo.editorial.workflow import Status
from articles.models import Article
from tests import cast, showcase

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDTHS = (360, 768, 1280)
TALLEST = 1600  # pixels
QUALITY = 70  # of a hundred; a picture has about 40 kB
DAY = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
PUBLIC = {
    "home": "/",
    "articles": "/articles/",
    "article": showcase.ARTICLE,
    "glossary": "/glossary/",
    "term": showcase.TERM,
    "topic": "/topics/medicines/",
    "history": f"{showcase.ARTICLE}history/",
    "updates": "/updates/",
    "labels": "/labels/",
    "not-found": "/nothing-here/",
    "sign-in": "/accounts/login/",
}


@pytest.fixture
def fixed_clock(monkeypatch):
    """It is the same day whenever the pictures are taken, and time goes on."""
    real = timezone.now
    shift = DAY - real()
    monkeypatch.setattr(timezone, "now", lambda: real() + shift)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pictures(fixed_clock, visits, content, width, scheme):
    FOLDER.mkdir(exist_ok=True)
    waiting = cast.make_article(
        Status.IN_REVIEW, slug="waiting", title="About twitching"
    )
    live = Article.objects.get(slug="als-immune-research-explained")
    editors = {
        "editors-start": "/admin/",
        "editors-form": f"/admin/articles/article/{live.pk}/change/",
        "editors-review": f"/admin/articles/article/{waiting.pk}/act/approve/",
    }
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    inside = visits(cast.administrator(), **look)
    for visit, pages in ((visits(**look), PUBLIC), (inside, editors)):
        for name, address in pages.items():
            visit.go(address)
            picture = photograph(visit.page, width)
            (FOLDER / f"{name}-{width}-{scheme}.webp").write_bytes(picture)


def photograph(page, width):
    """The top of a page as WebP, which only the browser's own language can ask for."""
    tall = page.evaluate("() => document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST), "scale": 1}
    wanted = {"format": "webp", "quality": QUALITY, "clip": clip}
    session = page.context.new_cdp_session(page)
    taken = session.send(
        "Page.captureScreenshot", wanted | {"captureBeyondViewport": True}
    )
    return base64.b64decode(taken["data"])
