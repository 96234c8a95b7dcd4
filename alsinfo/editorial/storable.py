"""Which answers may be kept ready: a view says so itself, beside what it answers.

A view that says nothing is asked each time. Imports nothing of the project's.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

# The parameter of long lists, written in the one way in which it is kept.
PAGE = {"page": re.compile(r"[1-9][0-9]{0,4}")}


@dataclass(frozen=True)
class Storable:
    """What a page knows of its query.

    `by` are the parameters that choose what it shows, in the order in which a kept page
    is named, each with the values worth keeping. With one of `never` nothing is kept.
    Every other parameter changes nothing.
    """

    by: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    never: tuple[str, ...] = ()


def storable(
    by: Mapping[str, re.Pattern[str]] | None = None, never: tuple[str, ...] = ()
) -> Callable[[View], View]:
    """Say of a view that its page is the same for everybody until the site changes."""

    def mark(view: View) -> View:
        view.storable = Storable(by or {}, never)  # type: ignore[attr-defined]
        return view

    return mark
