"""What visitors find, on whichever database the suite runs."""

import pytest
from django.contrib.auth.models import User

from alsinfo.search import finding, steps

from .library import found, live, search, shelve, titles

pytestmark = pytest.mark.django_db


def test_title_comes_before_keywords_and_keywords_before_body():
    shelve("Eating well", body="riluzole " * 50)
    shelve("Medicines", keywords="riluzole and others")
    shelve("How riluzole works", body="A long text about something else. " * 40)
    expected = ["How riluzole works", "Medicines", "Eating well"]
    assert titles("riluzole") == expected


def test_whole_name_comes_before_a_longer_title():
    shelve("Living with ALS", body="ALS ALS ALS")
    shelve("Amyotrophic lateral sclerosis", keywords="ALS\nMND", kind="term")
    assert titles("als") == ["Amyotrophic lateral sclerosis", "Living with ALS"]


def test_whole_title_comes_before_an_alias_of_the_same_name():
    shelve("Feeding tube", keywords="PEG")
    shelve("PEG")
    assert titles("peg") == ["PEG", "Feeding tube"]


@pytest.mark.parametrize(
    "query", ["TDP-43", "tdp-43", "TDP43", "tdp 43", "TDP–43", '"TDP-43"']
)
def test_name_with_hyphen_and_digits_is_found_whole(query):
    whole = shelve("What TDP-43 does in neurones")
    shelve("Page 43", body="Another protein is called TDP.")
    assert found(query)[0] == whole


@pytest.mark.parametrize("query", ["C9orf72", "c9ORF72", "C9-orf72", "MN-166", "MN166"])
def test_gene_and_trial_names_are_found(query):
    shelve("C9orf17 and MN-165 are something else")
    wanted = shelve("Genes", body="Changes in C9orf72 are common. MN-166 is ibudilast.")
    assert found(query) == [wanted]


@pytest.mark.parametrize("query", ["breathe", "breathing", "Breathes", "BREATHING"])
def test_endings_and_capitals_do_not_matter(query):
    wanted = shelve("Breathing support")
    assert found(query) == [wanted]


@pytest.mark.parametrize("query", ["guillain barre", "Guillain-Barré", "BARRÉ"])
def test_accents_do_not_matter(query):
    shelve("Swallowing")
    wanted = shelve("Guillain-Barré syndrome is not ALS")
    assert found(query) == [wanted]


@pytest.mark.parametrize(
    "query", ["motor neurons", "Motor-Neurons", "motor neurones", "T cells", "t-cells"]
)
def test_a_name_in_the_plural_finds_the_name_first(query):
    shelve("Lower motor neuron", keywords="T cells of one kind")
    shelve("Regulatory T cell", keywords="lower motor neurone")
    shelve("Motor neuron of a T cell")
    shelve("Motor neuron", keywords="Motor neurone")
    shelve("T cell")
    assert titles(query)[0] in {"Motor neuron", "T cell"}


@pytest.mark.parametrize("query", ["motoneurons", "Motor nerve CELLS", "PEGs"])
def test_another_name_in_the_plural_finds_its_entry_first(query):
    for name in ("motoneuron", "motor nerve cell", "PEG"):
        shelve(f"A {name}")
    names = "Motoneuron\nMotor nerve cell\nPEG"
    wanted = shelve("The name of all those in a long title", keywords=names)
    assert found(query)[0] == wanted


def test_a_name_that_is_a_plural_is_found_by_its_singular():
    shelve("A biomarker of something else")
    wanted = shelve("Biomarkers", body="Much is said about each of them. " * 9)
    shelve("Biomarker x")
    assert found("biomarker")[0] == wanted


@pytest.mark.parametrize(
    "query", ["C9orf 72", "c9 orf 72", "c9orf72", "Ｃ９ｏｒｆ７２"]
)
def test_a_gene_is_found_in_texts_however_it_is_spaced(query):
    shelve("Page 72", body="Another orf.")
    wanted = {shelve("C9orf72"), shelve("Genes", body="C9orf72 is one.")}
    assert set(found(query)) == wanted


@pytest.mark.parametrize("query", ["Ｒｉｌｕｚｏｌｅ", "ＲＩＬＵＺＯＬＥ"])
def test_wide_letters_find_the_same(query):
    wanted = shelve("Medicines", body="Riluzole")
    assert found(query) == [wanted]


def test_possessive_does_not_matter():
    wanted = shelve("Lou Gehrig’s disease")
    assert found("lou gehrig's disease") == found("gehrig disease") == [wanted]


def test_every_word_has_to_be_there():
    both = shelve("Saliva and swallowing")
    shelve("Saliva")
    assert found("swallowing saliva") == [both]


def test_words_may_stand_in_title_and_body():
    wanted = shelve("Wheelchairs", body="Ask an occupational therapist.")
    shelve("Therapist")
    assert found("wheelchair therapist") == [wanted]


def test_any_word_will_do_when_no_entry_has_all():
    one = shelve("Saliva")
    other = shelve("Wheelchairs")
    assert set(found("saliva wheelchairs")) == {one, other}


def test_little_words_are_left_out():
    wanted = shelve("Riluzole")
    assert found("What is riluzole?") == [wanted]
    assert search("What is riluzole?").words == ("riluzole",)


def test_query_of_little_words_alone_is_searched():
    wanted = shelve("How to be")
    assert found("how to") == [wanted]


def test_last_word_may_be_a_beginning():
    wanted = shelve("Amyotrophic lateral sclerosis")
    assert found("amyotrophi") == found("lateral scl") == [wanted]


def test_beginning_does_not_stretch_into_texts():
    shelve("Walking", body="It also helps.")
    assert found("als") == []


