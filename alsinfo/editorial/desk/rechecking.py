"""When the world changes: which live texts must be looked at again, and saying so.

`weighing` says which texts a row of the watch-list concerns; for a figure, a source or
a term the mentions know which. What is newly wrong gets an event, and its review is due
at once; what a row alone had caused passes with it. For a term, the owners of the texts
get a letter when all is committed. Runs under the stamp, so no two runs meet.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import cleaning, letters, usage
from ..kinds import entry_models, revision_model
from ..models import Figure, Mention, Source
from ..workflow import Action
from .acting import TICK
from .stretches import cause_of, differs
from .weighing import Effect

BATCH = 200


def record_changed(before: Any, record: Any, *, by: Any, at: datetime) -> None:
    """Flag the live texts that a saved figure or source newly puts in the wrong.

    `before` is the record as it stood, or None.
    """
    if before is not None and isinstance(record, Figure):
        if differs(before, record, "statement", "wordings"):
            why = _("The figure “%s” was changed.") % record.key
            _flag_users(Mention.Kind.FIGURE, [record.key], by, at, why)
    elif before is not None and isinstance(record, Source):
        _source_changed(before, record, by, at)


def definition_changed(act: Any, shown: Any) -> None:
    """Flag the live texts that link to a term of which a new text says otherwise.

    `shown` is the text that it follows, or None where nothing is live: then the last
    one that was ever live counts. For a schedule this is done when it is made, so that
    the texts are ready when the definition comes; `change_cancelled` takes it back.
    """
    text = act.revision
    before = shown or _last_public(act)
    minor = text.change_kind == text.ChangeKind.MINOR
    if before is None or minor or _defining(text) == _defining(before):
        return
    why = _("The definition of “%s” was changed.") % text.heading
    if text.live_from > act.at:
        day = date_format(timezone.localtime(text.live_from), "j F Y")
        why = _("The definition of “%(name)s” will change on %(day)s.")
        why = why % {"name": text.heading, "day": day}
    _flag_linking(act, why, _cause_of(act.entry, text))


def change_cancelled(act: Any, waiting: Any) -> None:
    """Take back what a schedule had caused that does not come."""
    cause = _cause_of(act.entry, waiting)
    why = _("The definition of “%s” does not change now.") % waiting.heading
    for kind, model in entry_models().items():
        flags = model.objects.all().flags(act.at).filter(cause=cause)
        live = revision_model(kind).objects.live(act.at).order_by("pk")
        freed = live.filter(entry__in=flags.order_by().values("entry"))
        for some in _in_batches(freed.defer(*freed.model.marked_fields)):
            _free_some(kind, some, act.by, act.at, why, cause)


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


def _cause_of(entry: Any, text: Any) -> str:
    return f"{entry.kind} {entry.pk} {text.number}"


def _flag_linking(act: Any, why: str, cause: str = "") -> None:
    """Flag what links to the entry of an act, but for itself, and tell the owners."""
    kind = act.entry.kind
    if kind not in Mention.Kind.values:
        return
    keys = [act.entry.slug, *act.entry.former_slugs.values_list("slug", flat=True)]
    told = _flag_users(kind, keys, act.by, act.at, why, cause, but=act.entry)
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


def row_changed(row: Any, effect: Effect, *, by: Any, at: datetime) -> None:
    """Flag the live texts that a saved row newly holds to be wrong; free the others."""
    why = _("The watch-list has a new answer, “%(code)s”: %(message)s")
    why = why % {"code": row.code, "message": row.message}
    free = _("“%s” of the watch-list changed: it does not concern this text any more.")
    cause = cause_of(row)
    for kind, texts in effect.newly.items():
        deque(_flag(kind, texts, by, at, why, cause), maxlen=0)
    for kind, texts in effect.no_longer.items():
        for some in _in_batches(texts):
            _free_some(kind, some, by, at, free % row.code, cause)


def _flag_users(
    kind: str,
    keys: Iterable[str],
    by: Any,
    at: datetime,
    why: str,
    cause: str = "",
    *,
    but: Any = None,
) -> list[Any]:
    """Flag the live texts that name any of `keys`, and return them."""
    flagged: list[Any] = []
    for entry_kind, live in usage.live_users(kind, keys, at).items():
        if but is not None and but.kind == entry_kind:
            live = live.exclude(entry=but)
        light = live.defer(*live.model.marked_fields).select_related("entry__owner")
        flagged += _flag(entry_kind, light.order_by("pk"), by, at, why, cause)
    return flagged


def _flag(
    kind: str, live: Iterable[Any], by: Any, at: datetime, why: str, cause: str = ""
) -> Iterator[Any]:
    """Write an event for each of these live texts, and make its review due today."""
    for some in _in_batches(live):
        moved = _make_due(kind, some, at)
        _write_events(kind, some, by, at, Action.RECHECK, why, cause, moved)
        yield from some


def _make_due(kind: str, some: list[Any], at: datetime) -> dict[int, date | None]:
    """Make these texts' reviews due today; entry -> the date that was moved."""
    today = timezone.localdate(at)
    texts = revision_model(kind).objects.filter(pk__in=[text.pk for text in some])
    later = texts.filter(Q(review_due__gt=today) | Q(review_due=None))
    moved = dict(later.order_by().values_list("entry", "review_due"))
    later.update(review_due=today)
    return moved


def _free_some(
    kind: str, some: list[Any], by: Any, at: datetime, why: str, cause: str
) -> None:
    """Answer the flags of one cause, and put back the dates that only it had moved."""
    _write_events(kind, some, by, at, Action.RECHECK_OVER, why, cause, {})
    entries = entry_models()[kind].objects.filter(pk__in=[t.entry_id for t in some])
    flagged = set(entries.flags(at).order_by().values_list("entry", flat=True))
    before = _dates_moved(kind, [t for t in some if t.entry_id not in flagged])
    texts = list(revision_model(kind).objects.filter(pk__in=before))
    for text in texts:
        text.review_due = before[text.pk]
    revision_model(kind).objects.bulk_update(texts, ["review_due"])


def _dates_moved(kind: str, some: list[Any]) -> dict[int, date]:
    """Text -> its review date before it was last made due, unless confirmed since."""
    events = entry_models()[kind]._meta.get_field("events").related_model.objects
    confirmed = events.filter(
        entry=OuterRef("entry"),
        number=OuterRef("number"),
        action=Action.STILL_RIGHT,
        at__gt=OuterRef("at"),
    )
    moves = events.filter(
        ~Exists(confirmed),
        entry__in=[text.entry_id for text in some],
        action=Action.RECHECK,
        due_before__isnull=False,
    )
    rows = moves.order_by("at").values_list("entry", "number", "due_before")
    last = {(entry, number): day for entry, number, day in rows}
    keyed = {text.pk: last.get((text.entry_id, text.number)) for text in some}
    return {pk: day for pk, day in keyed.items() if day is not None}


def _in_batches(texts: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(texts)
    while some := list(islice(waiting, BATCH)):
        yield some


def _write_events(
    kind: str,
    some: list[Any],
    by: Any,
    at: datetime,
    action: Action,
    why: str,
    cause: str,
    moved: Mapping[int, date | None],
) -> None:
    """One event on each of these texts, later than the entry's last."""
    numbers = {text.entry_id: text.number for text in some}
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
            action=action,
            at=_later(at, last_at.get(entry.pk)),
            from_status=entry.status,
            to_status=entry.status,
            why=why,
            cause=cause,
            due_before=moved.get(entry.pk),
        )
        for entry in locked
    )


def _later(at: datetime, last: datetime | None) -> datetime:
    return at if last is None or at > last else last + TICK
