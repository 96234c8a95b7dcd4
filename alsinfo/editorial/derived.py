"""Rebuilding what is derived, after rows came in past the desk (fixtures, backups)."""

from collections.abc import Iterator
from itertools import count

from alsinfo.search import finding as search

from . import desk, references
from .completeness import missing
from .kinds import entry_models, revision_model
from .models import Mention, Wording

__all__ = ["dangling", "missing", "rebuild"]
BATCH = 200


def rebuild() -> int:
    """Write mentions, words and search rows anew; return how many revisions were read.

    The texts may be other ones than before, so every kept page is asked for anew.
    Costs one pass over the texts. Call it in a transaction.
    """
    Mention.objects.all().delete()
    Wording.objects.all().delete()
    read = count()
    search.rebuild(_rows(read))
    desk.renew_site()
    return next(read)


def _rows(read: "count[int]") -> Iterator[search.Row]:
    """The search rows of all texts, whose mentions and words are written on the way."""
    for kind in entry_models():
        texts = revision_model(kind).objects.select_related("entry").order_by("pk")
        for revision in texts.iterator(chunk_size=BATCH):
            next(read)
            desk.write_derived(revision)
            if revision.live_from is not None:
                yield search.Row(kind, revision.pk, **revision.search_row())


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
