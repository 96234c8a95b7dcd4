"""Says which live terms a text names without linking them; changes nothing."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alsinfo.editorial.given import contents, printable
from alsinfo.text import markup
from alsinfo.text.suggestions import Suggestion, suggest
from glossary.vocabulary import former_slugs, live_vocabulary

LARGEST = 5_000_000


class Command(BaseCommand):
    """One array of the first use of each live term in each section."""

    help = (
        "List the live terms that a text in Markdown names and does not link, the "
        "first use of each in each section. `start` and `end` count characters "
        "(Unicode code points) of the file as it stands: a byte order mark is one, the "
        "end of a line in the manner of Windows two."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="UTF-8; - is standard input")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, file: str, **options: Any) -> None:
        text = _decoded(_contents(file), file)
        if not markup.is_read(text):
            raise CommandError(
                f"{printable(file)}: it holds more signs of Markdown than a text of "
                f"this site may ({markup.SYNTAX:,}). Part it."
            )
        at = timezone.now()
        mark = len(text) - len(text.removeprefix("\ufeff"))
        found = suggest(text[mark:], live_vocabulary(at), former=former_slugs(at))
        found = [s._replace(start=s.start + mark, end=s.end + mark) for s in found]
        if options["format"] == "json":
            rows = [_as_dict(suggestion) for suggestion in found]
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
        else:
            for suggestion in found:
                self.stdout.write(_line(suggestion))
            self.stdout.write(f"{len(found)} suggestions.")


def _as_dict(suggestion: Suggestion) -> dict[str, Any]:
    told = suggestion._asdict()
    del told["section"]
    return told


def _line(suggestion: Suggestion) -> str:
    words = " ".join(suggestion.text.split())
    doubt = " (one of several terms)" if suggestion.ambiguous else ""
    place = f"{suggestion.start}-{suggestion.end}"
    return f"{place}: “{words}” -> {suggestion.term}{doubt}"


def _contents(file: str) -> bytes:
    """The bytes of a file of bearable size, or of standard input."""
    found = contents(file, LARGEST + 1, folder="it is a folder, not a file.")
    if len(found) > LARGEST:
        raise CommandError(f"{printable(file)}: it is larger than 5 MB.")
    return found


def _decoded(found: bytes, file: str) -> str:
    """The text; a byte order mark counts as a character, and is no word's."""
    try:
        text = found.decode()
    except UnicodeDecodeError as error:
        raise CommandError(
            f"{printable(file)}: it is not UTF-8 (byte {error.start + 1})."
        ) from None
    if "\0" in text:
        raise CommandError(
            f"{printable(file)}: it holds a NUL character, so it is no text."
        )
    return text
