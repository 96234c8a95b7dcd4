"""The checks in the admin: beside the form, set aside, the watch-list, the figures."""

import pytest
from django.test import Client

from alsinfo.editorial.models import Figure, SetAside, Source, Watchword
from alsinfo.editorial.workflow import Status
from tests import cast

pytestmark = pytest.mark.django_db

BODY = "Words.\n\nRing 020 7946 0958."
ROW = {
    "code": "zaplon",
    "patterns": "zaplon*",
    "kind": "hype",
    "level": "blocking",
    "message": "No.",
}


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def form_of(entry, person):
    address = f"/admin/articles/article/{entry.pk}/change/"
    return signed_in(person).get(address).content.decode()


@pytest.fixture
def article():
    return cast.make_article(body=BODY)


def test_the_form_lists_what_was_found_and_leads_to_its_place(article):
    page = form_of(article, cast.writer())
    assert "This looks like a telephone number." in page
    assert "Holds the text back" in page
    assert 'href="#id_revisions-0-body"' in page
    assert 'id="id_revisions-0-body"' in page
    assert 'data-finding="020 7946 0958"' in page
    assert "line 3" in page


def test_only_a_reviewer_is_offered_to_set_it_aside(article):
    assert "/aside/?code=page-junk" in form_of(article, cast.reviewer())
    assert "/aside/" not in form_of(article, cast.writer())


def test_a_text_without_findings_says_so():
    Source.objects.create(key="a-2025", title="A study", kind="trial")
    article = cast.make_article(body="So it is [@a-2025].")
    assert "Nothing in the newest text." in form_of(article, cast.writer())


def test_a_form_with_much_to_check_asks_at_most_twelve_queries(
    django_assert_max_num_queries,
):
    terms = [cast.make_term(slug=f"word-{n}").slug for n in range(40)]
    for n in range(30):
        Source.objects.create(key=f"source-{n}", title="A study", kind="trial")
    cites = " ".join(f"NIV [@source-{n}]." for n in range(30))
    names = " ".join(f"A [word](term:{slug})." for slug in terms)
    article = cast.make_article(body=f"{BODY}\n\n{cites}\n\n{names}")
    client = signed_in(cast.administrator())
    with django_assert_max_num_queries(12):
        page = client.get(f"/admin/articles/article/{article.pk}/change/")
    assert "020 7946 0958" in page.content.decode()


def set_aside(entry, person, **given):
    given = {
        "seen": str(entry.seen),
        "code": "page-junk",
        "quote": "020 7946 0958",
        "why": "A public helpline.",
    } | given
    address = f"/admin/articles/article/{entry.pk}/aside/"
    return signed_in(person).post(address, given)


def test_a_reviewer_sets_a_finding_aside(article):
    assert set_aside(article, cast.reviewer()).status_code == 302
    page = form_of(article, cast.reviewer())
    assert "Set aside by reviewer" in page
    assert "A public helpline." in page
    cast.bring_to(article, Status.IN_REVIEW)


@pytest.mark.parametrize(
    ("given", "status"),
    [({"why": ""}, 200), ({"quote": "other"}, 409), ({"seen": "draft:9"}, 409)],
)
def test_what_cannot_be_set_aside_is_told_on_the_page(article, given, status):
    assert set_aside(article, cast.reviewer(), **given).status_code == status
    assert not SetAside.objects.exists()


def test_a_writer_cannot_set_a_finding_aside(article):
    assert set_aside(article, cast.writer()).status_code == 403
    assert not SetAside.objects.exists()


def add_row(person=None, **given):
    address = "/admin/editorial/watchword/add/"
    return signed_in(person or cast.writer()).post(address, ROW | given)


@pytest.mark.parametrize("patterns", ["*", "… repair", "a*b", "x" * 101])
def test_a_pattern_that_cannot_be_used_is_refused_with_a_sentence(patterns):
    page = add_row(patterns=patterns)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert not Watchword.objects.exists()


def test_the_watch_list_flags_live_texts_when_it_is_saved():
    article = cast.make_article(Status.PUBLISHED, body="zaplons")
    given = {"person": cast.publisher(), "reason": "It is hype."}
    told = add_row(**given).context["adminform"].form["told"].value()
    assert add_row(told=told, **given).status_code == 302
    assert article.events.filter(action="recheck").exists()
    page = signed_in(cast.reviewer()).get("/admin/").content.decode()
    assert "Live and needs attention" in page


def try_row(person, **given):
    given = ROW | {"sample": "All zaplons here. No zaplon."} | given
    return signed_in(person).post("/admin/editorial/watchword/try/", given)


def test_a_row_is_tried_without_being_saved():
    page = try_row(cast.writer()).content.decode()
    assert "<mark>zaplons</mark>" in page
    assert "It hits 1 place." in page
    assert not Watchword.objects.exists()


@pytest.mark.parametrize(
    ("sample", "given", "why"),
    [
        (
            "The zaplons were tested.",
            {"unless_near": "tested"},
            "words of “Unless near”",
        ),
        ("These are not zaplons.", {}, "the sentence denies it"),
    ],
)
def test_what_is_excused_is_named_with_its_reason(sample, given, why):
    page = try_row(cast.writer(), sample=sample, **given).content.decode()
    assert "It hits 0 places." in page
    assert "<mark>zaplons</mark>" in page
    assert f"Not hit: {why}" in page


def test_a_faulty_row_is_told_when_it_is_tried():
    assert (
        "would hit everything" in try_row(cast.writer(), patterns="*").content.decode()
    )


def test_a_tried_text_is_not_taken_for_html():
    sample = "<script>zaplon</script>"
    assert (
        "<script>zaplon" not in try_row(cast.writer(), sample=sample).content.decode()
    )


def test_a_row_counts_the_live_texts_that_it_hits():
    cast.make_article(Status.PUBLISHED, body="zaplons", title="The one that says it")
    cast.make_article(body="zaplons", title="A draft that says it")
    row = Watchword.objects.create(**ROW)
    address = f"/admin/editorial/watchword/{row.pk}/change/"
    page = signed_in(cast.writer()).get(address).content.decode()
    assert "1 live text says" in page
    assert "The one that says it" in page
    assert "A draft that says it" not in page


def test_a_figure_names_the_live_texts_that_state_it():
    figure = Figure.objects.create(key="share", statement="x", wordings="1 in 10")
    body = "[1 in 10](figure:share) do."
    cast.make_article(Status.PUBLISHED, body=body, title="The one that states it")
    cast.make_article(body=body, title="A draft that states it")
    address = f"/admin/editorial/figure/{figure.pk}/change/"
    page = signed_in(cast.publisher()).get(address).content.decode()
    assert "The one that states it" in page
    assert "A draft that states it" not in page


def test_the_start_page_asks_few_queries(django_assert_max_num_queries):
    cast.make_article(Status.PUBLISHED, body="zaplons")
    add_row()
    client = signed_in(cast.administrator())
    with django_assert_max_num_queries(12):
        assert client.get("/admin/").status_code == 200
