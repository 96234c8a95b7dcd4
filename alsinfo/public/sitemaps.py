"""The sitemap: every page that readers and robots should find, with its last change.

One list as long as it is short; an index of lists above `MOST`. Django's own sitemaps
would take host and scheme from the request and read all entries for the index. Lists
of an index are much shorter than they may be, so that each is made in no time. A list
has the entries of so many keys in a row: one that goes moves none to another list.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from xml.sax.saxutils import escape

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from alsinfo.editorial.storable import storable
from articles.models import ArticleRevision
from glossary import reuse
from glossary.graph import absolute, instant
from glossary.models import TermRevision

from . import topics, updates
from .policies import POLICIES

MOST = 10_000  # entries of a site that is one list
PART = 1_000  # keys of one list among several, and entries at most
MOST_LISTS = 50_000  # that an index may name
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
KIND = "application/xml; charset=utf-8"
SLUG = "an-address"  # Stands for any, to see what is written around it.
MODELS = {"articles": ArticleRevision, "glossary": TermRevision}
Line = tuple[str, date | None]
# Where each list begins, as rows.
_STARTS: dict[str, tuple[str, Callable[[list[int]], Any]]] = {
    "sqlite": ("json_each(%s)", json.dumps),
    "postgresql": ("unnest(%s::bigint[]) AS value", list),
}


@storable()
@reuse.read_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages, or the lists that have them."""
    pages = list(_pages(request.at))
    counted = (_live(name, request.at)[: MOST + 1].count() for name in MODELS)
    if len(pages) + sum(counted) > MOST:
        return _answer(request, "sitemapindex", "sitemap", _lists(request.at, pages))
    texts = (line for name in MODELS for line in _texts(_live(name, request.at)))
    return _answer(request, "urlset", "url", [*pages, *texts])


@storable()
@reuse.read_only
def pages_sitemap(request: HttpRequest) -> HttpResponse:
    """The pages that are no article and no term."""
    return _answer(request, "urlset", "url", _pages(request.at))


@storable()
@reuse.read_only
def texts_sitemap(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One list of articles or terms; the first may be empty, others are a 404."""
    known = 0 < number <= MOST_LISTS
    lines = list(_texts(_part_of(name, number, request.at))) if known else []
    if number != 1 and not lines:
        raise Http404
    return _answer(request, "urlset", "url", lines)


def _live(name: str, at: datetime) -> Any:
    """The live texts of a kind, in the order in which lists have them."""
    return MODELS[name].objects.live(at).order_by("entry_id")


def _part_of(name: str, number: int, at: datetime) -> Any:
    """The live texts of one list among several."""
    stop = PART * number
    return _live(name, at).filter(entry_id__gt=stop - PART, entry_id__lte=stop)


def _texts(live: Any) -> Iterator[Line]:
    """The pages of these live texts, all of one kind. One query."""
    if not (found := list(live.values_list("entry__slug", "live_from"))):
        return
    name = next(name for name, model in MODELS.items() if model is live.model)
    before, after = reverse(f"{name}:detail", args=[SLUG]).split(SLUG)
    for slug, changed in found:
        yield f"{before}{slug}{after}", changed


def _lists(at: datetime, pages: list[Line]) -> Iterator[Line]:
    """Each list with its newest change. One query for each kind."""
    newest_update = dict(pages)[reverse("public:updates")]
    yield reverse("public:sitemap-pages"), newest_update
    for name in MODELS:
        for number, changed in _newest_of_parts(name, at):
            yield reverse(f"public:sitemap-{name}", args=[number]), changed


def _newest_of_parts(name: str, at: datetime) -> Iterator[tuple[int, datetime]]:
    """(number, newest change) of each list. Two queries, answered from an index alone.

    Each list is asked for by itself: to group all texts by their list takes longer.
    """
    live = _live(name, at)
    last = live.reverse().values_list("entry_id", flat=True).first() or 0
    start = RawSQL("value", (), BigIntegerField())
    part = live.filter(entry_id__gt=start, entry_id__lte=start + PART)
    sql, params = part.values("live_from")[:PART].query.sql_with_params()
    asked = f"SELECT value, (SELECT MAX(live_from) FROM ({sql}) dated) FROM "  # noqa: S608
    starts = list(range(0, last, PART))
    source, given = _STARTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked + source, [*params, given(starts)])
        found = cursor.fetchall()
    for begins, newest in found:
        if newest is not None:
            yield begins // PART + 1, _read(newest)


def _read(newest: Any) -> datetime:
    """An instant as SQLite writes it, or as PostgreSQL gives it."""
    if isinstance(newest, datetime):
        return newest
    return datetime.fromisoformat(newest).replace(tzinfo=UTC)


def _pages(at: datetime) -> Iterator[Line]:
    """The pages that are made of others. Four queries, whatever there is."""
    newest = {name: _newest(model, at) for name, model in MODELS.items()}
    latest = max(filter(None, newest.values()), default=None)
    yield reverse("public:home"), latest
    yield reverse("articles:index"), newest["articles"]
    yield reverse("glossary:index"), newest["glossary"]
    yield reverse("public:topics"), latest
    for topic in topics.live_topics(at, dated=True):
        yield reverse("public:topic", args=[topic.tag.slug]), topic.newest
    yield reverse("public:updates"), updates.newest(at)
    for policy in POLICIES:
        yield reverse(f"public:{policy.slug}"), policy.changed


def _newest(model: Any, at: datetime) -> datetime | None:
    newest = model.objects.live(at).order_by("-live_from")
    return newest.values_list("live_from", flat=True).first()


def _answer(
    request: HttpRequest, whole: str, part: str, lines: Iterable[Line]
) -> HttpResponse:
    """The sheet; addresses are ours, and hold nothing that XML would misread."""
    parts = (_part(part, path, changed) for path, changed in lines)
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{whole} xmlns="{SCHEMA}">'
    return reuse.answer(request, f"{head}{''.join(parts)}</{whole}>", KIND)


def _part(name: str, path: str, changed: date | None) -> str:
    told = f"<lastmod>{_written(changed)}</lastmod>" if changed is not None else ""
    return f"<{name}><loc>{escape(absolute(path))}</loc>{told}</{name}>"


def _written(changed: date) -> str:
    return instant(changed) if isinstance(changed, datetime) else changed.isoformat()
