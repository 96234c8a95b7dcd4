"""Feeds for readers who want to be told: articles, one topic, and what changed.

Everything begins with `live(at)`; an entry says what its page says, at full length. A
feed costs the same number of queries, however many entries it has. What its template
made of a text is kept, as pages are, under a digest of all that it is made of.
"""

from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import CharField, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from alsinfo.editorial import printed
from alsinfo.editorial.storable import storable
from alsinfo.text.elsewhere import with_whole_addresses
from alsinfo.text.ready import Kept
from articles import pages as article_pages
from articles.models import ArticleRevision
from glossary import addresses, reuse
from glossary import pages as term_pages
from glossary.graph import NAME, absolute
from glossary.models import TermRevision

from . import topics, updates
from .atom import Atom

NEWEST = 20  # entries of a feed
LANGUAGE = "en-GB"
MOST_KEPT = 800_000  # characters of entries: two feeds of long texts
_kept = Kept(MOST_KEPT)


class Kind(NamedTuple):
    """A kind of text in a feed: its model, its contexts, its template, its summary."""

    model: Any
    pages: Any
    template: str
    summary: str


ARTICLES = Kind(
    ArticleRevision, article_pages.feed_pages, "articles/feed_entry.html", "summary"
)
TERMS = Kind(
    TermRevision, term_pages.feed_pages, "glossary/feed_entry.html", "short_definition"
)


@storable()
@reuse.read_only
def articles(request: HttpRequest) -> HttpResponse:
    """The articles whose text is the newest."""
    live = ArticleRevision.objects.live(request.at)
    texts = [(ARTICLES, text) for text in _newest(live, request.at)]
    title = _("Articles of alsinfo")
    return _texts(request, title, reverse("articles:index"), texts)


@storable()
@reuse.read_only
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles and terms of one topic; a merged one leads to the other."""
    tag = topics.find(slug)
    target = tag.merged_into or tag
    found = topics.newest_of(target, request.at)
    texts = [
        (kind, text)
        for kind in (ARTICLES, TERMS)
        for text in _newest(found[kind.model], request.at)
    ]
    if not texts:
        raise Http404
    if tag != target:
        return addresses.moved("public:topic-feed", target.slug)
    texts.sort(key=lambda pair: pair[1].live_from, reverse=True)
    page = reverse("public:topic", args=[slug])
    return _texts(request, f"{target.name} – {NAME}", page, texts[:NEWEST])


@storable()
@reuse.read_only
def what_changed(request: HttpRequest) -> HttpResponse:
    """What came, was corrected or went, over the whole site."""
    rows = updates.rows(request.at, NEWEST)
    feed = _feed(request, _("What changed lately"), reverse("public:updates"))
    for row, line in zip(rows, updates.lines(rows, request.at), strict=True):
        _add_update(feed, row, line)
    return _answer(request, feed)


def _newest(live: Any, at: datetime) -> Any:
    """The newest of these texts, with what an entry needs. Three queries."""
    model = live.model
    begun = model.objects.was_live(at).filter(entry=OuterRef("entry")).order_by()
    entry = model._meta.get_field("entry").related_model
    former = entry._meta.get_field("former_slugs").related_model.objects
    slugs = former.filter(entry=OuterRef("entry")).order_by("since").values("slug")
    keys = live.order_by("-live_from", "entry_id").values("pk")[:NEWEST]
    told = (
        model.objects.live(at)
        .filter(pk__in=keys)
        .annotate(
            first=Subquery(
                begun.values("entry").annotate(at=Min("live_from")).values("at")
            ),
            first_slug=Coalesce(
                Subquery(slugs[:1]), "entry__slug", output_field=CharField()
            ),
        )
    )
    ordered = told.select_related("entry").order_by("-live_from", "entry_id")
    return ordered.prefetch_related("tags__merged_into")


def _texts(
    request: HttpRequest, title: str, page: str, texts: list[tuple[Kind, Any]]
) -> HttpResponse:
    """A feed of texts at full length; three queries for each kind."""
    feed = _feed(request, title, page)
    shown = {}
    for kind in {kind for kind, _text in texts}:
        own = [text for other, text in texts if other is kind]
        for context in kind.pages(own, request.at):
            shown[context["revision"]] = context
    for kind, text in texts:
        _add_text(feed, kind, shown[text])
    return _answer(request, feed)


def _feed(request: HttpRequest, title: str, page: str) -> Atom:
    return Atom(
        title,
        absolute(page),
        feed_url=absolute(request.path),
        feed_guid=absolute(request.path),
        language=LANGUAGE,
        feed_copyright=_rights(),
    )


def _rights() -> str:
    terms = _("You may share and adapt our texts if you name alsinfo as the source.")
    return f"{terms} {_('Licence of the texts: CC BY 4.0')}"


def _add_text(feed: Atom, kind: Kind, page: dict[str, Any]) -> None:
    text = page["revision"]
    address = absolute(text.entry.get_absolute_url())
    feed.add_item(
        text.heading,
        address,
        unique_id=_lasting_id(text),
        pubdate=text.first,
        updateddate=text.live_from,
        author_name=text.byline or NAME,
        categories=[tag.name for tag in page["tags"]],
        item_copyright=_rights(),
        lang=text.lang,
        summary=getattr(text, kind.summary),
        content=_content(kind.template, page, address),
    )


def _content(template: str, page: dict[str, Any], address: str) -> str:
    """What the page says, to be read elsewhere; at once when it was made before."""
    # Its tags stand in the page by themselves.
    vars(page["revision"]).pop("_prefetched_objects_cache", None)
    site = settings.SITE_URL
    found: str = _kept.get(
        printed.digest(template, page, address, site),
        lambda: with_whole_addresses(render_to_string(template, page), site, address),
        len,
    )
    return found


def _add_update(feed: Atom, row: Any, line: updates.Update) -> None:
    name = line.live.heading if line.live else line.kind
    path = line.live.entry.get_absolute_url() if line.live else ""
    feed.add_item(
        f"{line.word}: {name}",
        absolute(path or reverse("public:updates")),
        unique_id=_nameless_id(row),
        updateddate=line.when,
        lang="",
        summary=line.told or str(line.word),
        content="",
    )


def _lasting_id(text: Any) -> str:
    """The name of an entry for good: its first address, and its first public day."""
    path = f"{text.entry.kind}/{text.first_slug}"
    return f"tag:{_host()},{text.first:%Y-%m-%d}:{path}"


def _nameless_id(row: Any) -> str:
    """The name of a change for good, which tells nothing of the text it is about."""
    kind, what, pk, when = row
    digest = salted_hmac("updates", f"{kind} {what} {pk}").hexdigest()
    return f"tag:{_host()},{when:%Y-%m-%d}:update/{digest[:32]}"


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


def _answer(request: HttpRequest, feed: Atom) -> HttpResponse:
    """The feed, or 304.

    Last-Modified speaks of the texts that came and went; what else changes a page (a
    source, a date of review) only the ETag tells.
    """
    changed = updates.newest(request.at)
    body = feed.writeString("utf-8")
    return reuse.answer(request, body, Atom.content_type, changed=changed)
