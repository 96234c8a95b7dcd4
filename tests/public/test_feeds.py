"""Feeds: full texts of what is live, well formed whatever is in them, asked cheaply."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from alsinfo.public import topics
from alsinfo.public.atom import Atom
from alsinfo.text.elsewhere import for_xml, with_whole_addresses
from articles.models import ArticleRevision
from glossary.models import TermRevision
from tests import cast
from tests.hostile.payloads import OLD, PAYLOADS, packed
from tests.hostile.reading import Page, leads_away
from tests.xml_answers import root_of

pytestmark = pytest.mark.django_db
SPACE = "{http://www.w3.org/2005/Atom}"
FEBRUARY, MARCH = (datetime(2026, month, 1, 9, tzinfo=UTC) for month in (2, 3))
FEEDS = pytest.mark.parametrize(
    "path", ["/feed.atom", "/topics/care.atom", "/updates.atom"]
)
ODD = ['"', "W/", '"a", "b"', "'", "x" * 7000, '"\xe9"', ",,,", 'W/"x"', "<b>"]


def entries(client, path="/feed.atom"):
    """The entries, each as a dict of what it says."""
    response = client.get(path)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    return [told(entry) for entry in root_of(response).findall(f"{SPACE}entry")]


def told(entry):
    words = {child.tag.removeprefix(SPACE): child.text or "" for child in entry}
    return words | {
        "author": entry.findtext(f"{SPACE}author/{SPACE}name"),
        "link": entry.find(f"{SPACE}link[@rel='alternate']").get("href"),
        "categories": [c.get("term") for c in entry.findall(f"{SPACE}category")],
    }


def article(**fields):
    """A live article of a topic."""
    tag = cast.make_tag("care")
    return cast.make_article(Status.PUBLISHED, tags=[tag], **fields)


def words_of(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


# What they say.


def test_feed_says_all_that_the_page_says(client, settings):
    Source.objects.create(
        key="doe-2020", title="A study", authors="Doe J", kind="trial", doi="10.1234/a"
    )
    cast.make_term(Status.PUBLISHED, slug="cell")
    made = article(
        slug="nights", title="A & <b>", body="## H\n\nA [cell](term:cell) [@doe-2020]."
    )
    [entry] = entries(client)
    address = f"{settings.SITE_URL}/articles/nights/"
    assert entry["title"] == "A & <b>"
    assert entry["link"] == address
    assert entry["author"] == "Example editorial team"
    assert entry["summary"] == "What the article says."
    assert entry["categories"] == ["Care"]
    assert "share and adapt" in entry["rights"]
    html = entry["content"]
    for said in (
        "This is demonstration content.",
        "Two.",
        "Likely",
        "Reviewed by our editors on",
        "Not yet checked by a clinician",
        "Nobody paid for this text.",
        "A study",
        "Doe J.",
        "care team and does not replace it",
        "CC BY 4.0",
    ):
        assert said in words_of(html), said
    assert f'href="{settings.SITE_URL}/glossary/cell/"' in html
    assert f'href="{address}#source-doe-2020"' in html
    assert not re.findall(r'(?:href|src)="(?!https?:)', html)
    assert made.revisions.get().live_from.isoformat() == entry["updated"]


def test_feed_names_itself_its_page_and_its_licence(client, settings):
    article()
    root = root_of(client.get("/feed.atom"))
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{SPACE}link")}
    assert links == {
        "self": f"{settings.SITE_URL}/feed.atom",
        "alternate": f"{settings.SITE_URL}/articles/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert root.findtext(f"{SPACE}id") == f"{settings.SITE_URL}/feed.atom"


def test_topic_feed_has_articles_and_terms_of_the_topic_alone(client):
    tag = cast.make_tag("care")
    cast.make_term(Status.PUBLISHED, name="Wheelchair", tags=[tag], slug="w")
    article(title="Nights")
    cast.make_article(Status.PUBLISHED, title="Another")
    found = {entry["title"]: entry for entry in entries(client, "/topics/care.atom")}
    assert set(found) == {"Wheelchair", "Nights"}
    assert "What the term means, at length." in found["Wheelchair"]["content"]


def test_pages_lead_to_their_feeds(client):
    article()
    for page, path in (
        ("/", "/feed.atom"),
        ("/topics/care/", "/topics/care.atom"),
        ("/updates/", "/updates.atom"),
    ):
        html = client.get(page).content.decode()
        tags = re.findall('<link rel="alternate"[^>]*application/atom[^>]*>', html)
        assert any(f'href="{path}"' in tag for tag in tags), page


def test_a_correction_is_an_update_of_the_same_entry(client, time_machine):
    time_machine.move_to(FEBRUARY, tick=False)
    made = article(title="Before")
    time_machine.move_to(FEBRUARY + timedelta(days=1))
    [first] = entries(client)
    time_machine.move_to(MARCH, tick=False)
    note = "It was 2, not 3."
    cast.new_draft(made, title="After", change_kind="correction", change_note=note)
    cast.bring_to(made, Status.PUBLISHED)
    time_machine.move_to(MARCH + timedelta(days=1))
    [second] = entries(client)
    assert second["id"] == first["id"]
    assert second["published"] == first["published"]
    assert (first["updated"][:10], second["updated"][:10]) == (
        "2026-02-01",
        "2026-03-01",
    )
    assert note in second["content"]
    assert "After" in second["title"]


def test_an_entry_keeps_its_name_when_it_is_renamed(client):
    made = article(slug="old")
    [first] = entries(client)
    for slug in ("newer", "newest"):
        desk.rename(made, by=cast.publisher(), seen=made.seen, slug=slug)
    [second] = entries(client)
    assert second["id"] == first["id"]
    assert second["link"].endswith("/articles/newest/")
    assert first["id"].startswith("tag:127.0.0.1,")


def test_what_changed_is_told_without_the_name_of_what_is_gone(client):
    cast.withdraw(article(title="Secret name"), why="It was wrong.")
    article(title="Nights")
    found = entries(client, "/updates.atom")
    assert [e["title"] for e in found] == [
        "New: Nights",
        "Taken off the site: An article",
    ]
    assert found[1]["summary"] == "It was wrong."
    assert len({entry["id"] for entry in found}) == 2


def test_changes_at_the_same_instant_have_names_of_their_own(client):
    for _ in range(3):
        article()
    at = datetime(2026, 11, 1, 9, tzinfo=UTC)
    ArticleRevision.objects.update(live_from=at)
    found = entries(client, "/updates.atom")
    assert len({entry["id"] for entry in found}) == 3
    assert found == entries(client, "/updates.atom")


# Whose texts.


@FEEDS
@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_what_is_not_live_is_in_no_feed(client, path, status):
    article()
    before = client.get(path).content
    tag = cast.make_tag("care")
    cast.make_article(status, tags=[tag])
    cast.make_term(status, tags=[tag])
    cast.schedule(cast.make_article(Status.APPROVED, tags=[tag]))
    assert client.get(path).content == before


def test_a_draft_beside_a_live_text_changes_no_feed(client):
    made = article()
    before = [client.get(path).content for path in ("/feed.atom", "/updates.atom")]
    cast.new_draft(made, title="Later")
    after = [client.get(path).content for path in ("/feed.atom", "/updates.atom")]
    assert after == before


def test_an_entry_that_is_kept_follows_what_it_is_made_of(client, settings):
    """What a template made is kept; whatever it is made of may change meanwhile."""
    source = Source.objects.create(key="doe-2020", title="A study", kind="trial")
    term = cast.make_term(Status.PUBLISHED, slug="cell")
    article(body="A [cell](term:cell) [@doe-2020].")

    def content():
        [entry] = entries(client)
        assert entries(client) == [entry]
        return entry["content"]

    assert "/glossary/cell/" in content()
    cast.withdraw(term)
    assert "/glossary/cell/" not in content()
    source.state = Source.State.RETRACTED
    desk.save_record(source, by=cast.publisher(), why="It was.")
    assert "retracted" in content().lower()
    settings.SITE_URL = "https://other.example"
    assert "https://other.example/articles/" in content()


def test_a_topic_of_many_texts_has_the_same_feed(client, monkeypatch):
    for number in range(4):
        article(slug=f"a-{number}")
        cast.make_article(Status.PUBLISHED)
        tags = [cast.make_tag("care")]
        cast.make_term(Status.PUBLISHED, slug=f"t-{number}", tags=tags)
    few = entries(client, "/topics/care.atom")
    assert len(few) == 8
    for most in (1, 4, 5):
        monkeypatch.setattr(topics, "MANY", most)
        assert entries(client, "/topics/care.atom") == few


def test_a_withdrawn_article_leaves_the_feed(client):
    made = article()
    cast.withdraw(made)
    assert entries(client) == []


@pytest.mark.parametrize("slug", ["nobody", "hidden", "%00", "x" * 500, "a.b", "'"])
def test_a_topic_without_live_texts_has_no_feed(client, slug):
    cast.make_article(Status.IN_REVIEW, tags=[cast.make_tag("hidden")])
    assert client.get(f"/topics/{slug}.atom").status_code == 404


def test_a_merged_topic_leads_to_the_feed_of_the_other(client):
    new = cast.make_tag("new")
    cast.make_article(Status.PUBLISHED, tags=[cast.make_tag("old", merged_into=new)])
    response = client.get("/topics/old.atom")
    assert (response.status_code, response["Location"]) == (301, "/topics/new.atom")


@pytest.mark.parametrize("path", ["/feed.atom", "/updates.atom"])
def test_an_empty_feed_is_a_feed_and_always_the_same(client, path, time_machine):
    time_machine.move_to(FEBRUARY)
    before = client.get(path)
    assert entries(client, path) == []
    time_machine.move_to(MARCH)
    assert client.get(path).content == before.content
    headers = {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
    assert client.get(path, headers=headers).status_code == 200


def test_feed_has_the_newest_twenty(client):
    for number in range(22):
        article(title=f"Number {number}")
    titles = [entry["title"] for entry in entries(client)]
    assert titles == [f"Number {number}" for number in range(21, 1, -1)]


# Asked again, and oddly.


@FEEDS
def test_feed_is_not_sent_again_to_who_has_it(client, path):
    article()
    first = client.get(path)
    for headers in (
        {"If-None-Match": first["ETag"]},
        {"If-None-Match": f'"other", W/{first["ETag"]}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again["ETag"] == first["ETag"]
        assert client.head(path, headers=headers).status_code == 304


@FEEDS
def test_a_validator_that_says_nothing_is_ignored(client, path):
    article()
    modified = client.get(path)["Last-Modified"]
    for odd in ODD:
        for headers in (
            {"If-None-Match": odd},
            {"If-None-Match": odd, "If-Modified-Since": modified},
            {"If-Modified-Since": odd},
            {"If-Match": odd},
            {"If-Unmodified-Since": odd},
            {"If-Range": odd, "Range": "bytes=0-1"},
        ):
            response = client.get(path, headers=headers)
            assert response.status_code == 200, headers
            assert root_of(response) is not None


@FEEDS
def test_every_change_of_the_timeline_is_sent(client, path, time_machine):
    time_machine.move_to(FEBRUARY)
    article()
    gone = article()
    seen = client.get(path)
    time_machine.move_to(MARCH)
    cast.withdraw(gone)
    time_machine.move_to(MARCH + timedelta(minutes=1))
    for headers in (
        {"If-None-Match": seen["ETag"]},
        {"If-Modified-Since": seen["Last-Modified"]},
    ):
        assert client.get(path, headers=headers).status_code == 200


@FEEDS
@pytest.mark.parametrize("query", ["?page=-1", "?page=%00", "?format=rss", "?q='<b>"])
def test_parameters_change_nothing(client, path, query):
    article()
    assert client.get(path + query).content == client.get(path).content


@FEEDS
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_feed_can_only_be_read(client, path, method):
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert "can be read, and nothing else" in response.content.decode()


@FEEDS
def test_any_site_may_read_a_feed(client, path):
    article()
    response = client.get(path)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


@FEEDS
def test_feed_asks_the_same_whatever_there_is(
    client, path, django_assert_max_num_queries
):
    for number in range(6):
        Source.objects.create(key=f"s-{number}", title="A", kind="trial")
        cast.make_term(
            Status.PUBLISHED, slug=f"t-{number}", tags=[cast.make_tag("care")]
        )
        article(body=f"A [b](term:t-{number}) [@s-{number}].")
    with django_assert_max_num_queries(13):
        client.get(path)


# Hostile words.


def test_every_payload_makes_a_feed_that_is_well_formed():
    feed = Atom(PAYLOADS[0], "https://a.example/", language="en-GB")
    for payload in PAYLOADS:
        words = dict.fromkeys(("summary", "content", "author_name", "lang"), payload)
        told = {"categories": [payload], "updateddate": MARCH, "unique_id": "x"}
        feed.add_item(payload, "https://a.example/", **words, **told)
    root = root_of(Written(feed.writeString("utf-8").encode()))
    titles = [entry.findtext(f"{SPACE}title") for entry in root.iter(f"{SPACE}entry")]
    assert titles == [
        for_xml(payload).replace("\r\n", "\n").replace("\r", "\n")
        for payload in PAYLOADS
    ]


class Written:
    """Words as an answer."""

    status_code = 200

    def __init__(self, content):
        self.content = content


@FEEDS
def test_hostile_texts_make_a_feed_that_is_well_formed_and_runs_nothing(client, path):
    tag = cast.make_tag("care")
    made = [article(), cast.make_term(Status.PUBLISHED, tags=[tag])]
    room = 200_000 if connection.vendor == "sqlite" else 190
    for text in packed(OLD, room)[:40]:
        heading = text if room > 200 else text[:110]
        ArticleRevision.objects.update(title=heading, body=text, byline=heading[:100])
        TermRevision.objects.update(name=heading, fuller_definition=text)
        type(tag).objects.update(name=heading[:90], description=heading)
        for entry in entries(client, path):
            page = Page(entry.get("content", ""))
            assert {"script", "iframe", "style", "form"} & set(page.counts) == set()
            assert not [name for _tag, name in page.shapes if name.startswith("on")]
            assert not [a for a in page.addresses if leads_away(a)]
    assert len(made) == 2


def test_addresses_are_made_whole_in_elements_only():
    site, page = "https://a.example", "https://a.example/b/"
    for html, whole in [
        ('<a href="/c/">x</a>', '<a href="https://a.example/c/">x</a>'),
        ('<a id="q" href="#c">x</a>', f'<a id="q" href="{page}#c">x</a>'),
        ('<img src="/c.png" alt="a > b">', f'<img src="{site}/c.png" alt="a > b">'),
        ('<a href="https://x.org/">x</a>', '<a href="https://x.org/">x</a>'),
        ('<p> href="/c/" src="#d"</p>', '<p> href="/c/" src="#d"</p>'),
        (
            '<p title="/c/">&lt;a href="/c/"&gt;</p>',
            '<p title="/c/">&lt;a href="/c/"&gt;</p>',
        ),
    ]:
        assert with_whole_addresses(html, site, page) == whole
