"""Topics: the tags that live texts have. A merged tag counts for its target."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from alsinfo.editorial.models import Tag
from articles.models import ArticleRevision
from glossary.models import TermRevision

TERMS_AT_MOST = 200


@dataclass(frozen=True)
class Topic:
    """A tag and how many live texts it has."""

    tag: Tag
    articles: int
    terms: int


def live_topics(at: datetime) -> list[Topic]:
    """The topics with at least one live text, by name. Three queries."""
    articles = counts(ArticleRevision.objects.live(at))
    terms = counts(TermRevision.objects.live(at))
    tags = Tag.objects.filter(pk__in=articles.keys() | terms.keys())
    return [Topic(tag, articles.get(tag.pk, 0), terms.get(tag.pk, 0)) for tag in tags]


def find(slug: str) -> Tag:
    """The tag of this address, with its target, or a 404."""
    return get_object_or_404(Tag.objects.select_related("merged_into"), slug=slug)


def having(model: Any, tag: Tag, at: datetime) -> Any:
    """The live texts of one kind that have the tag, or one merged into it."""
    own = Q(tag=tag) | Q(tag__merged_into=tag)
    items = model.tags.through.objects.filter(own)
    return model.objects.live(at).filter(pk__in=items.values("content_object"))


def counts(live: Any) -> dict[int, int]:
    """Primary key of a tag -> how many of these texts have it."""
    counted = _by_topic(live).annotate(texts=Count("pk", distinct=True))
    return dict(counted.values_list("topic", "texts"))


def newest(live: Any) -> dict[int, datetime]:
    """Primary key of a tag -> when the newest of these texts with it went live."""
    dated = _by_topic(live).annotate(newest=Max("live_from"))
    return dict(dated.values_list("topic", "newest"))


def _by_topic(live: Any) -> Any:
    target = Coalesce(F("tag_items__tag__merged_into"), F("tag_items__tag"))
    return live.filter(tag_items__isnull=False).order_by().values(topic=target)
