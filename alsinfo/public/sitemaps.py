"""The sitemap: every page that readers and robots should find, with its last change.

One list as long as it is short; an index of lists above `MOST`. Django's own sitemaps
would take host and scheme from the request and read all entries for the index.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator

from alsinfo.editorial.storable import storable
from articles.models import ArticleRevision
from glossary import reuse
from glossary.graph import absolute, instant
from glossary.models import TermRevision

from . import topics, updates
from .policies import POLICIES

MOST = 10_000  # entries of one list
MOST_LISTS = 50_000  # that an index may name
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
KIND = "application/xml; charset=utf-8"
MODELS = {"articles": ArticleRevision, "glossary": TermRevision}
Line = tuple[str, date | None]


@storable()
@reuse.read_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages, or the lists that have them."""
    counts = {name: model.objects.live(request.at).count() for name, model in _rooms()}
    pages = list(_pages(request.at))
    if len(pages) + sum(counts.values()) > MOST:
        return _answer(request, "sitemapindex", "sitemap", _lists(request.at, pages))
    texts = (line for name, _model in _rooms() for line in _texts(name, request.at))
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
    lines = list(_texts(name, request.at, number)) if number <= MOST_LISTS else []
    if number != 1 and not lines:
        raise Http404
    return _answer(request, "urlset", "url", lines)


def _rooms() -> Iterable[tuple[str, Any]]:
    return MODELS.items()


def _texts(name: str, at: datetime, number: int = 1) -> Iterator[Line]:
    """The pages of one part of the live texts of a kind. One query."""
    live = MODELS[name].objects.live(at).order_by("entry_id")
    rows = live.values_list("entry__slug", "live_from")
    for slug, changed in rows[MOST * max(number - 1, 0) : MOST * number]:
        yield reverse(f"{name}:detail", args=[slug]), changed


def _lists(at: datetime, pages: list[Line]) -> Iterator[Line]:
    """Each list with its newest change. One query for each kind, read as it comes."""
    newest_update = dict(pages)[reverse("public:updates")]
    yield reverse("public:sitemap-pages"), newest_update
    for name, model in _rooms():
        live = model.objects.live(at).order_by("entry_id").values_list("live_from")
        newest: list[datetime] = []
        for place, [changed] in enumerate(live.iterator()):
            if place % MOST == 0:
                newest.append(changed)
            newest[-1] = max(newest[-1], changed)
        for number, changed in enumerate(newest, start=1):
            yield reverse(f"public:sitemap-{name}", args=[number]), changed


def _pages(at: datetime) -> Iterator[Line]:
    """The pages that are made of others. Eight queries, whatever there is."""
    newest = {name: _newest(model, at) for name, model in _rooms()}
    latest = max(filter(None, newest.values()), default=None)
    yield reverse("public:home"), latest
    yield reverse("articles:index"), newest["articles"]
    yield reverse("glossary:index"), newest["glossary"]
    yield reverse("public:topics"), latest
    yield from _topics(at)
    yield reverse("public:updates"), updates.newest(at)
    for policy in POLICIES:
        yield reverse(f"public:{policy.slug}"), policy.changed


def _topics(at: datetime) -> Iterator[Line]:
    changes = [topics.newest(model.objects.live(at)) for _name, model in _rooms()]
    for topic in topics.live_topics(at):
        found = [change[topic.tag.pk] for change in changes if topic.tag.pk in change]
        yield reverse("public:topic", args=[topic.tag.slug]), max(found, default=None)


def _newest(model: Any, at: datetime) -> datetime | None:
    return model.objects.live(at).aggregate(newest=Max("live_from"))["newest"]


def _answer(
    request: HttpRequest, whole: str, part: str, lines: Iterable[Line]
) -> HttpResponse:
    sheet = StringIO()
    xml = SimplerXMLGenerator(sheet, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement(whole, {"xmlns": SCHEMA})
    for path, changed in lines:
        xml.startElement(part, {})
        xml.addQuickElement("loc", absolute(path))
        if changed is not None:
            xml.addQuickElement("lastmod", _written(changed))
        xml.endElement(part)
    xml.endElement(whole)
    xml.endDocument()
    return reuse.answer(request, sheet.getvalue(), KIND)


def _written(changed: date) -> str:
    return instant(changed) if isinstance(changed, datetime) else changed.isoformat()
