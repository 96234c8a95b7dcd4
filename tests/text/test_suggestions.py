"""Finding the names of terms in a text, and writing the links that were chosen."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alsinfo.text import marks, markup
from alsinfo.text.suggestions import (
    Name,
    NotInTextError,
    Suggestion,
    Text,
    Vocabulary,
    suggest,
    unknown,
    write,
)

from .pathological import FAMILIES

SECONDS = 4.0  # of processor time; a busy machine doubles it
NAMES = {
    "motor-neuron": ["motor neuron"],
    "mnd": ["Motor neuron disease", "MND"],
    "als": ["amyotrophic lateral sclerosis", "ALS", "Lou Gehrig's disease"],
    "fus": ["FUS"],
    "tdp-43": ["TDP-43"],
    "c9orf72": ["C9orf72"],
    "microglia": ["Microglia"],
    "biopsy": ["biopsy"],
    "t-cell": ["T cell", "cell"],
    "nerve-cell": ["nerve cell", "cell"],
    "quality": ["quality of life"],
    "strange": ["(a+)+$"],
    "c": ["C"],
    "c-plus": ["C++"],
}
VOCABULARY = Vocabulary(
    Name(term, words) for term, names in NAMES.items() for words in names
)


def found(text, **given):
    return [(one.term, one.text) for one in suggest(text, VOCABULARY, **given)]


def terms(text, **given):
    return [one.term for one in suggest(text, VOCABULARY, **given)]


def sure(text):
    return [one for one in suggest(text, VOCABULARY) if not one.ambiguous]


def shown(text):
    return markup.render(text, terms={}, sources=()).html


def test_offsets_are_those_of_the_text_as_it_is_given():
    text = "\ufeff😀 é\r\n\r\n- A motor\r\n  neuron."
    [one] = suggest(text, VOCABULARY)
    assert text[one.start : one.end] == one.text == "motor\r\n  neuron"


def test_the_longest_name_is_taken_and_no_two_overlap():
    assert found("motor neuron disease") == [("mnd", "motor neuron disease")]


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("Motor neurons", "motor-neuron"),
        ("motor-neuron", "motor-neuron"),
        ("motor-\nneuron", "motor-neuron"),
        ("motor&nbsp;neuron", "motor-neuron"),
        ("motor\\-neuron", "motor-neuron"),
        ("motor  \nneuron", "motor-neuron"),
        ("motor *neuron*", "motor-neuron"),
        ("MOTOR NEURONS", "motor-neuron"),
        ("motor neuron’s", "motor-neuron"),
        ("MNDs", "mnd"),
        ("ALS's", "als"),
        ("Lou Gehrig’s disease", "als"),
        ("TDP-43", "tdp-43"),
        ("biopsies", "biopsy"),
        ("qualities of life", "quality"),
        ("(a+)+$", "strange"),
        ("C++", "c-plus"),
        ("vitamin **C**", "c"),
    ],
)
def test_names_are_found_as_people_write_them(words, term):
    text = f"We read of {words}, among others."
    assert terms(text) == [term]
    written = write(text, suggest(text, VOCABULARY))
    assert [mark.key for mark in marks.find(written)] == [term]


@pytest.mark.parametrize(
    "words",
    [
        "fus and als",
        "Fus",
        "tdp-43",
        "c9ORF72",
        "FUSION",
        "non-ALS",
        "ALS-like",
        "bio_ALS_x",
        "als.ALS.org",
        "microgliamicroglia",
        "motor. Neuron",
        "motor, neuron",
        "motor `x` neuron",
        "motor [@a] neuron",
        "(a+)+",
        "aaaa",
        "c",
    ],
)
def test_what_only_looks_alike_is_not_found(words):
    assert found(f"We read of {words} here.") == []


@pytest.mark.parametrize(
    "text",
    [
        "# FUS",
        "FUS\n===",
        "> FUS says a source",
        "> a\nFUS in a lazy line",
        "- > FUS",
        "`FUS`",
        "    FUS",
        "```\nFUS\n```",
        "[FUS](/a)",
        "[the FUS gene](figure:a)",
        '[x](/a "FUS")',
        "[@FUS]",
        "![FUS](/media/a.png)",
        "![FUS](a.png)",
        "<https://a.org/FUS>",
        "https://a.org/FUS",
        "www.a.org/FUS",
        "FUS@a.org",
        "/genes/FUS/",
        '<b title="FUS">',
        "| FUS |\n|---|",
    ],
)
def test_headings_links_code_quotations_and_addresses_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- FUS",
        "1. FUS",
        "- - FUS",
        "| a | b |\n|---|---|\n| `\\|` | FUS |",
        "- | a |\n  |---|\n  | FUS |",
        "![a](a.png) FUS",
        "\\[FUS\\]",
        "&amp;FUS",
        "a [b](c_(d) 'e') FUS",
        "``a`b`` FUS",
        "**FUS**",
        "ALS/FUS",
    ],
)
def test_lists_cells_and_emphasis_are_searched(text):
    one = next(one for one in suggest(text, VOCABULARY) if one.term == "fus")
    assert text[one.start : one.end] == "FUS"
    assert shown(write(text, [one])) == shown(text)


def test_each_section_gets_the_first_use_of_each_term():
    text = "FUS FUS\n\n## One\n\nFUS FUS\n\n### Two\n\nx FUS"
    places = [(one.section, one.start) for one in suggest(text, VOCABULARY)]
    assert places == [(0, 0), (1, 17), (2, 37)]


def test_a_section_that_links_the_term_needs_no_other_link():
    text = "[that gene](term:FUS) FUS\n\n## Next\n\nFUS"
    assert [one.section for one in suggest(text, VOCABULARY)] == [1]


def test_a_link_by_a_former_slug_counts():
    text = "[that gene](term:fused) FUS"
    assert found(text, former={"fused": "fus"}) == []
    assert terms(text) == ["fus"]


def test_the_own_page_of_a_term_does_not_name_it():
    assert terms("MND and FUS", own="mnd") == ["fus"]


def test_words_of_two_terms_are_told_once_for_each():
    text = "A cell."
    both = suggest(text, VOCABULARY)
    assert [(one.term, one.start, one.ambiguous) for one in both] == [
        ("t-cell", 2, True),
        ("nerve-cell", 2, True),
    ]


def test_ambiguous_words_are_settled_by_a_link():
    assert found("A [cell](term:t-cell) and another cell.") == []


def test_a_name_as_it_is_written_goes_before_an_inflected_one():
    vocabulary = Vocabulary([Name("one", "cell"), Name("many", "cells")])
    assert [one.term for one in suggest("Many cells.", vocabulary)] == ["many"]


def test_marks_are_written_where_they_were_found():
    text = "A *motor neuron* and FUS."
    assert write(text, sure(text)) == (
        "A *[motor neuron](term:motor-neuron)* and [FUS](term:fus)."
    )


def suggestion(text, start, term="fus"):
    return Suggestion(term, text, start, start + len(text), False, 0)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("The FUS", [suggestion("FUS", 3)]),
        ("The FUS", [suggestion("FUS", 40)]),
        ("The FUS", [suggestion("FUS", -3)]),
        ("The FUS", [suggestion("", 4)]),
        ("The FUS", [suggestion("FUS", 4, "a) b")]),
        ("The FUS", [suggestion("The FU", 0), suggestion("FUS", 4)]),
        ("`The FUS`", [suggestion("FUS", 5)]),
        ("[The FUS](/a)", [suggestion("FUS", 5)]),
        ("![The FUS](/media/a)", [suggestion("FUS", 6)]),
        ("**The *FUS*", [suggestion("The *FUS", 2)]),
        ("a\\FUS", [suggestion("FUS", 2)]),
        ("FUS\n---\n\na", [suggestion("---", 4)]),
    ],
)
def test_what_cannot_be_a_mark_there_is_refused_with_a_sentence(text, chosen):
    with pytest.raises(NotInTextError, match=r"^[A-Z“].*\.$"):
        write(text, chosen)


def test_nothing_chosen_changes_nothing():
    assert write("FUS\r\n", []) == "FUS\r\n"


def test_initials_and_defined_phrases_without_an_entry_are_told():
    text = (
        "Frontotemporal dementia (FTD) is common. A *biomarker* is a sign in blood.\n"
        "This is called neurofilament light chain. SOD1, FTDs, IV, NHS, FUS, `XYZ`."
    )
    told = {(one.kind, one.words): one.places for one in unknown(text, VOCABULARY)}
    assert set(told) == {
        ("defined", "Frontotemporal dementia"),
        ("initials", "FTD"),
        ("defined", "biomarker"),
        ("defined", "neurofilament light chain"),
        ("initials", "SOD1"),
    }
    assert [text[a:b] for a, b in told["initials", "FTD"]] == ["FTD", "FTD"]


@pytest.mark.parametrize(
    "text",
    [
        "This is a sentence. It means much. They are here, and she is a nurse.",
        "NOBODY LIKES TO BE SHOUTED AT LIKE THIS",
        "[FTD](/a) `FTD` <https://FTD.org> FTD@a.org\n\n# FTD",
        "ALS is a disease. MNDs are a group.",
    ],
)
def test_what_is_no_term_is_not_told(text):
    assert unknown(text, VOCABULARY) == []


def test_no_names_find_nothing():
    assert suggest("FUS", Vocabulary([])) == []
    assert suggest("a + b", Vocabulary([Name("x", "+"), Name("y", "")])) == []


PARTS = [
    *("motor", "neuron", "cell", "FUS", "ALS", "TDP-43", "motor neuron", "MNDs", "’s"),
    *(" ", "  \n", "\\\n", "\n", "\n\n", "\r\n", "\t", "    ", "\u00a0", "\u0301"),
    *("*", "**", "_", "__", "*motor* neuron", "**motor neuron**", "`", "``", "```\n"),
    *("[", "]", "(", ")", "](/x)", "](term:als)", "![", "!", "\\", "[@a]", "<b ", "~"),
    *("&amp;", "&nbsp;", "<", ">", "> ", "- ", "1. ", "# ", "|", "\n|-|-|\n", "-"),
    *("| a | b |\n|-|-|\n| ", ".", ",", "é", "\0", "😀", ":", "/x/y", "\n===\n"),
]
NASTY = st.lists(st.sampled_from(PARTS), max_size=30).map("".join)


def one_for_each_place(text):
    return {one.start: one for one in suggest(text, VOCABULARY)}


@settings(max_examples=200)
@given(NASTY)
def test_whatever_is_written_is_a_link_and_nothing_else_changes(text):
    chosen = list(one_for_each_place(text).values())
    written = write(text, chosen)
    assert markup.plain(written) == markup.plain(text)
    assert shown(written) == shown(text)
    links = [mark.key for mark in marks.find(written) if mark.kind == "term"]
    assert {one.term for one in chosen} <= set(links)


@settings(max_examples=100)
@given(NASTY, st.data())
def test_any_choice_can_be_written(text, data):
    places = list(one_for_each_place(text).values())
    chosen = data.draw(
        st.lists(st.sampled_from(places), unique=True) if places else st.just([])
    )
    assert len(write(text, chosen)) >= len(text)


@settings(max_examples=200)
@given(NASTY)
def test_what_was_written_is_not_proposed_again(text):
    chosen = one_for_each_place(text).values()
    again = suggest(write(text, chosen), VOCABULARY)
    done = {(one.term, one.section) for one in chosen}
    assert done.isdisjoint((one.term, one.section) for one in again)


@settings(max_examples=200)
@given(NASTY)
def test_terms_to_write_stand_where_they_are_said_to(text):
    for candidate in unknown(text, VOCABULARY):
        assert candidate.places
        assert all(0 <= a < b <= len(text) for a, b in candidate.places)


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_texts_take_no_longer_than_they_are_long(family):
    text = FAMILIES[family](10_000)
    start = time.process_time()
    suggest(text, VOCABULARY)
    unknown(text, VOCABULARY)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "unit", ["a ", "a-", "A ", "(a+)+", "A1", "a’", "called a ", "is a ", "a.b", "*a*"]
)
def test_names_that_are_all_alike_are_harmless(unit):
    names = ["a " * 59 + "b", "(a+)+$", "A " * 59 + "b", "a of " * 29 + "a"]
    vocabulary = Vocabulary(Name(f"t{n}", words) for n, words in enumerate(names))
    text = unit * (20_000 // len(unit))
    start = time.process_time()
    suggest(text, vocabulary)
    unknown(text, vocabulary)
    assert time.process_time() - start < SECONDS


def test_a_text_is_read_once_for_many_vocabularies():
    read = Text("FUS and MND.")
    assert [[*VOCABULARY.matches(words)] for words in read.stretches] == [
        [(0, 3, ("fus",)), (8, 11, ("mnd",))]
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nucleus", "two nuclei"),
        ("criterion", "The criteria are."),
        ("bacterium", "bacteria"),
        ("mitochondria", "one mitochondrion"),
        ("vertebra", "vertebrae"),
        ("appendix", "appendices"),
        ("half-life", "half-lives"),
        ("twitch", "It is twitching."),
        ("ventilate", "They ventilated him."),
        ("neuroinflammation", "neuro\u00adinflammation"),
        ("motor neuron", "mo\u200btor neuron"),
    ],
)
def test_a_name_is_found_in_its_forms_and_with_hidden_characters(name, text):
    assert len(suggest(text, Vocabulary([Name("it", name)]))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("caries", "Cary is here."),
        ("pancreas", "pancrea"),
        ("inflammation", "neuro-\ninflammation"),
        ("inflammation", "neuro\u00adinflammation"),
        ("ALS", "ALS-\nlike"),
        ("belief", "He believes."),
    ],
)
def test_a_name_is_not_found_in_half_a_word_or_in_another(name, text):
    assert suggest(text, Vocabulary([Name("it", name)])) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is primary lateral sclerosis (PLS).", "primary lateral sclerosis"),
        ("It is multiple sclerosis (MS).", "multiple sclerosis"),
        ("Two motor units (MUs).", "motor units"),
        ("The ALSFRS-R is a scale.", "ALSFRS-R"),
        ("HLA-B27 and HLA-DR.", "HLA-B27"),
        ("It is NIV-assisted.", "NIV"),
    ],
)
def test_these_words_are_terms_to_write(text, words):
    assert words in [one.words for one in unknown(text, Vocabulary([]))]


@given(st.text(alphabet="*_ ab.(", max_size=30))
def test_what_is_suggested_beside_emphasis_can_be_written(text):
    vocabulary = Vocabulary([Name("it", "ab")])
    for one in suggest(text, vocabulary):
        assert write(text, [one]) != text
