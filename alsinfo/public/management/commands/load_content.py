"""Loads the site's content from fixtures/ into an empty database, all of it or nothing.

Every record is first tried on its own, in a transaction that is thrown away, because
`loaddata` neither validates a field nor says which record it stumbled over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializedObject
from django.core.serializers.python import Deserializer
from django.db import connection, transaction
from django.db.models import Model

from alsinfo.editorial import derived
from articles.models import Article
from glossary.models import Term

# What others refer to comes first; the articles follow in the order of their names.
FIRST = ("tags", "sources", "figures", "watchwords", "synonyms", "terms")
# The fields that name a record in hand-written YAML, in the order they are tried.
NAMES = ("slug", "key", "code", "entry", "name", "number", "action", "at")


class BrokenFixtureError(Exception):
    """A fixture cannot be loaded; the text names the file and the record."""


class Command(BaseCommand):
    """Loads every fixture in one `loaddata`, then rebuilds what is derived."""

    help = "Load fixtures/*.yaml into a database without entries, and reindex."

    def add_arguments(self, parser: Any) -> None:
        sentence = "load once more over what is there (rows of equal name are replaced)"
        parser.add_argument("--again", action="store_true", help=sentence)

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        files = fixture_files()
        if not files:
            self.stdout.write("There are no fixtures: nothing was loaded.")
            return
        if not again and (Article.objects.exists() or Term.objects.exists()):
            self.stdout.write("The site has content already: nothing was changed.")
            return
        try:
            load(files)
        except BrokenFixtureError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(
            f"Loaded from {len(files)} files: articles {Article.objects.count()}, "
            f"terms {Term.objects.count()}."
        )


def fixture_files() -> list[Path]:
    """Every YAML file of the fixture folders, in the order of loading."""
    found = [p for d in settings.FIXTURE_DIRS for p in Path(d).glob("**/*.yaml")]
    order = {name: place for place, name in enumerate(FIRST)}
    return sorted(found, key=lambda p: (order.get(p.stem, len(FIRST)), str(p)))


def load(files: list[Path]) -> None:
    """Try, load and reindex in one transaction."""
    with transaction.atomic():
        rehearse(files)
        with naming("The fixtures"):
            call_command("loaddata", *map(str, files), verbosity=0)
        call_command("reindex", verbosity=0)
        for sentence in derived.dangling():
            raise BrokenFixtureError(f"The fixtures: {sentence}")


def rehearse(files: list[Path]) -> None:
    """Load record by record, raise at the first that is broken, and undo it all."""
    undo = transaction.savepoint()
    later: list[tuple[str, DeserializedObject]] = []
    seen: set[tuple[Any, ...]] = set()
    for label, record in records(files):
        with naming(label):
            row = rehearse_one(record, seen)
        if row.deferred_fields:
            later.append((label, row))
    for label, row in later:
        with naming(label):
            row.save_deferred_fields()
    with naming("The fixtures"):
        connection.check_constraints()
    transaction.savepoint_rollback(undo)


def rehearse_one(record: Any, seen: set[tuple[Any, ...]]) -> DeserializedObject:
    """Save one record, with its fields validated; each name may occur once."""
    row = next(iter(Deserializer([record], handle_forward_references=True)))
    # A reference to a later record is still empty, and is tried at the end.
    row.object.clean_fields(exclude=[f.name for f in row.deferred_fields or ()])
    check_choices(row.object)
    with transaction.atomic():
        row.save()
    if hasattr(row.object, "natural_key"):
        name = (record["model"].lower(), *row.object.natural_key())
        if name in seen:
            raise ValueError("This record occurs twice.")
        seen.add(name)
    return row


def check_choices(row: Model) -> None:
    """Django does not validate the choices of a field that no form may edit."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.choices and value and value not in dict(field.flatchoices):
            raise ValueError(f"{field.name}: “{value}” is not one of its values.")


def records(files: list[Path]) -> Iterator[tuple[str, Any]]:
    """Each record, with words that say where it stands."""
    for path in files:
        with naming(path.name):
            content = parsed(path)
            if not isinstance(content, list):
                raise ValueError("The file is not a list of records.")
        for place, record in enumerate(content, start=1):
            yield describe(path, place, record), record


def parsed(path: Path) -> Any:
    """The file's content; a date that does not exist is told with its line."""
    text = path.read_text()
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except ValueError as error:
        raise ValueError(f"{error} (line {line_of(text)})") from None


def line_of(text: str) -> int:
    """The first line whose value YAML takes for a date and cannot read."""
    loader = yaml.CSafeLoader("")
    for document in yaml.compose_all(text, Loader=yaml.CSafeLoader):
        for node in scalars(document):
            if node.tag.endswith(":timestamp"):
                try:
                    loader.construct_yaml_timestamp(node)
                except ValueError:
                    return int(node.start_mark.line) + 1
    return 0


def scalars(node: Any) -> Iterator[yaml.ScalarNode]:
    """The single values below a node, in the order of the file."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from scalars(part)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from scalars(part)


def describe(path: Path, place: int, record: Any) -> str:
    """A record in words: `terms.yaml, record 3 (glossary.term, slug microglia)`."""
    where = f"{path.name}, record {place}"
    if not isinstance(record, dict):
        return where
    fields = record.get("fields")
    fields = fields if isinstance(fields, dict) else {}
    names = [f"{name} {flat(fields[name])}" for name in NAMES if name in fields]
    return f"{where} ({', '.join([str(record.get('model')), *names[:3]])})"


def flat(value: Any) -> str:
    """A natural key as it is read aloud."""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)[:60]


@contextmanager
def naming(label: str) -> Iterator[None]:
    """Turn whatever goes wrong inside into one sentence that begins with `label`.

    A hand-written record can be wrong in as many ways as there are exceptions; the
    first one stays reachable with `--traceback`.
    """
    try:
        yield
    except Exception as error:
        raise BrokenFixtureError(f"{label}: {sentence(error)}") from error


def sentence(error: BaseException) -> str:
    """What went wrong, on one line, ending in a full stop."""
    words = str(error)
    if isinstance(error, ValidationError):
        faults = getattr(error, "message_dict", {"": error.messages})
        words = " ".join(f"{field}: {' '.join(said)}" for field, said in faults.items())
    elif isinstance(error, KeyError):
        words = f"{error.args[0]} is missing"
    words = " ".join(words.split()) or type(error).__name__
    return words if words.endswith((".", "!", "?")) else f"{words}."
