"""Writes the glossary as a table: the newest texts, or what readers see."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from glossary.tables import exporting


class Command(BaseCommand):
    """A file that cannot be written whole is not left behind in part."""

    help = "Write the terms as a table (CSV, UTF-8); import_terms reads it again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="newest texts (default)")
        which.add_argument("--live", action="store_true", help="what readers see")

    def handle(self, *args: Any, **options: Any) -> None:
        texts = exporting.newest_texts()
        if options["live"]:
            texts = exporting.live_texts(timezone.now())
        if options["file"] == "-":
            for line in exporting.lines(texts):
                self._write(line)
        else:
            write_file(Path(options["file"]), exporting.lines(texts))

    def _write(self, line: str) -> None:
        """As it is, in UTF-8, whatever the terminal's own encoding and line ends."""
        buffer = getattr(self.stdout._out, "buffer", None)
        if buffer is None:
            self.stdout.write(line, ending="")
        else:
            buffer.write(line.encode())


def write_file(path: Path, lines: Any) -> None:
    """Complete or not at all: written beside its place, then moved there."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        draft.replace(path)
    except (OSError, ValueError) as error:
        draft.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or "it cannot be written"
        name = str(path).encode(sys.getfilesystemencoding(), "replace").decode()
        raise CommandError(f"{name}: {reason}.") from None
