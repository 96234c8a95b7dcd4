"""Shared records: changed under the stamp, because public pages show them."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import refusals, usage
from ..models import RecordEvent, SiteStamp
from .acting import may, renew
from .holding import need
from .rechecking import record_changed


def save_record(record: Any, *, by: Any, why: str = "") -> None:
    """Save a tag, source, figure or watchword, and write who did it and why.

    One that a live text uses is changed only by a publisher, with a reason.
    """
    with transaction.atomic():
        stamp = SiteStamp.lock()
        stored = type(record).objects.filter(pk=record.pk).first()
        if _refuse_role(stored or record, by):
            need(why, _("Say why it is changed: texts on the public site use it."))
        if stored is not None and stored.natural_key() != record.natural_key():
            raise refusals.WrongStatus(_("The key of a record never changes."))
        record.save()
        now = timezone.now()
        RecordEvent.objects.create(
            record_kind=record._meta.model_name,
            key=record.natural_key()[0],
            actor=by,
            actor_name=by.get_username(),
            at=now,
            why=why,
        )
        record_changed(stored, record, by=by, at=now)
        renew(stamp)


def _refuse_role(record: Any, by: Any) -> bool:
    """Anyone with the role adds and changes; what a live text uses, a publisher.

    Returns whether a live text uses the record.
    """
    used = record.pk is not None and usage.is_record_used(record, timezone.now())
    verb = "curate" if used else "change" if record.pk else "add"
    if not may(by, verb, record):
        raise refusals.NotAllowed(
            _("Texts on the public site use this record: a publisher changes it.")
            if used
            else _("Your account may not change shared records.")
        )
    return used
