"""Linked data: valid on every live page, as the page says it, ending no script."""

import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.core.management import call_command

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from alsinfo.text.markup import data_block
from articles.models import Article, ArticleRevision
from glossary.models import Term, TermRevision
from tests import cast, schema_org
from tests.hostile.payloads import PAYLOADS

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# What is said in words, and therefore stands on the page.
SAID = {"name", "headline", "description", "text", "alternateName", "keywords"}
SITE = "http://127.0.0.1:8000"
# The site's own names for itself and for what it is about.
OURS = {"alsinfo", "ALS glossary", "Amyotrophic lateral sclerosis", "ALS", "Home"}


def html_of(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def blocks(client, path):
    return [json.loads(block) for block in BLOCK.findall(html_of(client, path))]


def told(client, path):
    [found] = blocks(client, path)
    return found


def by_type(client, entry):
    graph = told(client, entry.get_absolute_url())["@graph"]
    return {node["@type"]: node for node in graph}


def words_of(html):
    shown = re.sub("<script.*?</script>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]+>", " ", shown)).split())


def said(value):
    """Every sentence, name and word that linked data states."""
    if isinstance(value, list):
        return [word for part in value for word in said(part)]
    if not isinstance(value, dict):
        return []
    found = []
    for name, part in value.items():
        texts = part if isinstance(part, list) else [part]
        words = [text for text in texts if isinstance(text, str)]
        found += words if name in SAID else []
        found += said(part)
    return found


# The content, whole.


def test_linked_data_of_every_live_page_is_valid_and_says_what_the_page_says(client):
    call_command("load_content", verbosity=0)
    entries = [*Article.objects.all(), *Term.objects.all()]
    assert len(entries) > 100
    addresses = {entry.get_absolute_url() for entry in entries} | {"/"}
    named = set()
    for address in addresses:
        html = html_of(client, address)
        [document] = map(json.loads, BLOCK.findall(html))
        assert schema_org.faults(document) == [], address
        found = {" ".join(words.split()) for words in said(document)}
        page = words_of(html)
        assert {words for words in found - OURS if words not in page} == set(), address
        named |= {node["@id"] for node in schema_org.nodes(document)}
    pages = {name.partition("#")[0].removeprefix(SITE) for name in named}
    assert pages - addresses == {"/glossary/"}
    document = json.loads(client.get("/glossary.json").content)
    assert schema_org.faults(document) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "MedicalWebPages"},
        {"@type": "Article", "headLine": "A"},
        {"@type": "DefinedTerm", "headline": "A"},
        {"@type": "Article", "headline": {"@type": "Person"}},
        {"@type": "MedicalWebPage", "lastReviewed": "yesterday"},
        {"@type": "MedicalWebPage", "lastReviewed": True},
        {"@type": "Article", "author": {"name": "A"}},
        {"@type": "Article", "citation": [{"@type": "ScholarlyArticle", "term": "x"}]},
    ],
)
def test_the_checker_hears_what_is_wrong(wrong):
    right = {"@type": "Article", "headline": "A", "about": {"@id": f"{SITE}/#als"}}
    document = {"@context": "https://schema.org", "@graph": [right]}
    assert schema_org.faults(document) == []
    whole = {"name": "A"} | wrong
    assert schema_org.faults(document | {"@graph": [right, whole]})
    assert schema_org.faults({"@graph": []})


# What stands in it.


