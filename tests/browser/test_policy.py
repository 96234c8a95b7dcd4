"""The content security policy is broken by no page of the admin, widgets included.

Each window fails its test when the console complained; see `visits`.
"""

import pytest

from alsinfo.editorial.models import Figure, Source, Tag, Watchword
from articles.models import Article
from glossary.models import Term
from tests import cast

MODELS = {
    "articles/article": Article,
    "glossary/term": Term,
    "editorial/tag": Tag,
    "editorial/source": Source,
    "editorial/figure": Figure,
    "editorial/watchword": Watchword,
}


@pytest.mark.parametrize("model", MODELS)
def test_the_pages_of_a_model_keep_the_policy(visits, content, model):
    administrator = visits(cast.administrator())
    pk = MODELS[model].objects.first().pk
    for page in ("", "add/", f"{pk}/change/", f"{pk}/history/"):
        assert administrator.go(f"/admin/{model}/{page}").status == 200
        open_widgets(administrator.page)
    assert administrator.go(f"/admin/{model}/{pk}/delete/").status == 403


def test_the_pages_of_accounts_keep_the_policy(visits):
    administrator = visits(cast.administrator())
    for page in ("user/", "user/add/", "group/", "group/add/"):
        assert administrator.go(f"/admin/auth/{page}").status == 200
        open_widgets(administrator.page)


def test_a_popup_keeps_the_policy(visits, content):
    administrator = visits(cast.administrator())
    administrator.go("/admin/editorial/watchword/add/")
    with administrator.page.context.expect_page() as opened:
        administrator.page.locator("a.add-related").first.click()
    popup, heard = opened.value, []
    popup.on("console", lambda message: heard.append(message.text))
    popup.reload()
    assert "_popup=1" in popup.url
    assert heard == []


def open_widgets(page):
    """Press the small links of the date fields, which open calendars and clocks."""
    for link in page.locator(".datetimeshortcuts a").all():
        if link.is_visible():
            link.click()
