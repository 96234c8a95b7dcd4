"""Every code of the checks: a text that it finds, and a text that it leaves alone."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.editorial import findings
from alsinfo.editorial.models import Figure, Source, Watchword
from alsinfo.editorial.workflow import Status
from tests import cast

pytestmark = pytest.mark.django_db

OWN = settings.SITE_URL
PHONE = "Ring 020 7946 0958."
LONG = "word " * 40 + "."
HARD = "Multidisciplinary neurorehabilitation considerations necessitate it. " * 30


def check(body="Words.", **fields):
    """The findings on an article that is not saved, as a dict by code."""
    found = findings.check(cast.article_text(body=body, **fields))
    return {finding.code: finding for finding in found}


def make_source(key="miller-2012", kind="trial", **fields):
    return Source.objects.create(key=key, title="A study", kind=kind, **fields)


def make_row(patterns, kind="hype", level="blocking", **fields):
    code = f"row-{Watchword.objects.count()}"
    fields = {"message": "Look again.", "suggestion": "say less"} | fields
    return Watchword.objects.create(
        code=code, patterns=patterns, kind=kind, level=level, **fields
    )


@pytest.mark.parametrize(
    ("code", "level", "body", "quote"),
    [
        ("page-junk", "blocking", PHONE, "020 7946 0958"),
        ("page-junk", "blocking", "Write to a@b.example.", "a@b.example"),
        ("page-junk", "advice", "a-scan-of-ALS", "a-scan-of-ALS"),
        ("heading-order", "advice", "## A\n\n#### B\n\nx", "B"),
        ("empty-section", "advice", "## A\n\nx\n\n## B", "B"),
        ("image-without-alt", "advice", "x ![](/media/a.png)", "![]"),
        ("vague-link", "advice", "See [here](https://a.example/).", "here"),
        ("broken-link", "advice", "See [a page](/articles/none/).", "a page"),
        ("broken-link", "advice", "See [a page](/no/such/).", "a page"),
        ("broken-link", "advice", "See [a part](#s-none).", "a part"),
        ("broken-link", "advice", "See [a page](articles/none).", "articles/none"),
        ("broken-link", "advice", "See [a page](../none/).", "../none/"),
        ("broken-link", "advice", "See [a page](/admin/).", "a page"),
        ("broken-link", "advice", f"See [a page]({OWN}/no/such/).", "a page"),
        ("unknown-mark", "blocking", "x [@none-2025]", "none-2025"),
        ("unknown-mark", "blocking", "[x](term:none)", "none"),
        ("unknown-mark", "blocking", "[x](figure:none)", "none"),
        ("undefined-abbreviation", "advice", "Use NIV.", "NIV"),
        ("uncited-figure", "advice", "About 10% do.", "10%"),
        ("long-sentence", "advice", LONG, LONG.strip()),
        ("long-paragraph", "advice", "Word it. " * 70, ("Word it. " * 40)[:300]),
        ("reading-level", "advice", HARD, ""),
        ("no-references", "advice", "Words.", ""),
    ],
)
def test_the_text_alone_tells(code, level, body, quote):
    finding = check(body)[code]
    assert (finding.level, finding.quote) == (level, quote)
    if quote:
        assert finding.where.field == "body"
        assert body[finding.where.offset :].startswith(quote)


@pytest.mark.parametrize("field", ["summary", "confidence", "disclosure"])
def test_what_is_missing_is_named(field):
    assert check(**{field: ""})[f"missing-{field}"].blocks
    assert f"missing-{field}" not in check()


def test_missing_key_messages_are_named():
    assert check(key_messages="")["missing-key-messages"].where.field == "key_messages"


def test_a_sound_text_is_left_alone():
    make_source()
    assert set(check("## One\n\nIn 10% of people it helps [@miller-2012].")) == set()


def test_a_title_said_again_is_found():
    title = "What helps people to breathe"
    assert "duplicate-title" in check(f"{title}\n\nMore.", title=title)
    assert "duplicate-title" not in check("A mask helps.", title=title)


def test_a_term_may_begin_with_its_name_and_cite_nothing():
    text = cast.term_text(
        name="motor nerve cell in the brain",
        fuller_definition="Motor nerve cell in the brain is a long name.",
    )
    assert findings.check(text) == []


@pytest.mark.parametrize(
    "summary", ["See [riluzole](term:riluzole).", "So [@a-2025].", "It is **not** so."]
)
def test_signs_of_markdown_in_plain_words_hold_a_text_back(summary):
    found = findings.check(cast.article_text(summary=summary))
    assert "marks-in-plain" in [one.code for one in found if one.blocks]
    plain = findings.check(cast.article_text(summary="A * b, [c] (d) and 2 ** 3."))
    assert "marks-in-plain" not in [one.code for one in plain]


def test_links_to_pages_that_are_there_are_left_alone():
    cast.make_term(Status.PUBLISHED, slug="microglia")
    body = "## A part\n\n[a](/glossary/microglia/), [b](/), [c](#s-a-part)"
    other = f"[d](/media/x.pdf), [e](/glossary/microglia), [f]({OWN}/articles/)"
    assert "broken-link" not in check(f"{body}, {other}, [g](https://a.example/x/)")


def test_initials_of_a_live_term_are_known():
    cast.make_term(name="non-invasive ventilation", initials="NIV")
    assert "undefined-abbreviation" in check("Use NIV.")
    cast.make_term(Status.PUBLISHED, name="mask ventilation", initials="NIV")
    assert "undefined-abbreviation" not in check("Use NIV.")


def test_a_figure_is_stated_in_agreed_words():
    Figure.objects.create(key="share", statement="x", wordings="about 1 in 10\n1 in 10")
    found = check("[one tenth](figure:share) of people")
    assert found["figure-wording"].blocks
    assert "about 1 in 10" in found["figure-wording"].message
    assert "figure-wording" not in check("[About *1* in 10](figure:share) of people")


@pytest.mark.parametrize("state", ["retracted", "withdrawn"])
def test_a_source_taken_back_holds_the_text(state):
    make_source(state=state)
    found = check("So it is [@miller-2012].")["retracted-source"]
    assert (found.level, found.quote) == ("blocking", "miller-2012")


def test_weak_sources_are_named():
    make_source("lab-1", "laboratory")
    make_source("shop-1", "commercial")
    found = check("So [@lab-1; @shop-1].")
    assert {"commercial-source", "only-weak-evidence"} <= set(found)
    make_source()
    assert "only-weak-evidence" not in check("So [@lab-1; @miller-2012].")
    assert "commercial-source" not in check("So [@lab-1; @miller-2012].")


ORIGIN = {"origin_title": "A page", "origin_address": "page.txt"}


def test_a_document_without_author_and_date_is_named():
    assert {"no-author", "no-date"} <= set(check(**ORIGIN))


@pytest.mark.parametrize(
    "told",
    [
        {"origin_publisher": "A clinic", "origin_kind": "page of 2024"},
        {"origin_publisher": "Not stated", "origin_kind": "without author or date"},
        {"origin_kind": "no author, date or references"},
    ],
)
def test_a_document_whose_record_says_so_is_left_alone(told):
    assert not {"no-author", "no-date"} & set(check(**ORIGIN, **told))


def test_a_text_needs_an_author_of_its_own():
    assert "no-author" in check(byline=" ")
    assert "no-author" not in check()


def test_old_evidence_is_named_by_the_shortest_interval():
    tag = cast.make_tag(review_months=6)
    checked = date(2024, 1, 31)
    text = cast.article_text(evidence_checked=checked)
    at = timezone.make_aware(timezone.datetime(2024, 9, 1))
    codes = {f.code for f in findings.check(text, at=at, tags=[tag])}
    assert "old-evidence" in codes
    assert "old-evidence" not in {f.code for f in findings.check(text, at=at)}


KINDS = [kind for kind in Watchword.Kind if kind != "page-junk"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ["blocking", "advice"])
def test_each_kind_of_the_watch_list_is_a_code_of_its_own_level(kind, level):
    make_row("zaplon", kind, level)
    found = check("Take zaplon or Zaplon.")[kind]
    assert (found.level, found.quote, found.suggestion) == (level, "zaplon", "say less")
    assert "2 places" in found.message


@pytest.mark.parametrize("field", ["title", "summary", "key_messages"])
def test_the_watch_list_reads_every_field_that_readers_see(field):
    make_row("zaplon")
    assert check(**{field: "A zaplon."})["hype"].where.field == field


def test_a_retired_row_finds_nothing():
    make_row("zaplon", retired=True)
    assert "hype" not in check("zaplon")


def test_a_name_may_stand_beside_its_status_only():
    row = {"kind": "withdrawn-medicine", "unless_near": "was withdrawn"}
    make_row("zaplon", **row)
    assert "withdrawn-medicine" not in check("Zaplon was withdrawn.")
    assert "withdrawn-medicine" in check("No zaplon is sold.")


def test_a_misspelling_is_one_in_a_correction_too():
    make_source()
    make_row("zaplom", "misspelt-medicine")
    make_row("miracle", "hype")
    body = "## Corrections\n\n1. **A zaplom miracle.** Wrong [@miller-2012]."
    assert "misspelt-medicine" in check(body)
    assert "hype" not in check(body)


def test_blocking_findings_come_first():
    found = findings.check(cast.article_text(body=f"About 10% do.\n\n{PHONE}"))
    levels = [finding.level for finding in found]
    assert levels == sorted(levels, reverse=True)


def test_a_check_asks_few_queries(django_assert_max_num_queries):
    for n in range(30):
        make_source(f"source-{n}")
    terms = [cast.make_term(slug=f"word-{n}").slug for n in range(40)]
    body = "\n\n".join(
        [f"Said [@source-{n}]." for n in range(30)]
        + [f"A [word](term:{slug}), NIV." for slug in terms]
    )
    article = cast.make_article(body=body, evidence_checked=date(2020, 1, 1))
    text = article.newest_revision()
    text.entry = article
    with django_assert_max_num_queries(1):
        findings.check(text)


@given(st.text(alphabet="ab1 [](){}@:*_#|-\n.`!%/ALS<>&\\", max_size=200))
def test_no_text_breaks_the_checks(body):
    for finding in findings.check(cast.article_text(body=body)):
        assert finding.quote in body or finding.where.field != "body"
