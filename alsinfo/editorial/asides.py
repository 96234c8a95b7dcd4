"""Which findings of a text hold it back, and which a reviewer has set aside."""

from dataclasses import dataclass
from typing import Any

from . import findings, words
from .findings import Finding
from .findings.shelf import Aside


@dataclass(frozen=True)
class Weighed:
    """A finding, and the record of its being set aside, if it is."""

    finding: Finding
    aside: Aside | None

    @property
    def holds(self) -> bool:
        """Whether it holds the text back."""
        return self.finding.blocks and self.aside is None

    def as_dict(self) -> dict[str, Any]:
        return self.finding.as_dict() | {"set_aside": self.aside is not None}


def key_of(code: str, quote: str) -> tuple[str, str]:
    """What a finding is known by in later versions."""
    return code, words.fold(quote)


def weighed(revision: Any, **given: Any) -> list[Weighed]:
    """The findings on a text of an entry; see `findings.check` for what is given."""
    page = findings.Page(revision)
    found = findings.check_page(page, **given)
    kept = page.shelf.asides
    return [Weighed(one, _aside_of(one, kept)) for one in found]


def _aside_of(finding: Finding, kept: list[Aside]) -> Aside | None:
    """The record that lets it stand: for as many places as there were, not for more."""
    if not finding.blocks:
        return None
    key = key_of(finding.code, finding.quote)
    for aside in kept:
        same = key_of(aside.code, aside.quote) == key
        if same and finding.places <= aside.places:
            return aside
    return None
