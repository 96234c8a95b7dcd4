"""Articles and terms as data: what the page says, and where the address leads."""

import json
import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from alsinfo.public.feeds import NEWEST
from articles.models import Article, ArticleRevision
from articles.paging import ON_A_PAGE
from glossary.models import Term, TermRevision
from tests import cast
from tests.hostile.payloads import OLD, packed

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("make", [cast.make_article, cast.make_term])
HOSTILE = ["%00", "a%20b", "x" * 500, "..%2f..", "'", "%F0%9F%92%8A", "a.b", "-1"]


def address(entry):
    return entry.get_absolute_url().rstrip("/") + ".json"


def read(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    return json.loads(response.content)


def words_of(html):
    shown = re.sub("<(script|template).*?</\\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]+>", " ", shown)).split())


def said(value):
    """Every text in it but addresses, keys and dates."""
    if isinstance(value, dict):
        skipped = {"html", "text", "notices", "licence", "renditions", "kind", "key"}
        parts = [part for name, part in value.items() if name not in skipped]
        return [word for part in parts for word in said(part)]
    if isinstance(value, list):
        return [word for part in value for word in said(part)]
    is_word = isinstance(value, str) and re.search("[^-0-9:T+]", value)
    return [value] if is_word and not value.startswith("http") else []


# What it says.


def test_data_of_the_content_says_what_the_pages_say(client):
    call_command("load_content", verbosity=0)
    for entry in [*Article.objects.all(), *Term.objects.all()[:20]]:
        page = words_of(client.get(entry.get_absolute_url()).content.decode())
        told = read(client, address(entry))
        hidden = {told["language"], told["slug"], *machine_words(told)}
        absent = {w for w in said(told) if " ".join(w.split()) not in page}
        assert absent <= hidden, entry
        assert told["notices"][1] in page
        parts = [told, told.get("fuller_definition", {})]
        html = "".join(part.get("html", "") for part in parts)
        for paragraph in re.findall("<p>(.*?)</p>", html, re.DOTALL):
            assert words_of(paragraph) in page, entry
        numbers = [source["number"] for source in told["sources"]]
        assert numbers == [*range(1, len(numbers) + 1)]
        assert all(source["kind"] for source in told["sources"])


def machine_words(told):
    """DOIs stand on a page within addresses only, states as sentences."""
    dois = {source["doi"] for source in told["sources"]}
    return dois | {source["state"] for source in told["sources"]}


