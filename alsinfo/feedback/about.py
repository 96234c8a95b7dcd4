"""Which page a reader speaks of, and which version of its text was on show.

An address that is no page of ours is kept as it was typed and leads nowhere; what is
hidden answers like what never was. May import `alsinfo.editorial`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from alsinfo.editorial.kinds import entry_models, revision_model

from . import shown as instants

# Pages of the editors are no pages that a reader has seen.
NOT_FOR_READERS = ("/admin/", "/accounts/")
# The pages of an entry: those that show one of its texts, and those about its past.
TEXTS = {"detail", "large-print", "plain-text", "json", "version"}
BESIDE = {"history", "changes"}
# Answers for scripts, which no reader sees.
NO_PAGES = {"public:suggest"}


@dataclass(frozen=True)
class About:
    """`path` leads to the page, or is empty. `entry` is what the page belongs to.

    `text` is its live text, without bodies; None when it was taken off the site, and
    then nothing of it is to be shown. `number` is the version that was on show as
    editors count, `version` as readers do, `began` when it came on show. `is_page` says
    that a vote is about the page rather than about a version.
    """

    address: str
    path: str = ""
    entry: Any = None
    text: Any = None
    number: int | None = None
    version: int | None = None
    began: datetime | None = None
    is_page: bool = False

    @property
    def takes_votes(self) -> bool:
        return self.is_page or self.text is not None

    @property
    def shown(self) -> str:
        """The version that was on show, as forms name it."""
        return instants.written(self.began)


class Begun(NamedTuple):
    """A version that was public, and since when."""

    number: int
    began: datetime


def find(address: str, shown: str, at: datetime) -> About:
    """What stands at an address now; `shown` is when the text there began.

    At most three queries for a page of an entry; any other page is asked itself.
    """
    match = _match(_path_of(address))
    if match is None:
        return About(address)
    kind = _kind_of(match)
    about = _of_entry(address, kind, match, shown, at) if kind else None
    return about or _of_page(address, match, at)


def _path_of(address: str) -> str:
    """The path of an address of this site, as typed or whole; empty for any other."""
    own = address.removeprefix(settings.SITE_URL)
    try:
        return urlsplit(own).path if own.startswith("/") and own[1:2] != "/" else ""
    except ValueError:
        return ""


def _match(path: str) -> ResolverMatch | None:
    if not path or path.startswith(NOT_FOR_READERS):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.url_name else None


def _address_of(match: ResolverMatch, **changed: str) -> str:
    """The one way in which the address of a page is written."""
    captured = {**match.captured_kwargs, **changed}
    return reverse(match.view_name, kwargs=captured)


# Pages of an entry.


def _kind_of(match: ResolverMatch) -> str:
    """The kind of entry whose page this is; empty for any other page."""
    if match.url_name not in TEXTS | BESIDE:
        return ""
    for kind, model in entry_models().items():
        if model.detail_url_name.partition(":")[0] == match.namespace:
            return kind
    return ""


def _of_entry(
    address: str, kind: str, match: ResolverMatch, shown: str, at: datetime
) -> About | None:
    """About a page of an entry that is, or was, public; None for no such entry."""
    text = _live_text(kind, match.kwargs["slug"], at)
    newest = text or _last_text(kind, match.kwargs["slug"], at)
    if newest is None:
        return None
    begun = _versions(newest.entry, at)
    version = match.kwargs.get("number")
    if version is None:
        version = _version_shown(begun, newest, shown)
    if not 1 <= version <= len(begun):
        return About(address)
    path = _address_of(match, slug=newest.entry.slug)
    is_page = text is not None and match.url_name in BESIDE
    number, began = begun[version - 1]
    return About(address, path, newest.entry, text, number, version, began, is_page)


def _live_text(kind: str, slug: str, at: datetime) -> Any:
    """The live text of the entry that has, or once had, this address; or None."""
    live = revision_model(kind).objects.live(at).filter(_named(slug))
    return _light(live).first()


def _last_text(kind: str, slug: str, at: datetime) -> Any:
    """The last public text of the entry that was taken off this address; or None."""
    ended = revision_model(kind).objects.was_live(at).filter(_named(slug))
    return _light(ended).order_by("-live_from", "-number").first()


def _named(slug: str) -> Q:
    return Q(entry__slug=slug) | Q(entry__former_slugs__slug=slug)


def _light(texts: Any) -> Any:
    return texts.select_related("entry").defer(*texts.model.marked_fields)


def _versions(entry: Any, at: datetime) -> list[Begun]:
    """The public versions of an entry, the oldest first."""
    ordered = entry.revisions.was_live(at).order_by("live_from", "number")
    return [Begun(*row) for row in ordered.values_list("number", "live_from")]


def _version_shown(begun: list[Begun], newest: Any, shown: str) -> int:
    """The version, from 1, that was on show at the instant which the page named.

    Of an instant that cannot be, the newest.
    """
    last = [number for number, _began in begun].index(newest.number) + 1
    instant = instants.read(shown)
    past = sum(1 for _number, began in begun if instant and began <= instant)
    return min(past, last) or last


# Other pages.


def _of_page(address: str, match: ResolverMatch, at: datetime) -> About:
    """About a page that is there now, or only an address."""
    path = _address_of(match)
    is_page = (
        path.endswith("/")
        and match.namespace != "feedback"
        and match.view_name not in NO_PAGES
    )
    is_there = not (is_page or match.captured_kwargs) or _answers(match, path, at)
    return About(address, path, is_page=is_page) if is_there else About(address)


def _answers(match: ResolverMatch, path: str, at: datetime) -> bool:
    """Whether a page answers when somebody asks for it who says nothing else."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.resolver_match = match
    request.at = at  # type: ignore[attr-defined]
    try:
        return match.func(request, *match.args, **match.kwargs).status_code == 200
    except Http404:
        return False
