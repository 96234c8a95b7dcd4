"""What a search costs: the same 200 searches, and the page of each.

Run as `python -m tests.benchmarks.searching --entries 10000`, with the DATABASE_URL and
DATA_DIR of a site. So many articles and a tenth as many terms are generated if there
are none, and deleted afterwards. Every search is asked once before it is measured, so
that no figure is of a disk. On PostgreSQL the processor time of the server counts too
where this machine tells it, else the time that passed.
"""

import argparse
import os
import statistics
import time
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alsinfo.settings")

import alsinfo.wsgi  # noqa: F401  # isort: skip - it sets Django up

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alsinfo.public import found, generating
from alsinfo.search import finding
from articles.models import Article

from . import goals
from .editing import taken_back

CLIENT = Client(SERVER_NAME="localhost")
RUNS = 3
FEW, MANY = 10_000, 100_000
NOTHING = ("zzxqv", "qqqqq wwwww", "xylophonist hjkl", "brrrrr", "12345678 99999")
JUNK = ('"', "((((", "' OR 1=1 --", "%s %d {}", "the of and", "\x00\ud800", "-" * 500)
SENTENCES = (
    "my mother was diagnosed last week and I do not know what to ask the doctor first",
    "how do I know whether the weakness in my hand is als or something else",
    "what happens to breathing at night and when should we think about a mask",
    "can I still travel by aeroplane with a ventilator and a wheelchair",
    "is als caused by the immune system",
    "can als be inherited by my children and should they be tested",
    "are soldiers and footballers more likely to get als",
    "do statins or vitamins change the risk of als",
    "what does an occupational therapist do for somebody at home",
    "laughing and crying that does not fit how I feel",
)
WRITTEN = Path(__file__).parent.parent / "search" / "queries.txt"


class Cost(NamedTuple):
    """Milliseconds of one search."""

    busy: float
    elapsed: float


def searches():
    """Kind of search -> what is looked for; 200 in all, the same in every run."""
    chance = Random(9)
    common = [word for word in generating.WORDS if len(word) > 3]
    names = [generating.name(number) for number in range(1, 41)]
    asked = {
        "common": chance.sample(common, 30),
        "two words": [" ".join(chance.sample(common, 2)) for _ in range(35)],
        "four words": [" ".join(chance.sample(common, 4)) for _ in range(15)],
        "names": names[:25],
        "misspelt": [misspelt(chance, word) for word in (*names[25:], *common[-5:])],
        "beginnings": [word[:3] for word in chance.sample(common, 15)],
        "sentences": list(SENTENCES),
        "nothing": list(NOTHING),
        "junk": list(JUNK),
    }
    lines = [line.split("|")[0].strip() for line in WRITTEN.read_text().splitlines()]
    real = [line for line in lines if line and not line.startswith("#")]
    return asked | {"as people write": real[: 200 - sum(map(len, asked.values()))]}


def misspelt(chance, word):
    """The word with one letter wrong, not the first."""
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + chance.choice("abdelnorst") + word[place + 1 :]


def of_the_server():
    """Seconds that the database's own process for us was busy; None if nobody says."""
    if connection.vendor == "sqlite":
        return 0.0
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(told.read_text().split()[0]) / 1e9 if told.exists() else None


def measured(work):
    """The median of several runs."""
    work()
    runs = [once(work) for _run in range(RUNS)]
    return Cost(*map(statistics.median, zip(*runs, strict=True)))


def once(work):
    server, begun, start = of_the_server(), time.process_time(), time.perf_counter()
    work()
    elapsed, busy = time.perf_counter() - start, time.process_time() - begun
    busy = elapsed if server is None else busy + of_the_server() - server
    return 1000 * busy, 1000 * elapsed


def search(query):
    finding.search(query, live=found.live(timezone.now()))


def search_page(query):
    sent = urlencode({"q": query.encode("utf-8", "ignore")})
    if CLIENT.get(f"/search/?{sent}").status_code != 200:
        raise SystemExit(f"The search for {query!r} does not answer.")


def suggestions(query):
    finding.suggest(query, live=found.live(timezone.now()))


def share(costs, part):
    """The cost that this part of all stays below."""
    ordered = sorted(costs)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def table(name, work):
    """Print what each kind of search costs; answer the processor times of all."""
    print(
        f"\n{name:<28}{'p50':>8}{'p99':>8}{'elapsed p50':>14}{'p99':>8}{'queries':>9}"
    )
    every = []
    for kind, asked in searches().items():
        costs = [measured(lambda query=query: work(query)) for query in asked]
        line(f"  {kind}, {len(costs)}", costs, max(queries(work, q) for q in asked[:9]))
        every += costs
    line("  all", every, "")
    return [cost.busy for cost in every]


def line(name, costs, asked):
    times = (
        share([getattr(cost, clock) for cost in costs], part)
        for clock in Cost._fields
        for part in (0.5, 0.99)
    )
    busy, busiest, elapsed, longest = (f"{number:.1f}" for number in times)
    told = f"{busy:>8}{busiest:>8}{elapsed:>14}{longest:>8}{asked:>9}"
    print(f"{name:<28}{told}", flush=True)


def queries(work, query):
    with CaptureQueriesContext(connection) as asked:
        work(query)
    return len(asked)


def judge(entries, times):
    """Say what was promised of a site of this size, also beside a smaller one."""
    middle, slowest = share(times, 0.5), share(times, 0.99)
    work, site = "search, p50", goals.site()
    goals.at_most(work, middle, 8 if entries < MANY else 15)
    if entries < MANY:
        return
    goals.at_most("search, p99", slowest, 40)
    smaller = site.replace(f"{MANY:,}", f"{FEW:,}")
    for before in goals.read(Path(os.environ.get(goals.FILE) or os.devnull)):
        if (before.work, before.site) == (work, smaller):
            beside = "search, p50, beside a tenth of the entries"
            goals.at_most(beside, middle / before.measured, 2.5, "times")


def options():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=FEW)
    return parser.parse_args()


def main():
    entries = options().entries
    was_empty = not Article.objects.filter(slug=generating.slug("article", 1)).exists()
    if was_empty:
        sizes = [f"--articles={entries}", f"--terms={entries // 10}"]
        call_command("generate_content", *sizes, verbosity=0)
    try:
        print(
            f"{connection.vendor}, {finding.count():,} texts to be found, milliseconds"
        )
        with taken_back():
            times = table("finding alone", search)
            table("the whole page", search_page)
            table("while somebody types", suggestions)
        judge(entries, times)
    finally:
        if was_empty:
            call_command("generate_content", "--delete", verbosity=0)


if __name__ == "__main__":
    main()
