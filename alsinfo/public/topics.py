"""Topics: the tags that live texts have. A merged tag counts for its target."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
)
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alsinfo.editorial.counted import Counted, CountedOnce, Newest
from alsinfo.editorial.models import Tag
from articles.models import ArticleRevision
from glossary.models import TermRevision

TERMS_AT_MOST = 50
COUNTED = 50  # texts of a topic that are counted
LOOKED_AT = 2 * (COUNTED + 1)  # a text is met once for each of its tags that count
MANY = 2_000  # texts with a tag, drafts too, behind which another way is quicker
MODELS = {"articles": ArticleRevision, "terms": TermRevision}


@dataclass(frozen=True)
class Topic:
    """A tag, how many live texts it has, and when the newest of them went live.

    No more than `COUNTED` of a kind are counted; with more, `newest` is not known.
    """

    tag: Tag
    articles: int
    terms: int
    newest: datetime | None = None

    @property
    def told(self) -> list[str]:
        """How many texts of each kind there are, in words."""
        articles = ngettext("%(n)d article", "%(n)d articles", self.articles)
        terms = ngettext("%(n)d glossary term", "%(n)d glossary terms", self.terms)
        many = _("more than %(n)d articles"), _("more than %(n)d glossary terms")
        told = zip((self.articles, self.terms), (articles, terms), many, strict=True)
        return [
            (more if count > COUNTED else said) % {"n": min(count, COUNTED)}
            for count, said, more in told
            if count
        ]


def live_topics(at: datetime, *, dated: bool = False) -> list[Topic]:
    """The topics with at least one live text, by name. One query.

    Only if they are `dated` is it asked when the newest of their texts went live.
    """
    found = {kind: _tagged(kind, at).values("pk", "live_from") for kind in MODELS}
    asked: dict[str, Any] = {
        f"{kind}_counted": CountedOnce(rows, LOOKED_AT) for kind, rows in found.items()
    }
    if dated:
        asked |= {f"{k}_newest": Newest(rows[:LOOKED_AT]) for k, rows in found.items()}
    tags = Tag.objects.filter(merged_into=None).annotate(**asked)
    topics = [_topic(tag) for tag in tags]
    return [topic for topic in topics if topic.articles or topic.terms]


def live_tags(at: datetime) -> Any:
    """Their tags alone, by name. One query."""
    either = [Exists(_tagged(kind, at)) for kind in MODELS]
    return Tag.objects.filter(Q(*either, _connector=Q.OR), merged_into=None)


def find(slug: str) -> Tag:
    """The tag of this address, with its target, or a 404."""
    return get_object_or_404(Tag.objects.select_related("merged_into"), slug=slug)


def having(model: Any, tag: Tag, at: datetime) -> Any:
    """The live texts of one kind that have the tag, or one merged into it.

    Found by way of the tag: the cost grows with how many there are.
    """
    items = _items(model, tag)
    return model.objects.live(at).filter(pk__in=items.values("content_object"))


def having_among_many(model: Any, tag: Tag, at: datetime) -> Any:
    """The same texts, found by looking at one live text after the other.

    For the first ones in an order that an index has, of a tag that many have.
    """
    own = _items(model, tag).filter(content_object=OuterRef("pk"))
    return model.objects.live(at).filter(Exists(own))


def newest_of(tag: Tag, at: datetime) -> dict[Any, Any]:
    """Kind of text -> those that are live and have the tag, the newest first.

    Each is found in the way that is quicker for as many as there are. One query, and
    those that are asked of what it gives.
    """
    rows = {kind: _items(model, tag).order_by() for kind, model in MODELS.items()}
    asked = {kind: Counted(items.values("pk")[:MANY]) for kind, items in rows.items()}
    [sizes] = Tag.objects.filter(pk=tag.pk).values(**asked)
    return {
        model: (having if sizes[kind] < MANY else having_among_many)(
            model, tag, at
        ).order_by("-live_from", "entry_id")
        for kind, model in MODELS.items()
    }


def counts(live: Any) -> dict[int, int]:
    """Primary key of a tag -> how many of these texts have it."""
    target = Coalesce(F("tag_items__tag__merged_into"), F("tag_items__tag"))
    tagged = live.filter(tag_items__isnull=False).order_by().values(topic=target)
    counted = tagged.annotate(texts=Count("pk", distinct=True))
    return dict(counted.values_list("topic", "texts"))


def _tagged(kind: str, at: datetime) -> Any:
    """The live texts of a kind with the tag of the question around."""
    tag = OuterRef(OuterRef("pk"))
    own = Tag.objects.filter(Q(pk=tag) | Q(merged_into=tag)).order_by()
    live = MODELS[kind].objects.live(at).order_by()
    return live.filter(tag_items__tag__in=own.values("pk"))


def _items(model: Any, tag: Tag) -> Any:
    own = Tag.objects.filter(Q(pk=tag.pk) | Q(merged_into=tag.pk)).order_by()
    return model.tags.through.objects.filter(tag__in=own.values("pk"))


def _topic(tag: Any) -> Topic:
    counts = [getattr(tag, f"{kind}_counted") for kind in MODELS]
    dates = [getattr(tag, f"{kind}_newest", None) for kind in MODELS]
    is_cut = max(counts) > COUNTED
    newest = None if is_cut else max(filter(None, dates), default=None)
    return Topic(tag, *counts, newest)
