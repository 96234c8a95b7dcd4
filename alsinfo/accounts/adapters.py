"""What django-allauth asks of the site: few answers, each a line of our rules."""

import base64
import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .visitors import address_of

log = logging.getLogger("alsinfo.accounts")
FRESH = 300  # seconds; so long a sign-in counts as proof for changing its means


class Door(DefaultAccountAdapter):
    """Nobody signs up; who signs in is written down."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "This name and this password do not belong together. Please try again."
        ),
        "incorrect_code": _("This code is not right. Please try again."),
        "account_inactive": _("This account is closed. An administrator can open it."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the passkey script is answered with JSON."""
        wants = request.META.get("HTTP_ACCEPT") == "application/json"
        return wants and request.path == reverse("mfa_login_webauthn")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of a whole sign-in."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > FRESH

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        log.info("Signed in: %s from %s", user.get_username(), address_of(request))

    def logout(self, request: HttpRequest) -> None:
        log.info("Signed out: %s", request.user.get_username())
        super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        sentence = self.error_messages["account_inactive"]
        messages.error(request, sentence)
        return redirect("account_login")


class SecondFactors(DefaultMFAAdapter):
    """Names that a person recognises in a list of many sites."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": Door.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """Keys of apps and recovery codes: a copy of the database opens no account."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With another SECRET_KEY a key that nobody knows, so that no code fits."""
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()

    def _get_site_name(self) -> str:
        return "alsinfo"

    def _get_user_identifier(self, user: Any) -> str:
        return user.get_username()


def _fernet() -> Fernet:
    key = salted_hmac("alsinfo.accounts", "second factors", algorithm="sha256")
    return Fernet(base64.urlsafe_b64encode(key.digest()))
