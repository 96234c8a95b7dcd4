"""The live terms as a vocabulary, the command that suggests them, terms to write."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from alsinfo.editorial.workflow import Status
from glossary.management.commands import suggest_terms
from glossary.models import FormerTermSlug
from glossary.vocabulary import former_slugs, live_vocabulary, names, terms_to_write
from tests import cast

pytestmark = pytest.mark.django_db
LIVE = Status.PUBLISHED


@pytest.fixture
def microglia():
    return cast.make_term(LIVE, slug="microglia", name="Microglia", initials="MG")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "text.md"


def answer(file, **options):
    out = io.StringIO()
    call_command("suggest_terms", str(file), stdout=out, **options)
    return out.getvalue()


def array(file):
    return json.loads(answer(file, format="json"))


def test_one_array_with_offsets_in_characters(microglia, file):
    file.write_bytes("\ufeff# É\r\n\r\n😀 Die microglia.\r\n".encode())
    assert array(file) == [
        {
            "term": "microglia",
            "text": "microglia",
            "start": 14,
            "end": 23,
            "ambiguous": False,
        }
    ]
    assert file.read_bytes().decode()[14:23] == "microglia"


def test_a_text_without_terms_is_an_empty_array(microglia, file):
    file.write_text("")
    assert array(file) == []


def test_the_answer_in_words_names_place_and_term(microglia, file):
    file.write_text("The microglia.")
    assert answer(file) == "4-13: “microglia” -> microglia\n1 suggestions.\n"


def test_standard_input_is_a_dash(microglia, monkeypatch):
    given = SimpleNamespace(buffer=io.BytesIO(b"MG cells"))
    monkeypatch.setattr(sys, "stdin", given)
    assert [row["text"] for row in array("-")] == ["MG"]


def test_names_other_names_and_initials_of_live_terms_are_known():
    cast.make_term(LIVE, slug="mnd", name="Motor neuron disease", aliases="ALS\n\nb")
    told = [name.words for name in names(timezone.now())]
    assert told == ["Motor neuron disease", "ALS", "b"]


def test_only_live_terms_are_suggested(microglia, file):
    cast.make_term(Status.APPROVED, slug="nerve", name="Nerve")
    cast.withdraw(microglia)
    file.write_text("Microglia and nerve.")
    assert array(file) == []


def test_words_of_two_terms_are_told_as_ambiguous(file):
    cast.make_term(LIVE, slug="t-cell", name="T cell", initials="TC")
    cast.make_term(LIVE, slug="test-case", name="Test case", initials="TC")
    file.write_text("TC")
    assert [(row["term"], row["ambiguous"]) for row in array(file)] == [
        ("t-cell", True),
        ("test-case", True),
    ]


def test_a_link_by_a_former_slug_counts(microglia, file):
    FormerTermSlug.objects.create(slug="glia", entry=microglia, since=timezone.now())
    assert former_slugs(timezone.now()) == {"glia": "microglia"}
    file.write_text("[these](term:glia) microglia")
    assert array(file) == []


def test_a_name_that_is_a_pattern_is_only_a_name(file):
    cast.make_term(LIVE, slug="strange", name="(a+)+$")
    file.write_text("a" * 5000 + " aa (a+)+$")
    assert [row["text"] for row in array(file)] == ["(a+)+$"]


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"caf\xe9", "not UTF-8"),
        (b"a\0b", "NUL"),
        ("a".encode("utf-16"), "not UTF-8"),
        (b"a" * (suggest_terms.LARGEST + 1), "larger than"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(file, contents, words):
    file.write_bytes(contents)
    with pytest.raises(CommandError, match=words) as refused:
        answer(file)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("name", ["missing.md", ".", "a\0b", "x" * 5000])
def test_what_cannot_be_opened_is_refused_with_a_sentence(tmp_path, name):
    with pytest.raises(CommandError, match=r"\.$"):
        answer(f"{tmp_path}/{name}")


def test_the_vocabulary_is_one_query(microglia, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert live_vocabulary(timezone.now())


def test_terms_to_write_are_counted_over_live_texts(django_assert_num_queries):
    body = "The SOD1 gene. This is called neurofilament. SOD1 again. FUS."
    one = cast.make_article(LIVE, slug="one", body=body)
    two = cast.make_article(LIVE, slug="two", body="More of SOD1.")
    cast.make_article(slug="draft", body="XYZ")
    cast.make_term(LIVE, slug="fus", name="FUS")
    with django_assert_num_queries(3):
        told = terms_to_write(timezone.now())
    assert [(row.words, row.kind, row.count, row.where) for row in told] == [
        ("SOD1", "initials", 2, [one, two]),
        ("neurofilament", "defined", 1, [one]),
    ]


def test_withdrawn_texts_need_no_terms():
    cast.withdraw(cast.make_article(LIVE, body="The SOD1 gene."))
    assert terms_to_write(timezone.now()) == []


def test_a_heading_behind_a_byte_order_mark_is_still_one(microglia, file):
    file.write_bytes("\ufeff# Microglia\n\nMicroglia rest.".encode())
    [one] = array(file)
    assert (one["start"], one["text"]) == (14, "Microglia")


def test_a_text_of_too_many_signs_is_refused_with_a_sentence(microglia, file):
    file.write_text("- *microglia*\n" * 8_000)
    with pytest.raises(CommandError, match="Part it"):
        answer(file)
