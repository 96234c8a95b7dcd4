"""The pages that show many entries, none of them in the page cache.

Run as `python -m tests.benchmarks.lists`, with the DATABASE_URL and DATA_DIR of a site
that has generated entries. On PostgreSQL the server's own time is not in processor
time, so the elapsed time stands beside it.
"""

import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alsinfo.settings")

from .cold import forgetful, queries  # isort: skip - it sets Django up

from django.db import connection

from articles.models import Article
from glossary.models import Term

from . import goals
from .asking import ask, milliseconds

RUNS = 15
ADDRESSES = {
    "home": "/",
    "articles": "/articles/",
    "articles, page 200": "/articles/?page=200",
    "topics": "/topics/",
    "a topic": "/topics/als-basics/",
    "A to Z": "/glossary/",
    "updates": "/updates/",
    "feed": "/feed.atom",
    "articles as JSON": "/articles.json",
    "sitemap": "/sitemap.xml",
    "a part of the sitemap": "/sitemap-articles-1.xml",
}
PROMISED = ("home", "articles", "articles, page 200", "a topic", "A to Z")


def exists(path):
    """Whether there are so many entries that this page is there."""
    try:
        ask(forgetful, path)
    except SystemExit:
        return False
    return True


def measure(name, path):
    """Print what a page costs; the first time nothing at all is known of it."""
    first = milliseconds(lambda: ask(forgetful, path))
    times, elapsed = [], []
    for _run in range(RUNS):
        begun = time.perf_counter()
        times.append(milliseconds(lambda: ask(forgetful, path)))
        elapsed.append((time.perf_counter() - begun) * 1000)
    size = len(ask(forgetful, path))
    found = statistics.median(times), statistics.median(elapsed), first
    told = "".join(f"{number:>10.1f}" for number in found)
    print(f"{name:<32}{told}{queries(path):>9}{size / 1000:>9.0f}", flush=True)
    return found[0]


def main():
    counts = f"{Article.objects.count():,} articles, {Term.objects.count():,} terms"
    print(f"{connection.vendor}, {counts}")
    print(
        f"{'':<32}{'processor':>10}{'elapsed':>10}{'first':>10}{'queries':>9}{'kB':>9}"
    )
    found = {n: measure(n, path) for n, path in ADDRESSES.items() if exists(path)}
    slowest = max((found[name], name) for name in PROMISED if name in found)
    print(f"The slowest is {slowest[1]}.")
    goals.at_most("home, lists, topic, A to Z, cold, the slowest", slowest[0], 30)


if __name__ == "__main__":
    main()
