"""Pages and parts of pages that were printed before, kept as they are sent.

What a template prints is made of the words it is given and of nothing else: no request,
no account, no clock. So it is kept under a digest of all of them, and whatever changes
makes another one. Nobody can forget to name a part, and nothing has to be told to go.
Kept in this process, the least used going first. May import `alsinfo.text`.
"""

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass
from datetime import date, time
from hashlib import blake2b
from marshal import dumps
from types import NoneType
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language, gettext

from alsinfo.text.ready import Kept

from .frame import site

MOST = 8_000_000  # bytes of pages
MOST_OF_PARTS = 500_000  # characters of parts
PLAIN = frozenset({str, int, float, bool, bytes, NoneType})

_pages = Kept(MOST)
_parts = Kept(MOST_OF_PARTS)


class NotPlainError(TypeError):
    """A page is given something that may change without a sign, such as a queryset."""


def page(
    request: HttpRequest,
    template: str,
    given: dict[str, Any],
    more: Callable[[], dict[str, Any]] = dict,
) -> HttpResponse:
    """The same answer as `render` gives, at once when it was printed before.

    `more` makes what else the template is given, of nothing that is not `given`.
    """
    given = {**site(request), **given}

    def made() -> bytes:
        return render_to_string(template, given | more()).encode()

    return HttpResponse(_pages.get(digest(template, given), made, len))


def part(template: str, given: dict[str, Any]) -> SafeString:
    """A part of a page, made of what it is given and of nothing else around it."""
    key = digest(template, given)
    return _parts.get(key, lambda: render_to_string(template, given), len)


def digest(*made_of: Any) -> bytes:
    """The same for the same values only, in one language and one time zone."""
    spoken = (get_language(), get_current_timezone_name(), get_script_prefix())
    return blake2b(dumps(_plain((spoken, made_of)), 2), digest_size=20).digest()


def forget() -> None:
    """Let everything go; for tests that change what words mean."""
    _pages.clear()
    _parts.clear()


def _plain(value: Any) -> Any:
    """A value as lists of plain ones, each with the name of its kind."""
    kind = type(value)
    if kind in PLAIN:
        return value
    name, parts = _READINGS.get(kind) or _READINGS.setdefault(kind, _reading_of(kind))
    return [name, *_plainly(parts(value))]


def _plainly(parts: Collection[Any]) -> list[Any]:
    """Most values are plain already, and a call costs more than a look."""
    return [part if type(part) in PLAIN else _plain(part) for part in parts]


def _reading_of(kind: type) -> tuple[str, Callable[[Any], Collection[Any]]]:
    """The name of a kind, and what makes the parts that a value of it consists of."""
    for known, parts in _KINDS.items():
        if issubclass(kind, known):
            return kind.__name__, parts
    if is_dataclass(kind):
        # What two of a kind are not compared by makes no other page.
        names = [field.name for field in fields(kind) if field.compare]
        return kind.__name__, lambda value: [getattr(value, name) for name in names]
    raise NotPlainError(f"A page that is kept cannot be made of a {kind}.")


def _lazy(words: Any) -> Collection[Any]:
    """What words of ours are told from; the language is in every digest."""
    _unpickle, (function, args, *_rest) = words.__reduce__()
    return args if function is gettext else [str(words)]


def _columns(record: Model) -> Collection[Any]:
    """What is known of a record, and of the records it belongs to."""
    known = vars(record) | {"_state": None}
    beside = record._state.fields_cache
    return [*known, *known.values(), *beside, *beside.values()]


_KINDS: dict[type, Callable[[Any], Collection[Any]]] = {
    str: lambda value: [value.encode("utf-8", "surrogatepass")],
    Promise: _lazy,
    date: lambda value: [value.isoformat()],
    time: lambda value: [value.isoformat()],
    tuple: lambda value: value,
    list: lambda value: value,
    dict: lambda value: [*value, *value.values()],
    Model: _columns,
}
_READINGS: dict[type, tuple[str, Callable[[Any], Collection[Any]]]] = {}
