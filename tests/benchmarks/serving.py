"""What a page costs: ours beside a file, a bare application and plain Django.

Run as `python -m tests.benchmarks.serving`. Processor time comes first, because it is
the least troubled by what else a machine does; read the ratios of one run. Uses `wrk`
when it is installed, else a client of our own, which is slower than what it measures.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from . import contenders, goals
from .contenders import Server
from .worlds import World, embedded

PAGE = os.environ.get("BENCH_PAGE") or "/articles/als-immune-research-explained/"
SECONDS = float(os.environ.get("BENCH_SECONDS") or 4)
CONNECTIONS = 8
WRK = shutil.which("wrk")
FILE = "nginx, a file"
BARE = "bare granian application"
OURS = "ours, warm"
BEHIND = "ours behind deploy/nginx.conf"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class Figures(NamedTuple):
    """Of one contender: microseconds, requests a second, milliseconds."""

    processor: float
    rate: float
    median: float
    slow: float


def measure(server: Server, **headers: str) -> Figures:
    """Ask for the page as fast as one can for a while."""
    ask = _with_wrk if WRK else _by_hand
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    ask(server.port, headers, SECONDS / 4)
    before, start = server.seconds(), time.monotonic()
    count, median, slow = ask(server.port, headers, SECONDS)
    spent, took = server.seconds() - before, time.monotonic() - start
    return Figures(spent / count * 1_000_000, count / took, median, slow)


def _with_wrk(port: int, headers: dict[str, str], seconds: float):
    command = [str(WRK), "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    command += ["--latency", f"http://127.0.0.1:{port}{PAGE}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if faults := re.search(r"(Non-2xx.*|Socket errors.*)", said):
        print(f"  {faults[0]}", file=sys.stderr)
    count = int(re.search(r"(\d+) requests in", said)[1])
    return count, _latency(said, "50%"), _latency(said, "99%")


def _latency(said: str, part: str) -> float:
    number, unit = re.search(rf"{part}\s+([\d.]+)(us|ms|s)", said).groups()
    return float(number) * UNITS[unit]


def _by_hand(port: int, headers: dict[str, str], seconds: float):
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = [f"GET {PAGE} HTTP/1.1", f"Host: 127.0.0.1:{port}", *lines]
    request = "\r\n".join([*head, "", ""]).encode()
    times = []
    with socket.create_connection(("127.0.0.1", port)) as line:
        answers = line.makefile("rb")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.perf_counter()
            line.sendall(request)
            _read_answer(answers)
            times.append((time.perf_counter() - start) * 1000)
    return len(times), statistics.median(times), statistics.quantiles(times, n=100)[98]


def _read_answer(answers) -> None:
    length = 0
    while (line := answers.readline()) not in (b"\r\n", b""):
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    answers.read(length)


def contest(world: World, folder: Path, stack: ExitStack) -> dict[str, Figures]:
    """Every contender in turn; the others are idle meanwhile."""
    site = contenders.granian("alsinfo.wsgi:application", world.environ, world.port)
    ours = stack.enter_context(site)
    answers = folder / "answers.json"
    contenders.write_answers(answers, ours.port, PAGE)
    _status, headers, page = contenders.get(ours.port, PAGE, Accept_Encoding="identity")
    etag = dict(headers)["etag"]
    said = {
        "BARE_ANSWERS": str(answers),
        "QUERIED_DATABASE": str(folder / "plain.sqlite3"),
    }
    figures: dict[str, Figures] = {}

    def run(name: str, server: Server, **headers: str) -> None:
        figures[name] = measure(server, **headers)
        print(_line(name, figures[name]), flush=True)

    print(f"{PAGE}: {len(page):,} bytes, {'wrk' if WRK else 'a client of our own'}\n")
    print(f"{'':<44}{'us/request':>11}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}")
    plain = {"Accept_Encoding": "identity"}
    if contenders.NGINX:
        with contenders.nginx_static(folder / "static", page) as server:
            run(FILE, server, **plain)
    with contenders.granian("tests.benchmarks.bare:application", said) as server:
        run(BARE, server, **plain)
        run("bare, in brotli", server, Accept_Encoding="br")
        run("bare, 304", server, If_None_Match=etag, **plain)
    run(OURS, ours, **plain)
    run("ours, in brotli", ours, Accept_Encoding="br")
    run("ours, 304", ours, If_None_Match=etag, **plain)
    if contenders.NGINX:
        static = f"{world.static}/"
        with contenders.nginx_before(folder / "cache", ours, static) as server:
            run(BEHIND, server, **plain)
    with contenders.granian("tests.benchmarks.plain:application", said) as server:
        run("Django's default middleware, one view", server, **plain)
    queried = "tests.benchmarks.queried:application"
    with contenders.granian(queried, said, path="/") as server:
        run("plain Django, three queries", server, **plain)
    off = world.environ | {"PAGE_CACHE": "false"}
    with contenders.granian("alsinfo.wsgi:application", off) as server:
        run("ours without the page cache", server, **plain)
    return figures


def _line(name: str, found: Figures) -> str:
    return (
        f"{name:<44}{found.processor:>11.1f}{found.rate:>12,.0f}"
        f"{found.median:>9.2f}{found.slow:>9.2f}"
    )


# What is promised: (work, of what, of which contenders, at most or at least).
PROMISED = [
    ("warm page", "processor", OURS, BARE, 1.3),
    ("warm page in brotli", "processor", "ours, in brotli", "bare, in brotli", 1.3),
    ("304", "processor", "ours, 304", "bare, 304", 1.3),
    ("304", "processor", "ours, 304", OURS, 1.0),
    ("warm page", "rate", OURS, FILE, 0.5),
    ("behind nginx", "rate", BEHIND, FILE, 0.95),
]


def judge(figures: dict[str, Figures]) -> None:
    """Print each goal with what came of it."""
    print()
    for work, what, one, other, goal in PROMISED:
        if one in figures and other in figures:
            ratio = getattr(figures[one], what) / getattr(figures[other], what)
            say = goals.at_most if what == "processor" else goals.at_least
            unit = "processor time" if what == "processor" else "requests/s"
            say(f"{work}, {unit}, beside {other}", ratio, goal, "times")


def contest_in(world: World) -> None:
    """Measure, judge, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="alsinfo-serving-") as folder:
        with ExitStack() as stack:
            figures = contest(world, Path(folder), stack)
        judge(figures)


def main() -> None:
    with embedded() as world:
        contest_in(world)


if __name__ == "__main__":
    main()
