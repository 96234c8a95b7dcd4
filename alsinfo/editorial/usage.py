"""Where a term, a source or a figure is used on the public site: no arrow runs up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from . import findings, wordings
from .kinds import entry_models, revision_model
from .models import Figure, Mention, Source, Tag

MOST_READ = 500
MOST_LOOKED_AT = 150  # texts in one go
MOST_LISTED = 50


class Hits(NamedTuple):
    """Live texts that say what a row watches for, as far as they were looked through.

    Of `all` that may say it, those from the number `begins` up to `read` were read;
    `following` is where to go on, empty behind the last.
    """

    texts: list[Any]
    begins: int
    read: int
    all: int
    following: str


def live_users(kind: str, keys: Iterable[str], at: datetime) -> dict[str, Any]:
    """Entry kind -> queryset of the live revisions that name any of `keys`."""
    wanted = list(keys)
    return {
        entry_kind: revision_model(entry_kind)
        .objects.live(at)
        .filter(pk__in=Mention.objects.revisions_of(entry_kind, kind, wanted))
        .select_related("entry")
        for entry_kind in entry_models()
    }


def is_used(kind: str, keys: Iterable[str], at: datetime) -> bool:
    """Whether any live text names any of `keys`."""
    return any(found.exists() for found in live_users(kind, keys, at).values())


def is_record_used(record: Any, at: datetime) -> bool:
    """Whether any live text uses this tag, source or figure."""
    if isinstance(record, Tag):
        return any(
            revision_model(kind).objects.live(at).filter(tags=record).exists()
            for kind in entry_models()
        )
    if isinstance(record, Source):
        return is_used(Mention.Kind.SOURCE, [record.key], at)
    if isinstance(record, Figure):
        return is_used(Mention.Kind.FIGURE, [record.key], at)
    return False


def live_texts_hit(row: Any, at: datetime, start: str = "") -> Hits:
    """The live revisions that say what a row watches for, from a place on.

    Those that may say it are known by their words: of these so many are read as make a
    page. A place that is none is the first.
    """
    places = _places_of(row, at)
    begins = next((n for n, p in enumerate(places) if _name(p) == start), -1) + 1
    hits: list[Any] = []
    read = begins
    for text in _texts_at(places[begins : begins + MOST_LOOKED_AT]):
        if len(hits) == MOST_LISTED:
            break
        read += 1
        if any(True for _found in findings.watched(findings.Page(text), [row])):
            hits.append(text)
    following = _name(places[read - 1]) if read < len(places) else ""
    return Hits(hits, begins, read, len(places), following)


def _places_of(row: Any, at: datetime) -> list[tuple[str, int]]:
    """Kind and key of each live text that may say it, in order."""
    question = wordings.question_of(row)
    return [
        (kind, pk)
        for kind in entry_models()
        for pk in wordings.keys_of(kind, question, at)
    ]


def _name(place: tuple[str, int]) -> str:
    return f"{place[0]}-{place[1]}"


def _texts_at(places: Iterable[tuple[str, int]]) -> Iterator[Any]:
    """The texts of these places, in their order. One query for each kind."""
    for kind, group in groupby(places, key=itemgetter(0)):
        keys = [pk for _kind, pk in group]
        texts = revision_model(kind).objects.select_related("entry").in_bulk(keys)
        yield from (texts[pk] for pk in keys)


def count_live_texts_hit(rows: Iterable[Any], at: datetime) -> Counter[str]:
    """Code of a row -> how many live texts say what it watches for.

    One pass over them for all rows; of each kind the newest, at most `MOST_READ`.
    """
    watched = list(rows)
    counted: Counter[str] = Counter()
    for kind in entry_models():
        live = revision_model(kind).objects.live(at).order_by("-live_from")
        for revision in live[:MOST_READ].iterator(chunk_size=200):
            counted.update(findings.codes_hit(findings.Page(revision), watched))
    return counted
