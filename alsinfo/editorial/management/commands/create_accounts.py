"""Makes the first accounts: an administrator and, on this machine, three to try with.

A second call makes only what is missing. No password is kept anywhere but hashed, so
each is printed once.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.crypto import get_random_string

ADMINISTRATOR = "admin"
# Each demonstration account and the group that makes it what its name says.
DEMONSTRATION = {
    "writer": "writers",
    "reviewer": "reviewers",
    "publisher": "publishers",
}


class Command(BaseCommand):
    """Creates the missing accounts, all or none."""

    help = (
        "Make the administrator, and writer, reviewer and publisher to try the site "
        "with on this machine. ADMIN_PASSWORD, when set, is the password of each."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        check_password(settings.ADMIN_PASSWORD)
        with transaction.atomic():
            missing = missing_accounts()
            passwords = {name: create(name) for name in missing}
        self.report(passwords)

    def report(self, passwords: dict[str, str]) -> None:
        """Print each new password once, and what was left out."""
        if not passwords:
            self.stdout.write("The accounts exist already: nothing was changed.")
        for name, password in passwords.items():
            shown = "as ADMIN_PASSWORD says" if settings.ADMIN_PASSWORD else password
            self.stdout.write(f"Account {name:<10} password: {shown}")
        if passwords and not settings.ADMIN_PASSWORD:
            self.stdout.write("These passwords are not shown again.")
        if passwords and not settings.IS_LOCAL:
            self.stdout.write("A public site gets no demonstration accounts.")


def check_password(password: str) -> None:
    """Refuse a weak ADMIN_PASSWORD where strangers can try it."""
    if not password or settings.IS_LOCAL:
        return
    try:
        validate_password(password, User(username=ADMINISTRATOR))
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise CommandError(f"ADMIN_PASSWORD is too weak: {reasons}") from None


def missing_accounts() -> list[str]:
    """The names that should exist here and do not."""
    wanted = [ADMINISTRATOR, *(DEMONSTRATION if settings.IS_LOCAL else [])]
    existing = set(
        User.objects.filter(username__in=wanted).values_list("username", flat=True)
    )
    return [name for name in wanted if name not in existing]


def create(name: str) -> str:
    """Make one account and answer its password."""
    password = settings.ADMIN_PASSWORD or get_random_string(16)
    if name == ADMINISTRATOR:
        User.objects.create_superuser(name, password=password)
        return password
    user = User.objects.create_user(name, password=password, is_staff=True)
    user.groups.add(group_of(name))
    return password


def group_of(name: str) -> Group:
    """The group of a demonstration account, which a migration has made."""
    try:
        return Group.objects.get(name=DEMONSTRATION[name])
    except Group.DoesNotExist:
        sentence = f"The group {DEMONSTRATION[name]} is missing: run migrate first."
        raise CommandError(sentence) from None
