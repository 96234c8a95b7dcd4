"""What a command line gives: bytes of a file, an account. Refused with a sentence."""

import sys
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError


def contents(file: str, most: int, folder: str = "it is not a file.") -> bytes:
    """At most so many bytes of a file, or of standard input when it is `-`.

    `folder` is what is said of a folder.
    """
    if file == "-":
        return sys.stdin.buffer.read(most)
    path = Path(file)
    try:
        if path.is_dir():
            raise CommandError(f"{printable(file)}: {folder}")
        if path.exists() and not path.is_file():
            raise CommandError(f"{printable(file)}: it is not a file.")
        with path.open("rb") as opened:
            return opened.read(most)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise CommandError(f"{printable(file)}: {reason}.") from None


def active_account(name: str) -> Any:
    """The account of this name, if it may sign in."""
    account = get_user_model().objects.filter(username=name).first()
    if account is None or not account.is_active:
        raise CommandError(f"There is no active account “{printable(name)}”.")
    return account


def printable(text: str) -> str:
    """Names of files and accounts may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode()
