"""Whatever is typed, search answers; the table names what has hurt others."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .library import found, search, shelve

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "\x00",
    "\x00riluzole",
    '"',
    "'",
    "''' --",
    '"unclosed',
    "*",
    "riluzole*",
    "AND",
    "OR NOT NEAR(",
    "riluzole AND",
    "title:riluzole",
    "{title body} : x",
    "^riluzole -x +y",
    "(((((",
    "a & | ! <-> b:*",
    "\\",
    "%s %(name)s %",
    "{} {live}",
    "'; DROP TABLE search_searchentry; --",
    "\ud800",
    "rilu\udfffzole",
    "\u202eriluzole\u202c",
    "\ufeff\u200b",
    "…¡¿·",
    "😀 👩🏽‍🦽",
    "²³¹ ½ Ⅷ",
    "İstanbul ß ŉ",
    "नमस्ते 日本語 اللغة",
    "e\u0301" * 500,
    "-" * 1000,
    "a-" * 1000,
    "_" * 70,
    "1.5e300 -7 +3",
    "mailto:a@b.example https://example.org/x?y=z",
    " ".join(f"word{n}" for n in range(500)),
    "a" * 1_000_000,
    "' " * 500_000,
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_answers(query):
    shelve("Riluzole", keywords="Rilutek", body="A medicine.")
    results = search(query)
    assert len(results.words) <= 16
    assert all(0 < len(word) <= 60 for word in results.words)


@pytest.mark.parametrize("query", ["", " \t\n", "\x00", '"', "!?…", "\ud800"])
def test_query_without_words_finds_nothing(query):
    shelve("Riluzole")
    results = search(query)
    assert (results.total, results.hits, results.words) == (0, (), ())


@pytest.mark.parametrize("query", ["riluzole\x00", '"riluzole', "(riluzole*"])
def test_signs_around_a_word_do_not_matter(query):
    wanted = shelve("Riluzole")
    assert found(query) == [wanted]


_letters = st.text(alphabet=st.characters(), max_size=60)
_signs = st.text(alphabet="\"'()*:^-+&|!<>\\%{}\x00 riluzoe", max_size=60)
_unlimited = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(query=_letters | _signs)
@_unlimited
def test_any_text_answers(query):
    shelve("Riluzole", keywords="Rilutek", body="A medicine.")
    for hit in search(query).hits:
        assert hit.title_html.count("<mark>") == hit.title_html.count("</mark>")


@given(text=_letters, query=_letters)
@_unlimited
def test_any_text_is_found_by_itself(text, query):
    number = shelve(text, keywords=text, body=text)
    if search(text).words:
        assert number in [hit.revision_id for hit in search(text, limit=1000).hits]
    search(query)
