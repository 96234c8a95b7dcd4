"""Where each reference begins and ends, and the marks by which a text cites it."""

import pytest

from alsinfo.text.documents import convert

TEXT = "Living Soil\n\nWhat lives in it is much, as was shown.\n\n"
LOAM = "Loam B. Potash in small gardens. Soil Lett. 2014;8:11-19."
CLAY = "Clay D, Silt F. Worms at night. J Plots. 2016;3:4-9."
SAND = "Sand, E. (2017). Testing at home. Journal of Plots, 3(1), 4-9."
SILT = "Silt, F. (2018). Testing with strips. Journal of Plots, 4(1), 1-3."


def read(listed, text=TEXT):
    document = convert(f"{text}{listed}\n")
    return document, [reference.text for reference in document.references]


@pytest.mark.parametrize(
    "more",
    [
        "PMID: 8302340",
        "PMCID: PMC8302340",
        "doi:10.1234/plots.4",
        "ISBN 978-3-16-148410-0",
        "Accessed 3 May 2021.",
        "Epub 2014 Mar 3.",
    ],
)
@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("number", ["{}. ", ""])
def test_identifiers_on_a_line_of_their_own_belong_to_the_entry(more, indent, number):
    entries = [number.format(1) + CLAY, number.format(2) + LOAM]
    document, found = read("References\n" + "\n".join(entries) + f"\n{indent}{more}")
    assert found == [CLAY, f"{LOAM} {more}"]
    assert document.body == "What lives in it is much, as was shown.\n"


def test_what_follows_the_references_is_text_again():
    document, found = read(f"References\n1. {LOAM}\n2. {CLAY}\n\nWorms dig. They eat.")
    assert found == [LOAM, CLAY]
    assert document.body.endswith("\n\nWorms dig. They eat.\n")


def test_addresses_on_lines_of_their_own_are_entries():
    addresses = "10.1056/NEJMoa2204705\nhttps://soil.example.org/research"
    document, found = read(f"Works Cited\n{SAND}\n{SILT}\n{addresses}")
    assert found == [SAND, SILT, *addresses.split("\n")]
    assert [r.url for r in document.references] == ["", "", "", found[3]]
    assert [r.doi for r in document.references] == ["", "", found[2], ""]


def test_an_address_below_every_entry_belongs_to_it():
    one, two = "https://doi.org/10.1234/plots.1", "https://doi.org/10.1234/plots.2"
    _document, found = read(f"Works Cited\n{SAND}\n{one}\n{SILT}\n{two}")
    assert found == [f"{SAND} {one}", f"{SILT} {two}"]


def test_an_address_that_an_entry_announces_belongs_to_it():
    announced = SAND[:-1] + ". Available from:"
    _document, found = read(f"Works Cited\n{SILT}\n{announced}\nhttps://a.example/b")
    assert found == [SILT, f"{announced} https://a.example/b"]


@pytest.mark.parametrize(
    "head", ["Notes", "References", "Footnotes", "Notes and References"]
)
def test_numbers_without_a_stop_lead_entries_and_fallen_marks_cite_them(head):
    text = "Living Soil\n\nWorms come early.1 They dig a tunnel.2,3 They eat.\n\n"
    listed = f"{head}\n1 {LOAM}\n2 {CLAY}\n3 {SAND}\n4 {SILT}"
    document, found = read(listed, text)
    assert found == [LOAM, CLAY, SAND, SILT]
    assert (
        "early.[@loam-2014] They dig a tunnel.[@clay-2016; @sand-2017] They eat."
        in (document.body)
    )
    assert "1" not in document.summary
    assert document.uncited == (4,)


def test_notes_of_the_author_are_no_references():
    document, found = read("Notes\n1. Dig in May.\n2. Rest in June.\n")
    assert found == []
    assert "1. Dig in May.\n2. Rest in June." in document.body


def test_numbers_that_begin_again_are_entries():
    doubled = CLAY[:-1] + ". doi:10.1136/bmj.1.1"
    document, found = read(f"References\n1. {LOAM}\n2. {doubled}\n1. {SAND}")
    assert found == [LOAM, doubled, SAND]
    assert [r.number for r in document.references] == [1, 2, 1]


def test_one_publication_listed_twice_is_one_source():
    document, _found = read(
        f"References\n1. {LOAM} doi:10.1136/BMJ.1.1\n2. Loam B. Potash. "
        "https://doi.org/10.1136/bmj.1.1\n3. https://a.example/b\n4. See "
        "https://a.example/b",
        "Living Soil\n\nIt is so [1,2].\n\n",
    )
    first, second, third, fourth = [r.key for r in document.references]
    assert first == second
    assert third == fourth != first
    assert document.body.endswith(f"so [@{first}].\n")
    assert document.uncited == (3, 4)


LISTED = "References\n" + "\n".join(
    f"{n}. Loam{'abcdef'[n - 1]} B. Potash {n}. Soil Lett. 201{n};8:11."
    for n in range(1, 7)
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("so [1, p. 5] it is", "so [@a] (p. 5) it is"),
        ("so [1, pp. 5-7].", "so [@a] (pp. 5-7)."),
        ("so [ref 2] it is", "so (ref [@b]) it is"),
        ("so [refs. 2, 3].", "so (refs. [@b; @c])."),
        ("so ^1^ it is", "so [@a] it is"),
        ("so^1,2^ it is", "so[@a; @b] it is"),
        ("so [4]–[6] it is", "so [@d; @e; @f] it is"),
        ("so [1], [2].", "so [@a], [@b]."),
        ("so (6). And (2, 3), too.", "so [@f]. And [@b; @c], too."),
        ("so (1-3); and more (6).", "so [@a; @b; @c]; and more [@f]."),
        ("2^3 is 8", "2^3 is 8"),
        ("so it is (aged 5), and (6) or (45) days.", None),
        ("by (1) digging and (2) waiting (3) days", None),
        ("one in (2) is so [1].", "one in (2) is so [@a]."),
    ],
)
def test_marks_are_read(written, expected):
    document = convert(f"Living Soil\n\nIt is {written}\n\n{LISTED}\n")
    body = document.body.replace("\\", "")
    for letter in "abcdef":
        number = "abcdef".index(letter) + 1
        body = body.replace(f"@loam{letter}-201{number}", f"@{letter}")
    assert body == f"It is {written if expected is None else expected}\n"


def test_an_address_ends_at_a_bracket_only_when_the_sentence_opened_it():
    address = "https://a.example/x?z=(a)_[b]"
    document, _found = read(f"References\n1. {LOAM} [{address}]\n2. {CLAY} {address}.")
    assert [r.url for r in document.references] == [address, address]


def test_an_unknown_number_is_quoted():
    document = convert(
        f"Living Soil\n\nIt is so [9] or [1].\n\nReferences\n1. {LOAM}\n"
    )
    assert document.unknown == (9,)
