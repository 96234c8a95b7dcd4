"""The letter that answers a report. Plain text, sent after the answer is kept.

A mail server that is slow or out of order holds up nobody: the answer stays written in
the inbox, and what could not be sent within two seconds and failed stands in the trail.
"""

import logging
from collections.abc import Callable
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Report

log = logging.getLogger("alsinfo.feedback")
SECONDS_TO_WAIT = 2


def send(report: Report, failed: Callable[[], None]) -> None:
    """Post the answer beside the request; call `failed` when that went wrong soon."""
    faults: list[Exception] = []
    thread = Thread(target=_deliver, args=[letter(report), faults], name="post")
    thread.start()
    thread.join(SECONDS_TO_WAIT)
    if faults:
        failed()


def letter(report: Report) -> EmailMessage:
    """What the reader gets; their own words are not sent to an address they typed."""
    day = date_format(timezone.localtime(report.at), "j F Y")
    parts = [
        _("On %(day)s you told us about a page of alsinfo. Our answer:") % {"day": day},
        report.answer,
    ]
    if report.is_ours:
        parts.append(_("The page: %s") % (settings.SITE_URL + report.page))
    parts.append(
        _(
            "Please do not send medical questions to us: your care team knows you. "
            "If you did not write to us, somebody typed your address by mistake."
        )
    )
    subject = _("alsinfo: an answer to your report")
    return EmailMessage(subject, "\n\n".join(parts) + "\n", to=[report.email])


def _deliver(message: EmailMessage, faults: list[Exception]) -> None:
    try:
        message.send()
    except Exception as fault:
        log.exception("An answer to a reader could not be sent")
        faults.append(fault)
