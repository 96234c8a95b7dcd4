"""A language that puts ⟦brackets⟧ around everything that goes through gettext.

What a page shows outside the brackets, and is no content, was never translatable.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.utils import translation

from alsinfo.editorial import printed

ATTRIBUTES = ("aria-label", "aria-description", "title", "alt", "placeholder", "label")
DATA = ("data-done", "data-sorry", "data-clue", "data-words")
INVISIBLE = {"script", "style", "code", "pre"}
BUTTONS = {"submit", "button", "reset"}
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
# The words of content are made up in tests/leaks; the rest is no language.
CONTENT = re.compile(
    r"https?://\S+|\b[\w.-]+@[\w.-]+\b"
    r"|(hid|pub)\d+(den|lic)"
    r"|\]\((term|figure):"
    r"|\w+\*{4,}",  # a password, as Django shows it
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]{2,}")


@contextmanager
def brackets() -> Iterator[None]:
    """Every translation of this process, lazy ones included, comes in brackets.

    What was printed before is forgotten: there our words mean something else.
    """
    names = ("gettext", "ngettext", "pgettext", "npgettext")
    catalogue = translation._trans
    real = {name: getattr(catalogue, name) for name in names}
    for name, function in real.items():
        setattr(catalogue, name, _bracketing(function))
    printed.forget()
    try:
        yield
    finally:
        for name, function in real.items():
            setattr(catalogue, name, function)
        printed.forget()


def _bracketing(function):
    def translate(*args):
        said = function(*args)
        is_format = said.isupper() or not LETTERS.search(said)
        return said if is_format else f"⟦{said}⟧"

    return translate


class Reader(HTMLParser):
    """Collects what somebody sees or hears of a page: (where, words)."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        named = [*ATTRIBUTES, *DATA]
        if tag == "input" and values.get("type") in BUTTONS:
            named.append("value")
        if tag == "meta" and values.get("name") == "description":
            named.append("content")
        for name in named:
            if values.get(name):
                self.found.append((f"{tag} {name}", values[name]))
        if tag in INVISIBLE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data):
        if not self.open:
            self.found.append(("text", data))


def bare(html: str, names: frozenset[str] = frozenset()) -> list[str]:
    """What a page says outside all brackets, and is neither content nor a name."""
    reader = Reader()
    reader.feed(html)
    # A sentence may stand in several elements: the brackets are closed over all of it.
    whole = "\x1f".join(words for where, words in reader.found if where == "text")
    parts = [("text", part) for part in _outside(whole).split("\x1f")]
    parts += [(where, _outside(w)) for where, w in reader.found if where != "text"]
    said = [(where, CONTENT.sub(" ", words)) for where, words in parts]
    return [f"{w}: {s.strip()}" for w, s in said if set(LETTERS.findall(s)) - names]


def _outside(words: str) -> str:
    before = None
    while before != words:
        before, words = (
            words,
            BRACKETED.sub(lambda m: "\x1f" * m[0].count("\x1f"), words),
        )
    return words
