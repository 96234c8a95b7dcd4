"""Pages about the past of an entry: its versions, one of them, a day, what changed.

Works for every kind of entry; `model` is the model of its revisions, `show` answers
with a text on its own page. The past is open as long as something is live: the history
of what was taken off the site is gone like the page itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from . import addresses, changes, history
from .history import Version
from .shown import Part

Show = Callable[..., HttpResponse]
# Some texts of one entry and an instant -> what a reader sees of each.
Parts = Callable[[Sequence[Any], datetime], list[list[Part]]]


@dataclass(frozen=True)
class Past:
    """What the banner of a past text says; `day` is the day that was asked for.

    `corrections` stood at the top of it then, `later_corrections` came afterwards.
    """

    entry: Any
    version: Version
    count: int
    corrections: list[Any]
    later_corrections: list[Any]
    day: date | None = None
    today: bool = False

    @property
    def address(self) -> str:
        return self.entry.get_absolute_url()

    @property
    def history_address(self) -> str:
        return address_of(self.entry, "history")

    @property
    def changes_address(self) -> str:
        """The comparison with the version before; empty for the first."""
        number = self.version.number
        return address_of(self.entry, "changes", number) if number > 1 else ""


def address_of(entry: Any, page: str, *arguments: Any) -> str:
    """The address of a page beside an entry's own: its history, a version, changes."""
    return reverse(_page(type(entry), page), args=[entry.slug, *arguments])


def list_versions(request: HttpRequest, model: Any, slug: str) -> HttpResponse:
    """All public versions, the newest first. Two queries."""
    live = addresses.live_text(model, slug, request.at)
    if live is None:
        return _elsewhere(request, model, slug, "history")
    entry = live.entry
    shown = history.versions(entry, request.at)
    lines = [
        (version, address_of(entry, "version", version.number))
        for version in reversed(shown)
    ]
    context = {"revision": live, "lines": lines, "address": entry.get_absolute_url()}
    return render(request, "history.html", context)


def show_version(
    request: HttpRequest, model: Any, slug: str, number: int, show: Show
) -> HttpResponse:
    """One public version on the page's own template, under a banner."""
    live = addresses.live_text(model, slug, request.at)
    if live is None:
        return _elsewhere(request, model, slug, "version", number)
    shown = history.versions(live.entry, request.at)
    version = _numbered(shown, number)
    began = version.revision.live_from
    return _shown(request, live.entry, shown, version, show, began)


def show_day(request: HttpRequest, live: Any, text: str, show: Show) -> HttpResponse:
    """What a live page said at the end of a day: `?on=2026-03-01`."""
    try:
        day = history.day_of(text, request.at)
    except history.NoSuchDayError as error:
        return _nothing(request, live, str(error))
    end = history.end_of(day, request.at)
    shown = history.versions(live.entry, request.at)
    found = next((v for v in shown if v.revision.is_live(end)), None)
    if found is None:
        return _nothing(request, live, _silence(shown, end))
    return _shown(
        request, live.entry, shown, found, show, end, day=day, today=end == request.at
    )


def show_changes(
    request: HttpRequest, model: Any, slug: str, number: int, parts: Parts
) -> HttpResponse:
    """What one version changed in the one before, in words. At most eight queries."""
    live = addresses.live_text(model, slug, request.at)
    if live is None:
        return _elsewhere(request, model, slug, "changes", number)
    shown = history.versions(live.entry, request.at)
    new = _numbered(shown, number)
    old = shown[number - 2] if number > 1 else None
    for version in (new, old):
        if version and version.revision.suppressed_at:
            return _suppressed(request, live.entry, version)
    both = [old.revision, new.revision] if old else []
    texts = _whole(live.entry, both, request.at)
    langs = [text.lang for text in texts]
    context = {
        "revision": live,
        "old": old,
        "new": new,
        "parts": list(changes.told(*parts(texts, request.at), *langs)) if old else [],
        "address": live.entry.get_absolute_url(),
        "old_address": address_of(live.entry, "version", number - 1),
        "new_address": address_of(live.entry, "version", number),
        "history_address": address_of(live.entry, "history"),
    }
    return render(request, "changes.html", context)


def _shown(
    request: HttpRequest,
    entry: Any,
    shown: list[Version],
    version: Version,
    show: Show,
    read: datetime,
    **asked: Any,
) -> HttpResponse:
    """A past text, with the corrections that stood over it at the instant `read`."""
    if version.revision.suppressed_at:
        return _suppressed(request, entry, version)
    stood = history.corrections_at(shown, read)
    later = history.corrections_after(shown, read)
    past = Past(entry, version, len(shown), stood, later, **asked)
    [text] = _whole(entry, [version.revision], request.at)
    return show(request, text, past=past)


def _whole(entry: Any, wanted: list[Any], at: datetime) -> list[Any]:
    """These texts with nothing left out, in the order given. One query."""
    texts = entry.revisions.was_live(at).select_related("entry")
    found = texts.in_bulk([revision.pk for revision in wanted])
    return [found[revision.pk] for revision in wanted]


def _numbered(shown: list[Version], number: int) -> Version:
    if not 1 <= number <= len(shown):
        raise Http404
    return shown[number - 1]


def _silence(shown: list[Version], end: datetime) -> str:
    """Why nothing can be shown for an instant at which nothing was live."""
    if end < shown[0].revision.live_from:
        return _("This page was not on the site yet on that day.")
    return _("At the end of that day this page was not on the site.")


def _nothing(request: HttpRequest, live: Any, sentence: str) -> HttpResponse:
    entry = live.entry
    context = {
        "sentence": sentence,
        "address": entry.get_absolute_url(),
        "history_address": address_of(entry, "history"),
    }
    return render(request, "no_past.html", context, status=404)


def _suppressed(request: HttpRequest, entry: Any, version: Version) -> HttpResponse:
    context = {
        "version": version,
        "address": entry.get_absolute_url(),
        "history_address": address_of(entry, "history"),
    }
    return render(request, "suppressed.html", context, status=410)


def _elsewhere(
    request: HttpRequest, model: Any, slug: str, page: str, *arguments: Any
) -> HttpResponse:
    """From a former address to the present one; else 410 or 404 like the page."""
    entry_model = model._meta.get_field("entry").related_model
    name = _page(entry_model, page)
    return addresses.renamed(
        model, slug, request.at, name, *arguments
    ) or addresses.gone_or_missing(request, model, slug)


def _page(entry_model: Any, page: str) -> str:
    """The name of a url beside the entry's own: `articles:history`."""
    return f"{entry_model.detail_url_name.partition(':')[0]}:{page}"
