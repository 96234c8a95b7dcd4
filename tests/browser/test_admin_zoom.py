"""The editors' pages at 400 % zoom, which is a window of 320 px, and by keyboard.

Nothing runs out of the window but a table in a region of its own, nothing is cut, what
is pressed is at least 44 px high, and the focus is never lost.
"""

import pytest

from alsinfo.editorial import margin
from alsinfo.editorial.models import Figure, Source, Tag, Watchword
from alsinfo.editorial.workflow import Status
from tests import cast

CONTROLS = (
    ".offer, .button, input[type=submit], #user-tools a, #logout-form button,"
    " .theme-toggle, .breadcrumbs a, .object-tools a, .pile li > a, .finding a,"
    " .wrong a, .terms a, #changelist-filter a, #changelist-filter summary,"
    " .door button, .door .onward a, input:not([type=hidden], [type=checkbox],"
    " [type=radio], [type=submit]), select, .compare td label, .compare td a,"
    " #content summary, #content :is(td, th, li, dd) > a, .sortoptions a,"
    " .skip-to-content-link, .form-row label:has(> [type=radio])"
)
SMALL = """controls => controls.filter(one => {
  const {width, height} = one.getBoundingClientRect();
  return width > 0 && (height < 43.9 || width < 43.9);
}).map(one => one.outerHTML.slice(0, 120))"""
RUNS_OUT = """() => [...document.querySelectorAll('body *')].filter(one => {
  const {right, left, width} = one.getBoundingClientRect();
  const inRegion = one.closest('.scroll, .results, .base-svgs, .visually-hidden');
  const aside = getComputedStyle(one).position === 'absolute';
  return width > 0 && !inRegion && !aside && (right > innerWidth + 1 || left < -1);
}).map(one => one.outerHTML.slice(0, 120))"""
CUT = """() => [...document.querySelectorAll('main *')].filter(one => {
  const {overflowX, position} = getComputedStyle(one);
  return overflowX === 'hidden' && position !== 'absolute'
    && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 120))"""
WIDENS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "document.activeElement.className || document.activeElement.id"


@pytest.fixture
def pages(transactional_db):
    """One address for every kind of page, with something on it."""
    tag = cast.make_tag("care-and-daily-life")
    Source.objects.create(key="a-long-key-of-a-source-2026", title="A", kind="trial")
    Figure.objects.create(key="a-key", statement="A", wordings="a")
    row = {"kind": "hype", "level": "advice", "message": "A", "patterns": "a"}
    Watchword.objects.create(code="a-row", **row)
    title = "A long title about the care of people who live with the disease"
    draft = cast.make_article(title=title, body="It helps 20% of pALS.\n", tags=[tag])
    margin.add(draft, by=cast.reviewer(), text="Why?", quote="20%", blocking=True)
    live = cast.make_term(Status.PUBLISHED, slug="a-long-name-of-a-term-in-use")
    cast.new_draft(live)
    article = f"/admin/articles/article/{draft.pk}/"
    term = f"/admin/glossary/term/{live.pk}/"
    return [
        "/admin/",
        "/admin/articles/article/",
        "/admin/articles/article/?e=1&p=0&status__exact=draft",
        "/admin/articles/article/add/",
        "/admin/articles/article/import/",
        f"{article}change/",
        f"{article}act/archive/",
        f"{article}notes/",
        f"{article}notes/{draft.notes.get().pk}/reply/",
        f"{article}history/",
        f"{article}aside/?code=a&quote=b",
        f"{term}change/",
        f"{term}compare/?from=1&to=2",
        f"{term}restore/1/",
        f"{term}act/withdraw/",
        "/admin/glossary/term/",
        *(f"/admin/editorial/{m}/" for m in ("tag", "source", "figure", "watchword")),
        *(
            f"/admin/editorial/{model._meta.model_name}/{model.objects.get().pk}/{page}/"
            for model in (Tag, Source, Figure, Watchword)
            for page in ("change", "history")
        ),
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{cast.writer().pk}/change/",
        "/admin/articles/article/?o=1.2",
        "/admin/glossary/term/to-write/",
        "/admin/glossary/term/reports/",
        "/admin/search/miss/",
        "/accounts/means/",
        "/accounts/password/change/",
    ]


def faults(visit, addresses):
    """What runs out, is cut or is too small, with the page that has it."""
    for address in addresses:
        assert visit.go(address).status == 200, address
        page = visit.page
        if page.evaluate(WIDENS) > 0:
            yield address, "the page scrolls sideways"
        for found in page.evaluate(RUNS_OUT)[:3]:
            yield address, f"runs out: {found}"
        for found in page.evaluate(CUT)[:3]:
            yield address, f"is cut: {found}"
        for found in page.locator(CONTROLS).evaluate_all(SMALL)[:3]:
            yield address, f"is small: {found}"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_page_of_the_editors_fits(visits, pages, width):
    window = {"viewport": {"width": width, "height": 700}}
    visit = visits(cast.administrator(), **window)
    assert list(faults(visit, pages)) == []


