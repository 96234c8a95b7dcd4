"""What a reader sees of a text, part by part: to tell two public versions apart.

`parts` is for terms; what every kind of entry shows is made here too. Sources, terms
and topics are those of today, as on every page about the past. What follows from a
text by itself, such as its contents and the minutes it takes, is left out.

May import `alsinfo.text` and `alsinfo.editorial`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alsinfo.text import lines
from alsinfo.text.lines import Line

from . import readings
from .models import TermRevision
from .readings import Reading, Reference, Work

WORDS_OF_A_NAME = 6


class Part(NamedTuple):
    """A part of a page by its label; `ours` if the lines are in the frame's words."""

    label: str
    lines: Sequence[Line]
    ours: bool = False


def parts(texts: Sequence[TermRevision], at: datetime) -> list[list[Part]]:
    """The parts of these texts of a term, the same for each. Four queries."""
    read = readings.read_each([text.marked_texts() for text in texts], at)
    names, topics = names_of(read), topics_of(texts)
    near = _related(texts, at)
    return [
        [
            *_term(text, reading, names),
            Part(_("Related terms"), lines.whole(*near[text.pk])),
            *common(text, reading, topics),
        ]
        for text, reading in zip(texts, read, strict=True)
    ]


def _term(text: TermRevision, reading: Reading, names: lines.Names) -> Iterator[Part]:
    yield Part(_("Name"), lines.plain(text.name))
    yield Part(_("Short definition"), lines.plain(text.short_definition))
    yield Part(_("How to say it"), lines.plain(text.pronunciation))
    yield Part(_("Initials"), lines.plain(text.initials))
    yield Part(_("Also called"), lines.plain(text.aliases))
    for label, html in zip(
        (_("More about it"), _("For professionals")), reading.html, strict=True
    ):
        yield Part(label, lines.of_html(html, names))


def common(text: Any, reading: Reading, topics: dict[int, list[str]]) -> Iterator[Part]:
    """What a page of any kind shows beside its text."""
    yield Part(_("Sources"), lines.whole(*map(_source, reading.references)))
    yield Part(_("Topics"), lines.whole(*topics[text.pk]))
    reviewed = _day(text.reviewed_on) or _("Not yet reviewed by our editors")
    yield Part(_("Reviewed by our editors on"), lines.whole(reviewed), ours=True)
    for label, day in (
        (_("Next review by"), text.review_due),
        (_("Evidence checked up to"), text.evidence_checked),
    ):
        yield Part(label, lines.whole(_day(day)), ours=True)
    yield Part(_("Written by"), lines.plain(text.byline))
    yield Part(_("Language"), lines.whole(text.get_lang_display()), ours=True)


def names_of(read: Iterable[Reading]) -> lines.Names:
    """What sources and terms are called; a short name of two sources says which."""
    works = {ref.source.key: ref.source for one in read for ref in one.references}
    short = {key: _short(work) for key, work in works.items()}
    often = Counter(short.values())
    names = {
        ("source", key): name if often[name] == 1 else f"{name}: {works[key].title}"
        for key, name in short.items()
    }
    terms = {("term", word.slug): word.name for one in read for word in one.words}
    return names | terms


def _short(work: Work) -> str:
    """`Hooten KG 2015`; of what nobody signed the first words of the title."""
    author = work.authors.partition(",")[0].partition(" and ")[0].strip()
    title = Truncator(work.title).words(WORDS_OF_A_NAME)
    return " ".join(filter(None, [author or title, work.year]))


def _source(reference: Reference) -> str:
    work = reference.source
    published = [work.title, work.authors, work.container, work.year or _("No date")]
    said = ". ".join(filter(None, published))
    told = [reference.state, f"{said}.", reference.kind, work.remark]
    return " ".join(map(str, filter(None, told)))


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def topics_of(texts: Sequence[Any]) -> dict[int, list[str]]:
    """Primary key of a text -> the names of its topics. One query."""
    items = type(texts[0])._meta.get_field("tag_items").related_model.objects
    rows = items.filter(content_object__in=[text.pk for text in texts]).values_list(
        "content_object", Coalesce("tag__merged_into__name", "tag__name")
    )
    return _gathered(rows)


def _related(texts: Sequence[TermRevision], at: datetime) -> dict[int, list[str]]:
    """Primary key of a text -> the names of the related terms that are live."""
    live = TermRevision.objects.live(at).filter(entry=OuterRef("term"))
    near = TermRevision.related.through.objects.filter(
        termrevision__in=[text.pk for text in texts]
    )
    named = near.annotate(name=Subquery(live.values("name")[:1]))
    return _gathered(named.exclude(name=None).values_list("termrevision", "name"))


def _gathered(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for key, name in sorted({*rows}, key=lambda row: row[1].casefold()):
        found[key].append(name)
    return found
