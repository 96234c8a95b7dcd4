"""The texts of one page as readers get them: HTML, numbered references, words.

Also what every page says of how fresh its text is.

May import `alsinfo.text` and `alsinfo.editorial`. Serves every kind of entry.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import BigAutoField
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from alsinfo.editorial.models import Mention, Source
from alsinfo.editorial.models.bibliography import link
from alsinfo.editorial.prepared import Blank, Blanks, Question
from alsinfo.text import markup, ready
from alsinfo.text.markup import Parsed, Section, TermLink

from .lexicon import term_links

# What each kind of source is, for somebody who never read a study.
KINDS = {
    Source.Kind.GUIDELINE: _("Guideline: what experts advise care teams to do."),
    Source.Kind.SYSTEMATIC_REVIEW: _("Systematic review: many studies put together."),
    Source.Kind.TRIAL: _("Trial: a treatment was tested in people."),
    Source.Kind.OBSERVATIONAL: _("Study that watched people; no treatment was tested."),
    Source.Kind.LABORATORY: _("Laboratory study: samples, cells or animals."),
    Source.Kind.REVIEW: _("Overview: experts sum up the research they chose."),
    Source.Kind.REGULATOR: _("Regulator: an official body that decides on medicines."),
    Source.Kind.CHARITY: _("Charity: information for the people it supports."),
    Source.Kind.NEWS: _("News report, not a study."),
    Source.Kind.COMMERCIAL: _(
        "Company: published by somebody with something to sell, "
        "perhaps the very treatment that it describes."
    ),
}
UNSORTED = _("We have not said yet what kind of source this is.")
STATES = {
    Source.State.RETRACTED: _("Retracted: the journal has taken this work back."),
    Source.State.WITHDRAWN: _("Withdrawn: this work is no longer published."),
}


class Work(NamedTuple):
    """A source as far as readers see it; the fields are those of `Source`."""

    key: str
    title: str
    authors: str
    container: str
    year: str
    doi: str
    url: str
    kind: str
    remark: str
    state: str

    @property
    def link(self) -> str:
        """Where to read it; may be empty."""
        return link(self.doi, self.url)


class Topic(NamedTuple):
    """A tag as far as readers see it; the fields are those of `Tag`."""

    pk: int
    name: str
    slug: str


class Reference(NamedTuple):
    """A numbered source, and the ids of the places that cite it."""

    number: int
    source: Work
    places: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What kind of source it is, in words."""
        return str(KINDS.get(self.source.kind, UNSORTED))

    @property
    def state(self) -> str:
        """Whether it still stands, in words; empty when it does."""
        return str(STATES.get(self.source.state, ""))

    @property
    def mentions(self) -> list[tuple[str, str]]:
        """The places with their numbers as they are written."""
        return [(str(number), place) for number, place in enumerate(self.places, 1)]


@dataclass(frozen=True)
class Reading:
    """Each text as HTML and in sections; what they cite and name, by first mention."""

    html: list[SafeString]
    sections: list[tuple[Section, ...]]
    references: list[Reference]
    words: list[TermLink]


@dataclass(frozen=True)
class Named:
    """The texts of one page, and what their marks find: all that reading them takes.

    `parsed` are those that were parsed for their marks; it saves reading them again.
    """

    texts: list[str]
    links: dict[str, TermLink]
    sources: dict[str, Work]
    parsed: dict[str, Parsed] = field(compare=False)

    def read(self) -> Reading:
        """The texts as readers get them. Asks nothing.

        Texts that were rendered before with the same links are not rendered again.
        """
        rendered = ready.render_all(
            self.texts,
            terms=self.links,
            sources=self.sources.keys(),
            parsed=self.parsed,
        )
        words = {self.links[key]: None for text in rendered for key in text.terms}
        return Reading(
            [text.html for text in rendered],
            [text.sections for text in rendered],
            _references(rendered[-1], self.sources),
            [*words],
        )


def named(texts: Sequence[str], at: datetime) -> Named:
    """The texts of one page with what they name at an instant. Two queries."""
    [page] = _named([texts], at)
    return page


def read_each(pages: Iterable[Sequence[str]], at: datetime) -> list[Reading]:
    """Several pages as they stand at an instant. Two queries for them all."""
    return [page.read() for page in _named(pages, at)]


def _named(pages: Iterable[Sequence[str]], at: datetime) -> list[Named]:
    """What each page names is looked up with that of the others, and is its own."""
    parsed: dict[str, Parsed] = {}
    found = [(texts, _marks(texts, parsed)) for texts in pages]
    marks = frozenset().union(*(own for _texts, own in found))
    links = term_links(_keys(marks, Mention.Kind.TERM), at)
    sources = _sources(_keys(marks, Mention.Kind.SOURCE))
    return [
        Named(
            [*texts],
            _among(links, _keys(own, Mention.Kind.TERM)),
            _among(sources, _keys(own, Mention.Kind.SOURCE)),
            parsed,
        )
        for texts, own in found
    ]


def _marks(
    texts: Sequence[str], parsed: dict[str, Parsed]
) -> frozenset[tuple[str, str]]:
    return frozenset().union(*(ready.words(text, parsed).keys for text in texts))


def _sources(keys: set[str]) -> dict[str, Work]:
    rows = _WORKS.ask(keys=keys) if keys else ()
    return {work.key: work for work in map(Work._make, rows)}


def _among(found: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key in keys}


def is_overdue(revision: Any, at: datetime) -> bool:
    """Whether the day of the next review has passed in the site's time zone."""
    due = revision.review_due
    return due is not None and due < timezone.localdate(at)


def tags_of(revision: Any, given: Iterable[Any] | None = None) -> list[Any]:
    """The tags to show, given or the text's own; for a merged one its target."""
    if given is None:
        return _own_tags(revision) if revision.pk else []
    shown = {tag.merged_into or tag: None for tag in given}
    return sorted(shown, key=lambda tag: tag.name.casefold())


def _own_tags(revision: Any) -> list[Any]:
    """The same for the tags of a saved text, which know their name and slug."""
    rows = _tags(type(revision)).ask(text=revision.pk)
    shown = {Topic._make(row) for row in rows}
    return sorted(shown, key=lambda tag: tag.name.casefold())


@cache
def _tags(model: Any) -> Question:
    """What is shown of each tag of a text, of a merged one what it was merged into."""
    items = model._meta.get_field("tag_items").related_model.objects

    def make() -> Any:
        own = items.filter(content_object=Blank("text", BigAutoField()))
        return own.values_list(
            *(Coalesce(f"tag__merged_into__{f}", f"tag__{f}") for f in Topic._fields)
        )

    return Question(make)


def _works() -> Any:
    return Source.objects.filter(key__in=Blanks("keys")).values_list(*Work._fields)


def _keys(named: Iterable[tuple[str, str]], wanted: str) -> set[str]:
    return {key for kind, key in named if kind == wanted}


def _references(last: markup.Rendered, sources: dict[str, Work]) -> list[Reference]:
    return [
        Reference(number, sources[key], last.backlinks[key])
        for number, key in enumerate(last.citations, start=1)
    ]


_WORKS = Question(_works)