@pytest.mark.parametrize("query", ["rilozole", "riluzol", "rliuzole"])
def test_misspelt_word_is_mended_and_said(query):
    wanted = shelve("Riluzole", body="A medicine.")
    results = search(query)
    assert [hit.revision_id for hit in results.hits] == [wanted]
    assert results.suggestion in {"riluzole", None}
    assert results.suggestion or query == "riluzol"


def test_only_the_unknown_word_is_mended():
    shelve("Amyotrophic lateral sclerosis")
    shelve("Lateral thinking")
    results = search("amyotropic lateral")
    assert results.suggestion == "amyotrophic lateral"
    assert [hit.title for hit in results.hits] == ["Amyotrophic lateral sclerosis"]


def test_digits_are_never_mended():
    shelve("C9orf72")
    results = search("c9orf27")
    assert (results.total, results.suggestion) == (0, None)


def test_listed_misspelling_finds_but_is_never_suggested():
    wanted = shelve("Edaravone", misspellings="edarovane")
    assert found("edarovane") == [wanted]
    assert search("edarovan").suggestion is None
    assert search("edarovabe").suggestion in {"edaravone", None}


def test_word_of_a_hidden_text_is_never_suggested():
    shelve("Tofersen", is_live=False)
    assert search("tofersan") == finding.Results(words=("tofersan",))


def test_hidden_text_is_never_found():
    shelve("Riluzole", keywords="Rilutek", body="Riluzole", is_live=False)
    for query in ("riluzole", "rilutek", "rilu", "rilozole", "riluzole other"):
        assert search(query).total == 0


def test_text_that_ends_is_gone_though_its_row_stays():
    wanted = shelve("Riluzole")
    User.objects.filter(pk=wanted).update(is_active=False)
    assert finding.count("article") == 1
    assert found("riluzole") == []


def test_only_kinds_that_are_given_are_searched():
    shelve("Riluzole", kind="article")
    term = shelve("Riluzole", kind="term")
    results = finding.search("riluzole", live={"term": live()["term"]})
    assert [(hit.kind, hit.revision_id) for hit in results.hits] == [("term", term)]


def test_same_number_of_another_kind_is_another_row():
    number = shelve("Riluzole", kind="article")
    finding.index("term", number, title="Edaravone", keywords="", body="")
    assert [hit.kind for hit in search("edaravone").hits] == ["term"]


@pytest.mark.parametrize(
    "revisions",
    [
        User.objects.none(),
        User.objects.order_by("pk")[:1],
        User.objects.filter(username="a").union(User.objects.filter(username="b")),
        User.objects.filter(username="100 %s"),
        User.objects.values("username"),
    ],
)
def test_any_queryset_will_do(revisions):
    shelve("Riluzole")
    assert finding.search("riluzole", live={"article": revisions}).total in {0, 1}


def test_nothing_to_search_in_is_no_mistake():
    assert finding.search("riluzole", live={}).total == 0


def test_pages_follow_each_other():
    for number in range(7):
        shelve(f"Care {number}")
    first, second = search("care", limit=4), search("care", limit=4, offset=4)
    assert first.total == second.total == 7
    assert len({hit.revision_id for hit in (*first.hits, *second.hits)}) == 7


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, -1), (5, 10**9)])
def test_page_outside_has_no_hits(limit, offset):
    shelve("Care")
    assert search("care", limit=limit, offset=offset).hits == ()


def test_total_is_bounded():
    rows = (finding.Row("article", n, "Care", "", "") for n in range(1_050))
    finding.rebuild(rows)
    User.objects.bulk_create(User(pk=n, username=f"u{n}") for n in range(1_050))
    assert search("care").total == finding.MOST_FOUND


def test_what_ended_does_not_crowd_out_what_is_live():
    wanted = shelve("Care")
    rows = (
        finding.Row("article", 10_000 + n, "Care", "care", "care") for n in range(900)
    )
    finding.index_many(rows)
    User.objects.bulk_create(
        User(pk=10_000 + n, username=f"u{n}", is_active=False) for n in range(900)
    )
    assert found("care") == [wanted]


def test_shorter_titles_come_first():
    shelve("Care of somebody who has trouble with walking", body="care " * 50)
    shelve("Care at home")
    assert titles("care")[0] == "Care at home"


def test_a_text_that_says_more_of_it_comes_first():
    shelve("Walking", body="Saliva once. " + "Other words follow here. " * 40)
    much = shelve("Swallowing", body="Saliva and saliva again. " * 40)
    assert found("saliva")[0] == much


@pytest.mark.parametrize(
    "query", ["unknownword care saliva", "saliva unknownword care"]
)
def test_of_words_that_no_text_has_all_the_rarest_counts_first(query, monkeypatch):
    monkeypatch.setattr(steps, "_COMMON", 5)
    for number in range(6):
        shelve(f"Care {number}")
    rare = shelve("Walking", body="Saliva")
    results = search(query)
    assert results.hits[0].revision_id == rare
    assert results.total == 7


def test_a_phrase_is_found_in_a_text_though_its_words_stand_elsewhere_too():
    for number in range(9):
        shelve(f"Page {number}", body="43 pages. Another protein is TDP.")
    wanted = shelve("Proteins", body="What TDP-43 does.")
    shelve("Other", body="43 pages. Another protein is TDP.")
    assert found("tdp-43") == [wanted]


def test_search_asks_a_fixed_number_of_questions(django_assert_max_num_queries):
    for number in range(30):
        shelve(f"Care {number}", body="care " * 100)
    with django_assert_max_num_queries(7):
        search("care")
