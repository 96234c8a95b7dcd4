"""Photographs every page into docs/pictures/: `make pictures`. Not a test of anything.

The file is no `test_*.py`, so the suite leaves it out.
"""

from pathlib import Path

import pytest

from alsinfo.editorial.workflow import Status
from articles.models import Article
from tests import cast

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDTHS = (360, 768, 1280)
PUBLIC = {
    "home": "/",
    "articles": "/articles/",
    "article": "/articles/als-immune-research-explained/",
    "glossary": "/glossary/",
    "term": "/glossary/microglia/",
    "topics": "/topics/",
    "topic": "/topics/medicines/",
    "history": "/articles/als-immune-research-explained/history/",
    "past": "/articles/als-immune-research-explained/history/1/",
    "updates": "/updates/",
    "labels": "/labels/",
    "not-found": "/nothing-here/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pictures(visits, content, width, scheme):
    waiting = cast.make_article(Status.IN_REVIEW, slug="waiting")
    live = Article.objects.get(slug="als-immune-research-explained")
    change = "/admin/articles/article/{}/change/"
    editors = {
        "editors-start": "/admin/",
        "editors-list": "/admin/articles/article/",
        "editors-form": change.format(live.pk),
        "editors-review": change.format(waiting.pk),
        "editors-history": f"/admin/articles/article/{live.pk}/history/",
    }
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    for visit, pages in (
        (visits(**look), PUBLIC),
        (visits(cast.administrator(), **look), editors),
    ):
        for name, address in pages.items():
            visit.go(address)
            picture = FOLDER / f"{name}-{width}-{scheme}.png"
            visit.page.screenshot(path=picture, full_page=True)
