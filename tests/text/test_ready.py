"""Rendered texts that are kept: always what rendering them anew would give."""

import pickle

import pytest
from django.utils.translation import override

from alsinfo.text import markup, ready
from alsinfo.text.markup import TermLink
from alsinfo.text.ready import Kept

TEXT = "## One\n\nA [cell](term:cell) and [more](term:more) [@a-2020; @b-2021].\n"
CELL = TermLink("cell", "/glossary/cell/", "cell", "A small thing.", "en-GB")


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(ready, "_kept", Kept(100_000))


@pytest.fixture
def rendered(monkeypatch):
    """How often a page was really rendered."""
    calls = []
    inner = markup.render_all

    def counting(*args, **kwargs):
        calls.append(args)
        return inner(*args, **kwargs)

    monkeypatch.setattr(markup, "render_all", counting)
    return calls


def ask(texts=(TEXT,), terms=None, sources=("a-2020",)):
    terms = {"cell": CELL} if terms is None else terms
    found = ready.render_all(texts, terms=terms, sources=sources)
    assert found == markup.render_all(texts, terms=terms, sources=sources)
    return found


def test_a_page_is_rendered_once(rendered):
    first = ready.render_all([TEXT], terms={"cell": CELL}, sources={"a-2020"})
    again = ready.render_all([TEXT], terms={"cell": CELL}, sources={"a-2020"})
    assert first is again
    assert len(rendered) == 1
    assert first[0].html.__html__() == first[0].html


@pytest.mark.parametrize(
    "other",
    [
        {"texts": [TEXT + "."]},
        {"texts": [TEXT, TEXT]},
        {"texts": [TEXT, ""]},
        {"terms": {}},
        {"terms": {"cell": CELL._replace(slug="cells", url="/glossary/cells/")}},
        {"terms": {"more": CELL}},
        {"terms": {"cell": CELL, "more": CELL}},
        {"sources": ()},
        {"sources": ("b-2021",)},
        {"sources": ("a-2020", "b-2021")},
    ],
)
def test_whatever_a_page_is_made_of_makes_another_page(other):
    assert ask() != ask(**other)
    ask()


def test_parts_never_run_into_one_another():
    assert ask(["a", "b"]) != ask(["ab", ""])
    assert ask(["a"], {}, ["b"]) != ask(["a", "b"], {}, [])
    ask(["5:a"])
    ask(["\ud800"], {}, [])


def test_our_own_words_are_those_of_the_language(monkeypatch, rendered):
    with override("en-gb"):
        ask()
    with override("fr"):
        ask()
    assert len(rendered) == 4


def test_the_order_of_keys_makes_no_difference(rendered):
    one = {"cell": CELL, "more": CELL}
    other = {"more": CELL, "cell": CELL}
    first = ready.render_all([TEXT], terms=one, sources=["b-2021", "a-2020"])
    assert first is ready.render_all([TEXT], terms=other, sources=["a-2020", "b-2021"])


def test_words_are_those_of_the_text():
    for _again in range(2):
        found = ready.words(TEXT)
        assert found.length == 5
        assert ("source", "b-2021") in found.keys


def test_what_is_kept_is_bounded():
    kept = Kept(10_000)
    for number in range(1_000):
        kept.get(b"%d" % number, lambda: "x", lambda value: 100)
        assert kept.size <= 10_000
    assert kept.get(b"999", lambda: "new", lambda value: 100) == "x"
    assert kept.get(b"0", lambda: "new", lambda value: 100) == "new"


def test_a_value_that_would_push_out_the_others_is_not_kept():
    kept = Kept(10_000)
    kept.get(b"a", lambda: "large", lambda value: 9_000)
    assert kept.size == 0


def test_a_fault_while_rendering_keeps_nothing():
    kept = Kept(10_000)
    with pytest.raises(ZeroDivisionError):
        kept.get(b"a", lambda: 1 / 0, lambda value: 1)
    assert kept.get(b"a", lambda: "good", lambda value: 1) == "good"


# --- A store that processes share -----------------------------------------------------


class Pickling(dict):
    """A store as a server is one: it holds bytes."""

    def get(self, key, default=None):
        return pickle.loads(self[key]) if key in self else default  # noqa: S301

    def set(self, key, value, timeout=None):
        self[key] = pickle.dumps(value)


class Broken(dict):
    """A store whose server is away."""

    def get(self, key, default=None):
        raise ConnectionError("Nobody answers.")

    set = get


@pytest.fixture
def store():
    shared = Pickling()
    ready.share(shared)
    yield shared
    ready.share(None)


def another_process(monkeypatch):
    monkeypatch.setattr(ready, "_kept", Kept(100_000))


def test_another_process_finds_what_one_made(monkeypatch, store, rendered):
    [first] = ready.render_all([TEXT], terms={"cell": CELL}, sources={"a-2020"})
    another_process(monkeypatch)
    [again] = ready.render_all([TEXT], terms={"cell": CELL}, sources={"a-2020"})
    assert again == first
    assert again.html.__html__() == first.html
    assert again.sections[0].html.__html__() == first.sections[0].html
    assert len(rendered) == len(store) == 1


def test_another_renderer_finds_nothing(monkeypatch, store, rendered):
    ready.render_all([TEXT], terms={}, sources=())
    another_process(monkeypatch)
    monkeypatch.setattr(ready, "_RENDERER", "another")
    ready.render_all([TEXT], terms={}, sources=())
    assert len(rendered) == 2


def test_a_store_that_is_away_is_done_without(store):
    ready.share(Broken())
    ask()


def test_nothing_leaves_the_process_without_a_store(rendered):
    ready.share(None)
    ready.render_all([TEXT], terms={}, sources=())
    assert ready._shared is None
