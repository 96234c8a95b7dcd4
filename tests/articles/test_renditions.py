"""An article in large print and as plain text: the same words, at any time of its life.

Also the ways to read on its page: how long it takes, its contents, and the way back.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from articles.models import ArticleRevision

from ..cast import bring_to, make_article, make_term, new_draft, publisher, withdraw

pytestmark = pytest.mark.django_db
RENDITIONS = pytest.mark.parametrize("kind", ["large", "plain"])
LONG = "".join(
    f"## Part {n}\n\n{'word ' * 250}\n\n### Within {n}\n\n" for n in range(3)
)
FEBRUARY, MARCH = (datetime(2026, month, 10, 12, tzinfo=UTC) for month in (2, 3))


def address(entry, kind=""):
    page = entry.get_absolute_url()
    return {
        "": page,
        "large": f"{page}large-print/",
        "plain": f"{page.rstrip('/')}.txt",
    }[kind]


def read(client, entry, kind="", query="", status=200):
    response = client.get(address(entry, kind) + query)
    assert response.status_code == status
    assert not response.cookies
    return response.content.decode()


def full_article(**fields):
    """A live article that has everything an article can have."""
    Source.objects.create(
        key="doe-2020",
        title="A study",
        authors="Doe J",
        container="Journal",
        year="2020",
        kind="commercial",
        url="https://x.org/a",
        remark="Paid for by the maker.",
    )
    make_term(Status.PUBLISHED, slug="cell", short_definition="The smallest part.")
    plain = {
        "title": "Breathing & “sleep”",
        "body": "## Nights\n\nA [cell](term:cell) [@doe-2020].\n\n- one\n- *two*",
        "evidence_checked": date(2025, 11, 1),
        "origin_title": "A page",
        "origin_publisher": "A shop",
        "origin_kind": "news page",
        "origin_commercial": True,
    }
    article = make_article(Status.PUBLISHED, slug="nights", **plain | fields)
    # A first text corrects nothing: so it came to be before that was known.
    article.revisions.update(change_kind="correction", change_note="It was 2, not 3.")
    Source.objects.update(state="retracted")
    return article


# What they say.


@RENDITIONS
def test_rendition_says_what_the_page_says(client, kind):
    words = read(client, full_article(), kind)
    for said in (
        "Breathing ",
        "“sleep”",
        "What the article says.",
        "This is demonstration content.",
        "It has not been checked by a clinician.",
        "It was 2, not 3.",
        "Two.",
        "Likely",
        "Most evidence points one way",
        "Reviewed by our editors on",
        "Not yet checked by a clinician",
        "1 November 2025",
        "Example editorial team",
        "The smallest part.",
        "/glossary/cell/",
        "A study",
        "https://x.org/a",
        "published by somebody with something to sell",
        "Retracted:",
        "Paid for by the maker.",
        "A shop",
        "The document comes from somebody with something to sell",
        "Nobody paid for this text.",
        "care team and does not replace it",
        "CC BY 4.0",
        "Report a mistake",
        "/articles/nights/",
    ):
        assert said in words, said


def test_plain_text_is_written_by_hand_as_it_were(client):
    text = read(client, full_article(), "plain")
    assert text.startswith("Breathing & “sleep”\n===================\n\n")
    assert "\nNights\n------\n\nA cell [1].\n\n- one\n- two\n" in text
    assert (
        "\n1. Retracted: the journal has taken this work back. A study. Doe J. " in text
    )
    assert not any(mark in text for mark in ("**", "](", "[@", "##", "<", "&amp;"))
    assert "\n\n\n" not in text
    assert text.endswith("\n")


def test_plain_text_says_what_it_is(client):
    response = client.get(address(full_article(), "plain"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Link"].endswith('/articles/nights/>; rel="canonical"')
    assert "Cookie" not in response.get("Vary", "")


def test_plain_text_of_a_hostile_text_stays_plain_text(client):
    article = make_article(
        Status.PUBLISHED, title="<script>alert(1)</script>", body="<b>x</b> &lt;b&gt;"
    )
    response = client.get(address(article, "plain"))
    assert response["Content-Type"].startswith("text/plain")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "<b>x</b> <b>" in response.content.decode()


def test_large_print_is_for_reading_and_not_for_search_engines(client):
    html = read(client, full_article(), "large")
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' in html
    assert "Back to the usual page" in html
    assert html.count("<h1") == html.count("<main") == 1
    assert '<nav class="nav"' not in html
    assert "<details" not in html.partition('id="words"')[2]


@RENDITIONS
def test_article_leads_to_its_renditions(client, kind):
    article = full_article()
    assert f'href="{address(article, kind)}"' in read(client, article)


@RENDITIONS
def test_rendition_of_a_bare_article_leaves_out_what_is_not_there(client, kind):
    bare = dict.fromkeys(("key_messages", "confidence", "disclosure", "summary"), "")
    article = make_article(Status.PUBLISHED)
    ArticleRevision.objects.update(**bare)
    words = read(client, article, kind)
    for absent in ("Key messages", "How sure", "Sources", "Words used", "Correct"):
        assert absent not in words, absent


# Whose text, and when.


@RENDITIONS
@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_what_was_never_live_has_no_rendition(client, kind, status):
    article = make_article(status, slug="hidden", title="Hidden title")
    never = address(article, kind).replace("hidden", "nobody")
    assert read(client, article, kind, status=404) == client.get(never).content.decode()


@RENDITIONS
def test_rendition_is_of_the_live_text_and_not_of_a_draft(client, kind):
    article = full_article()
    before = read(client, article, kind)
    new_draft(article, title="Another title", body="Another text.")
    assert read(client, article, kind) == before


@RENDITIONS
def test_rendition_of_a_withdrawn_article_is_gone_with_its_reason(client, kind):
    article = full_article()
    withdraw(article, why="The publisher’s “trial” wasn't one.")
    words = read(client, article, kind, status=410)
    assert "The publisher’s “trial” wasn" in words
    assert "Nights" not in words
    if kind == "plain":
        assert "wasn't one." in words
        kind = client.get(address(article, "plain"))["Content-Type"]
        assert kind == "text/plain; charset=utf-8"


@RENDITIONS
def test_former_address_leads_to_the_same_rendition(client, kind):
    article = full_article()
    old = address(article, kind)
    desk.rename(article, by=publisher(), seen=article.seen, slug="sleep")
    for query in ("", "?on=2026-03-01"):
        response = client.get(old + query)
        assert response.status_code == 301
        assert response["Location"] == address(article, kind) + query


@RENDITIONS
def test_rendition_of_a_day_is_of_the_text_of_that_day(client, kind, time_machine):
    time_machine.move_to(FEBRUARY)
    article = make_article(Status.PUBLISHED, body="The first text.")
    time_machine.move_to(MARCH)
    new_draft(article, body="The second text.")
    bring_to(article, Status.PUBLISHED)
    time_machine.move_to(MARCH + timedelta(days=9))
    words = read(client, article, kind, "?on=2026-02-20")
    assert "The first text." in words
    assert "The second text." not in words
    assert "You are reading version 1 of 2." in words
    assert "not a day" in read(client, article, kind, "?on=x", 404)


@RENDITIONS
@pytest.mark.parametrize("slug", ["%00", "a.b", "x" * 5000, "..", "1.txt", "'"])
def test_hostile_address_of_a_rendition_is_a_404(client, kind, slug):
    path = (
        f"/articles/{slug}.txt" if kind == "plain" else f"/articles/{slug}/large-print/"
    )
    assert client.get(path).status_code == 404


@RENDITIONS
def test_rendition_refuses_to_be_written_to(client, kind):
    assert client.post(address(full_article(), kind)).status_code == 405


@RENDITIONS
def test_rendition_asks_at_most_eight_questions(
    client, kind, django_assert_max_num_queries
):
    article = full_article()
    with django_assert_max_num_queries(6):
        read(client, article, kind)


# On the page: how long it takes, what is in it, and the way back.


def test_long_article_lists_its_contents_after_the_key_messages(client):
    html = read(client, make_article(Status.PUBLISHED, body=LONG))
    assert html.index("Key messages") < html.index('id="contents"')
    assert html.index('id="contents"') < html.index('<h2 id="s-part-0">')
    for anchor in ("s-part-0", "s-within-2"):
        assert f'<a href="#{anchor}">' in html
    assert 'aria-labelledby="contents"' in html


def test_each_section_of_a_long_article_leads_back_to_the_contents(client):
    html = read(client, make_article(Status.PUBLISHED, body=f"Before.\n\n{LONG}"))
    assert html.count('href="#contents"') == 3
    before, *parts = html.partition('class="prose"')[2].split('<h2 id="s-part')
    assert "Before." in before
    assert "#contents" not in before
    assert all(part.count('href="#contents"') == 1 for part in parts)


def test_short_article_has_neither_contents_nor_ways_back(client):
    html = read(client, make_article(Status.PUBLISHED))
    assert "contents" not in html.partition("<main")[2].partition("</main")[0]


def test_page_says_how_long_it_takes_to_read(client):
    assert "About 1 minute to read" in read(client, make_article(Status.PUBLISHED))
    long = make_article(Status.PUBLISHED, body=LONG)
    assert "About 4 minutes to read" in read(client, long)
    for kind in ("large", "plain"):
        assert "About 4 minutes to read" in " ".join(read(client, long, kind).split())


def test_large_print_lets_the_reader_choose_its_size_and_colours(client):
    assert 'class="reading-help"' in read(client, full_article(), "large")


@pytest.mark.parametrize("kind", ["", "large"])
def test_where_a_text_comes_from_is_said_in_its_language(client, kind):
    article = make_article(
        Status.PUBLISHED, lang="de", origin_title="Ein Blatt", origin_kind="Merkblatt"
    )
    html = read(client, article, kind)
    for words in ("Ein Blatt", "Merkblatt"):
        assert f'<dd lang="de" dir="ltr">{words}</dd>' in html
    assert "<dd>Not known</dd>" in html


# Overdue.


@pytest.mark.parametrize("kind", ["", "large", "plain"])
def test_text_whose_review_is_late_says_so(client, kind, time_machine):
    article = full_article()
    due = date(2027, 3, 1)
    ArticleRevision.objects.update(review_due=due)
    sentence = "due to be looked at again on 1 March 2027. It may be out of date."
    time_machine.move_to(datetime(2027, 3, 1, 23, 59, tzinfo=UTC))
    words = read(client, article, kind)
    assert "out of date" not in words
    assert "Next review by" in words
    time_machine.move_to(datetime(2027, 3, 2, 0, 1, tzinfo=UTC))
    words = read(client, article, kind)
    assert sentence in words
    assert "This review was due by" in words
    assert "Next review by" not in words


def test_review_is_late_by_the_clock_of_the_site(client, settings, time_machine):
    article = full_article()
    ArticleRevision.objects.update(review_due=date(2027, 3, 1))
    settings.TIME_ZONE = "Pacific/Kiritimati"  # 14 hours before UTC
    time_machine.move_to(datetime(2027, 3, 1, 11, tzinfo=UTC))
    assert "out of date" in read(client, article)


# Languages.


@pytest.mark.parametrize("kind", ["", "large"])
def test_text_in_another_language_says_so_and_our_words_keep_theirs(client, kind):
    article = full_article(body=LONG)
    ArticleRevision.objects.update(lang="ar")
    html = read(client, article, kind)
    assert '<html lang="en-GB">' in html
    assert '<h1 lang="ar" dir="rtl">' in html
    assert '<div class="prose" lang="ar" dir="rtl">' in html
    assert '<a href="#s-part-0" lang="ar" dir="rtl">' in html
    assert 'href="#contents" lang="en-GB" dir="ltr">' in html.replace("\n", "")


def test_lists_say_when_a_title_is_in_another_language(client):
    article = make_article(Status.PUBLISHED, title="Titel")
    ArticleRevision.objects.update(lang="de")
    assert (
        '<p class="name" lang="de" dir="ltr">'
        in client.get("/articles/").content.decode()
    )
    assert 'lang="de"' in client.get("/").content.decode()
    ArticleRevision.objects.update(lang="en-GB")
    html = client.get("/articles/").content.decode()
    assert html.count("lang=") == 1
    assert article.get_absolute_url() in html


def test_nonsense_for_a_language_breaks_no_page(client):
    article = make_article(Status.PUBLISHED)
    for lang in ('"><b>', "", "-", "x" * 10):
        ArticleRevision.objects.update(lang=lang)
        for kind in ("", "large", "plain"):
            assert "<b>" not in read(client, article, kind)
