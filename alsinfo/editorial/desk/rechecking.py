"""When the world changes: which live texts must be looked at again, and saying so.

A row of the watch-list may concern any text: one pass over the live ones. For a
figure, a source or a term the mentions know which. What is newly wrong gets an event,
and its review is due at once. Runs under the stamp, so no two runs meet.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import asides, findings, usage
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


def definition_changed(act: Any, before: Any) -> None:
    """Flag the live texts that show the words which a new text of a term changes."""
    text = act.revision
    minor = text.change_kind == text.ChangeKind.MINOR
    if before is None or minor or text.shown_elsewhere() == before.shown_elsewhere():
        return
    keys = [act.entry.slug, *act.entry.former_slugs.values_list("slug", flat=True)]
    why = _("The definition of “%s” was changed.") % text.heading
    _flag_users(act.entry.kind, keys, act.by, act.at, why)


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
        _flag(kind, list(_newly_watched(kind, before, row, at)), by, at, why)


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
    kind: str, keys: Iterable[str], by: Any, at: datetime, why: str
) -> None:
    for entry_kind, live in usage.live_users(kind, keys, at).items():
        _flag(entry_kind, live.order_by("pk"), by, at, why)


def _flag(kind: str, live: Iterable[Any], by: Any, at: datetime, why: str) -> None:
    """Write an event for each of these live texts, and make its review due today."""
    today = timezone.localdate(at)
    waiting = iter(live)
    while some := list(islice(waiting, BATCH)):
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
