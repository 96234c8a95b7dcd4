"""axe looks at every public page and at the editors' pages, and finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from alsinfo.editorial.workflow import Status
from articles.models import Article
from glossary.models import Term
from tests import cast

RULES = {
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
PUBLIC = [
    "/",
    "/articles/",
    "/articles/als-immune-research-explained/",
    "/glossary/",
    "/glossary/microglia/",
    "/topics/",
    "/topics/medicines/",
    "/nothing-here/",
]
PUBLIC_STATUS = {"/nothing-here/": 404}


def violations(visit):
    """What axe found, one line for each rule broken.

    What axe itself does to a page is no complaint of the page: it is forgotten.
    """
    heard = list(visit.messages)
    found = Axe().run(visit.page, options=RULES).response["violations"]
    visit.messages[:] = heard
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_public_pages_have_no_violations(visits, content, scheme, width):
    visitor = visits(color_scheme=scheme, viewport={"width": width, "height": 800})
    for address in PUBLIC:
        assert visitor.go(address).status == PUBLIC_STATUS.get(address, 200), address
        assert violations(visitor) == [], address


def test_a_withdrawn_page_has_no_violations(visits):
    article = cast.make_article(Status.PUBLISHED)
    cast.withdraw(article)
    visitor = visits()
    assert visitor.go(article.get_absolute_url()).status == 410
    assert violations(visitor) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_editors_pages_have_no_violations(visits, content, scheme):
    article, term = (
        Article.objects.get(slug="als-immune-research-explained"),
        (Term.objects.get(slug="microglia")),
    )
    waiting = cast.make_article(Status.IN_REVIEW)
    administrator = visits(cast.administrator(), color_scheme=scheme)
    pages = [
        "/admin/",
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        f"/admin/articles/article/{article.pk}/change/",
        f"/admin/articles/article/{waiting.pk}/change/",
        f"/admin/articles/article/{waiting.pk}/act/approve/",
        f"/admin/articles/article/{article.pk}/history/",
        f"/admin/articles/article/{article.pk}/notes/",
        f"/admin/articles/article/{article.pk}/compare/?from=1&to=1",
        f"/admin/glossary/term/{term.pk}/change/",
        "/admin/glossary/term/",
        "/admin/editorial/tag/",
        "/admin/editorial/source/",
        "/admin/editorial/watchword/",
        "/admin/editorial/source/add/",
    ]
    for address in pages:
        assert administrator.go(address).status == 200, address
        assert violations(administrator) == [], address
