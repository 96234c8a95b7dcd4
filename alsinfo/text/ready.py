"""Texts that were rendered before: kept under the hash of all that they are made of.

A rendered text depends on its words, on the links and sources that its marks find, and
on the language of the few words that are ours. Whatever of these changes makes another
hash, so nothing here is ever out of date, and nothing has to be told to go.

Pages are kept in this process and, where the operator gives us one, in a store that all
processes share. What comes out of that store is printed as it is, signed HTML included:
it must be as trustworthy as the database. It may be empty, slow or away at any time.
"""

import hashlib
import logging
import marshal
from collections import OrderedDict
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Mapping,
    MutableMapping,
    Sequence,
)
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Protocol

from django.utils.translation import get_language

from . import markup
from .markup import Kind, Parsed, Rendered, TermLink
from .reading import count_words

log = logging.getLogger("alsinfo.text")
MOST = 6_000_000  # characters of HTML and of texts, all together
LEAST = 500  # what keeping anything costs


class Store(Protocol):
    """Where processes share what they made; a cache of Django's is one."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def set(self, key: str, value: Any, timeout: float | None = None) -> Any: ...


class Words(NamedTuple):
    """What is known of a text by itself: the keys that it names, and its length."""

    keys: frozenset[tuple[Kind, str]]
    length: int


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
_shared: Store | None = None
SHARED_FOR = 7 * 24 * 3_600  # seconds


def share(store: Store | None) -> None:
    """Keep rendered pages in this store too."""
    global _shared
    _shared = store


def renderer() -> str:
    """What renders: our own rules, and the versions of what they stand on."""
    rules = hashlib.blake2b(Path(markup.__file__).read_bytes(), digest_size=16)
    return " ".join([rules.hexdigest(), *markup.versions()])


# Taken at the start: these are the rules that this process has read.
_RENDERER = renderer()


def words(text: str, parsed: MutableMapping[str, Parsed] | None = None) -> Words:
    """The keys that a text names, and how many words it has.

    If it had to be parsed for that, what came of it is put among the `parsed`.
    """

    def made() -> Words:
        seen = markup.parse(text)
        if parsed is not None:
            parsed[text] = seen
        return Words(markup.keys(seen), count_words(markup.words(seen)))

    found: Words = _kept.get(_hash(["words", text]), made, lambda _words: 0)
    return found


def render_all(
    texts: Sequence[str],
    *,
    terms: Mapping[str, TermLink],
    sources: Collection[str],
    parsed: MutableMapping[str, Parsed] | None = None,
) -> tuple[Rendered, ...]:
    """The same as `markup.render_all`, at once when it was asked before."""
    links = [part for key in sorted(terms) for part in (key, *terms[key])]
    made_by = ["page", _RENDERER, get_language() or ""]
    made_of = [*_counted(texts), *_counted(links), *_counted(sorted(sources))]
    key = _hash([*made_by, *made_of])
    found: tuple[Rendered, ...] = _kept.get(
        key,
        lambda: _shared_or_made(
            key,
            lambda: markup.render_all(
                texts, terms=terms, sources=sources, parsed=parsed
            ),
        ),
        lambda rendered: 2 * sum(len(one.html) for one in rendered),
    )
    return found


def _shared_or_made(
    key: bytes, make: Callable[[], tuple[Rendered, ...]]
) -> tuple[Rendered, ...]:
    """From the store of all, or made and put there. Trouble with it is only told."""
    name = f"rendered-{key.hex()}"
    try:
        found = None if _shared is None else _shared.get(name)
    except Exception as fault:
        log.warning("The shared store does not answer: %s", fault)
        return make()
    if found is not None:
        return tuple(found)
    made = make()
    _put(name, made)
    return made


def _put(name: str, made: tuple[Rendered, ...]) -> None:
    # A view of a dictionary cannot be sent, the dictionary can.
    sent = tuple(replace(one, backlinks=dict(one.backlinks)) for one in made)
    try:
        if _shared is not None:
            _shared.set(name, sent, SHARED_FOR)
    except Exception as fault:
        log.warning("The shared store takes nothing: %s", fault)


def _counted(parts: Sequence[str]) -> list[str]:
    """The parts after their number, so that no list runs into the next."""
    return [str(len(parts)), *parts]


def _hash(parts: Iterable[str]) -> bytes:
    """The same for the same parts only: each is written with its length."""
    # A slice is a plain string, whatever it was cut from. Version 2 writes each anew.
    written = marshal.dumps([part[:] for part in parts], 2)
    return hashlib.blake2b(written, digest_size=20).digest()