def test_an_article_is_told_as_its_page_tells_it(client, settings):
    Source.objects.create(
        key="doe-2020", title="A study", year="2020", kind="trial", doi="10.1234/a"
    )
    cast.make_term(Status.PUBLISHED, slug="cell")
    tag = cast.make_tag(name="Care")
    article = cast.make_article(
        Status.PUBLISHED, slug="a", body="A [cell](term:cell) [@doe-2020].", tags=[tag]
    )
    text = article.revisions.get()
    found = by_type(client, article)
    page, told_article = found["MedicalWebPage"], found["Article"]
    assert page["lastReviewed"] == text.reviewed_on.isoformat()
    assert page["reviewedBy"]["name"] == "alsinfo"
    assert page["mainEntity"]["@id"] == told_article["@id"]
    crumbs = page["breadcrumb"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["Home", "Articles", "An article"]
    assert "item" not in crumbs[-1]
    assert told_article["url"] == f"{settings.SITE_URL}/articles/a/"
    assert told_article["author"] == [
        {"@type": "Organization", "name": "Example editorial team"}
    ]
    assert told_article["mentions"] == [{"@id": f"{SITE}/glossary/cell/#term"}]
    assert told_article["keywords"] == ["Care"]
    [citation] = told_article["citation"]
    assert citation == {
        "@type": "ScholarlyArticle",
        "name": "A study",
        "datePublished": "2020",
        "sameAs": "https://doi.org/10.1234/a",
    }


def test_a_term_is_the_same_node_on_its_page_and_in_the_glossary(client):
    term = cast.make_term(Status.PUBLISHED, initials="C", aliases="unit")
    [listed] = json.loads(client.get("/glossary.json").content)["hasDefinedTerm"]
    page = listed.pop("mainEntityOfPage")
    found = by_type(client, term)
    assert found["DefinedTerm"] == listed
    assert page.items() <= found["MedicalWebPage"].items()


def test_a_correction_and_its_note_are_told(client, time_machine):
    time_machine.move_to(datetime(2026, 2, 1, 9, tzinfo=UTC), tick=False)
    article = cast.make_article(Status.PUBLISHED)
    time_machine.move_to(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False)
    cast.new_draft(article, change_kind="correction", change_note="It was 2, not 3.")
    cast.bring_to(article, Status.PUBLISHED)
    time_machine.move_to(datetime(2026, 3, 2, tzinfo=UTC))
    found = by_type(client, article)["Article"]
    assert [node["text"] for node in found["correction"]] == ["It was 2, not 3."]
    assert found["datePublished"] == "2026-02-01T09:00:00+00:00"
    assert found["dateModified"] == "2026-03-01T09:00:00+00:00"


def test_a_retracted_source_is_said_to_be_so(client):
    Source.objects.create(key="a", title="A", kind="news", year="?", url="x:y")
    article = cast.make_article(Status.PUBLISHED, body="A [@a].")
    Source.objects.update(state="retracted")
    [citation] = by_type(client, article)["Article"]["citation"]
    assert citation == {
        "@type": "NewsArticle",
        "name": "A",
        "creativeWorkStatus": "retracted",
    }


def test_the_home_page_names_the_site_its_publisher_and_its_search(client, settings):
    nodes = {node["@type"]: node for node in told(client, "/")["@graph"]}
    assert nodes["Organization"]["url"] == f"{settings.SITE_URL}/"
    target = nodes["WebSite"]["potentialAction"]["target"]
    address = f"{settings.SITE_URL}/search/?q={{search_term_string}}"
    assert target["urlTemplate"] == address
    assert client.get("/search/?q=als").status_code == 200


# Where it stands not.


def test_a_past_text_and_its_history_carry_none(client):
    article = cast.make_article(Status.PUBLISHED)
    address = article.get_absolute_url()
    cast.new_draft(article)
    cast.bring_to(article, Status.PUBLISHED)
    for page in ("history/", "history/1/", "history/2/changes/", "large-print/"):
        assert blocks(client, address + page) == [], page
    assert (
        blocks(client, f"{address}?on={article.revisions.first().live_from:%F}") == []
    )


@pytest.mark.parametrize("make", [cast.make_article, cast.make_term])
def test_a_preview_carries_none(client, make):
    entry = make(Status.PUBLISHED)
    client.force_login(cast.administrator())
    where = f"/admin/{entry._meta.app_label}/{entry._meta.model_name}/{entry.pk}"
    assert BLOCK.findall(html_of(client, f"{where}/preview/")) == []


def test_what_is_gone_or_missing_carries_none(client):
    article = cast.make_article(Status.PUBLISHED)
    cast.withdraw(article)
    assert BLOCK.findall(html_of(client, article.get_absolute_url(), 410)) == []
    assert BLOCK.findall(html_of(client, "/articles/nobody/", 404)) == []


# Hostile words.


def test_no_words_end_the_script_element():
    for payload in PAYLOADS:
        block = str(data_block({"name": payload}))
        [inside] = BLOCK.findall(block)
        assert not set(inside) & set("<>&\u2028\u2029")
        assert json.loads(inside) == {"name": payload}


@pytest.mark.parametrize(
    ("make", "model", "field"),
    [
        (cast.make_article, ArticleRevision, "title"),
        (cast.make_term, TermRevision, "name"),
    ],
)
def test_a_hostile_title_stays_a_title(client, make, model, field):
    entry = make(Status.PUBLISHED)
    for title in ("</script><script>alert(1)</script>", "\u2028<!--<script>", "&lt;"):
        model.objects.update(**{field: title})
        html = html_of(client, entry.get_absolute_url())
        assert html.count("<script") == 2
        assert by_type(client, entry)["MedicalWebPage"]["name"] == title


def test_linked_data_costs_an_article_one_question_and_a_term_none(
    client, django_assert_max_num_queries
):
    for entry in (
        cast.make_article(Status.PUBLISHED),
        cast.make_term(Status.PUBLISHED),
    ):
        with django_assert_max_num_queries(8):
            client.get(entry.get_absolute_url())


def test_a_renamed_article_is_told_by_its_present_address_alone(client):
    article = cast.make_article(Status.PUBLISHED, slug="old")
    desk.rename(article, by=cast.publisher(), seen=article.seen, slug="new")
    assert "old" not in json.dumps(told(client, "/articles/new/"))
