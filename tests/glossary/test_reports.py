"""The reports: what is used, what is not, and what goes round."""

from itertools import count

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alsinfo.editorial import desk
from alsinfo.editorial.models import Mention
from alsinfo.editorial.workflow import Status
from glossary import reports, rounds
from tests import cast

pytestmark = pytest.mark.django_db
PAGE = "/admin/glossary/term/reports/"
SERIAL = count(1)


def live_term(slug, fuller="At length.", **fields):
    return cast.make_term(
        Status.PUBLISHED, slug=slug, fuller_definition=fuller, **fields
    )


def live_article(body, **fields):
    return cast.make_article(Status.PUBLISHED, body=body, **fields)


def gathered():
    return reports.gather(timezone.now())


def slugs(lines):
    return [line.slug for line in lines]


def test_a_term_is_used_where_live_texts_link_to_it():
    live_term("cell")
    live_article("A [cell](term:cell), a [cell](term:cell).", title="One")
    live_article("A [cell](term:cell).", title="Two")
    live_term("tissue", "[Cells](term:cell).")
    cast.make_article(body="A [cell](term:cell).")
    found = gathered()
    [line] = found.used
    assert (line.slug, [place.heading for place in line.places]) == (
        "cell",
        ["One", "Two", "tissue"],
    )
    assert slugs(found.unused) == ["tissue"]


def test_a_former_address_counts_for_the_term():
    term = live_term("cell")
    live_article("A [cell](term:cell).")
    desk.rename(term, by=cast.publisher(), seen=term.seen, slug="nerve-cell")
    found = gathered()
    assert slugs(found.used) == ["nerve-cell"]
    assert found.not_live == []


def test_a_link_to_itself_is_no_use():
    live_term("cell", "A [cell](term:cell).")
    found = gathered()
    assert slugs(found.unused) == ["cell"]
    assert [(line.slug, line.why) for line in found.by_itself] == [("cell", ["links"])]


def test_what_live_texts_name_and_is_not_live_is_listed():
    draft = cast.make_term(slug="draft", name="A draft")
    gone = live_term("gone")
    body = "[a](term:draft) [b](term:gone)"
    article = live_article(body, title="One")
    cast.withdraw(gone)
    found = gathered().not_live
    assert slugs(found) == ["draft", "gone"]
    assert [line.entry for line in found] == [draft.pk, gone.pk]
    assert [line.places[0].entry for line in found] == [article.pk] * 2
    assert found[0].standing == "draft"


def test_a_renamed_term_that_is_withdrawn_is_found_by_its_former_address():
    term = live_term("cell")
    live_article("A [cell](term:cell).")
    desk.rename(term, by=cast.publisher(), seen=term.seen, slug="nerve-cell")
    cast.withdraw(term)
    [line] = gathered().not_live
    assert (line.slug, line.entry) == ("cell", term.pk)


@pytest.mark.parametrize(
    ("name", "short", "says"),
    [
        ("Motor neuron", "A motor  neuron is a nerve cell.", True),
        ("Stem-cell", "Any stem cell.", True),
        ("Cell", "What cells are.", True),
        ("Cell", "What celluloid is.", False),
        ("ALS (illness)", "An ALS (illness) of the nerves.", True),
        ("(a+)+$", "A pattern.", False),
    ],
)
def test_a_short_definition_that_needs_its_own_name_is_listed(name, short, says):
    live_term("cell", name=name, short_definition=short)
    assert [line.why for line in gathered().by_itself] == ([["says"]] if says else [])


def live_net(**links):
    """Live terms whose fuller definitions link to the terms that are named."""
    terms = {slug: cast.make_term(slug=slug) for slug in links}
    for slug, others in links.items():
        said = " ".join(f"[x](term:{other})" for other in others)
        cast.new_draft(terms[slug], name=slug, fuller_definition=f"See {said}.")
    for term in terms.values():
        cast.bring_to(term, Status.PUBLISHED)


