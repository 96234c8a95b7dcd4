"""Makes drafts of saved web pages; with --dry-run, shows what would become of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import importing


class Command(BaseCommand):
    """One draft for each file; the other files are done when one is refused."""

    help = "Import saved web pages (plain text) as draft articles."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--by", metavar="USERNAME", help="whose drafts they are")

    def handle(self, *args: Any, **options: Any) -> None:
        files = options["files"]
        by = None if options["dry_run"] else self._account(options["by"])
        done = list(self._import(files, by))
        if options["format"] == "json":
            results = [result.as_dict(printable(file)) for file, result in done]
            self.stdout.write(json.dumps(results, indent=2))
        else:
            for file, result in done:
                self._tell(printable(file), result)
        if len(done) < len(files):
            failed = len(files) - len(done)
            raise CommandError(f"{failed} of {len(files)} files not imported.")

    def _account(self, name: str | None) -> Any:
        if not name:
            raise CommandError(
                "Say whose drafts they are with --by USERNAME, or try with --dry-run."
            )
        account = get_user_model().objects.filter(username=name).first()
        if account is None or not account.is_active:
            raise CommandError(f"There is no active account “{name}”.")
        return account

    def _import(
        self, files: list[str], by: Any
    ) -> Iterator[tuple[str, importing.Imported]]:
        names: set[str] = set()
        for file in files:
            try:
                page = importing.read(Path(printable(file)).name, contents(file))
                if by is not None and page.name in names:
                    raise importing.ImportRefused(
                        f"{file}: another file of this run has the same name."
                    )
                names.add(page.name)
                if by is None:
                    yield file, importing.try_out(page)
                else:
                    yield file, importing.perform(page, by=by)
            except importing.ImportRefused as refusal:
                self.stderr.write(printable(str(refusal)))

    def _tell(self, file: str, result: importing.Imported) -> None:
        document = result.document
        self.stdout.write(f"{file}: {result.sentence}")
        self.stdout.write(f"  title: {document.title or '(none)'}")
        self.stdout.write(
            f"  words: {len(document.body.split())}, "
            f"references: {len(document.references)}, "
            f"pieces left out: {len(document.dropped)}"
        )
        for finding in result.findings:
            quote = f" “{finding.quote}”" if finding.quote else ""
            self.stdout.write(
                f"  {finding.level} {finding.code}: {finding.message}{quote}"
            )


def contents(file: str) -> bytes:
    """The bytes of a regular file of bearable size; raises `ImportRefused`."""
    path = Path(file)
    try:
        if path.exists() and not path.is_file():
            raise importing.ImportRefused(f"{file}: it is not a file.")
        if path.stat().st_size > importing.LARGEST:
            raise importing.ImportRefused(f"{file}: it is larger than 20 MB.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise importing.ImportRefused(f"{file}: {reason}.") from None


def printable(text: str) -> str:
    """A file's name may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode()
