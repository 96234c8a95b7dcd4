"""Fills a site with generated entries, to measure it, and takes them away again.

Every batch is one transaction: an interrupted run leaves whole entries only, and the
next one adds those that are missing.
"""

from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, connection, reset_queries, transaction
from django.utils import timezone

from alsinfo.editorial import derived, desk
from alsinfo.editorial.desk import lives
from alsinfo.editorial.models import Source, Tag
from alsinfo.public import generating
from articles.models import Article
from glossary.models import Term, TermRevision

MOST = 1_000_000
LINKED = 400  # terms that texts link to, at most
MODELS = {"term": Term, "article": Article}
WHOLE = "What was added is whole; the same command again adds what is missing."
PUBLIC_SITE = "SITE_URL names a public site: generated texts would stand among its own."


def quantity(typed: str) -> int:
    """How many entries; anything but a number within bounds is refused."""
    if not (typed.isascii() and typed.isdigit() and int(typed[:8]) <= MOST):
        raise ArgumentTypeError(f"“{typed[:40]}” is not a number from 0 to {MOST}.")
    return int(typed)


def whole_number(typed: str) -> int:
    """Any whole number that seeds the chance."""
    try:
        return int(typed[:20])
    except ValueError:
        raise ArgumentTypeError(f"“{typed[:40]}” is not a whole number.") from None


class Command(BaseCommand):
    """Adds what is missing of so many generated entries, or deletes them all."""

    help = (
        "Fill the site with generated articles and terms, to measure it, or delete "
        "what was generated. For a site on this machine."
    )

    def add_arguments(self, parser: Any) -> None:
        told = "how many generated %s there should be"
        parser.add_argument("--articles", type=quantity, help=told % "articles")
        parser.add_argument("--terms", type=quantity, help=told % "terms")
        seed = "the same seed makes the same texts (default 1)"
        parser.add_argument("--seed", type=whole_number, default=1, help=seed)
        deleted = "delete everything that was generated, and nothing else"
        parser.add_argument("--delete", action="store_true", help=deleted)
        anyway = "do it though SITE_URL names a public site"
        parser.add_argument("--anyway", action="store_true", help=anyway)

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {"term": options["terms"], "article": options["articles"]}
        numbers = {kind: count for kind, count in asked.items() if count is not None}
        if options["delete"] == bool(numbers):
            raise CommandError("Say --articles and --terms, or --delete.")
        if not (settings.IS_LOCAL or options["anyway"]):
            raise CommandError(f"{PUBLIC_SITE} Say --anyway if you mean it.")
        if options["delete"]:
            return self.delete()
        try:
            for kind, count in numbers.items():
                self.generate(kind, count, options["seed"])
        except IntegrityError:
            raise CommandError(f"Somebody else adds entries too. {WHOLE}") from None
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. {WHOLE}") from None
        settle()
        return None

    def generate(self, kind: str, count: int, seed: int) -> None:
        """Add the entries of one kind that are missing, and say how many."""
        missing = missing_numbers(kind, count)
        stock = generating.stock(seed, linked_terms(), source_keys())
        tags = list(Tag.objects.filter(retired=False, merged_into=None))
        for numbers in parted(missing, desk.BATCH):
            drafts = [draft_of(kind, number, stock, tags) for number in numbers]
            desk.insert_generated(drafts, generating.read)
            reset_queries()  # In debug mode Django keeps them all.
        there = count - len(missing)
        told = f", {there} were there already" if there else ""
        self.stdout.write(f"Generated {kind}s: {len(missing)} added{told}.")

    def delete(self) -> None:
        """Delete what was generated; rebuilding what is derived frees its words."""
        counts = {kind: sum(desk.delete_generated(m)) for kind, m in MODELS.items()}
        if any(counts.values()):
            with transaction.atomic():
                derived.rebuild()
        told = ", ".join(f"{kind}s {count}" for kind, count in counts.items())
        self.stdout.write(f"Deleted what was generated: {told}.")


def missing_numbers(kind: str, count: int) -> list[int]:
    """The numbers from 1 to `count` whose address nothing has."""
    prefix = f"{generating.PREFIX}-{kind}-"
    model = MODELS[kind]
    taken = set(
        model.objects.filter(slug__startswith=prefix).values_list("slug", flat=True)
    )
    numbers = range(1, count + 1)
    return [number for number in numbers if generating.slug(kind, number) not in taken]


def linked_terms() -> list[generating.Named]:
    """Terms that texts link to: the oldest that are live, the site's own first."""
    live = TermRevision.objects.live(timezone.now()).order_by("entry")
    rows = live.values_list("entry__slug", "name")[:LINKED]
    return [generating.Named(*row) for row in rows]


def source_keys() -> list[str]:
    sources = Source.objects.filter(retired=False).order_by("key")
    return list(sources.values_list("key", flat=True))


def parted(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def draft_of(
    kind: str, number: int, stock: generating.Stock, tags: Sequence[Tag]
) -> desk.Draft:
    """The entry of this number, with its life, its texts and what they are tied to."""
    chance = generating.chance_of(stock.seed, kind, number)
    told = list(lives.chapters(lives.draw(chance), chance))
    texts = generating.texts(kind, number, len(told), stock, chance)
    entry = MODELS[kind](slug=generating.slug(kind, number))
    own = chance.sample(tags, k=min(len(tags), chance.randint(0, 3)))
    near = generating.related(number, chance) if kind == "term" else []
    return desk.Draft(entry, told, texts, [own] * len(texts), near)


def settle() -> None:
    """Let PostgreSQL count what is new at once, as it would do by itself later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
