"""Makes drafts of a table of terms; with --dry-run, shows what would change."""

import sys
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from glossary.tables import importing, reading, telling


class Command(BaseCommand):
    """All rows or none; every changed row becomes a draft, never a live text."""

    help = "Import a table of terms (CSV, UTF-8) as drafts: all rows or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="- for standard input")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--by", metavar="ACCOUNT", help="whose drafts they are")

    def handle(self, *args: Any, **options: Any) -> None:
        dry = options["dry_run"]
        by = account_called(options["by"]) if options["by"] or not dry else None
        do = importing.rehearse if dry else importing.perform
        try:
            found = do(reading.read(contents(options["file"])), by=by)
        except reading.Faults as faults:
            for sentence in faults.sentences():
                self.stderr.write(printable(sentence))
            raise CommandError("Nothing was written.") from None
        for entry in found.changing:
            for line in telling.lines(entry):
                self.stdout.write(printable(line))
        self.stdout.write(telling.summary(found))
        if dry:
            self.stdout.write("Tried; nothing was written.")


def account_called(name: str | None) -> Any:
    if not name:
        raise CommandError(
            "Say whose drafts they are with --by ACCOUNT, or try with --dry-run."
        )
    account = get_user_model().objects.filter(username=name).first()
    if account is None or not account.is_active:
        raise CommandError(f"There is no active account “{printable(name)}”.")
    return account


def contents(file: str) -> bytes:
    """The bytes of a file or of standard input, but never more than are read."""
    most = reading.LARGEST + 1
    if file == "-":
        return sys.stdin.buffer.read(most)
    path = Path(file)
    try:
        if path.exists() and not path.is_file():
            raise CommandError(f"{printable(file)}: it is not a file.")
        with path.open("rb") as opened:
            return opened.read(most)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise CommandError(f"{printable(file)}: {reason}.") from None


def printable(text: str) -> str:
    """Names of files and accounts may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode()
