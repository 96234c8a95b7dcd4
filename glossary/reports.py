"""Where the terms stand in the texts: what is used, what is not, what goes round.

All is asked of live texts, in a settled number of queries; time and memory are linear
in terms, texts and links. May import `alsinfo.editorial`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from alsinfo.editorial.kinds import entry_models, revision_model
from alsinfo.editorial.models import Mention
from alsinfo.editorial.models.entries import moments_of
from alsinfo.editorial.workflow import Moment
from alsinfo.text.suggestions import Vocabulary, suggest

from . import rounds
from .models import FormerTermSlug, Term, TermRevision
from .vocabulary import names_of

FIELDS = ("name", "initials", "aliases", "short_definition", "entry__slug")


class Place(NamedTuple):
    """A live text of any kind: what it is, of which entry, and its heading."""

    kind: str
    entry: int
    heading: str


@dataclass
class Line:
    """A term, or an address that a text names, and the live texts that do."""

    slug: str
    name: str = ""
    entry: int | None = None
    standing: str = ""
    places: list[Place] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    counts: list[Any] = field(default_factory=list)


@dataclass
class Reports:
    """The five reports; see the fields' names."""

    used: list[Line]
    unused: list[Line]
    not_live: list[Line]
    by_itself: list[Line]
    circles: list[list[Line]]


def gather(at: datetime) -> Reports:
    """All reports as they stand at an instant. At most eight queries."""
    live = TermRevision.objects.live(at).select_related("entry").only(*FIELDS)
    texts = list(live.order_by("entry__slug"))
    lines = {t.entry_id: Line(t.entry.slug, t.name, t.entry_id) for t in texts}
    ids = {line.slug: line.entry for line in lines.values()}
    former = FormerTermSlug.objects.values_list("slug", "entry")
    ids |= {slug: pk for slug, pk in former if slug not in ids}
    links: dict[int, set[int]] = {}
    missing: dict[str, Line] = {}
    for key, place in _mentions(at):
        target = ids.get(key)
        if target not in lines:
            missing.setdefault(key, Line(key)).places.append(place)
            continue
        if place.kind == Term.kind:
            links.setdefault(place.entry, set()).add(target)
            if place.entry == target:
                continue
        lines[target].places.append(place)
    ordered = list(lines.values())
    return Reports(
        used=sorted(
            (line for line in map(_settled, ordered) if line.places),
            key=lambda line: (-len(line.places), line.slug),
        ),
        unused=[line for line in ordered if not line.places],
        not_live=_named(missing, at),
        by_itself=_by_itself(texts, links),
        circles=_circles(lines, links),
    )


def _mentions(at: datetime) -> Iterable[tuple[str, Place]]:
    """(slug, live text that links to it). Two queries for each kind of entry."""
    for kind, model in entry_models().items():
        live = revision_model(kind).objects.live(at).order_by()
        heading = model.heading_field
        places = {
            pk: Place(kind, entry, name)
            for pk, entry, name in live.values_list("pk", "entry", heading)
        }
        named = Mention.objects.filter(
            entry_kind=kind, kind=Mention.Kind.TERM, revision_id__in=live.values("pk")
        )
        pairs = named.order_by("key", "revision_id").values_list("key", "revision_id")
        yield from ((key, places[pk]) for key, pk in pairs.iterator() if pk in places)


def _settled(line: Line) -> Line:
    """Each text once, whether it names the present address or a former one."""
    line.places = sorted(set(line.places))
    return line


def _named(missing: dict[str, Line], at: datetime) -> list[Line]:
    """The terms behind addresses that lead to nothing live, where there are any."""
    rows = Term.objects.with_heading().with_moments(at).order_by("slug")
    terms = {term.slug: term for term in rows} if missing else {}
    former = FormerTermSlug.objects.select_related("entry") if missing else []
    now = {row.slug: row.entry.slug for row in former}
    for slug, line in missing.items():
        term = terms.get(slug) or terms.get(now.get(slug, ""))
        _settled(line)
        if term is not None:
            line.entry, line.name = term.pk, term.heading or term.slug
            ended = Moment.ENDED in moments_of(term)
            line.standing = _("no longer live") if ended else term.get_status_display()
    return sorted(missing.values(), key=lambda line: line.slug)


def _by_itself(texts: list[Any], links: dict[int, set[int]]) -> list[Line]:
    """Terms whose definitions link to themselves, or whose short one says the name."""
    found = []
    for text in texts:
        line = Line(text.entry.slug, text.name, text.entry_id)
        if text.entry_id in links.get(text.entry_id, ()):
            line.why.append("links")
        if says_own_name(text):
            line.why.append("says")
        if line.why:
            found.append(line)
    return found


def says_own_name(text: Any) -> bool:
    """Whether the short definition says what it explains, by whatever name or form."""
    own = names_of(text.entry.slug, text.name, text.initials, text.aliases)
    return bool(suggest(text.short_definition, Vocabulary(own)))


def _circles(lines: dict[int, Line], links: dict[int, set[int]]) -> list[list[Line]]:
    """The terms of each circle of definitions, each circle once."""
    slugs = {pk: line.slug for pk, line in lines.items()}
    ids = {slug: pk for pk, slug in slugs.items()}
    graph = {
        slugs[pk]: [slugs[other] for other in others if other in slugs]
        for pk, others in links.items()
        if pk in slugs
    }
    return [[lines[ids[slug]] for slug in one] for one in rounds.circles(graph)]
