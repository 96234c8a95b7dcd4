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
from alsinfo.public.policies import POLICIES
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
    "large-print": f"{showcase.ARTICLE}large-print/",
    "glossary": "/glossary/",
    "term": showcase.TERM,
    "topics": "/topics/",
    "topic": "/topics/medicines/",
    "search": "/search/",
    "found": "/search/?q=immune",
    "nothing-found": "/search/?q=zzzzqq",
    "history": f"{showcase.ARTICLE}history/",
    "past-version": "/articles/changed/history/1/",
    "changes": "/articles/changed/history/2/changes/",
    "updates": "/updates/",
    **{policy.slug: f"/{policy.slug}/" for policy in POLICIES},
    "report": f"/report/?page={showcase.ARTICLE}",
    "helpful": f"/helpful/?page={showcase.ARTICLE}",
    "gone": "/articles/gone/",
    "not-found": "/nothing-here/",
    "sign-in": "/accounts/login/",
    "forgotten-password": "/accounts/password/reset/",
}
# A page in the state that pressing something brings about.
STATES = {
    "reading-open": (showcase.ARTICLE, ".reading-button"),
    "definition-open": (showcase.ARTICLE, "button.term >> nth=0"),
}
EDITORS = {
    "editors-start": "/admin/",
    "editors-articles": "/admin/articles/article/",
    "editors-import": "/admin/articles/article/import/",
    "editors-terms": "/admin/glossary/term/",
    "editors-table": "/admin/glossary/term/import/",
    "editors-to-write": "/admin/glossary/term/to-write/",
    "editors-reports": "/admin/glossary/term/reports/",
    "editors-sources": "/admin/editorial/source/",
    "editors-misses": "/admin/search/miss/",
    "editors-means": "/accounts/means/",
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
    editors = EDITORS | pages_of_entries()
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    outside, inside = visits(**look), visits(cast.administrator(), **look)
    for visit, pages in ((outside, PUBLIC), (inside, editors)):
        for name, address in pages.items():
            visit.go(address)
            keep(visit.page, f"{name}-{width}-{scheme}", width)
    for name, (address, pressed) in STATES.items():
        outside.go(address)
        outside.page.locator(pressed).press("Enter")
        outside.page.wait_for_timeout(300)
        keep(outside.page, f"{name}-{width}-{scheme}", width)


def pages_of_entries():
    """Name -> address of editors' pages; texts that were changed or withdrawn too."""
    changed = cast.make_article(Status.PUBLISHED, slug="changed", title="About cramp")
    cast.new_draft(changed, title="About cramp", body="## Cramp\n\nOther words.\n")
    cast.bring_to(changed, Status.PUBLISHED)
    cast.withdraw(cast.make_article(Status.PUBLISHED, slug="gone", title="Outdated"))
    waiting = cast.make_article(
        Status.IN_REVIEW, slug="waiting", title="About twitching"
    )
    live = Article.objects.get(slug="als-immune-research-explained")
    page = "/admin/articles/article/{}/"
    return {
        "editors-form": page.format(live.pk) + "change/",
        "editors-review": page.format(waiting.pk) + "act/approve/",
        "editors-notes": page.format(waiting.pk) + "notes/",
        "editors-history": page.format(changed.pk) + "history/",
        "editors-compare": page.format(changed.pk) + "compare/?from=1&to=2",
    }


def keep(page, name, width):
    (FOLDER / f"{name}.webp").write_bytes(photograph(page, width))


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
