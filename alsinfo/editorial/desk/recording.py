"""Shared records: changed under the stamp, because public pages show them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import refusals, usage
from ..models import RecordEvent, SiteStamp, Watchword
from .acting import log, may, renew
from .holding import need
from .rechecking import record_changed, row_changed
from .stretches import keep, open_of
from .weighing import Effect, effect_of, effect_on


def save_record(record: Any, *, by: Any, why: str = "") -> None:
    """Save a tag, source, figure or watchword, and write who did it and why.

    One that a live text uses is changed only by a publisher, with a reason; so is a row
    of the watch-list that puts live texts in the wrong, or no longer does.
    """
    now = timezone.now()
    with _told(record, by), transaction.atomic():
        stamp = SiteStamp.lock()
        stored = type(record).objects.filter(pk=record.pk).first()
        _refuse_role(stored or record, by, why, now)
        if stored is not None and stored.natural_key() != record.natural_key():
            raise refusals.WrongStatus(_("The key of a record never changes."))
        effect = _effect(record, by, why, now)
        record.save()
        RecordEvent.objects.create(
            record_kind=record._meta.model_name,
            key=record.natural_key()[0],
            actor=by,
            actor_name=by.get_username(),
            at=now,
            why=why,
        )
        if effect is None:
            record_changed(stored, record, by=by, at=now)
        else:
            _row_changed(record, effect, by, now)
        renew(stamp)  # Not before: what was weighed in the form is known by it.


def look_on(row: Any, *, by: Any) -> Effect:
    """Hold a saved row against the next live texts that are left; what it did to them.

    The row may concern very many texts: `MOST_READ` of them are read in one go.
    """
    now = timezone.now()
    with transaction.atomic():
        stamp = SiteStamp.lock()
        stored = Watchword.objects.get(pk=row.pk)
        if not may(by, "curate", stored):
            raise refusals.NotAllowed(_("A publisher looks through live texts."))
        effect = effect_on(open_of(stored), stored, now)
        _row_changed(stored, effect, by, now)
        renew(stamp)
    return effect


def _row_changed(row: Any, effect: Effect, by: Any, at: datetime) -> None:
    row_changed(row, effect, by=by, at=at)
    if effect.left is not None:
        keep(row, effect.left)


@contextmanager
def _told(record: Any, by: Any) -> Iterator[None]:
    """A line of the log for a record that was saved, or refused."""
    key = record.natural_key()[0]
    what = f"{by.get_username()}, save, {record._meta.model_name} {key}"
    try:
        yield
    except refusals.Refused as refusal:
        log.warning("Refused: %s, %s", what, refusal)
        raise
    transaction.on_commit(lambda: log.info("Done: %s", what))


def _refuse_role(record: Any, by: Any, why: str, at: datetime) -> None:
    """Anyone with the role adds and changes; what a live text uses, a publisher."""
    used = record.pk is not None and usage.is_record_used(record, at)
    verb = "curate" if used else "change" if record.pk else "add"
    if not may(by, verb, record):
        raise refusals.NotAllowed(
            _("Texts on the public site use this record: a publisher changes it.")
            if used
            else _("Your account may not change shared records.")
        )
    if used:
        need(why, _("Say why it is changed: texts on the public site use it."))


def _effect(record: Any, by: Any, why: str, at: datetime) -> Effect | None:
    """What a row of the watch-list does to live texts; None for other records."""
    if not isinstance(record, Watchword):
        return None
    effect = effect_of(record, at)
    if effect:
        if not may(by, "curate", record):
            said = _("%(effect)s A publisher saves it, with a reason.")
            raise refusals.NotAllowed(said % {"effect": effect})
        need(why, _("%(effect)s Say why.") % {"effect": effect})
    return effect
