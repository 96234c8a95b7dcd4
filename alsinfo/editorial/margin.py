"""Notes in the margin: comments pinned to a quotation, replies, and their end."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import refusals
from .desk import may

log = logging.getLogger("alsinfo.desk")


def add(entry: Any, *, by: Any, text: str, quote: str = "", blocking: bool) -> Any:
    """Pin a note to the newest text; `quote` must stand in it. For reviewers."""
    _need_role(by, entry, "review")
    revision = entry.newest_revision()
    if quote and not any(quote in stretch for stretch in revision.quotable()):
        raise refusals.Missing(_("These words do not stand in the newest text."))
    return _write(entry, by, text, quote=quote, blocking=blocking)


def reply(note: Any, *, by: Any, text: str) -> Any:
    """Answer a note. For whoever writes or reviews."""
    _need_role(by, note.entry, "review", "change")
    return _write(note.entry, by, text, reply_to=note)


def resolve(note: Any, *, by: Any) -> None:
    """Close a note; the second of two who try is told. For reviewers."""
    _need_role(by, note.entry, "review")
    now = timezone.now()
    closed = type(note).objects.filter(pk=note.pk, resolved_at=None)
    if not closed.update(
        resolved_at=now, resolved_by=by, resolved_by_name=by.get_username()
    ):
        raise refusals.Stale(_("This note is resolved already."))
    _tell("resolve a note", note.entry, by)


def _need_role(by: Any, entry: Any, *verbs: str) -> None:
    if not any(may(by, verb, entry) for verb in verbs):
        raise refusals.NotAllowed(_("Your account may not do this with notes."))


def _write(entry: Any, by: Any, text: str, **fields: Any) -> Any:
    with transaction.atomic():
        locked = type(entry).objects.select_for_update().get(pk=entry.pk)
        _tell("write a note", entry, by)
        return entry.notes.create(
            number=locked.newest,
            author=by,
            author_name=by.get_username(),
            created=timezone.now(),
            text=text,
            **fields,
        )


def _tell(what: str, entry: Any, by: Any) -> None:
    """A line of the log, once it is committed."""
    done = f"Done: {by.get_username()}, {what}, {entry.kind} {entry.slug}"
    transaction.on_commit(lambda: log.info(done))
