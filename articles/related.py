"""The articles to go on with: those that share most topics with a text.

Of each topic the texts that were written last are looked at, so that finding them costs
the same among a hundred thousand. May import `alsinfo.editorial`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import (
    BigAutoField,
    Count,
    DateTimeField,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from alsinfo.editorial.models import Tag
from alsinfo.editorial.prepared import Blank, Blanks, Question, record

from .models import Article, ArticleRevision, ArticleRevisionTag

AT_MOST = 3
# Versions of a topic that are looked at, live or not.
NEWEST = 30
SHOWN = ("id", "entry_id", "title", "summary", "lang", "live_from")
AT = Blank("at", DateTimeField())
TAGS = Blanks("tags", BigAutoField())
TEXTS = "articles_articlerevisiontag_items__content_object"


def of(revision: ArticleRevision, tags: Iterable[Any], at: datetime) -> list[Any]:
    """Live texts of other articles, those that share most tags first. One query."""
    keys = [tag.pk for tag in tags]
    entry = revision.entry_id or 0
    rows = _QUESTION.ask(tags=keys, entry=entry, at=at) if keys else ()
    return [_text(*row) for row in rows]


def _text(slug: str, *shown: Any) -> ArticleRevision:
    """A text as lists show it, and the address of its entry."""
    text: ArticleRevision = record(ArticleRevision, SHOWN, shown)
    text.entry = record(Article, ("id", "slug"), (text.entry_id, slug))
    return text


def _nearest() -> QuerySet:
    """What is shown of the texts that were chosen, in their order."""
    chosen = ArticleRevision.objects.live(AT).filter(pk__in=_chosen())
    ordered = chosen.annotate(shared=_shared()).order_by("-shared", "-live_from", "pk")
    return ordered.values_list("entry__slug", *SHOWN)


def _chosen() -> QuerySet:
    """The live texts that are among the newest of most tags, and no more than shown."""
    live = ArticleRevision.objects.live(AT).order_by()
    others = live.exclude(entry=Blank("entry", BigAutoField()))
    # Looked up for each: a join would read all live texts on PostgreSQL.
    other = Subquery(others.filter(pk=OuterRef(TEXTS)).values("pk"))
    newest = Tag.objects.filter(pk__in=TAGS, **{f"{TEXTS}__gte": _since()})
    found = newest.annotate(other=other).filter(other__isnull=False).values(TEXTS)
    ordered = found.annotate(number=Count("pk")).order_by("-number", f"-{TEXTS}")
    return ordered.values(TEXTS)[:AT_MOST]


def _since() -> Coalesce:
    """The oldest of the versions of a tag that are looked at."""
    own = ArticleRevisionTag.objects.filter(tag=OuterRef("pk"))
    latest = own.order_by("-content_object").values("content_object")
    return Coalesce(Subquery(latest[NEWEST - 1 : NEWEST]), 0)


def _shared() -> Subquery:
    """How many of the tags a text has."""
    own = ArticleRevisionTag.objects.filter(content_object=OuterRef("pk"), tag__in=TAGS)
    counted = own.order_by().values("content_object").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


_QUESTION = Question(_nearest)