def test_definitions_in_a_circle_are_listed_once():
    live_net(a="b", b="c", c="a", d="a", e="f", f="e")
    circles = gathered().circles
    assert [slugs(circle) for circle in circles] == [["a", "b", "c"], ["e", "f"]]


def test_two_circles_that_share_a_term_are_both_listed():
    live_net(a="b", b="ac", c="b")
    assert [slugs(circle) for circle in gathered().circles] == [["a", "b"], ["b", "c"]]


def test_a_term_that_is_not_live_closes_no_circle():
    cast.make_term(slug="b", fuller_definition="Later.")
    live_term("a", professional_definition="[x](term:b)")
    assert gathered().circles == []
    assert slugs(gathered().not_live) == ["b"]


def test_the_page_leads_to_terms_and_texts(client):
    term = live_term("cell", name="A “cell” & more")
    article = live_article("A [cell](term:cell).", title="<One>")
    Mention.objects.create(
        kind="term",
        key="nowhere",
        entry_kind="article",
        revision_id=article.newest_revision().pk,
    )
    client.force_login(cast.reviewer())
    page = client.get(PAGE).content.decode()
    assert f'href="/admin/glossary/term/{term.pk}/change/"' in page
    assert f'href="/admin/articles/article/{article.pk}/change/"' in page
    assert "&lt;One&gt;" in page
    assert "There is no such term." in page


@pytest.mark.parametrize(
    "query", ["report=used&page=2", "report=no", "page=x", "page=-1"]
)
def test_any_query_gets_a_page(client, query):
    for n in range(3):
        live_term(f"t-{n}")
    client.force_login(cast.reviewer())
    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_long_reports_are_parted_into_pages(client, monkeypatch):
    monkeypatch.setattr("glossary.admin_tables.PER_PAGE", 2)
    for n in range(3):
        live_term(f"t-{n}", name=f"Term number {n}")
    client.force_login(cast.reviewer())
    first = client.get(PAGE).content.decode()
    assert "Term number 2" not in first
    assert "Page 1 of 2" in first
    second = client.get(f"{PAGE}?report=unused&page=2").content.decode()
    assert "Term number 2" in second


def test_more_terms_and_texts_cost_no_more_queries(django_assert_num_queries):
    cast.make_term(slug="gone")

    def fill():
        for _n in range(4):
            term = live_term(f"x-{next(SERIAL)}", "[a](term:gone)")
            live_article(f"[a](term:{term.slug}) [b](term:gone)")

    fill()
    with django_assert_num_queries(8):
        gathered()
    fill()
    with django_assert_num_queries(8):
        gathered()


def test_nothing_is_reported_of_an_empty_site(client):
    client.force_login(cast.reviewer())
    assert client.get(PAGE).content.decode().count("None.") == 5


# --- Circles in any net of links ------------------------------------------------------

NAMES = "abcdef"
NETS = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True)
)


def reachable(links, start):
    seen, waiting = set(), [start]
    while waiting:
        for step in links.get(waiting.pop(), []):
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return seen


@given(NETS)
def test_every_circle_that_is_told_is_one_and_some_is_told_where_there_are(links):
    found = rounds.circles(links)
    assert len({tuple(circle) for circle in found}) == len(found)
    for circle in found:
        steps = zip(circle, [*circle[1:], circle[0]], strict=True)
        assert all(other in links.get(one, []) for one, other in steps)
        assert circle[0] == min(circle)
        assert len(set(circle)) == len(circle) > 1
    apart = {one: [o for o in others if o != one] for one, others in links.items()}
    assert bool(found) == any(name in reachable(apart, name) for name in NAMES)


def test_a_long_ring_and_a_thick_net_take_no_time():
    ring = {str(n): [str((n + 1) % 50_000)] for n in range(50_000)}
    [circle] = rounds.circles(ring)
    assert len(circle) == 50_000
    thick = {str(n): [str(m) for m in range(120)] for n in range(120)}
    assert len(rounds.circles(thick, most=50)) == 50
