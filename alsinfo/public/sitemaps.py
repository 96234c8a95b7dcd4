"""The sitemap: every page that readers and robots should find, with its last change.

One list as long as it is short; an index of lists above `MOST`. Django's own sitemaps
would take host and scheme from the request and read all entries for the index. Lists
of an index are much shorter than they may be, so that each is made in no time.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import CharField
from django.db.models.functions import Cast
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
PART = 1_000  # entries of one list among several
MOST_LISTS = 50_000  # that an index may name
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
KIND = "application/xml; charset=utf-8"
SLUG = "an-address"  # Stands for any, to see what is written around it.
MODELS = {"articles": ArticleRevision, "glossary": TermRevision}
Line = tuple[str, date | None]


@storable()
@reuse.read_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages, or the lists that have them."""
    pages = list(_pages(request.at))
    counted = (_live(name, request.at)[: MOST + 1].count() for name in MODELS)
    if len(pages) + sum(counted) > MOST:
        return _answer(request, "sitemapindex", "sitemap", _lists(request.at, pages))
    texts = (line for name in MODELS for line in _texts(name, request.at, 0, MOST))
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
    start = PART * (number - 1)
    known = 0 < number <= MOST_LISTS
    lines = list(_texts(name, request.at, start, start + PART)) if known else []
    if number != 1 and not lines:
        raise Http404
    return _answer(request, "urlset", "url", lines)


def _live(name: str, at: datetime) -> Any:
    """The live texts of a kind, in the order in which lists have them."""
    return MODELS[name].objects.live(at).order_by("entry_id")


def _texts(name: str, at: datetime, start: int, stop: int) -> Iterator[Line]:
    """The pages of one part of the live texts of a kind. One query."""
    before, after = reverse(f"{name}:detail", args=[SLUG]).split(SLUG)
    meant = _live(name, at).values("pk")[start:stop]
    rows = _live(name, at).filter(pk__in=meant)
    for slug, changed in rows.values_list("entry__slug", "live_from"):
        yield f"{before}{slug}{after}", changed


def _lists(at: datetime, pages: list[Line]) -> Iterator[Line]:
    """Each list with its newest change. One query for each kind."""
    newest_update = dict(pages)[reverse("public:updates")]
    yield reverse("public:sitemap-pages"), newest_update
    for name in MODELS:
        for number, changed in enumerate(_newest_of_parts(name, at), start=1):
            yield reverse(f"public:sitemap-{name}", args=[number]), changed


def _newest_of_parts(name: str, at: datetime) -> Iterator[datetime]:
    """The newest change of each list. One query, answered from an index alone.

    Instants are compared as they are written: to read each would take much longer.
    """
    written = _live(name, at).values_list(Cast("live_from", CharField()), flat=True)
    rows = written.iterator(chunk_size=PART)
    while part := list(islice(rows, PART)):
        newest = datetime.fromisoformat(max(part))
        yield newest if newest.tzinfo else newest.replace(tzinfo=UTC)


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
