"""Terms are suggested beside a draft, ticked, and linked: by keyboard alone."""

import pytest
from django.contrib.auth.models import User

from alsinfo.editorial.workflow import Status
from articles.models import Article
from tests import cast

from .axe import AA, violations

BODY = "## Nerves\n\nA motor neurone carries signals.\n\n## Care\n\nNIV helps at night."
MOST_TABS = 150


@pytest.fixture
def article(transactional_db):
    cast.make_term(Status.PUBLISHED, slug="motor-neurone")
    cast.make_term(Status.PUBLISHED, slug="niv", initials="NIV")
    cast.make_term(Status.PUBLISHED, slug="signals")
    return cast.make_article(body=BODY)


def focused(page):
    """What has the keyboard: its role in words, and its label or text."""
    return page.evaluate(
        """() => {
            const here = document.activeElement;
            const label = here.labels?.[0] ?? here;
            return `${here.type ?? here.tagName} ${label.innerText ?? ""}`;
        }"""
    )


def tab_to(page, *words):
    """Press Tab until the focused element says all these words."""
    for _press in range(MOST_TABS):
        said = focused(page)
        if all(word in said for word in words):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Nothing says {words}.")


def test_a_writer_links_terms_by_keyboard_alone(visits, article):
    visit = visits(cast.writer())
    page = visit.page
    visit.go(f"/admin/articles/article/{article.pk}/change/")

    # The list says what is suggested; a link leads to it.
    tab_to(page, "3 suggestions")
    page.keyboard.press("Enter")
    assert page.locator("#terms-heading").is_visible()

    # One tick is taken away, one term is not to be asked for again.
    tab_to(page, "checkbox", "carries signals")
    tab_to(page, "checkbox", "NIV")
    assert page.evaluate("document.activeElement.checked")
    page.keyboard.press("Space")
    tab_to(page, "Ignore “niv” here")
    page.keyboard.press("Space")
    tab_to(page, "submit", "Link the ticked words and save")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    # The mark stands in the Markdown, and the rest is as it was.
    assert "Saved as version 2." in visit.text()
    linked = BODY.replace("motor neurone", "[motor neurone](term:motor-neurone)")
    linked = linked.replace("signals", "[signals](term:signals)")
    assert page.get_by_label("Text:").input_value() == linked
    assert Article.objects.get().newest_revision().body == linked
    assert "ignored by writer" in visit.text()

    # The preview shows the link.
    visit.go(f"/admin/articles/article/{article.pk}/preview/")
    link = page.locator("main").get_by_text("motor neurone", exact=True).first
    assert link.is_visible()
    assert page.locator('main [href="/glossary/motor-neurone/"]').count()
    assert not page.locator('main [href="/glossary/niv/"]').count()


def test_enter_in_a_text_field_saves_and_links_nothing(visits, article):
    visit = visits(cast.writer())
    visit.go(f"/admin/articles/article/{article.pk}/change/")
    visit.page.get_by_label("Title:").fill("Another title")
    with visit.page.expect_navigation():
        visit.page.get_by_label("Title:").press("Enter")
    text = Article.objects.get().newest_revision()
    assert (text.title, text.body) == ("Another title", BODY)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_panel_stands_where_there_is_room_and_nothing_is_cut(
    visits, article, width
):
    visit = visits(cast.writer(), viewport={"width": width, "height": 900})
    visit.go(f"/admin/articles/article/{article.pk}/change/")
    page = visit.page
    form = page.locator("#article_form").bounding_box()
    panel = page.locator(".terms").bounding_box()
    is_beside = panel["x"] >= form["x"] + form["width"]
    assert is_beside == (width == 1280)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(visit, AA) == []
    for box in page.locator(".terms label").all():
        assert box.bounding_box()["height"] >= 44


def test_what_is_typed_meanwhile_is_saved_without_a_script(visits, article):
    visit = visits(cast.writer(), java_script_enabled=False)
    visit.go(f"/admin/articles/article/{article.pk}/change/")
    visit.page.get_by_label("Text:").fill("More words.\n\n" + BODY)
    visit.press("Link the ticked words and save")
    body = Article.objects.get().newest_revision().body
    assert body.startswith("More words.")
    assert "[NIV](term:niv)" in body
    assert User.objects.get(username="writer") == (
        Article.objects.get().newest_revision().saved_by
    )
