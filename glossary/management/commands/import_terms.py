"""Makes drafts of a table of terms; with --dry-run, shows what would change."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alsinfo.editorial.given import active_account, contents, printable
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
            found = do(
                reading.read(contents(options["file"], reading.LARGEST + 1)), by=by
            )
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
    return active_account(name)
