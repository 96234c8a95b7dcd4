"""Mail with a link to set a password: for who forgot it, and for who is invited.

The link begins with SITE_URL, never with what a request says its host is. It works once
and for an hour: it is made of the password's hash, which setting a password changes.
"""

import logging
from threading import Thread
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

log = logging.getLogger("alsinfo.accounts")
MOST_ACCOUNTS = 5  # that share one mail address


def send_reset(email: str) -> None:
    """Write to the accounts of this address.

    For an address that is nobody's the same work is done and nothing sent; and mail
    leaves beside the request, so that an answer does not tell by its hour who exists.
    """
    found = User.objects.filter(email__iexact=email, is_active=True)
    people = list(found.order_by("pk")[:MOST_ACCOUNTS])
    for person in people or [User(pk=0, username="nobody", email=email)]:
        message = compose(person, _("A new password for alsinfo"), "reset")
        post(message if person.pk else None)


def invitation(person: Any) -> EmailMessage:
    """The mail to somebody whose account was just made."""
    return compose(person, _("Your account at alsinfo"), "invitation")


def compose(person: Any, subject: str, template: str) -> EmailMessage:
    context = {
        "person": person,
        "link": link_for(person),
        "ask_again": settings.SITE_URL + reverse("account_reset_password"),
        "site_url": settings.SITE_URL,
    }
    text = render_to_string(f"accounts/{template}.txt", context)
    return EmailMessage(subject, text, to=[person.email])


def link_for(person: Any) -> str:
    """The whole address at which this person sets a password, once."""
    words = {
        "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
        "token": default_token_generator.make_token(person),
    }
    return settings.SITE_URL + reverse("account_set_by_link", kwargs=words)


def post(message: EmailMessage | None) -> Thread:
    """Send a mail beside the request."""
    thread = Thread(target=_deliver, args=[message], name="post")
    thread.start()
    return thread


def _deliver(message: EmailMessage | None) -> None:
    if message is None:
        return
    try:
        message.send()
    except Exception:
        log.exception("A mail could not be sent")
