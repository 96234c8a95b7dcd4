"""Entries by the thousand, to measure the site with; and taking them away again.

Here because only the desk writes statuses, intervals, the trail and the stamp. Nobody
acts: no account is asked, and the rows are such as acts would have left them. What is
generated is known by the name of who saved its first text, which no account can have.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef

from alsinfo.search import finding as search

from .. import wordings
from ..models import Mention, SiteStamp
from ..models.derived import trimmed
from . import lives
from .acting import renew

SAVED_BY = "generated, by nobody"  # A user name holds no space and no comma.
BATCH = 500


class Draft(NamedTuple):
    """An entry to be: its story, its unsaved texts, and what these are tied to.

    A text for each chapter `told`, the oldest first, each with its `tags`; `related`
    are addresses of entries of the same kind.
    """

    entry: Any
    told: Sequence[lives.Chapter]
    texts: Sequence[Any]
    tags: Sequence[Sequence[Any]]
    related: Sequence[str] = ()


# A text -> what it mentions, what it is found by, and its words.
Read = Callable[[Any], tuple[set[tuple[str, str]], dict[str, str], set[str]]]


def insert_generated(drafts: Sequence[Draft], read: Read) -> None:
    """Write a batch of one kind with all that follows from it, in one transaction.

    About twelve statements, however many entries there are.
    """
    with transaction.atomic():
        stamp = SiteStamp.lock()
        entries = [_placed(draft) for draft in drafts]
        type(entries[0]).objects.bulk_create(entries)
        texts = [text for draft in drafts for text in _dated(draft)]
        type(texts[0]).objects.bulk_create(texts)
        _write_trail(drafts)
        _write_ties(drafts)
        _write_derived(texts, read)
        renew(stamp)


def delete_generated(model: Any) -> Iterator[int]:
    """Take all that was generated of one kind away, batch by batch; yields how many.

    With everything that names an entry, but for what readers wrote. The search rows and
    the mentions are left over: rebuild what is derived afterwards.
    """
    while keys := list(generated(model).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            stamp = SiteStamp.lock()
            _delete_beside(model, keys)
            model.objects.filter(pk__in=keys).only("pk").delete()
            renew(stamp)
        yield len(keys)


def generated(model: Any) -> Any:
    """The entries of this model that were generated."""
    texts = model._meta.get_field("revisions").related_model.objects
    first = texts.filter(entry=OuterRef("pk"), number=1, saved_by_name=SAVED_BY)
    return model.objects.filter(Exists(first)).order_by("pk")


def _placed(draft: Draft) -> Any:
    draft.entry.status, draft.entry.newest = draft.told[-1].status, len(draft.texts)
    return draft.entry


def _dated(draft: Draft) -> Sequence[Any]:
    """The texts, with the story of their entry written into them."""
    for number, (text, told) in enumerate(zip(draft.texts, draft.told, strict=True), 1):
        text.entry, text.number = draft.entry, number
        text.created, text.saved_by_name = told.saved, SAVED_BY
        text.live_from, text.live_until = told.start, told.end
        text.asked_until, text.end_reason = told.asked, told.reason
        text.reviewed_on, text.review_due = told.reviewed, told.due
    return draft.texts


def _write_trail(drafts: Sequence[Draft]) -> None:
    model = drafts[0].entry.events.model
    model.objects.bulk_create(
        model(
            entry=draft.entry,
            number=number,
            actor_name=SAVED_BY,
            action=action,
            at=at,
            from_status=was,
            to_status=status,
        )
        for draft in drafts
        for number, action, at, was, status in lives.trail(draft.told)
    )


def _write_ties(drafts: Sequence[Draft]) -> None:
    """Tags, and the related entries of those that have such."""
    first = drafts[0].texts[0]
    tie = type(first).tags.through
    tie.objects.bulk_create(
        tie(content_object=text, tag=tag)
        for draft in drafts
        for text, tags in zip(draft.texts, draft.tags, strict=True)
        for tag in tags
    )
    if hasattr(first, "related"):
        _write_related(drafts)


def _write_related(drafts: Sequence[Draft]) -> None:
    model, through = type(drafts[0].entry), type(drafts[0].texts[0]).related.through
    wanted = {slug for draft in drafts for slug in draft.related}
    found = model.objects.filter(slug__in=wanted).values_list("slug", "pk")
    keys, own = dict(found), through._meta.get_fields()
    here, there = (f.attname for f in own if f.is_relation)
    through.objects.bulk_create(
        through(**{here: text.pk, there: keys[slug]})
        for draft in drafts
        for text in draft.texts
        for slug in draft.related
        if slug in keys
    )


def _write_derived(texts: Sequence[Any], read: Read) -> None:
    """Mentions and words of all texts, search rows of those that are to be public."""
    kind = texts[0].entry.kind
    found = [(text, *read(text)) for text in texts]
    Mention.objects.bulk_create(
        Mention(kind=sort, key=key, entry_kind=kind, revision_id=text.pk)
        for text, mentions, _row, _words in found
        for sort, key in sorted({(s, trimmed(key)) for s, key in mentions})
    )
    wordings.insert_many(kind, ((text.pk, words) for text, _m, _row, words in found))
    search.index_many(
        search.Row(kind, text.pk, **row)
        for text, _mentions, row, _words in found
        if text.live_from is not None
    )


def _delete_beside(model: Any, keys: Sequence[int]) -> None:
    """Delete all rows that belong to these entries, what answers others first."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created:
            rows = relation.related_model.objects
            own = rows.filter(**{f"{relation.field.name}__in": keys}).order_by()
            if hasattr(relation.related_model, "reply_to"):
                own.exclude(reply_to=None).delete()
            own.only("pk").delete()
    for named in _naming_entries():
        named.objects.filter(entry_kind=model.kind, entry_id__in=keys).delete()


def _naming_entries() -> Iterator[Any]:
    """Models whose rows name an entry by kind and number, and are nothing without it.

    A report of a reader stands for itself: its entry may be empty.
    """
    for model in apps.get_models():
        fields = {field.name: field for field in model._meta.fields}
        if {"entry_kind", "entry_id"} <= fields.keys() and not fields["entry_id"].null:
            yield model
