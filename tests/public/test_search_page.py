"""The search page and its suggestions: what they find, say, count, and never show."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from alsinfo.editorial import desk
from alsinfo.editorial.workflow import Status
from alsinfo.search.models import Miss, Pick, Synonyms

from ..cast import (
    make_article,
    make_tag,
    make_term,
    new_draft,
    publisher,
    schedule,
    withdraw,
)

pytestmark = pytest.mark.django_db


def page(client, query="", status=200, **given):
    response = client.get("/search/", {"q": query, **given})
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def found(client, query, **given):
    """The addresses of the results, in their order."""
    html = page(client, query, **given)
    return re.findall(r'class="name"><a href="([^"]+)"', html)


@pytest.fixture
def library():
    """An article and two terms about the same."""
    care, eating = make_tag("care"), make_tag("eating")
    make_article(Status.PUBLISHED, slug="feeding", title="Feeding tubes", tags=[care])
    make_term(
        Status.PUBLISHED, slug="feeding-tube", initials="PEG", tags=[care, eating]
    )
    make_term(
        Status.PUBLISHED,
        slug="swallowing",
        fuller_definition="A feeding tube helps & <b>more</b>.",
        tags=[eating],
    )


def test_both_kinds_are_in_one_list_names_before_texts(client, library):
    both = ["/glossary/feeding-tube/", "/articles/feeding/", "/glossary/swallowing/"]
    assert found(client, "feeding tube") == both
    html = page(client, "feeding tube")
    assert "3 results for “feeding tube”" in html
    assert html.count('<p class="small">Glossary term</p>') == 2
    assert html.count('<p class="small">Article</p>') == 1


def test_found_words_are_marked_and_texts_stay_texts(client, library):
    html = page(client, "feeding helps")
    assert (
        "<mark>feeding</mark> tube <mark>helps</mark> &amp; &lt;b&gt;" in html.lower()
    )


def test_what_was_typed_is_in_the_box_as_text(client):
    assert 'value="&quot;&gt;&lt;script&gt;"' in page(client, ' "><script>\x00 ')


def test_an_empty_search_shows_the_box_picks_and_topics(client, library):
    Pick.objects.create(key="a", words="eating", kind="term", slug="feeding-tube")
    html = page(client)
    assert 'role="search"' in html
    assert "/topics/care/" in html
    assert ">feeding tube</a>" in html
    assert 'content="noindex"' not in html


def test_results_are_not_for_search_engines(client, library):
    response = client.get("/search/?q=feeding&kind=term&page=1")
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert re.search(
        r'rel="canonical" href="[^"?]+/search/"', response.content.decode()
    )
    assert "Set-Cookie" not in response.headers


# Mended, partial, nothing.


def test_a_misspelt_word_is_mended_said_and_can_be_insisted_on(client, library):
    html = page(client, "fedding tube")
    assert "Did you mean <strong>feeding tube</strong>?" in html
    assert "3 results for “feeding tube”" in html
    assert 'href="?q=fedding+tube&amp;as=typed"' in html
    html = page(client, "fedding tube", **{"as": "typed"})
    assert "Did you mean" not in html
    assert "No page has all of these words." in html


def test_nothing_found_is_told_calmly_with_ways_on(client, library):
    html = page(client, "zzzzqq wwwwkk")
    assert "Nothing found for “zzzzqq wwwwkk”" in html
    assert "<strong>zzzzqq</strong>, <strong>wwwwkk</strong>" in html
    for way in ("/glossary/", "/topics/", "/topics/care/", "/articles/"):
        assert f'href="{way}"' in html


def test_words_beyond_the_sixteenth_are_left_out_and_that_is_said(client, library):
    html = page(client, "feeding tube " + " ".join(f"w{n}" for n in range(500)))
    assert "we looked for its first 16 words" in html
    assert "first 16 words" not in page(client, "feeding tube")


# Filters.


def test_filters_count_what_they_leave(client, library):
    html = page(client, "feeding")
    assert "Articles (1)" in html
    assert "Glossary terms (2)" in html
    assert "Care (2)" in html
    assert "Eating (2)" in html


def test_a_filter_narrows_and_can_be_taken_away(client, library):
    assert found(client, "feeding", kind="article") == ["/articles/feeding/"]
    html = page(client, "feeding", kind="term", topic="care")
    assert found(client, "feeding", kind="term", topic="care") == [
        "/glossary/feeding-tube/"
    ]
    assert html.count('aria-current="true"') == 2
    assert 'href="?q=feeding&amp;topic=care"' in html
    assert 'href="?q=feeding&amp;kind=term"' in html
    assert "Articles (1)" in html


def test_a_merged_topic_is_the_one_it_went_into(client):
    new = make_tag("new")
    make_term(Status.PUBLISHED, slug="saliva", tags=[make_tag("old", merged_into=new)])
    assert "New (1)" in page(client, "saliva")
    assert 'aria-current="true"' in page(client, "saliva", topic="old")


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "banana"},
        {"kind": "\x00"},
        {"topic": "no-such"},
        {"topic": "\x00"},
        {"topic": "x" * 3_000},
        {"topic": "'; DROP TABLE x"},
        {"kind": "TERM", "topic": "é"},
    ],
)
def test_a_filter_that_no_result_has_is_left_out_and_that_is_said(
    client, library, given
):
    html = page(client, "feeding", **given)
    assert "so it was left out" in html
    assert "3 results" in html


def test_a_topic_that_only_hidden_texts_have_is_like_none(client, library):
    make_term(Status.IN_REVIEW, slug="feeding-draft", tags=[make_tag("unseen")])
    html = page(client, "feeding", topic="unseen")
    assert html.replace("unseen", "nothng") == page(client, "feeding", topic="nothng")
    assert "Unseen" not in page(client, "feeding")


def test_a_listed_misspelling_is_said_and_its_words_are_not_missed(client):
    make_term(Status.PUBLISHED, slug="riluzole", misspellings="rilusole")
    html = page(client, "rilusole")
    assert "Did you mean <strong>riluzole</strong>?" in html
    assert "Nothing has the words" not in html
    assert not Miss.objects.exists()


# Pages and odd addresses.


def test_pages_keep_the_question_and_its_filters(client):
    for number in range(45):
        make_term(Status.PUBLISHED, slug=f"care-{number}")
    html = page(client, "care", kind="term", page=2)
    assert 'href="?q=care&amp;kind=term&amp;page=3"' in html
    assert 'href="?q=care&amp;kind=term&amp;page=1"' in html
    assert '<ol class="entries" start="21">' in html
    pages = [found(client, "care", page=n) for n in (1, 2, 3)]
    assert len({address for one in pages for address in one}) == 45


@pytest.mark.parametrize(
    "number", ["-1", "0", "999999999", "abc", "", "%00", "9" * 5000]
)
def test_a_page_that_there_is_not_is_missing(client, library, number):
    response = client.get(f"/search/?q=feeding&page={number}")
    assert response.status_code == 404
    assert b"There is no page here" in response.content


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=%22",
        "q=AND+OR+NOT+NEAR(",
        "q=" + "%F0%9F%98%80" * 300,
        "q=" + "word+" * 500,
        "q=" + "a" * 7_900,
        "q[]=a&q=&q=feeding",
        "q=a;b=c&&&=",
        "as=typed&as=&q=x",
        "page=-1",
    ],
    ids=range(12),
)
@pytest.mark.parametrize("path", ["/search/", "/search/suggest/"])
def test_any_query_is_answered(client, library, path, query):
    assert client.get(f"{path}?{query}").status_code == 200


def test_a_megabyte_is_searched_by_its_beginning(client, library):
    assert "we looked for its first" in page(client, "feeding " * 130_000)


@pytest.mark.parametrize("path", ["/search/", "/search/suggest/"])
def test_nothing_is_posted_to_the_search(path):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"q": "x" * 1_000_000}).status_code == 405


# What editors chose, and what was missing.


def test_a_pick_comes_first_and_says_so(client, library):
    Pick.objects.create(
        key="a", words="eating\nfeeding TUBE?", kind="term", slug="swallowing"
    )
    assert found(client, "feeding tube")[0] == "/glossary/swallowing/"
    assert len(found(client, "feeding tube")) == 3
    assert found(client, "eating") == ["/glossary/swallowing/"]
    assert page(client, "feeding tube").count("Chosen by our editors") == 1
    assert "Chosen by" not in page(client, "feeding")


def test_a_pick_is_found_after_it_was_renamed(client):
    entry = make_term(Status.PUBLISHED, slug="saliva")
    Pick.objects.create(key="a", words="spit", kind="term", slug="saliva")
    desk.rename(entry, by=publisher(), seen=entry.seen, slug="saliva-now")
    assert found(client, "spit") == ["/glossary/saliva-now/"]


def test_a_pick_that_is_not_live_is_not_shown(client):
    make_term(Status.IN_REVIEW, slug="draft")
    withdraw(make_term(Status.PUBLISHED, slug="gone"))
    for slug, key in [("draft", "a"), ("gone", "b"), ("never", "c")]:
        Pick.objects.create(key=key, words="spit", kind="term", slug=slug)
    html = page(client, "spit") + page(client)
    assert "Chosen by our editors" not in html
    assert "/glossary/draft/" not in html


def test_a_retired_pick_is_not_shown(client, library):
    Pick.objects.create(
        key="a", words="spit", kind="term", slug="swallowing", retired=True
    )
    assert found(client, "spit") == []


def test_synonyms_that_were_looked_for_are_said(client, library):
    Synonyms.objects.create(
        key="a", words="swallowing\ngulping\nhow to gulp it all down"
    )
    html = page(client, "gulping")
    assert "words that mean the same: swallowing." in html


def test_a_search_without_a_result_is_counted_with_its_day(client, library):
    for query in ("Zzzz QQ", "zzzz qq", "feeding", "", "fedding"):
        page(client, query)
    client.head("/search/?q=zzzz+qq")
    assert not Miss.objects.filter(words="feeding").exists()
    miss = Miss.objects.get(words="zzzz qq")
    assert miss.count == 2
    assert miss.last_day == timezone.localdate()


def test_a_word_that_was_taken_for_another_is_counted_as_it_was_typed(client, library):
    assert "Did you mean" in page(client, "fedding tube")
    assert Miss.objects.get().words == "fedding tube"


# Nothing hidden.


def test_no_surface_knows_what_is_not_live(client):
    for status in Status:
        if status != Status.PUBLISHED:
            slug = f"unseen-{status}".replace("_", "-")
            make_term(status, slug=slug, aliases="Zebra")
    schedule(make_term(Status.APPROVED, slug="unseen-soon"))
    withdraw(make_term(Status.PUBLISHED, slug="unseen-gone"))
    changed = make_term(Status.PUBLISHED, slug="seen", aliases="Heron")
    new_draft(changed, name="unseen name")
    for query in ("unseen", "unse", "unsen", "zebra", "seen"):
        assert "unseen-" not in page(client, query)
        assert (
            "unseen" not in client.get(f"/search/suggest/?q={query}").content.decode()
        )


# Suggestions.


def test_suggestions_are_names_kinds_and_addresses(client, library):
    response = client.get("/search/suggest/?q=feed")
    term, article = response.json()["suggestions"]
    assert term == {
        "name": "feeding tube",
        "kind": "Glossary term",
        "url": "/glossary/feeding-tube/",
    }
    assert article["url"] == "/articles/feeding/"
    assert response["Cache-Control"] == "private, max-age=60"
    assert response["X-Robots-Tag"] == "noindex"


def test_suggesting_counts_nothing(client, library):
    assert client.get("/search/suggest/?q=zzzz").json() == {"suggestions": []}
    assert not Miss.objects.exists()


# Everywhere.


@pytest.mark.parametrize(
    "path", ["/", "/articles/", "/nothing/", "/about/", "/search/"]
)
def test_every_page_has_one_search_box(client, path):
    html = client.get(path).content.decode()
    assert html.count('role="search"') == html.count('id="search-box"') == 1
    assert 'action="/search/"' in html


@pytest.mark.parametrize("size", [3, 30])
def test_a_page_of_results_asks_a_fixed_number_of_questions(
    client, size, django_assert_max_num_queries
):
    tags = [make_tag(f"tag-{n}") for n in range(4)]
    for number in range(size):
        make_term(Status.PUBLISHED, slug=f"care-{number}", tags=tags)
        make_article(Status.PUBLISHED, title=f"Care {number}", tags=tags)
    Pick.objects.create(key="a", words="care", kind="term", slug="care-1")
    with django_assert_max_num_queries(18):
        page(client, "care")
    with django_assert_max_num_queries(19):
        page(client, "care", kind="term", topic="tag-1")
    with django_assert_max_num_queries(6):
        client.get("/search/suggest/?q=care")
    with django_assert_max_num_queries(5):
        page(client)
