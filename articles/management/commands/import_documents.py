"""Makes drafts of saved web pages; with --dry-run, shows what would become of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from alsinfo.editorial.given import active_account, printable
from articles import importing

Result = importing.Imported | str


class Command(BaseCommand):
    """One draft for each file; the other files are done when one is refused."""

    help = "Import saved web pages (plain text) as draft articles."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help="whose drafts they are; needed when several accounts may write",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = options["files"]
        by = None if options["dry_run"] else self._account(options["by"])
        done = list(self._import(files, by))
        if options["format"] == "json":
            results = [as_dict(printable(file), result) for file, result in done]
            self.stdout.write(json.dumps(results, indent=2))
        else:
            for file, result in done:
                self._tell(printable(file), result)
        failed = sum(isinstance(result, str) for _file, result in done)
        if failed:
            raise CommandError(f"{failed} of {len(files)} files not imported.")

    def _account(self, name: str | None) -> Any:
        if not name:
            return only_account()
        return active_account(name)

    def _import(self, files: list[str], by: Any) -> Iterator[tuple[str, Result]]:
        """Yield (file, what became of it, or why it was refused)."""
        done: set[int] = set()
        for file in files:
            try:
                result = self._one(file, by, done)
            except importing.ImportRefused as refusal:
                sentence = printable(str(refusal))
                self.stderr.write(sentence)
                yield file, sentence
            else:
                yield file, result

    def _one(self, file: str, by: Any, done: set[int]) -> importing.Imported:
        page = importing.read(Path(printable(file)).name, contents(file))
        if by is None:
            return importing.try_out(page)
        result = importing.perform(page, by=by, done=done)
        done.add(result.article.pk)
        return result

    def _tell(self, file: str, result: Result) -> None:
        if isinstance(result, str):
            return
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


def only_account() -> Any:
    """The only administrator, or the only account that may write; else a refusal."""
    active = get_user_model().objects.filter(is_active=True)
    administrators = active.filter(is_superuser=True)
    for accounts in (administrators, active):
        writing = [a for a in accounts if a.has_perm("articles.add_article")]
        if len(writing) == 1:
            return writing[0]
    raise CommandError(
        "Say whose drafts they are with --by USERNAME, for no single account can be "
        "meant; or try with --dry-run."
    )


def as_dict(file: str, result: Result) -> dict[str, Any]:
    """The element of a file; one that was refused has nothing but the reason."""
    if not isinstance(result, str):
        return result.as_dict(file)
    reason = {"code": "not-imported", "level": "blocking", "message": result}
    return {
        "file": file,
        **dict.fromkeys(("title", "summary", "body"), ""),
        "references": [],
        "dropped": [],
        "findings": [{**reason, "quote": ""}],
    }


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
