"""Who needs a second proof beside the password, and whether they gave it.

Roles are known here by their names: the room of the roles stands above this one.
"""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

ROLES = ("reviewers", "publishers")
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def way_to_prove(request: HttpRequest) -> str | None:
    """Where this person goes before the editors' pages; None when nothing is owed."""
    if not settings.REQUIRE_MFA:
        return None
    has_one = exists_for(request.user)
    if has_one and _is_proven(request):
        return None
    if not (has_one or is_needed_by(request.user)):
        return None
    page = reverse("mfa_reauthenticate" if has_one else "mfa_index")
    if has_one and not _has_code(request.user):
        page = reverse("mfa_reauthenticate_webauthn")
    return f"{page}?{urlencode({'next': request.get_full_path()})}"


def exists_for(account: Any) -> bool:
    return Authenticator.objects.filter(user=account, type__in=KINDS).exists()


def is_needed_by(account: Any) -> bool:
    """Reviewers, publishers and administrators decide what is published."""
    return bool(account.is_superuser or account.groups.filter(name__in=ROLES).exists())


def forget(account: Any) -> int:
    """Take every second factor and recovery code away; how many there were."""
    return Authenticator.objects.filter(user=account).delete()[0]


def _has_code(account: Any) -> bool:
    codes = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    return Authenticator.objects.filter(user=account, type__in=codes).exists()


def _is_proven(request: HttpRequest) -> bool:
    """Whether this session, not only this account, has shown the second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)
