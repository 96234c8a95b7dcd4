"""The pages that need both kinds of entry, and the page for what is not there."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from alsinfo.editorial.models import Tag
from alsinfo.editorial.storable import PAGE, storable
from alsinfo.text.markup import data_block
from articles import paging
from articles.models import ArticleRevision
from articles.pages import MEANINGS, listed
from glossary import addresses, letters
from glossary.graph import absolute
from glossary.models import TermRevision

from . import jsonld, topics, updates
from .policies import Policy

NEWEST_ON_HOME = 4
ROBOTS = "User-agent: *\nDisallow: /admin/\n\nSitemap: {}\n"


@storable()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the site is, what is new, and the ways in."""
    newest = listed(ArticleRevision.objects.live(request.at))[:NEWEST_ON_HOME]
    context = {
        "articles": newest,
        "topics": topics.live_tags(request.at),
        "letters": letters.live_alphabet(request.at).letters(),
        "linked_data": data_block(jsonld.home_graph()),
    }
    return render(request, "public/home.html", context)


@storable()
@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """Every topic that some live text has."""
    context = {"topics": topics.live_topics(request.at)}
    return render(request, "public/topics.html", context)


@storable(by=PAGE)
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The live texts of one topic; a merged tag leads to the one it went into."""
    tag = topics.find(slug)
    target = tag.merged_into or tag
    page = paging.page_of(
        request,
        listed(topics.having(ArticleRevision, target, request.at)),
        many=listed(topics.having_among_many(ArticleRevision, target, request.at)),
        shown=listed(ArticleRevision.objects.live(request.at)),
    )
    first = page.number == 1
    terms = list(
        _terms(target, request.at)[: topics.TERMS_AT_MOST + 1] if first else ()
    )
    if not (terms or page.object_list):
        raise Http404
    if tag != target:
        return addresses.moved("public:topic", target.slug)
    context = {
        "tag": target,
        "page": page,
        "terms": terms[: topics.TERMS_AT_MOST],
        "more_terms": len(terms) > topics.TERMS_AT_MOST,
    }
    return render(request, "public/topic.html", context)


def _terms(tag: Tag, at: datetime) -> Any:
    """The live terms of a topic, as lists show them."""
    having = topics.having(TermRevision, tag, at).select_related("entry")
    return having.order_by("name").only(*letters.LISTED)


@storable(by=PAGE)
@require_safe
def what_changed(request: HttpRequest) -> HttpResponse:
    """What came, was corrected or went, over the whole site."""
    rows = updates.rows(request.at, updates.TOLD)
    page = paging.page_of(request, rows)
    context = {
        "page": page,
        "lines": updates.lines(page.object_list, request.at),
        "is_cut": len(rows) == updates.TOLD and not page.has_next(),
    }
    return render(request, "public/updates.html", context)


@storable()
@require_safe
def policy(request: HttpRequest, page: Policy) -> HttpResponse:
    """One of the pages that a publisher owes."""
    context = {
        "policy": page,
        "labels": MEANINGS.items(),
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, page.template, context)


@storable()
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: everything but the editors' side."""
    told = ROBOTS.format(absolute(reverse("public:sitemap")))
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes for whatever is not there, so that nothing hidden shows."""
    return HttpResponseNotFound(render_to_string("404.html"))
