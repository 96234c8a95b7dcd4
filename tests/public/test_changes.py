"""What changed between two public versions: every difference that a reader sees."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from alsinfo.editorial import desk
from alsinfo.editorial.models import Source, Tag
from alsinfo.editorial.workflow import Status

from ..cast import (
    bring_to,
    make_article,
    make_tag,
    make_term,
    new_draft,
    publisher,
    withdraw,
)

pytestmark = pytest.mark.django_db
FEBRUARY, MARCH = (datetime(2026, month, 10, 12, tzinfo=UTC) for month in (2, 3))
SAME = "The words are the same"
TABLE = "| Medicine | Dose |\n| --- | --- |\n| Riluzole | {} |\n| Edaravone | {} |\n"


@pytest.fixture(autouse=True)
def library(time_machine):
    time_machine.move_to(FEBRUARY)
    study = {"authors": "Hooten KG, Beers DR", "year": "2015", "kind": "review"}
    Source.objects.create(key="hooten-2015", title="Cells that protect", **study)
    shop = {"authors": "", "year": "2020", "kind": "commercial"}
    Source.objects.create(key="firm-1", title="Buy our pills", **shop)


@pytest.fixture
def changed(client, time_machine):
    """`changed(make, old, new)`: the page that tells the two apart, as it is heard."""

    def publish_both(make, old, new, status=200):
        entry = make(Status.PUBLISHED, slug="shown", **old)
        time_machine.move_to(MARCH)
        new_draft(entry, **(old | new))
        bring_to(entry, Status.PUBLISHED)
        answer = client.get(f"{entry.get_absolute_url()}history/2/changes/")
        assert answer.status_code == status
        return heard(answer.content.decode())

    return publish_both


def heard(html):
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub("<[^>]+>", "", main)).split())


def of_bodies(changed, old, new):
    words = changed(make_article, {"body": old}, {"body": new})
    assert SAME not in words
    return words


# Words, in the order in which they are read.


def test_another_day_of_review_is_something_that_readers_see(changed):
    words = changed(make_article, {}, {})
    assert SAME not in words
    assert (
        "Reviewed by our editors on Before: 10 February 2026 After: 10 March 2026"
        in words
    )


def test_two_texts_of_one_day_that_say_the_same_are_called_the_same(client):
    article = make_article(Status.PUBLISHED, slug="shown")
    new_draft(article, origin_address="elsewhere.html")
    bring_to(article, Status.PUBLISHED)
    page = client.get("/articles/shown/history/2/changes/").content.decode()
    assert SAME in heard(page)


def test_changed_words_stand_in_their_paragraph_under_its_heading(changed):
    old = "## Life\n\nIt takes two years.\n\n### Later\n\nIt takes four years."
    words = of_bodies(changed, old, old.replace("four", "five"))
    assert "Under the heading “Life › Later”." in words
    assert "Before: It takes [removed: four ] years." in words
    assert "After: It takes [added: five ] years." in words
    assert "two years" not in words


def test_a_new_paragraph_says_after_what_it_stands(changed):
    old = "One is here.\n\nTwo is there."
    words = of_bodies(changed, old, "One is here.\n\nOne and a half.\n\nTwo is there.")
    assert "Added: One and a half. It stands after “One is here.”." in words


def test_key_messages_are_told_one_by_one(changed):
    words = changed(
        make_article, {"key_messages": "One\nTwo"}, {"key_messages": "Two\nOne"}
    )
    assert "Key messages Moved: One It now stands after “Two”." in words
    assert "One Two" not in words


# Structure.


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Care",
            "## Care",
            "It was: paragraph. It is now: heading. The same words: Care",
        ),
        ("## Care", "### Care", "It was: heading. It is now: smaller heading."),
        ("- Care", "Care", "It was: item of a list with dots. It is now: paragraph."),
        ("- Care", "1. Care", "It is now: item of a numbered list."),
        ("1. Care", "5. Care", "numbered list, which begins with 5."),
        ("> Care", "Care", "It was: paragraph, in a quotation. It is now: paragraph."),
        ("- A\n- Care", "- A\n  - Care", "item of a list with dots, inside another"),
        ("Care", "Care\n\n---", "Line across the page."),
        ("Take care", "Take **care**", "[added: care (in bold)]"),
        ("Take *care*", "Take care", "[added: care (plain words)]"),
        ("Take `care`", "Take care", "[removed: care (as code)]"),
        ("Take care", "Take  \ncare", "[added: care (on a new line)]"),
    ],
)
def test_the_shape_of_a_line_is_told(changed, old, new, said):
    assert said in of_bodies(changed, old, new)


def test_an_item_put_before_others_leaves_their_numbers_unsaid(changed):
    words = of_bodies(changed, "1. One\n2. Two", "1. Nought\n2. One\n3. Two")
    assert "Added: Nought Item of a numbered list. It stands first." in words
    assert "Added: One" not in words
    assert "Before: One" not in words


def test_a_paragraph_under_another_heading_was_moved(changed):
    old = "## A\n\nMoving words.\n\nOther words.\n\n## B\n\nLast words."
    new = "## A\n\nOther words.\n\n## B\n\nLast words.\n\nMoving words."
    words = of_bodies(changed, old, new)
    said = (
        "Moved: Moving words. Under the heading “B”. It now stands after “Last words.”."
    )
    assert said in words
    assert "Removed" not in words


# Tables: whose dose was it?


def test_each_changed_cell_names_its_row_and_column(changed):
    words = of_bodies(
        changed, TABLE.format("50 mg", "60 mg"), TABLE.format("60 mg", "50 mg")
    )
    assert (
        "Row of a table “Riluzole”, column “Dose”. Before: [removed: 50 ] mg "
        "After: [added: 60 ] mg"
    ) in words
    assert "Row of a table “Edaravone”, column “Dose”. Before: [removed: 60 ]" in words


def test_a_new_column_is_told_row_by_row(changed):
    old = TABLE.format("50 mg", "60 mg")
    new = "\n".join(
        f"{line} {cell} |"
        for line, cell in zip(old.splitlines(), ["Cost", "---", "low", ""], strict=True)
    )
    words = of_bodies(changed, old, new)
    assert "column “3”. Before: nothing After: Cost" in words
    assert "“Riluzole”, column “Cost”. Before: nothing After: low" in words
    assert "“Edaravone”" not in words


def test_a_new_name_of_a_column_is_told_once(changed):
    old = TABLE.format("50 mg", "60 mg")
    words = of_bodies(changed, old, old.replace("Dose", "Daily dose"))
    assert "column “2”" in words
    assert "Riluzole" not in words


def test_a_new_row_is_told_with_its_columns(changed):
    old = TABLE.format("50 mg", "60 mg")
    words = of_bodies(changed, old, f"{old}| Tofersen | 100 mg |\n")
    assert "Added: Medicine: Tofersen; Dose: 100 mg" in words


# Links, sources, words of the glossary, pictures.


def test_a_link_that_leads_elsewhere_says_where(changed):
    words = of_bodies(
        changed,
        "See [the guide](https://a.org/x).",
        "See [the guide](https://b.org/y).",
    )
    assert "[removed: the guide (link to https://a.org/x)" in words
    assert "[added: the guide (link to https://b.org/y)" in words


def test_a_source_that_replaces_another_is_named(changed):
    words = of_bodies(changed, "It helps [@hooten-2015].", "It helps [@firm-1].")
    assert "[removed: [Hooten KG 2015]]" in words
    assert "[added: [Buy our pills 2020]]" in words
    assert "Sources" in words
    assert "Sources Before: Cells that protect. Hooten KG, Beers DR. 2015." in words
    assert "After: Buy our pills. 2020. Company: published by somebody" in words


def test_sources_that_share_a_name_are_told_apart(changed):
    twin = {"authors": "Hooten KG", "year": "2015", "kind": "review"}
    Source.objects.create(key="hooten-2015a", title="Another one", **twin)
    words = of_bodies(changed, "It helps [@hooten-2015].", "It helps [@hooten-2015a].")
    assert "[added: [Hooten KG 2015: Another one]" in words


def test_a_source_that_is_no_longer_cited_is_told(changed):
    words = of_bodies(changed, "It helps [@firm-1].", "It helps.")
    assert "Removed: Buy our pills." in words


def test_a_word_that_leads_to_the_glossary_is_told(changed):
    make_term(Status.PUBLISHED, slug="cell", name="cell")
    words = of_bodies(changed, "A cell divides.", "A [cell](term:cell) divides.")
    assert "[added: cell (explained in the glossary as cell)" in words


def test_another_picture_with_the_same_words_is_told(changed):
    words = of_bodies(changed, "![A nerve](/media/a.png)", "![A nerve](/media/b.png)")
    assert "(picture /media/a.png)" in words
    assert "(picture /media/b.png)" in words


def test_topics_that_came_and_went_are_named(client):
    old = [make_tag("basics"), make_tag("care")]
    article = make_article(Status.PUBLISHED, slug="shown", tags=old)
    new_draft(article).tags.set([old[0], make_tag("research")])
    bring_to(article, Status.PUBLISHED)
    page = client.get("/articles/shown/history/2/changes/").content.decode()
    assert "Removed: Care" in heard(page)
    assert "Added: Research" in heard(page)


def test_a_merged_topic_is_called_as_today(client):
    care, caring = make_tag("care"), make_tag("caring")
    article = make_article(Status.PUBLISHED, slug="shown", tags=[caring])
    new_draft(article).tags.set([care])
    bring_to(article, Status.PUBLISHED)
    Tag.objects.filter(pk=caring.pk).update(merged_into=care)
    page = client.get("/articles/shown/history/2/changes/").content.decode()
    assert SAME in heard(page)


# Facts for trust.


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            {"origin_title": "A leaflet", "origin_commercial": False},
            {"origin_commercial": True},
            "Does the publisher sell something? Before: Not that we know of "
            "After: Yes. The document comes from somebody with something to sell.",
        ),
        (
            {},
            {"evidence_checked": date(2026, 2, 1)},
            "Evidence checked up to Added: 1 February 2026",
        ),
        (
            {"origin_title": "A leaflet", "origin_publisher": "A firm"},
            {"origin_publisher": ""},
            "Publisher Before: A firm After: Not known",
        ),
        (
            {"origin_title": ""},
            {"origin_title": "A leaflet"},
            "Removed: No other document is recorded as the start of this text.",
        ),
        ({"byline": "Ann"}, {"byline": "Bob"}, "Written by Before: Ann After: Bob"),
        ({"disclosure": "Nobody."}, {"disclosure": "A firm."}, "Who paid"),
        (
            {"confidence": "agreed"},
            {"confidence": "disputed"},
            "How sure are we? Before: Agreed After: Disputed",
        ),
        ({"title": "One"}, {"title": "Two"}, "Title Before: One After: Two"),
    ],
)
def test_what_tells_how_far_to_trust_an_article_is_compared(changed, old, new, said):
    assert said in changed(make_article, old, new)


def test_a_seller_that_no_page_names_is_no_difference(client):
    article = make_article(Status.PUBLISHED, slug="shown")
    new_draft(article, origin_commercial=True)
    bring_to(article, Status.PUBLISHED)
    assert (
        "somebody with something" not in client.get("/articles/shown/").content.decode()
    )
    page = client.get("/articles/shown/history/2/changes/").content.decode()
    assert SAME in heard(page)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"initials": "AB"}, {"initials": "AC"}, "Initials Before: AB After: AC"),
        (
            {"aliases": "a\nb"},
            {"aliases": "a\nc"},
            "Also called Removed: b It stood after “a”. Added: c It stands after “a”.",
        ),
        ({"pronunciation": ""}, {"pronunciation": "SELL"}, "How to say it Added: SELL"),
        (
            {"fuller_definition": "See [it](/a/)."},
            {"fuller_definition": "See [it](/b/)."},
            "More about it Before: See [removed: it (link to /a/)",
        ),
        (
            {"professional_definition": "- x"},
            {"professional_definition": "1. x"},
            "For professionals It was: item of a list with dots.",
        ),
    ],
)
def test_the_parts_of_a_term_are_compared(changed, old, new, said):
    assert said in changed(make_term, old, new)


def test_related_terms_are_named_only_while_they_are_live(client):
    live = make_term(Status.PUBLISHED, slug="axon", name="axon")
    hidden = make_term(Status.DRAFT, slug="secret", name="secret")
    gone = make_term(Status.PUBLISHED, slug="gone", name="vanished")
    term = make_term(Status.PUBLISHED, slug="shown")
    new_draft(term).related.set([live, hidden, gone])
    bring_to(term, Status.PUBLISHED)
    withdraw(gone)
    page = client.get("/glossary/shown/history/2/changes/").content.decode()
    assert "Related terms Added: axon" in heard(page)
    assert "secret" not in page
    assert "vanished" not in page


# The page itself.


def test_the_page_names_its_article_and_leads_to_both_versions(client):
    article = make_article(Status.PUBLISHED, slug="shown", title="Was ist die ALS?")
    article.revisions.update(lang="de")
    new_draft(article, title="Was ist ALS?", lang="de")
    bring_to(article, Status.PUBLISHED)
    page = client.get("/articles/shown/history/2/changes/").content.decode()
    name = '<span lang="de" dir="ltr">“Was ist ALS?”</span>'
    assert f"<h1>What version 2 of {name} changed</h1>" in " ".join(page.split())
    for address in ("", "history/", "history/1/", "history/2/"):
        assert f'href="/articles/shown/{address}"' in page
    assert (
        f"History of {name}" in client.get("/articles/shown/history/").content.decode()
    )


def test_why_the_new_text_was_written_stands_above(changed):
    new = {"change_kind": "correction", "change_note": "The dose was wrong."}
    words = changed(make_article, {}, {"body": "New."} | new)
    assert "Kind of change Correction: The dose was wrong." in words


def test_a_text_written_anew_is_told_in_part_and_says_so(changed):
    old, new = (
        "\n\n".join(f"{a}{n} {b}{n}" for n in range(300)) for a, b in ("ab", "cd")
    )
    words = of_bodies(changed, old, new)
    assert words.count("Added:") + words.count("Removed:") == 500
    assert "And 100 more differences in this part." in words


def test_hostile_words_are_shown_as_words(changed, client):
    old = {"title": "<b>x</b>", "body": "`<script>alert(1)</script>`"}
    new = {
        "title": "<i>x</i>",
        "body": "[x](https://a.org/?a=1&b=<c>) `<img onerror=1>`",
    }
    changed(make_article, old, new)
    page = client.get("/articles/shown/history/2/changes/").content.decode()
    assert "<script>alert" not in page
    assert "<img onerror" not in page
    assert "&lt;i&gt;x&lt;/i&gt;" in page


def test_a_suppressed_text_is_told_in_neither_direction(client):
    article = make_article(Status.PUBLISHED, slug="shown", body="A secret.")
    for word in ("middle", "last"):
        new_draft(article, body=f"The {word} text.")
        bring_to(article, Status.PUBLISHED)
    number = article.revisions.order_by("number")[1].number
    desk.suppress(
        article, by=publisher(), seen=article.seen, number=number, why="It named one."
    )
    for page in (2, 3):
        answer = client.get(f"/articles/shown/history/{page}/changes/")
        assert answer.status_code == 410
        assert "middle" not in answer.content.decode()
