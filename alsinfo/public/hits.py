"""What the page of a search reads of live texts: language, address and topics.

May import the rooms below.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import BigAutoField, Count, DateTimeField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from alsinfo.editorial.prepared import Blank, Blanks, Question, record
from alsinfo.search.finding import Match

from .filtered import MODELS, numbers_of

AT = Blank("at", DateTimeField())
TEXTS = Blanks("texts", BigAutoField())
SHOWN = ("id", "entry_id", "lang")
Place = tuple[str, int]  # kind and number of a revision


class Topic(NamedTuple):
    """A tag that others may have gone into."""

    pk: int
    slug: str
    name: str


def texts_of(rows: Iterable[Match], at: datetime) -> dict[Place, Any]:
    """The live texts of these rows, as a line shows them. One query for each kind."""
    rows = list(rows)
    return {
        (kind, shown[0]): _text(kind, slug, shown)
        for kind in MODELS
        if (numbers := numbers_of(rows, kind))
        for slug, *shown in _shown(kind).ask(at=at, texts=numbers)
    }


def topics_of(rows: Iterable[Match]) -> dict[Topic, int]:
    """Topic -> how many of these texts, all live, have it. One query for each kind."""
    rows = list(rows)
    counts: dict[Topic, int] = {}
    for kind in MODELS:
        if numbers := numbers_of(rows, kind):
            for *tag, texts in _tagged(MODELS[kind].tags.through, numbers):
                topic = Topic(*tag)
                counts[topic] = counts.get(topic, 0) + texts
    return counts


def _text(kind: str, slug: str, shown: list[Any]) -> Any:
    text = record(MODELS[kind], SHOWN, shown)
    entry = MODELS[kind]._meta.get_field("entry").related_model
    text.entry = record(entry, ("id", "slug"), (text.entry_id, slug))
    return text


@cache
def _shown(kind: str) -> Question:
    live = MODELS[kind].objects.live(AT).filter(pk__in=TEXTS).order_by()
    return Question(lambda: live.values_list("entry__slug", *SHOWN))


def _tagged(through: Any, numbers: list[int]) -> QuerySet:
    """Not written once: of numbers in a blank PostgreSQL does not know how few."""
    # As SQL: Django looks at every number longer than the database looks for it.
    among = RawSQL(", ".join(["%s"] * len(numbers)), numbers)  # noqa: S611
    items = through.objects.filter(content_object__in=among).order_by()
    tags = items.values(
        topic=Coalesce("tag__merged_into", "tag"),
        slug=Coalesce("tag__merged_into__slug", "tag__slug"),
        name=Coalesce("tag__merged_into__name", "tag__name"),
    )
    counted = tags.annotate(texts=Count("content_object", distinct=True))
    return counted.values_list("topic", "slug", "name", "texts")
