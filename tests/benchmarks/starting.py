"""How soon a server answers, and what memory two workers take, beside plain Django.

Run as `python -m tests.benchmarks.starting`. Memory is the share of each process in
what it maps (PSS), added up, after visits of every kind.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

from . import contenders, goals
from .contenders import Server
from .worlds import World, embedded

STARTS = 10
VISITS = 3_000
ENCODINGS = ("identity", "gzip", "gzip, deflate, br, zstd")
PAGES = [
    *("/", "/articles/", "/glossary/", "/topics/", "/topics/medicines/", "/updates/"),
    *("/articles/als-immune-research-explained/", "/glossary/microglia/", "/about/"),
    *("/feed.atom", "/sitemap.xml", "/articles.json", "/glossary.json", "/nothing/"),
    *("/search/?q=nerve", "/search/?q=microglya", "/search/?q=motor+neurone"),
    *("/report/", "/accounts/login/", "/static/none.css", "/articles/?page=99"),
]
PLAIN_PAGES = [f"/pages/{number}/" for number in range(1, 20)] + ["/admin/login/"]
Begin = Callable[[], AbstractContextManager[Server]]


def seconds_to_answer(begin: Begin) -> tuple[float, float]:
    """From the command to the first 200: elapsed, and of processor time."""
    start = time.monotonic()
    with begin() as server:
        return time.monotonic() - start, server.seconds()


def visit(port: int, pages: Iterable[str]) -> None:
    """Thousands of visits by eight at once; what they are answered is not looked at."""
    todo = [
        (page, encoding)
        for _round in range(VISITS // len(list(pages)) // len(ENCODINGS) + 1)
        for page in pages
        for encoding in ENCODINGS
    ]

    def one(wanted: tuple[str, str]) -> None:
        contenders.get(port, wanted[0], Accept_Encoding=wanted[1])

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(one, todo))


def megabytes(begin: Begin, pages: list[str]) -> float:
    with begin() as server:
        visit(server.port, pages)
        return server.megabytes()


def compare(world: World, folder: Path) -> None:
    body = ("<p>" + "Some words of a page. " * 2_500).encode().hex()
    answers = folder / "answers.json"
    answers.write_text(json.dumps({"identity": {"headers": [], "body": body}}))
    own = {
        "BARE_ANSWERS": str(answers),
        "QUERIED_DATABASE": str(folder / "plain.sqlite3"),
    }

    def plain() -> AbstractContextManager[Server]:
        return contenders.granian("tests.benchmarks.queried:application", own, path="/")

    def ours() -> AbstractContextManager[Server]:
        return contenders.granian(
            "alsinfo.wsgi:application", world.environ, world.port, path="/"
        )

    for begin in (plain, ours):
        seconds_to_answer(begin)  # the rows of the one, and the bytecode of both
    pairs = [
        (*seconds_to_answer(ours), *seconds_to_answer(plain)) for _run in range(STARTS)
    ]
    ours_in, ours_cost, plain_in, plain_cost = (
        statistics.median(times) for times in zip(*pairs, strict=True)
    )
    print(
        f"First 200: ours {ours_in:.2f} s, plain Django {plain_in:.2f} s; of processor"
    )
    print(
        f"time, both workers, ours {ours_cost:.2f} s, plain Django {plain_cost:.2f} s"
    )
    goals.at_most("start, beside plain Django", ours_in / plain_in, 1.5, "times")
    goals.at_most("start to the first 200", ours_in, 0.4, "s")
    ours_take, plain_takes = megabytes(ours, PAGES), megabytes(plain, PLAIN_PAGES)
    print(f"Memory: ours {ours_take:.0f} MB, plain Django {plain_takes:.0f} MB")
    goals.at_most("memory, beside plain Django", ours_take / plain_takes, 1.3, "times")


def compare_in(world: World) -> None:
    """The same, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="alsinfo-starting-") as folder:
        compare(world, Path(folder))


def main() -> None:
    with embedded() as world:
        compare_in(world)


if __name__ == "__main__":
    main()