def test_an_article_is_told_whole(client, settings):
    Source.objects.create(
        key="doe-2020",
        title="A study",
        authors="Doe J",
        year="2020",
        kind="trial",
        doi="10.1234/a",
        remark="Small.",
        note="Not for readers.",
    )
    cast.make_term(Status.PUBLISHED, slug="cell")
    made = cast.make_article(
        Status.PUBLISHED,
        slug="nights",
        tags=[cast.make_tag("care")],
        body="## H\n\nA [cell](term:cell) [@doe-2020].",
        evidence_checked=date(2026, 11, 1),
    )
    text = made.revisions.get()
    response = client.get(address(made))
    told = read(client, address(made))
    site = settings.SITE_URL
    assert told["url"] == f"{site}/articles/nights/"
    assert told["text"] == "H\n-\n\nA cell [1]."
    assert f'href="{site}/glossary/cell/"' in told["html"]
    assert f'href="{site}/articles/nights/#source-doe-2020"' in told["html"]
    assert told["reviewed_on"] == text.reviewed_on.isoformat()
    assert told["next_review"] == text.review_due.isoformat()
    assert told["evidence_checked"] == "2026-11-01"
    assert told["checked_by_clinician"] is False
    assert told["confidence"]["key"] == "likely"
    assert told["licence"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    [source] = told["sources"]
    assert source["doi"] == "10.1234/a"
    assert source["url"] == "https://doi.org/10.1234/a"
    assert "tested in people" in source["kind_in_words"]
    assert "Not for readers" not in response.content.decode()
    for form in told["renditions"].values():
        assert client.get(form.removeprefix(site)).status_code == 200


def test_a_term_is_told_whole_but_for_its_misspellings(client):
    other = cast.make_term(Status.PUBLISHED, slug="other")
    term = cast.make_entry(
        Term(slug="cell"),
        cast.term_text(name="Cell", aliases="unit", misspellings="sell"),
        Status.DRAFT,
    )
    desk.save_draft(
        term,
        cast.term_text(name="Cell", aliases="unit", misspellings="sell", initials="C"),
        by=cast.writer(),
        seen=term.seen,
        related=[other],
    )
    cast.bring_to(term, Status.PUBLISHED)
    told = read(client, "/glossary/cell.json")
    assert (told["name"], told["initials"], told["other_names"]) == (
        "Cell",
        "C",
        ["unit"],
    )
    assert told["fuller_definition"]["text"] == "What the term means, at length."
    assert told["professional_definition"] == {"html": "", "text": ""}
    assert [related["name"] for related in told["related_terms"]] == ["other"]
    assert "sell" not in json.dumps(told)


@BOTH
def test_page_leads_to_its_data(client, make):
    entry = make(Status.PUBLISHED)
    html = client.get(entry.get_absolute_url()).content.decode()
    assert f'href="{address(entry)}"' in html


@BOTH
def test_a_correction_is_told(client, make, time_machine):
    time_machine.move_to(datetime(2026, 2, 1, tzinfo=UTC))
    entry = make(Status.PUBLISHED)
    cast.new_draft(entry, change_kind="correction", change_note="It was 2.")
    cast.bring_to(entry, Status.PUBLISHED)
    [correction] = read(client, address(entry))["corrections"]
    assert correction["note"] == "It was 2."
    assert correction["on"].startswith("2026-02-01T")
    time_machine.move_to(datetime(2026, 6, 1, tzinfo=UTC))
    assert read(client, address(entry))["corrections"] == []


# The list.


def test_list_is_in_pages_that_lead_to_each_other(client, settings):
    for _ in range(ON_A_PAGE + 1):
        cast.make_article(Status.PUBLISHED)
    first = read(client, "/articles.json")
    assert (first["count"], first["page"], first["pages"]) == (ON_A_PAGE + 1, 1, 2)
    assert first["previous"] is None
    second = read(client, first["next"].removeprefix(settings.SITE_URL))
    assert second["next"] is None
    assert second["previous"] == f"{settings.SITE_URL}/articles.json?page=1"
    urls = [line["json"] for line in first["articles"] + second["articles"]]
    assert len(set(urls)) == ON_A_PAGE + 1
    told = read(client, urls[0].removeprefix(settings.SITE_URL))
    line = first["articles"][0]
    shared = line.keys() - {"confidence"}
    assert {name: told[name] for name in shared} == {n: line[n] for n in shared}


def test_list_of_nothing_is_a_list(client):
    assert read(client, "/articles.json")["articles"] == []


@pytest.mark.parametrize(
    "page", ["-1", "0", "1e9", "1000000000", "abc", "%00", "", "9" * 5000, "1.5", "'"]
)
def test_a_page_that_is_not_there_is_a_404_with_a_sentence(client, page):
    cast.make_article(Status.PUBLISHED)
    told = read(client, f"/articles.json?page={page}", 404)
    assert told == {"error": "There is nothing at this address."}


# Where an address leads.


@BOTH
@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_what_was_never_live_is_like_what_never_was(client, make, status):
    entry = make(status, slug="hidden")
    never = address(entry).replace("hidden", "nobody")
    assert read(client, address(entry), 404) == read(client, never, 404)


@BOTH
def test_a_draft_beside_the_live_text_is_not_told(client, make):
    entry = make(Status.PUBLISHED)
    before = read(client, address(entry))
    cast.new_draft(entry)
    assert read(client, address(entry)) == before


@BOTH
def test_what_was_withdrawn_is_gone_with_reason_and_day(client, make):
    entry = make(Status.PUBLISHED)
    cast.withdraw(entry, why="It was “wrong”.")
    told = read(client, address(entry), 410)
    ended = entry.revisions.get().live_until
    assert told == {
        "error": "This page was taken off the site.",
        "shown_until": ended.isoformat(timespec="seconds"),
        "reason": "It was “wrong”.",
    }


@BOTH
def test_former_address_leads_to_the_data_of_the_present_one(client, make):
    entry = make(Status.PUBLISHED, slug="old")
    old = address(entry)
    desk.rename(entry, by=cast.publisher(), seen=entry.seen, slug="new")
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"] == address(entry)
    assert response["Access-Control-Allow-Origin"] == "*"


def test_another_name_of_a_term_leads_to_its_data(client):
    cast.make_term(Status.PUBLISHED, slug="cell", aliases="unit", initials="C")
    response = client.get("/glossary/unit.json")
    assert (response.status_code, response["Location"]) == (301, "/glossary/cell.json")
    cast.make_term(Status.PUBLISHED, slug="carbon", initials="C")
    told = read(client, "/glossary/c.json")
    assert [term["name"] for term in told["terms"]] == ["carbon", "cell"]


@pytest.mark.parametrize("room", ["articles", "glossary"])
@pytest.mark.parametrize("slug", HOSTILE)
def test_hostile_address_is_a_404(client, room, slug):
    assert client.get(f"/{room}/{slug}.json").status_code == 404


# Asked oddly, and again.


@pytest.mark.parametrize(
    "path", ["/articles.json", "/glossary.json", "/articles/a.json"]
)
def test_data_can_only_be_read_and_is_not_sent_twice(client, path):
    cast.make_article(Status.PUBLISHED, slug="a")
    client.handler.enforce_csrf_checks = True
    for method in ("post", "put", "delete", "options"):
        response = getattr(client, method)(path)
        assert response.status_code == 405
        assert "can be read, and nothing else" in response.content.decode()
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert client.head(path)["ETag"] == first["ETag"]
    for odd in ('"', "W/", "x" * 7000, '"a"'):
        assert client.get(path, headers={"If-None-Match": odd}).status_code == 200


@pytest.mark.parametrize("query", ["?on=2026-03-01", "?on=%00", "?callback=alert(1)"])
def test_parameters_change_nothing(client, query):
    path = address(cast.make_article(Status.PUBLISHED))
    assert client.get(path + query).content == client.get(path).content


@BOTH
def test_hostile_texts_stay_data(client, make):
    entry = make(Status.PUBLISHED)
    room = 200_000 if connection.vendor == "sqlite" else 190
    for text in packed(OLD, room)[:30]:
        ArticleRevision.objects.update(title=text[:room], body=text)
        TermRevision.objects.update(name=text[:120], fuller_definition=text)
        body = client.get(address(entry)).content.decode()
        assert not set(body) & set("<>&\u2028")
        told = read(client, address(entry))
        assert text.startswith(told.get("title") or told["name"])
        assert "<script" not in told.get("html", "")


@BOTH
def test_data_asks_as_much_as_the_page(client, make, django_assert_max_num_queries):
    entry = make(Status.PUBLISHED, tags=[cast.make_tag()])
    with django_assert_max_num_queries(9):
        client.get(address(entry))


def test_list_asks_two_questions(client, django_assert_num_queries):
    for _ in range(NEWEST):
        cast.make_article(Status.PUBLISHED)
    with django_assert_num_queries(2):
        client.get("/articles.json")
