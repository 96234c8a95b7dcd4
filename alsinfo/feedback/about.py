"""Which page a reader speaks of, and which version of its text was on show.

An address that is no live page of ours is kept as it was typed and leads nowhere; what
is hidden answers like what never was. May import `alsinfo.editorial`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.dateparse import parse_datetime

from alsinfo.editorial.kinds import entry_models, revision_model

# Pages of the editors are no pages that a reader has seen.
NOT_FOR_READERS = ("/admin/", "/accounts/")
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class About:
    """`path` leads to the page, or is empty; `text` is the live text, without bodies.

    `number` is the version that was on show as editors count, `version` as readers do.
    """

    address: str
    path: str = ""
    text: Any = None
    number: int | None = None
    version: int | None = None

    @property
    def entry(self) -> Any:
        return self.text.entry if self.text else None


def find(address: str, shown: str, at: datetime) -> About:
    """What stands at an address now; `shown` is when the text there began.

    At most three queries.
    """
    path = _path_of(address)
    match = _match(path)
    if match is None:
        return About(address)
    captured = match.captured_kwargs
    slug = captured.get("slug")
    if slug is None:
        return About(address) if captured else About(address, path)
    for kind, model in entry_models().items():
        if model.detail_url_name.partition(":")[0] == match.namespace:
            return _of_entry(address, path, kind, match, shown, at)
    return About(address, path) if _is_topic(slug, at) else About(address)


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
        return resolve(path)
    except Resolver404:
        return None


def _of_entry(
    address: str, path: str, kind: str, match: Any, shown: str, at: datetime
) -> About:
    text = _live_text(kind, match.kwargs["slug"], at)
    if text is None:
        return About(address)
    versions = text.entry.revisions.was_live(at).order_by("live_from", "number")
    begun = list(versions.values_list("number", "live_from"))
    version = match.kwargs.get("number") or _version_shown(begun, text, shown)
    if not 1 <= version <= len(begun):
        return About(address)
    return About(address, path, text, begun[version - 1][0], version)


def _live_text(kind: str, slug: str, at: datetime) -> Any:
    """The live text of the entry that has, or once had, this address; or None."""
    model = revision_model(kind)
    named = Q(entry__slug=slug) | Q(entry__former_slugs__slug=slug)
    live = model.objects.live(at).filter(named).select_related("entry")
    return live.defer(*model.marked_fields).first()


def _version_shown(begun: list[tuple[int, datetime]], text: Any, shown: str) -> int:
    """The version, from 1, that began in the second that the page named.

    The page knows seconds only. Of any other instant, what was the newest then; of
    none, the live text.
    """
    instant = _instant(shown)
    numbers = [number for number, _begun in begun]
    newest = numbers.index(text.number) + 1
    if instant is None:
        return newest
    past = sum(1 for _number, begins in begun if begins - SECOND < instant)
    return min(past, newest) or newest


def _instant(shown: str) -> datetime | None:
    try:
        instant = parse_datetime(shown)
    except ValueError:
        return None
    return instant if instant and instant.tzinfo else None


def _is_topic(slug: str, at: datetime) -> bool:
    """Whether some live text has this tag."""
    models = map(revision_model, entry_models())
    return any(m.objects.live(at).filter(tags__slug=slug).exists() for m in models)
