"""Pages through the whole of Django, texts and checks. Never a test: machines differ.

Run as `python -m tests.benchmarks.reading`. Each bench prints its median processor time
and its best over several runs; single figures belong to the machine.
"""

import atexit
import os
import shutil
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client

RUNS = 30


def measure(name, work):
    """Run `work` often enough to trust; print milliseconds of processor time."""
    work()
    times = []
    for _run in range(RUNS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    median, best = statistics.median(times), min(times)
    print(f"{name:<52}{median:>10.2f}{best:>10.2f}")


def load_site():
    """The site's own content in a database that is thrown away."""
    folder = tempfile.mkdtemp(prefix="alsinfo-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    connection.settings_dict["NAME"] = str(Path(folder) / "bench.sqlite3")
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)


def pages():
    """The public pages, each through the whole of Django."""
    client = Client(SERVER_NAME="localhost")
    for address in (
        "/",
        "/articles/als-immune-research-explained/",
        "/glossary/",
        "/glossary/microglia/",
        "/topics/medicines/",
    ):
        if client.get(address).status_code != 200:
            sys.exit(f"{address} does not answer, so there is nothing to measure.")
        measure(f"page {address}", partial(client.get, address))


def texts():
    """The pure rooms on the longest article."""
    from alsinfo.text import differences, marks, markup  # noqa: PLC0415
    from articles.models import ArticleRevision  # noqa: PLC0415

    body = max(ArticleRevision.objects.values_list("body", flat=True), key=len)
    named = marks.keys(body)
    sources = {key for kind, key in named if kind == "source"}
    print(f"\nThe longest article: {len(body.split())} words")
    measure("markup.render", lambda: markup.render(body, terms={}, sources=sources))
    measure("marks.find", lambda: marks.find(body))
    changed = body.replace("people", "persons")
    measure("differences.compare", lambda: differences.compare(body, changed))


def checks():
    """All checks on the longest article, and on one, two, four and eight of it."""
    from alsinfo.editorial import findings  # noqa: PLC0415
    from articles.models import ArticleRevision  # noqa: PLC0415

    print("\nThe checks: time grows as the text does")
    text = max(ArticleRevision.objects.all(), key=lambda text: len(text.body))
    body = text.body
    for times in (1, 2, 4, 8):
        text.body = "\n\n".join([body] * times)
        name = f"findings.check, {len(text.body) // 1000} kB"
        measure(name, partial(findings.check, text))


def main():
    django.setup()
    print(f"{'milliseconds of processor time':<52}{'median':>10}{'best':>10}")
    load_site()
    pages()
    texts()
    checks()
    return 0


if __name__ == "__main__":
    sys.exit(main())
