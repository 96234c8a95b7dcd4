"""All benches one after the other, and one table of what was promised: `make bench`.

    make bench > bench.md
    BENCH_ENTRIES=10000 make bench

The report is Markdown, on standard output; what is going on is told on standard error.
BENCH_ENTRIES is the larger number of articles (100,000), a tenth of it the smaller one
and the number of terms. Everything that is made for it is thrown away.
"""

import contextlib
import io
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.postgres import end_on_signals

from . import edited, goals, serving, starting
from .worlds import World, embedded, with_server

LARGE = int(os.environ.get("BENCH_ENTRIES") or 100_000)
SMALL = max(LARGE // 10, 100)
OURS = 5  # articles of the fixtures
PAGES_FAR_BEHIND = 10_000  # articles, so that the lists of editors have them
Section = tuple[str, Callable[[], str]]


def told_by(work: Callable[[World], None], world: World) -> str:
    """What a bench of this process prints."""
    with contextlib.redirect_stdout(io.StringIO()) as told:
        work(world)
    return told.getvalue()


def of_any_size(world: World) -> Iterator[Section]:
    """What does not depend on how many entries there are."""
    goals.stand()
    yield "Serving a page", lambda: told_by(serving.contest_in, world)
    yield "Starting, and memory", lambda: told_by(starting.compare_in, world)
    yield "Finding the names of terms", lambda: world.module("suggesting")
    yield "Reading texts, and checks", lambda: world.module("reading")
    yield "Reading documents", lambda: world.module("importing")


def of_size(world: World, articles: int, terms: int = LARGE // 10) -> Iterator[Section]:
    """What may grow with the entries; generates those that are missing."""
    goals.stand(world.name, articles)
    named = f"{articles:,} articles, {terms:,} terms, {world.name}"
    counts = ["--articles", str(articles), "--terms", str(terms)]

    def generate() -> str:
        return f"{world.generate(articles, terms):.0f} s for what was missing\n"

    if articles > OURS:
        yield f"Generating: {named}", generate
    yield f"Cold pages: {named}", lambda: world.module("cold")
    yield f"Lists: {named}", lambda: world.module("lists")
    entries = ["--entries", str(articles)]
    yield f"Searching: {named}", lambda: world.module("searching", *entries)
    if articles < PAGES_FAR_BEHIND:
        return
    yield (
        f"Editing: {named}",
        lambda: edited.judged(world.module("editing", *counts), world.name),
    )


def of_sizes(world: World) -> Iterator[Section]:
    """The content that comes with the site, a tenth of what is asked for, and all."""
    yield from of_size(world, OURS, 100)
    yield from of_size(world, SMALL)
    yield from of_size(world, LARGE)


def sections() -> Iterator[Section]:
    """Everything, in the order in which it is measured."""
    with embedded() as first:
        yield from of_any_size(first)
        with embedded(first.static) as world:
            yield from of_sizes(world)
        with with_server(first.static) as server:
            if server is not None:
                yield from of_sizes(server)


def measured() -> Iterator[str]:
    """Each section as Markdown; one that fails says so, and the others go on."""
    for title, work in sections():
        print(f"{datetime.now(UTC):%H:%M:%S} {title}", file=sys.stderr, flush=True)
        start = time.monotonic()
        try:
            told = work()
        except Exception:
            told = f"FAILED\n{traceback.format_exc(limit=-2)}"
            print(told, file=sys.stderr, flush=True)
        for line in filter(goals.is_told_by, told.splitlines()):
            print(f"         {line}", file=sys.stderr, flush=True)
        took = time.monotonic() - start
        yield f"## {title}\n\n```text\n{told.strip()}\n```\n\n{took:.0f} s.\n"


def machine() -> str:
    """What it was measured on, and how busy that was."""
    busy = os.getloadavg()[0]
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    return (
        f"{when}: {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}, load {busy:.1f} at the beginning."
    )


def main() -> int:
    """0 when every goal was kept, or nearly."""
    end_on_signals()
    begun, start = machine(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="alsinfo-goals-") as folder:
        path = Path(folder) / "goals"
        os.environ[goals.FILE] = str(path)
        parts = list(measured())
        found = goals.read(path)
    missed = [goal for goal in found if goal.verdict == goals.MISSED]
    failed = sum("\nFAILED\n" in part for part in parts)
    told = f"{len(found)} goals, {len(missed)} missed; {failed} sections failed"
    took = f"{(time.monotonic() - start) / 60:.0f} minutes"
    tables = f"{goals.table(found)}\n\n{goals.growth(found)}"
    print(f"{begun} {told}; {took}.\n\n{tables}\n")
    print("\n".join(parts))
    return 1 if missed or failed else 0


if __name__ == "__main__":
    sys.exit(main())
