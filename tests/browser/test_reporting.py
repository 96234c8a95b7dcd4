"""Readers speak to us: with the keyboard alone, with scripts and without."""

import pytest

from alsinfo.editorial.workflow import Status
from alsinfo.feedback.models import Report, Tally
from tests import cast

from .axe import violations
from .test_accessibility import SMALL

WRONG = "The third sentence has the wrong year."


@pytest.fixture
def article(transactional_db):
    return cast.make_article(Status.PUBLISHED, slug="spoken-of", title="Spoken of")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def reader(request, visits, article):
    return visits(java_script_enabled=request.param)


def faults(visit):
    """What axe and the ruler find; they need scripts of their own."""
    return [*violations(visit), *visit.page.evaluate(SMALL, 44)]


def test_a_reader_reports_a_mistake(reader):
    reader.go("/articles/spoken-of/")
    reader.follow("Report a mistake in this text")
    assert "About this page: Spoken of, version 1" in reader.text()
    reader.page.get_by_label("What is wrong?").fill("Wrong.")
    reader.press("Send")
    assert "Please write a little more" in reader.text()
    field = reader.page.get_by_label("What is wrong?")
    assert field.input_value() == "Wrong."
    field.fill(WRONG)
    reader.press("Send")
    assert "in our editors’ inbox" in reader.text()
    reader.follow("Back to Spoken of")
    assert reader.page.url.endswith("/articles/spoken-of/")
    report = Report.objects.get()
    assert (report.wrong, report.number) == (WRONG, 1)


def test_a_reader_says_no_and_what_was_missing(reader):
    reader.go("/articles/spoken-of/")
    reader.press("No")
    assert "Thank you" in reader.text()
    reader.page.get_by_label("What was missing?").fill("Food.")
    reader.press("Send")
    assert Report.objects.get().wrong == "Food."
    assert Tally.objects.get().no == 1


def test_the_keyboard_is_enough(visits, article):
    reader = visits()
    reader.go("/articles/spoken-of/")
    reader.page.get_by_role("button", name="Yes", exact=True).focus()
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    assert Tally.objects.get().yes == 1
    reader.go("/report/?page=/articles/spoken-of/")
    reached = []
    reader.page.get_by_label("Which words are wrong?").focus()
    for _step in range(4):
        reached.append(reader.page.evaluate("document.activeElement.name"))
        reader.page.keyboard.press("Tab")
    assert reached == ["words", "wrong", "email", ""]
    assert "subject" not in reached


def test_nobody_meets_the_trap(visits, article):
    reader = visits()
    reader.go("/report/")
    trap = reader.page.locator("[name=subject]")
    assert trap.is_hidden()
    assert trap.input_value() == ""
    assert "Leave this field empty" not in reader.text()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_refused_form_has_no_faults(visits, article, scheme, width):
    size = {"width": width, "height": 800}
    reader = visits(color_scheme=scheme, viewport=size)
    reader.go("/report/?page=/articles/spoken-of/")
    reader.page.get_by_label("Your mail address").fill("nobody")
    reader.press("Send")
    assert reader.page.locator("[role=alert]").is_visible()
    assert faults(reader) == []
    wider = "document.documentElement.scrollWidth - window.innerWidth"
    assert reader.page.evaluate(wider) <= 0
    reader.page.get_by_role("link", name="Please tell us what is wrong.").click()
    assert reader.page.url.endswith("#id_wrong")
    for _number in range(6):
        reader.go("/report/?page=/articles/spoken-of/")
        reader.page.get_by_label("What is wrong?").fill(WRONG)
        reader.press("Send")
    assert "Please try again in 5 minutes" in reader.text()
    assert reader.page.get_by_label("What is wrong?").input_value() == WRONG
    assert faults(reader) == []