def test_the_door_fits(visits):
    window = {"viewport": {"width": 320, "height": 700}}
    door = ["/accounts/login/", "/accounts/password/reset/"]
    assert list(faults(visits(**window), door)) == []


def test_what_is_chosen_for_a_password_is_large_enough(visits, transactional_db):
    visit = visits(cast.administrator())
    visit.go(f"/admin/auth/user/{cast.writer().pk}/password/")
    choices = visit.page.locator("label:has(> [type=radio])")
    assert choices.count() == 2
    assert choices.evaluate_all(SMALL) == []
    visit.messages.clear()  # the browser has advice for Django's own form


def test_pages_keep_their_edges_in_forced_colours(visits, pages):
    visit = visits(cast.administrator(), forced_colors="active")
    visit.go(pages[5])
    edge = "one => getComputedStyle(one).borderTopWidth"
    for part in (".standing", ".findings", "fieldset.module", ".offer"):
        assert visit.page.locator(part).first.evaluate(edge) != "0px", part


# The focus.

PART = "document.activeElement.closest('.calendarbox') ? 'calendar' : " + FOCUSED


def test_the_calendar_is_used_and_left_by_keys_alone(visits):
    entry = cast.make_article()
    visit = visits(cast.writer())
    visit.go(f"/admin/articles/article/{entry.pk}/change/")
    keyboard, icon = visit.page.keyboard, visit.page.locator("#calendarlink0")
    field = visit.page.locator("[name$=evidence_checked]")
    for way_out in ("Escape", "Enter"):
        icon.focus()
        keyboard.press("Enter")
        visit.page.locator(".calendarbox :focus").wait_for()
        keyboard.press("Tab")
        assert visit.page.evaluate(PART) == "calendar"
        keyboard.press(way_out)
        assert not visit.page.locator(".calendarbox").first.is_visible()
        back = icon if way_out == "Escape" else field
        assert back.evaluate("(e) => e === document.activeElement")
    assert field.input_value()


def test_no_tick_beside_a_text_is_covered_when_it_has_the_focus(visits):
    for name in ("axon", "neuron", "synapse", "muscle", "spasm", "tremor"):
        cast.make_term(Status.PUBLISHED, slug=name)
    body = "The axon, neuron, synapse, muscle, spasm and tremor. "
    entry = cast.make_article(body=body * 3)
    visit = visits(cast.writer(), viewport={"width": 1280, "height": 800})
    visit.go(f"/admin/articles/article/{entry.pk}/change/")
    ticks = visit.page.locator(".terms input[type=checkbox]")
    assert ticks.count() > 6
    covered = """(e) => {
      e.focus();
      const { left, top, width, height } = e.getBoundingClientRect();
      const seen = document.elementFromPoint(left + width / 2, top + height / 2);
      return seen?.closest("label") !== e.closest("label");
    }"""
    assert not any(tick.evaluate(covered) for tick in ticks.all())


def test_a_form_that_comes_back_begins_at_what_is_wrong(visits):
    visit = visits(cast.writer())
    visit.go("/admin/articles/article/add/")
    visit.press("Save")
    assert visit.page.evaluate(FOCUSED) == "errornote"
    assert visit.page.title().startswith("Error:")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate(FOCUSED) == "id_slug" or visit.page.url.endswith("_slug")
    visit.page.keyboard.type("typed-here")
    assert visit.page.locator("#id_slug").input_value() == "typed-here"


def test_an_act_that_is_refused_begins_at_the_field(visits):
    entry = cast.make_article(Status.IN_REVIEW)
    visit = visits(cast.reviewer())
    visit.go(f"/admin/articles/article/{entry.pk}/act/request_changes/")
    visit.press("Request changes")
    assert visit.page.evaluate("document.activeElement.name") == "why"
    assert visit.page.title().startswith("Error:")


def test_after_an_act_the_page_begins_at_what_was_done(visits):
    entry = cast.make_article()
    visit = visits(cast.writer())
    visit.go(f"/admin/articles/article/{entry.pk}/change/")
    visit.page.get_by_role("button", name="Submit for review", exact=True).focus()
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    said = visit.page.get_by_role("status").first
    assert "Submitted for review." in said.inner_text()
    assert visit.page.evaluate(FOCUSED) == "messages"


def test_a_page_that_says_nothing_begins_at_its_top(visits):
    visit = visits(cast.writer())
    visit.go("/admin/")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate(FOCUSED) == "skip-to-content-link"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate(FOCUSED) in {"content", "content-start"}
