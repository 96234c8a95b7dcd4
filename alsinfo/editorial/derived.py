"""Rebuilding what is derived, after rows came in past the desk (fixtures, backups)."""

from collections.abc import Iterator
from typing import Any

from alsinfo.search import finding as search

from . import desk, references
from .kinds import entry_models, revision_model
from .models import Mention

BATCH = 200


def rebuild() -> int:
    """Write all mentions and search rows anew; return the number of revisions read.

    The texts may be other ones than before, so every kept page is asked for anew.

    Costs two passes over the texts. Call it in a transaction.
    """
    Mention.objects.all().delete()
    read = 0
    for kind in entry_models():
        for revision in _texts(kind, {}):
            desk.write_mentions(revision)
            read += 1
    search.rebuild(_rows())
    desk.renew_site()
    return read


def _texts(kind: str, wanted: dict[str, bool]) -> Iterator[Any]:
    revisions = revision_model(kind).objects.filter(**wanted).select_related("entry")
    yield from revisions.order_by("pk").iterator(chunk_size=BATCH)


def _rows() -> Iterator[search.Row]:
    for kind in entry_models():
        for revision in _texts(kind, {"live_from__isnull": False}):
            yield search.Row(kind, revision.pk, **revision.search_row())


def missing() -> dict[str, tuple[int, int]]:
    """Kinds whose rows and texts differ: kind -> (search rows, texts to be found)."""
    counts = {
        kind: (
            search.count(kind),
            revision_model(kind).objects.filter(live_from__isnull=False).count(),
        )
        for kind in entry_models()
    }
    return {kind: pair for kind, pair in counts.items() if pair[0] != pair[1]}


def dangling() -> Iterator[str]:
    """A sentence for every mark whose key nothing answers to: entry, version, key."""
    for kind in (Mention.Kind.SOURCE, Mention.Kind.TERM, Mention.Kind.FIGURE):
        named = Mention.objects.filter(kind=kind)
        keys = set(named.values_list("key", flat=True))
        unknown = keys - references.known_keys(kind, keys)
        for mention in named.filter(key__in=unknown):
            model = revision_model(mention.entry_kind)
            text = model.objects.select_related("entry").get(pk=mention.revision_id)
            said = references.SENTENCES[kind] % {"key": mention.key}
            yield f"{mention.entry_kind} {text.entry}, version {text.number}: {said}"
