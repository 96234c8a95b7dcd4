"""Shared records: changed under the stamp, because public pages show them."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import refusals, usage
from ..models import SiteStamp
from .acting import may, renew


def save_record(record: Any, *, by: Any) -> None:
    """Save a tag, source, figure or watchword; in use, only a publisher may."""
    with transaction.atomic():
        stamp = SiteStamp.lock()
        stored = type(record).objects.filter(pk=record.pk).first()
        _refuse_role(stored or record, by)
        if stored is not None and stored.natural_key() != record.natural_key():
            raise refusals.WrongStatus(_("The key of a record never changes."))
        record.save()
        renew(stamp)


def _refuse_role(record: Any, by: Any) -> None:
    """Anyone with the role adds and changes; what a live text uses, a publisher."""
    used = record.pk is not None and usage.is_record_used(record, timezone.now())
    verb = "curate" if used else "change" if record.pk else "add"
    if not may(by, verb, record):
        raise refusals.NotAllowed(
            _("Texts on the public site use this record: a publisher changes it.")
            if used
            else _("Your account may not change shared records.")
        )
