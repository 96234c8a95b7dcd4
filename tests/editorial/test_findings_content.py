"""The site's own content is quiet; pages with the old faults are not."""

import pytest
from django.core.management import call_command

from alsinfo.editorial import findings
from alsinfo.editorial.kinds import entry_models, revision_model
from tests import cast

pytestmark = pytest.mark.django_db

NEWS = """The Cure That Changes It All
The Cure That Changes It All
A huge breakthrough shows that ALS is driven by immune attack. Patients have new hope.

Most patients survive 4 years. Continue riluzole, and ask about Relyvrio, a new drug.

Leave a Comment
"""
PERSONA = """Words about a nerve illness

## What is als

It offers hope. People who suffer often take MN166.

I am Pat, your guide to health. Join me on this path.

Your email address will not be published.
"""
SHOP = """A clinic for stem cells

+91-9000000000 sales@clinic.example

Our stem cells repair nerve cells, with no side effects. Take edavarone. The
faculty gene is the root cause, and treatment can add 20 years.

nerve-repair-in-ALS

Success stories

Stem Cell (ALS)Stem Cell CareStem Cell Price
"""


@pytest.fixture
def content():
    call_command("load_content", verbosity=0)


@pytest.mark.usefixtures("content")
def test_the_content_is_not_held_back_and_has_little_advice():
    advice = pages = 0
    for kind in entry_models():
        for revision in revision_model(kind).objects.select_related("entry"):
            found = findings.check(revision)
            assert [f for f in found if f.blocks] == [], revision.entry
            assert len(found) < 5, revision.entry
            advice += len(found)
            pages += 1
    assert advice < pages


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("document", "codes"),
    [
        (
            NEWS,
            "hype withdrawn-medicine medical-advice inclusive-language uncited-figure "
            "duplicate-title page-junk no-references no-author no-date",
        ),
        (PERSONA, "page-junk hype inclusive-language unapproved-medicine"),
        (
            SHOP,
            "page-junk unproven-therapy misspelt-medicine no-references",
        ),
    ],
)
def test_a_page_off_the_web_shows_its_faults(document, codes):
    title, _newline, body = document.partition("\n")
    text = cast.article_text(title=title, body=body, summary="", origin_address="a.txt")
    found = {finding.code for finding in findings.check(text)}
    assert set(codes.split()) <= found


@pytest.mark.usefixtures("content")
def test_every_left_over_of_the_shop_is_found():
    quotes = {f.quote for f in findings.check(cast.article_text(body=SHOP))}
    assert {
        "+91-9000000000",
        "sales@clinic.example",
        "nerve-repair-in-ALS",
        "Success stories",
        "faculty gene",
        "edavarone",
        "20 years",
        "Stem Cell (ALS)Stem Cell CareStem Cell Price",
    } <= quotes
