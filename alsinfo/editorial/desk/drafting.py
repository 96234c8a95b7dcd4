"""Texts on their way to approval."""

import copy
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import refusals, wordings
from ..models import Mention, Revision, Wording
from ..models.derived import trimmed
from ..models.entries import Seen
from ..reviewing import due_date
from ..workflow import Action, Status
from .acting import Act, acting, may, tell, write_event
from .holding import (
    four_eyes,
    gate,
    hold_for_findings,
    hold_for_unanswered_notes,
    need,
    refuse_taken_address,
    taken,
)
from .timeline import Timeline


def save_draft(
    entry: Any,
    text: Any,
    *,
    by: Any,
    seen: Seen | None = None,
    tags: Sequence[Model] = (),
    related: Sequence[Model] | None = None,
    why: str = "",
) -> Any:
    """Keep `text`, an unsaved revision, as the next version; return it.

    `entry` may be unsaved: then it is made, and `seen` is not asked. Raises `Stale`
    when the entry no longer stands where the writer saw it.
    """
    with transaction.atomic():
        if entry.pk is None:
            return _first_draft(entry, text, by=by, tags=tags, related=related, why=why)
        if seen is None:
            raise refusals.stale(entry)
        with acting(Action.SAVE, entry, by=by, seen=seen, why=why) as act:
            _insert(act, text, tags, related)
            return text


def unsaved_copy(revision: Any) -> Any:
    """The same text as a new object without number, interval and review dates."""
    text = copy.copy(revision)
    text._state = copy.copy(revision._state)
    _forget_record(text)
    return text


def _forget_record(text: Any) -> None:
    """A new text has no interval and no review, whatever it was copied from."""
    text._state.adding = True
    text._prefetched_objects_cache = {}
    text.pk = None
    text.live_from = text.live_until = text.asked_until = None
    text.reviewed_on = text.review_due = None
    text.end_reason = text.suppressed_reason = ""
    text.suppressed_at = None


def restore_version(entry: Any, old: Any, *, by: Any, seen: Seen | None) -> Any:
    """Make the next draft from an older version of the same entry; return it."""
    if old.entry_id != entry.pk:
        raise refusals.WrongStatus(_("That version belongs to another entry."))
    text = unsaved_copy(old)
    text.change_kind, text.change_note = Revision.ChangeKind.UPDATE, ""
    related = list(old.related.all()) if hasattr(old, "related") else None
    why = _("Restored version %(number)d.") % {"number": old.number}
    tags = list(old.tags.all())
    return save_draft(
        entry, text, by=by, seen=seen, tags=tags, related=related, why=why
    )


def submit(entry: Any, *, by: Any, seen: Seen, why: str = "") -> None:
    """Hand the newest text to the reviewers."""
    with acting(Action.SUBMIT, entry, by=by, seen=seen, why=why) as act:
        hold_for_findings(act)
        hold_for_unanswered_notes(act)


def take_back(entry: Any, *, by: Any, seen: Seen, why: str = "") -> None:
    """Take the text out of review, to go on writing."""
    with acting(Action.TAKE_BACK, entry, by=by, seen=seen, why=why):
        pass


def request_changes(entry: Any, *, by: Any, seen: Seen, why: str) -> None:
    """Send the text back to its writer, with a comment."""
    need(why, _("Say what should change."))
    with acting(Action.REQUEST_CHANGES, entry, by=by, seen=seen, why=why):
        pass


def approve(
    entry: Any,
    *,
    by: Any,
    seen: Seen,
    why: str = "",
    review_due: date | None = None,
) -> None:
    """Approve the newest text; sets its review dates. Four eyes, for everyone."""
    with acting(Action.APPROVE, entry, by=by, seen=seen, why=why) as act:
        four_eyes(act)
        gate(act)
        _date_review(act, review_due)


def archive(entry: Any, *, by: Any, seen: Seen, why: str = "") -> None:
    """Put an entry away that is neither live nor scheduled."""
    with acting(Action.ARCHIVE, entry, by=by, seen=seen, why=why):
        pass


def restore(entry: Any, *, by: Any, seen: Seen, why: str = "") -> None:
    """Bring an entry back from the archive, to where its newest text stood."""
    with acting(Action.RESTORE, entry, by=by, seen=seen, why=why) as act:
        if act.revision.live_from is not None:
            act.entry.status = Status.PUBLISHED


def write_derived(revision: Any) -> None:
    """Write anew which keys a revision names, and its words."""
    of_text = {"entry_kind": revision.entry.kind, "revision_id": revision.pk}
    Mention.objects.filter(**of_text).delete()
    Wording.objects.filter(**of_text).delete()
    _insert_derived(revision)


def _insert_derived(revision: Any) -> None:
    """The same of a revision of which nothing is written yet. Two queries."""
    wordings.insert(revision)
    entry_kind = revision.entry.kind
    Mention.objects.bulk_create(
        Mention(kind=kind, key=key, entry_kind=entry_kind, revision_id=revision.pk)
        for kind, key in sorted({(k, trimmed(key)) for k, key in revision.mentions()})
    )


def _first_draft(
    entry: Any,
    text: Any,
    *,
    by: Any,
    tags: Sequence[Model],
    related: Sequence[Model] | None,
    why: str,
) -> Any:
    """Make the entry and its version 1."""
    if not may(by, "add", entry):
        raise refusals.NotAllowed(_("Your account may not add entries."))
    refuse_taken_address(entry, entry.slug)
    entry.status, entry.newest = Status.DRAFT, 0
    entry.owner = entry.owner or by
    _insert_entry(entry)
    empty = Timeline(None, [], None, None, is_held=False)
    act = Act(Action.SAVE, entry, by, timezone.now(), why, text, 1, empty)
    _insert(act, text, tags, related)
    entry.save(update_fields=["newest"])
    write_event(act, "")
    tell(act)
    return text


def _insert_entry(entry: Any) -> None:
    """Insert it; two who make one address at once meet here, and one is told."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        raise taken(entry.slug) from None


def _insert(
    act: Act, text: Any, tags: Sequence[Model], related: Sequence[Model] | None
) -> None:
    """Number the text, insert it with its tags, and write what is derived."""
    act.entry.newest += 1
    act.number = act.entry.newest
    _forget_record(text)
    text.entry = act.entry
    text.number = act.number
    text.created = act.at
    text.saved_by = act.by
    text.saved_by_name = act.by.get_username()
    text.save(force_insert=True)
    if tags:
        text.tags.add(*tags)
    if related:
        text.related.add(*related)
    act.revision = text
    _insert_derived(text)


def _date_review(act: Act, asked: date | None) -> None:
    revision = act.revision
    is_minor = revision.change_kind == Revision.ChangeKind.MINOR
    before = act.entry.revisions.was_live(act.at).first() if is_minor else None
    if before is not None:
        if asked is not None:
            raise refusals.WrongTime(
                _("A minor change keeps the review dates of the text before it.")
            )
        revision.reviewed_on, revision.review_due = (
            before.reviewed_on,
            before.review_due,
        )
    else:
        revision.reviewed_on = timezone.localdate(act.at)
        revision.review_due = _asked_due(revision, asked)
    revision.save(update_fields=["reviewed_on", "review_due"])


def _asked_due(revision: Any, asked: date | None) -> date:
    """The date asked for, which may be earlier than the rule's but not later."""
    latest = due_date(revision, revision.reviewed_on)
    if asked is None:
        return latest
    if not revision.reviewed_on < asked <= latest:
        raise refusals.WrongTime(
            _("The next review must be after today and not later than %(latest)s.")
            % {"latest": date_format(latest, "j F Y")}
        )
    return asked
