"""Mail to the owners of texts that need attention. May import the accounts' room.

The letters leave when the act is committed, beside it: a mail server that is slow or
out of order holds up nobody's work. What they say is on the start page too.
"""

import logging
from collections.abc import Iterable, Sequence
from functools import partial
from threading import Thread
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

log = logging.getLogger("alsinfo.editorial")
MOST_NAMED = 50
# A quick server has taken the letters within this; a slow one goes on alone.
SECONDS_TO_WAIT = 2


def post_when_committed(texts: Sequence[Any], why: str) -> None:
    """Tell the owners of these texts, with one letter each, once all is written."""
    owners = _owners(texts)
    if owners:
        messages = [_letter(*pair, why) for pair in owners.values()]
        transaction.on_commit(partial(post, messages), robust=True)


def post(messages: Iterable[EmailMessage]) -> None:
    """Send them in a thread, and wait for it a little."""
    thread = Thread(target=_deliver, args=[list(messages)], name="post")
    thread.start()
    thread.join(SECONDS_TO_WAIT)


def _owners(texts: Sequence[Any]) -> dict[int, tuple[Any, list[Any]]]:
    """Primary key -> (owner, own texts), of those who can be written to."""
    found: dict[int, tuple[Any, list[Any]]] = {}
    for text in texts:
        owner = text.entry.owner
        if owner is not None and owner.is_active and owner.email.strip():
            found.setdefault(owner.pk, (owner, []))[1].append(text)
    return found


def _letter(owner: Any, texts: list[Any], why: str) -> EmailMessage:
    """Plain words, made without a template: those would escape the headings."""
    named = [f"* {text.heading}\n  {_address(text.entry)}" for text in texts]
    if len(named) > MOST_NAMED:
        more = _("… and %d more.") % (len(named) - MOST_NAMED)
        named = [*named[:MOST_NAMED], more]
    parts = [
        why,
        _("These texts of yours link to it. Please see whether they are still right:"),
        "\n".join(named),
        _("All that needs attention is on your start page:"),
        settings.SITE_URL + reverse("admin:index"),
    ]
    subject = _("alsinfo: texts of yours need attention")
    return EmailMessage(subject, "\n\n".join(parts) + "\n", to=[owner.email.strip()])


def _address(entry: Any) -> str:
    meta = entry._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_change"
    return settings.SITE_URL + reverse(name, args=[entry.pk])


def _deliver(messages: list[EmailMessage]) -> None:
    try:
        with mail.get_connection() as connection:
            for message in messages:
                _send(connection, message)
    except Exception:
        log.exception("The letters about changed terms could not be sent")


def _send(connection: Any, message: EmailMessage) -> None:
    """One address that is refused does not keep the others waiting."""
    try:
        connection.send_messages([message])
    except Exception:
        log.exception("A letter about a changed term could not be sent")
