"""When the world changes: which live texts must be looked at again, and saying so.

A row of the watch-list may concern any text: one pass over the live ones. For a
figure, a source or a term the mentions know which. What is newly wrong gets an event,
and its review is due at once; for a term, the owners of the texts get a letter when all
is committed. Runs under the stamp, so no two runs meet.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import asides, cleaning, findings, letters, usage
from ..kinds import entry_models, revision_model
from ..models import Figure, Mention, SetAside, Source, Watchword
from ..workflow import Action
from .acting import TICK

BATCH = 200
# What of a row decides what it finds, and how much that weighs.
DECIDES = "patterns", "kind", "level", "unless_near", "case_sensitive", "retired"


def record_changed(before: Any, record: Any, *, by: Any, at: datetime) -> None:
    """Flag the live texts that a saved record newly puts in the wrong.

    `before` is the record as it stood, or None.
    """
    if isinstance(record, Watchword):
        _watchword_changed(before, record, by, at)
    elif before is not None and isinstance(record, Figure):
        if _differs(before, record, "statement", "wordings"):
            why = _("The figure “%s” was changed.") % record.key
            _flag_users(Mention.Kind.FIGURE, [record.key], by, at, why)
    elif before is not None and isinstance(record, Source):
        _source_changed(before, record, by, at)


def definition_changed(act: Any, shown: Any) -> None:
    """Flag the live texts that link to a term of which a new text says otherwise.

    `shown` is the text that it follows, or None where nothing is live: then the last
    one that was ever live counts. For a schedule this is done when it is made, so that
    the texts are ready when the definition comes.
    """
    text = act.revision
    before = shown or _last_public(act)
    minor = text.change_kind == text.ChangeKind.MINOR
    if before is None or minor or _defining(text) == _defining(before):
        return
    _flag_linking(act, _("The definition of “%s” was changed.") % text.heading)


def entry_withdrawn(act: Any, shown: Any) -> None:
    """Flag the live texts that link to a term whose links are plain text from now."""
    why = _("The term “%s” was taken off the site: its links are plain text now.")
    _flag_linking(act, why % shown.heading)


def _last_public(act: Any) -> Any:
    past = act.entry.revisions.was_live(act.at).exclude(pk=act.revision.pk)
    return past.order_by("-live_from").first()


def _defining(text: Any) -> list[str]:
    """The name and all definitions, whatever their line ends."""
    fields = text.heading_field, *text.plain_fields, *text.marked_fields
    return [cleaning.one_line_end(getattr(text, name)).strip() for name in fields]


def _flag_linking(act: Any, why: str) -> None:
    """Flag what links to the entry of an act, but for itself, and tell the owners."""
    kind = act.entry.kind
    if kind not in Mention.Kind.values:
        return
    keys = [act.entry.slug, *act.entry.former_slugs.values_list("slug", flat=True)]
    told = _flag_users(kind, keys, act.by, act.at, why, but=act.entry)
    letters.post_when_committed(told, why)


def _source_changed(before: Any, source: Any, by: Any, at: datetime) -> None:
    if source.state and source.state != before.state:
        why = _("The source “%(key)s” is now marked as %(state)s.")
        why = why % {"key": source.key, "state": source.get_state_display()}
    elif source.kind != before.kind:
        why = _("The source “%s” is now of another kind.") % source.key
    else:
        return
    _flag_users(Mention.Kind.SOURCE, [source.key], by, at, why)


def _watchword_changed(before: Any, row: Any, by: Any, at: datetime) -> None:
    blocks = row.level == Watchword.Level.BLOCKING and not row.retired
    if not blocks or (before is not None and not _differs(before, row, *DECIDES)):
        return
    why = _("The watch-list has a new answer, “%(code)s”: %(message)s")
    why = why % {"code": row.code, "message": row.message}
    for kind in entry_models():
        new = list(_newly_watched(kind, before, row, at))
        deque(_flag(kind, new, by, at, why), maxlen=0)


def _newly_watched(kind: str, before: Any, row: Any, at: datetime) -> Iterator[Any]:
    """The live texts that the row holds to be wrong, and did not before."""
    kept = SetAside.objects.filter(entry_kind=kind, code=row.kind)
    known = {(one.entry_id, *asides.key_of(one.code, one.quote)) for one in kept}
    live = revision_model(kind).objects.live(at).order_by("pk")
    for revision in live.iterator(chunk_size=BATCH):
        new = _blocking(revision, row) - _blocking(revision, before)
        if any((revision.entry_id, *key) not in known for key in new):
            yield revision


def _blocking(revision: Any, row: Any) -> set[tuple[str, str]]:
    if row is None or row.retired or row.level != Watchword.Level.BLOCKING:
        return set()
    found = findings.watched(findings.Page(revision), [row])
    return {asides.key_of(finding.code, finding.quote) for finding in found}


def _flag_users(
    kind: str,
    keys: Iterable[str],
    by: Any,
    at: datetime,
    why: str,
    but: Any = None,
) -> list[Any]:
    """Flag the live texts that name any of `keys`, and return them."""
    flagged: list[Any] = []
    for entry_kind, live in usage.live_users(kind, keys, at).items():
        if but is not None and but.kind == entry_kind:
            live = live.exclude(entry=but)
        light = live.defer(*live.model.marked_fields).select_related("entry__owner")
        flagged += _flag(entry_kind, light.order_by("pk"), by, at, why)
    return flagged


def _flag(
    kind: str, live: Iterable[Any], by: Any, at: datetime, why: str
) -> Iterator[Any]:
    """Write an event for each of these live texts, and make its review due today."""
    waiting = iter(live)
    while some := list(islice(waiting, BATCH)):
        _flag_some(kind, some, by, at, why)
        yield from some


def _flag_some(kind: str, some: list[Any], by: Any, at: datetime, why: str) -> None:
    today = timezone.localdate(at)
    numbers = {revision.entry_id: revision.number for revision in some}
    model = entry_models()[kind]
    entries = model.objects.order_by("pk").filter(pk__in=numbers)
    locked = list(entries.select_for_update())
    event_model = model._meta.get_field("events").related_model
    last = event_model.objects.filter(entry__in=numbers).order_by()
    last_at = dict(last.values_list("entry").annotate(Max("at")))
    event_model.objects.bulk_create(
        event_model(
            entry=entry,
            number=numbers[entry.pk],
            actor=by,
            actor_name=by.get_username(),
            action=Action.RECHECK,
            at=_later(at, last_at.get(entry.pk)),
            from_status=entry.status,
            to_status=entry.status,
            why=why,
        )
        for entry in locked
    )
    due = revision_model(kind).objects.filter(pk__in=[r.pk for r in some])
    later = Q(review_due__gt=today) | Q(review_due=None)
    due.filter(later).update(review_due=today)


def _later(at: datetime, last: datetime | None) -> datetime:
    return at if last is None or at > last else last + TICK


def _differs(before: Any, after: Any, *fields: str) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in fields)
