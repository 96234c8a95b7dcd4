"""Pages that are kept as printed: whatever a page shows, a change of it shows at once.

The changes go past the desk and past the page cache, so that nobody is told of them.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alsinfo.editorial import clock, desk, printed
from alsinfo.editorial.models import Source, Tag
from alsinfo.editorial.workflow import Status
from articles.models import ArticleRevision
from glossary.models import FormerTermSlug, Term, TermRevision
from tests import cast

pytestmark = pytest.mark.django_db
BODY = "A [cell](term:cell) [@doe-2020; @roe-2021]. Again [@doe-2020].\n"
LATER = timedelta(days=2)


@pytest.fixture(autouse=True)
def nothing_printed():
    printed.forget()


@pytest.fixture
def article():
    """A corrected article with topics, sources, a word, and one to go on with."""
    make_sources()
    cast.make_term(Status.PUBLISHED, slug="cell", short_definition="A small part.")
    tags = [cast.make_tag("breathing"), cast.make_tag("sleep")]
    cast.make_article(Status.PUBLISHED, slug="other", title="Another one", tags=tags)
    entry = cast.make_article(Status.PUBLISHED, slug="main", body=BODY, tags=tags)
    correct(entry, cast.article_text(body=BODY), tags)
    due = timezone.localdate() + timedelta(days=1)
    ArticleRevision.objects.filter(entry=entry).update(review_due=due)
    return entry


@pytest.fixture
def term():
    """A corrected term with a topic, a related term, and an article that uses it."""
    make_sources()
    near = cast.make_term(Status.PUBLISHED, slug="near", short_definition="Close by.")
    cast.make_term(Status.PUBLISHED, slug="cell", short_definition="A small part.")
    tags = [cast.make_tag("breathing")]
    entry = cast.make_term(Status.PUBLISHED, slug="main", tags=tags)
    words = {"name": "main", "fuller_definition": BODY}
    text = correct(entry, cast.term_text(**words), tags)
    text.related.add(near)
    body = "It is the [main](term:main) thing.\n"
    cast.make_article(Status.PUBLISHED, slug="user", title="Uses it", body=body)
    return entry


def make_sources():
    for key in ("doe-2020", "roe-2021"):
        Source.objects.create(key=key, title=f"Study {key}", year="2020", kind="trial")


def correct(entry, text, tags):
    text.change_kind, text.change_note = "correction", "It was ten, not twelve."
    saved = desk.save_draft(entry, text, by=cast.writer(), seen=entry.seen, tags=tags)
    cast.bring_to(entry, Status.PUBLISHED)
    return saved


def texts(model, slug):
    return model.objects.filter(entry__slug=slug)


def page(path="/articles/main/", client=None):
    response = (client or Client()).get(path)
    assert response.status_code == 200
    return response.content.decode()


def sources(**fields):
    return lambda: Source.objects.filter(key="doe-2020").update(**fields)


def tag(**fields):
    return lambda: Tag.objects.filter(slug="sleep").update(**fields)


def merge():
    into = cast.make_tag("rest", name="All about rest")
    Tag.objects.filter(slug="sleep").update(merged_into=into)


def article_texts(slug, **fields):
    return lambda: texts(ArticleRevision, slug).update(**fields)


def term_texts(slug, **fields):
    return lambda: texts(TermRevision, slug).update(**fields)


def rename():
    cell = Term.objects.get(slug="cell")
    FormerTermSlug.objects.create(entry=cell, slug="cell", since=timezone.now())
    Term.objects.filter(pk=cell.pk).update(slug="little-cell")


def end(model, slug):
    return lambda: texts(model, slug).update(live_until=timezone.now())


# What is changed; what the page then says, or says no more; which part carries it.
ARTICLE = {
    "title": (article_texts("main", title="New words"), "New words", "revision"),
    "byline": (article_texts("main", byline="New team"), "New team", "revision"),
    "label": (article_texts("main", confidence="disputed"), "#disputed", None),
    "title of a source": (sources(title="New study"), "New study", "named"),
    "state of a source": (sources(state="retracted"), "Retracted", "named"),
    "kind of a source": (sources(kind="news"), "News report", "named"),
    "remark on a source": (sources(remark="Cells only"), "Cells only", "named"),
    "address of a source": (sources(doi="10.1000/x"), "10.1000/x", "named"),
    "definition": (term_texts("cell", short_definition="Tiny"), "Tiny", "named"),
    "name of a term": (term_texts("cell", name="Cella"), "Cella", "named"),
    "name of a tag": (tag(name="All about sleep"), "All about sleep", "tags"),
    "merged tag": (merge, "All about rest", "tags"),
    "title of another": (article_texts("other", title="Fresh"), "Fresh", "related"),
    "summary of another": (article_texts("other", summary="Cool"), "Cool", "related"),
    "correction": (article_texts("main", change_note="It was six"), "six", None),
    "address of a term": (rename, "/glossary/little-cell/", None),
    "end of a term": (end(TermRevision, "cell"), "-/glossary/cell/", None),
    "end of another": (end(ArticleRevision, "other"), "-Another one", "related"),
}
TERM = {
    "definition": (term_texts("main", short_definition="Anew"), "Anew", "revision"),
    "other names": (term_texts("main", aliases="Chief"), "Chief", None),
    "name of the near": (term_texts("near", name="Nigh"), "Nigh", "related"),
    "end of the near": (end(TermRevision, "near"), "-Close by", "related"),
    "title of a use": (article_texts("user", title="Used so"), "Used so", "uses"),
    "end of a use": (end(ArticleRevision, "user"), "-Uses it", "uses"),
    "name of a word": (term_texts("cell", name="Cella"), "Cella", "named"),
    "title of a source": (sources(title="New study"), "New study", "named"),
    "correction": (term_texts("main", change_note="It was six"), "six", None),
}
CASES = [
    *(("/articles/main/", *case) for case in ARTICLE.values()),
    *(("/glossary/main/", *case) for case in TERM.values()),
]
NAMES = [*(f"article: {name}" for name in ARTICLE), *(f"term: {name}" for name in TERM)]
# One change for each part; what stands in several parts is left aside.
ONE_OF_EACH = {
    (path, part): (path, change, part) for path, change, _words, part in CASES if part
}.values()


def says(html, words):
    return words.removeprefix("-") in html, not words.startswith("-")


@pytest.mark.parametrize(("path", "change", "words", "part"), CASES, ids=NAMES)
def test_a_change_shows_at_once(request, path, change, words, part):
    request.getfixturevalue("article" if "articles" in path else "term")
    found, wanted = says(page(path), words)
    assert found != wanted
    change()
    found, wanted = says(page(path), words)
    assert found == wanted


@pytest.mark.parametrize(("path", "change", "part"), ONE_OF_EACH)
def test_a_part_that_were_left_out_would_show(request, monkeypatch, path, change, part):
    """The test above is no accident: it sees each part that a page is made of."""
    request.getfixturevalue("article" if "articles" in path else "term")
    leave_out(monkeypatch, part)
    before = page(path)
    change()
    assert page(path) == before


def leave_out(monkeypatch, part):
    real = printed.digest

    def careless(template, given):
        return real(template, {key: given[key] for key in given if key != part})

    monkeypatch.setattr(printed, "digest", careless)


def at(monkeypatch, instant):
    monkeypatch.setattr(clock.timezone, "now", lambda: instant)


@pytest.mark.parametrize("part", ["", "overdue"])
def test_a_review_date_passes_by_the_clock_alone(article, monkeypatch, part):
    if part:
        leave_out(monkeypatch, part)
    before = page()
    assert "may be out of date" not in before
    at(monkeypatch, timezone.now() + LATER)
    assert ("may be out of date" in page()) is (part == "")


def test_a_correction_is_forgotten_by_the_clock_alone(article, monkeypatch):
    assert "ten, not twelve" in page()
    at(monkeypatch, timezone.now() + timedelta(days=91))
    assert "ten, not twelve" not in page()


def test_a_scheduled_text_comes_by_the_clock_alone(article, monkeypatch):
    cast.new_draft(article, title="What comes", body=BODY)
    cast.bring_to(article, Status.APPROVED)
    cast.schedule(article)
    assert "What comes" not in page()
    at(monkeypatch, timezone.now() + LATER)
    assert "What comes" in page()


@pytest.mark.parametrize("part", ["", "site_url"])
def test_the_address_of_the_site_is_a_part_of_the_page(
    article, settings, monkeypatch, part
):
    if part:
        leave_out(monkeypatch, part)
    page()
    settings.SITE_URL = "https://elsewhere.example"
    assert ("https://elsewhere.example" in page()) is (part == "")


def test_a_page_is_printed_once(article, monkeypatch):
    calls = []
    real = printed.render_to_string

    def counting(template, *args):
        calls.append(template)
        return real(template, *args)

    monkeypatch.setattr(printed, "render_to_string", counting)
    first = page()
    assert calls.count("articles/detail.html") == 1
    assert page() == first
    assert page("/articles/main/large-print/") != first
    assert calls.count("articles/detail.html") == 1


def test_two_articles_of_the_same_words_are_two_pages(article):
    twin = cast.make_article(Status.PUBLISHED, slug="twin", body=BODY)
    assert "/articles/twin/" in page(twin.get_absolute_url())
    assert "/articles/twin/" not in page()


def test_nobody_is_in_a_page(article):
    signed_in = Client()
    signed_in.force_login(cast.administrator())
    assert page(client=signed_in) == page()
    assert "administrator" not in page()


@pytest.mark.parametrize("kind", ["article", "term"])
@pytest.mark.parametrize("known", [True, False])
def test_a_page_costs_six_queries_at_most(
    request, django_assert_max_num_queries, kind, known
):
    request.getfixturevalue(kind)
    path = {"article": "/articles/main/", "term": "/glossary/main/"}[kind]
    html = page(path)
    assert "/topics/breathing/" in html
    assert "ten, not twelve" in html
    if not known:
        printed.forget()
    with django_assert_max_num_queries(6):
        page(path)
