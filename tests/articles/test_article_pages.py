"""The page of an article and the list of them."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from alsinfo.text import markup, ready
from articles.pages import article_page
from glossary import readings

from ..cast import (
    article_text,
    bring_to,
    make_article,
    make_tag,
    make_term,
    new_draft,
    withdraw,
)

pytestmark = pytest.mark.django_db


def read(client, entry):
    response = client.get(entry.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def make_source(key="doe-2020", **fields):
    plain = {"title": "A study", "authors": "Doe J", "container": "Journal"}
    return Source.objects.create(
        key=key, **(plain | {"year": "2020", "kind": "laboratory"} | fields)
    )


def test_article_shows_its_parts(client):
    article = make_article(
        Status.PUBLISHED,
        title="Breathing",
        evidence_checked=date(2025, 11, 1),
        origin_title="A page",
        origin_publisher="A shop",
        origin_kind="news page",
        origin_commercial=True,
    )
    html = read(client, article)
    for words in (
        "Breathing",
        "What the article says.",
        "<li>Two.</li>",
        "How sure are we?",
        "Most evidence points one way",
        '<h2 id="s-a-heading">',
        "Reviewed by our editors on",
        "Next review by",
        "Not yet checked by a clinician",
        '<time datetime="2025-11-01">1 November 2025</time>',
        "Example editorial team",
        "A shop",
        "somebody with something to sell",
        "Nobody paid for this text.",
        "care team and does not replace it",
        "It has not been checked by a clinician.",
    ):
        assert words in html, words


def test_sources_are_numbered_and_lead_back(client):
    make_source(doi="10.1000/x", remark="Cells only.")
    body = "One [@doe-2020]. Two [@doe-2020]."
    article = make_article(Status.PUBLISHED, body=body)
    Source.objects.update(state="retracted")
    html = read(client, article)
    assert 'href="#source-doe-2020"' in html
    assert '<li id="source-doe-2020">' in html
    assert 'href="#cite-1"' in html
    assert 'href="#cite-1-2"' in html
    assert 'href="https://doi.org/10.1000/x"' in html
    assert "Laboratory study: samples, cells or animals." in html
    assert "Cells only." in html
    assert "Retracted:" in html


def test_only_live_terms_are_linked_and_explained(client):
    make_term(Status.PUBLISHED, slug="seen", short_definition="Shown meaning.")
    make_term(Status.DRAFT, slug="unseen", short_definition="Hidden meaning.")
    body = "A [word](term:seen) and a [phrase](term:unseen)."
    html = read(client, make_article(Status.PUBLISHED, body=body))
    assert "Shown meaning." in html
    assert "/glossary/unseen/" not in html
    assert "Hidden meaning." not in html
    assert "a phrase." in html


def test_correction_stands_at_the_top(client):
    article = make_article(Status.PUBLISHED)
    assert "Correction" not in read(client, article)
    new_draft(article, change_kind="correction", change_note="It was 2, not 3.")
    bring_to(article, Status.PUBLISHED)
    html = read(client, article)
    assert "It was 2, not 3." in html
    assert html.index("It was 2, not 3.") < html.index("Key messages")


def test_note_of_another_kind_of_change_is_not_on_the_page(client):
    article = make_article(Status.PUBLISHED, change_note="Only for the history.")
    assert "Only for the history." not in read(client, article)


def test_live_page_does_not_change_with_a_new_draft(client):
    article = make_article(Status.PUBLISHED, tags=[make_tag()])
    before = read(client, article)
    new_draft(article, title="Another", body="Another.")
    assert read(client, article) == before


def test_related_articles_share_tags_and_are_live(client):
    one, two = make_tag("one"), make_tag("two")
    article = make_article(Status.PUBLISHED, tags=[one, two])
    make_article(Status.PUBLISHED, title="Shares one", tags=[one])
    make_article(Status.PUBLISHED, title="Shares two", tags=[one, two])
    make_article(Status.PUBLISHED, title="Shares none", tags=[make_tag("three")])
    make_article(Status.APPROVED, title="Not live", tags=[one, two])
    html = read(client, article)
    assert html.index("Shares two") < html.index("Shares one")
    assert "Shares none" not in html
    assert "Not live" not in html


def test_title_is_escaped(client):
    html = read(client, make_article(Status.PUBLISHED, title="<b>Bold</b> & 'quoted'"))
    assert "<b>" not in html
    assert "&lt;b&gt;Bold" in html


def test_a_text_is_parsed_once_for_its_first_page(client, monkeypatch):
    article = make_article(Status.PUBLISHED, body="Words that nobody has read.")
    parsed, real = [], markup.parse
    monkeypatch.setattr(markup, "parse", lambda text: parsed.append(text) or real(text))
    ready._kept.clear()
    read(client, article)
    assert parsed == ["Words that nobody has read."]


def test_article_page_asks_at_most_eight_questions(
    client, django_assert_max_num_queries
):
    tag = make_tag()
    terms = [make_term(Status.PUBLISHED, slug=f"t{n}", tags=[tag]) for n in range(9)]
    make_source()
    body = " ".join(f"[x](term:{term.slug}) [@doe-2020]" for term in terms)
    article = make_article(Status.PUBLISHED, body=body, tags=[tag])
    for _ in range(5):
        make_article(Status.PUBLISHED, tags=[tag])
    with django_assert_max_num_queries(6):
        read(client, article)


def test_list_shows_the_newest_first_in_pages(client, django_assert_max_num_queries):
    for number in range(22):
        make_article(Status.PUBLISHED, title=f"Title {number:02}")
    with django_assert_max_num_queries(3):
        first = client.get("/articles/").content.decode()
    second = client.get("/articles/?page=2").content.decode()
    assert first.index("Title 21") < first.index("Title 20")
    assert "Title 01" not in first
    assert "Title 01" in second
    assert "Page 2 of 2" in second
    assert client.get("/articles/?page=3").status_code == 404


def test_list_does_not_read_bodies(client, django_assert_num_queries):
    make_article(Status.PUBLISHED, title="Listed")
    with django_assert_num_queries(2) as asked:
        client.get("/articles/")
    assert not any('"body"' in query["sql"] for query in asked)


def test_unsaved_text_can_be_previewed():
    text = article_text(title="Not saved", body="A [word](term:nothing) [@nobody].")
    context = article_page(text, timezone.now(), tags=[make_tag()], preview=True)
    html = render_to_string("articles/detail.html", context)
    assert "This is not what readers see now." in html
    assert "Not saved" in html
    assert "Als basics" in html
    assert '<meta name="robots" content="noindex">' in html


def test_withdrawn_article_is_gone_with_reason_and_date(client):
    article = make_article(Status.PUBLISHED, title="Secret title")
    withdraw(article, why="A source was retracted.")
    response = client.get(article.get_absolute_url())
    html = response.content.decode()
    assert response.status_code == 410
    assert "A source was retracted." in html
    assert "<time datetime=" in html
    assert "Secret title" not in html
    assert not response.cookies


@pytest.mark.parametrize("kind", Source.Kind.values)
def test_every_kind_of_source_is_told_in_words(client, kind):
    make_source(kind="trial")
    article = make_article(Status.PUBLISHED, body="One [@doe-2020].")
    Source.objects.update(kind=kind)
    words = str(readings.KINDS.get(kind, "We have not said yet"))
    assert words in read(client, article)


def test_unknown_kind_of_source_breaks_no_page(client):
    make_source(kind="trial")
    article = make_article(Status.PUBLISHED, body="One [@doe-2020].")
    Source.objects.update(kind="nonsense")
    assert "We have not said yet what kind of source" in read(client, article)


def test_label_says_what_it_means_and_leads_to_what_all_mean(client):
    html = read(client, make_article(Status.PUBLISHED, confidence="disputed"))
    assert 'href="/labels/#disputed"' in html
    assert "<p>Studies or experts disagree.</p>" in html


def test_article_says_how_to_report_a_mistake(client):
    html = read(client, make_article(Status.PUBLISHED))
    assert "Report a mistake in this text" in html.partition("<main")[2]


def test_sources_come_last_so_that_nothing_hides_behind_them(client):
    make_source()
    article = make_article(Status.PUBLISHED, body="One [@doe-2020].")
    html = read(client, article)
    assert html.index("Report a mistake") < html.index('<h2 id="sources">')
