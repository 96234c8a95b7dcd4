"""Texts that were rendered before: kept under the hash of all that they are made of.

A rendered text depends on its words, on the links and sources that its marks find, and
on the language of the few words that are ours. Whatever of these changes makes another
hash, so nothing here is ever out of date, and nothing has to be told to go. What is
kept is in this process and of its own making: signed HTML never comes from elsewhere.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

from django.utils.translation import get_language

from . import marks, markup
from .markup import Kind, Rendered, TermLink
from .reading import count_words

MOST = 6_000_000  # characters of HTML and of texts, all together
LEAST = 500  # what keeping anything costs


class Words(NamedTuple):
    """What is known of a text by itself: the keys that it names, and its length."""

    keys: frozenset[tuple[Kind, str]]
    count: int


class Kept:
    """Values by the hash of what they are made of; the least used go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._values: OrderedDict[bytes, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(
        self, key: bytes, make: Callable[[], Any], size: Callable[[Any], int]
    ) -> Any:
        """The kept value, or the one that `make` makes, of so many characters."""
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                return found[0]
        value = make()
        self._keep(key, value, LEAST + size(value))
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self.size = 0

    def _keep(self, key: bytes, value: Any, size: int) -> None:
        with self._lock:
            if key in self._values or size > self.most / 4:
                return
            self._values[key] = value, size
            self.size += size
            while self.size > self.most:
                self.size -= self._values.popitem(last=False)[1][1]


_kept = Kept(MOST)


def words(text: str) -> Words:
    """The keys that a text names, and how many words it has."""
    return _kept.get(
        _hash(["words", text]),
        lambda: Words(marks.keys(text), count_words(markup.plain(text))),
        lambda _words: 0,
    )


def render_all(
    texts: Sequence[str],
    *,
    terms: Mapping[str, TermLink],
    sources: Collection[str],
) -> tuple[Rendered, ...]:
    """The same as `markup.render_all`, at once when it was asked before."""
    links = [part for key in sorted(terms) for part in (key, *terms[key])]
    made_of = ["page", get_language() or "", *_counted(texts), *_counted(links)]
    return _kept.get(
        _hash([*made_of, *_counted(sorted(sources))]),
        lambda: markup.render_all(texts, terms=terms, sources=sources),
        lambda rendered: 2 * sum(len(one.html) for one in rendered),
    )


def _counted(parts: Sequence[str]) -> list[str]:
    """The parts after their number, so that no list runs into the next."""
    return [str(len(parts)), *parts]


def _hash(parts: Iterable[str]) -> bytes:
    """The same for the same parts only: each is hashed with its length."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        written = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(written))
        digest.update(written)
    return digest.digest()
