"""Runs the four suites one after the other and says at the end what ran where.

    python -m tests.run

SQLite always; PostgreSQL when its server programs are found; the browser when Chromium
is found; the W3C's checker when Java and its jar are. With CI=true all must be found,
and the jar is fetched. Imports the standard library and its neighbours of this folder.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from . import vnu
from .chromium import find_chromium
from .postgres import cluster, end_on_signals, find_binaries

WORKERS = os.environ.get("TEST_WORKERS") or "2"
HOUSE = ["tests", "--ignore=tests/browser", "--ignore=tests/validity"]
# What asks no database need not be asked twice.
PURE = ["--ignore=tests/text", "--ignore=tests/test_architecture.py"]


@dataclass(frozen=True)
class Outcome:
    """What one suite came to; `ran` is false when its program was not found."""

    suite: str
    where: str
    good: bool
    ran: bool = True
    failures: tuple[str, ...] = ()


def main() -> int:
    """Run what can be run; answer 0 only when nothing failed."""
    end_on_signals()
    needed = os.environ.get("CI", "").lower() in {"1", "true"}
    outcomes = [
        run_sqlite(),
        run_postgres(needed),
        run_browser(needed),
        run_checker(needed),
    ]
    print("\nWhat ran where")
    for outcome in outcomes:
        print(f"  {outcome.suite:<13}{outcome.where}")
        for name in outcome.failures:
            print(f"    failed: {name}")
    return 0 if all(outcome.good for outcome in outcomes) else 1


def run_sqlite() -> Outcome:
    """The house on the embedded database."""
    return run("SQLite", HOUSE, {"TEST_DATABASE": "sqlite"})


def run_postgres(needed: bool) -> Outcome:
    """The same house on a cluster that is thrown away."""
    binaries = find_binaries()
    if not binaries:
        sentence = "not run: no PostgreSQL server programs were found"
        return Outcome("PostgreSQL", sentence, good=not needed, ran=False)
    with cluster(binaries) as url:
        changes = {"TEST_DATABASE": "postgres", "DATABASE_URL": url}
        return run("PostgreSQL", [*HOUSE, *PURE], changes)


def run_browser(needed: bool) -> Outcome:
    """The stories that need a real browser, on the embedded database."""
    if not find_chromium():
        sentence = "not run: no Chromium was found"
        return Outcome("Browser", sentence, good=not needed, ran=False)
    return run("Browser", ["tests/browser"], {"TEST_DATABASE": "sqlite"})


def run_checker(needed: bool) -> Outcome:
    """The W3C's checker over every page; a machine of CI fetches its jar."""
    try:
        vnu.find_java()
        _jar = vnu.fetch() if needed else vnu.find_jar()
    except vnu.NotCheckedError as reason:
        return Outcome("W3C checker", f"not run: {reason}", good=not needed, ran=False)
    return run("W3C checker", ["tests/validity"], {"TEST_DATABASE": "sqlite"})


def run(suite: str, what: list[str], changes: dict[str, str]) -> Outcome:
    """One run of pytest, counted from the report it writes."""
    print(f"\n== {suite} ==", flush=True)
    with tempfile.TemporaryDirectory(prefix="alsinfo-report-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, *what]
        code = subprocess.call(
            [*command, f"--junitxml={report}"], env=os.environ | changes
        )
        return Outcome(
            suite, count(report, code), good=code == 0, failures=failures(report)
        )


def failures(report: Path) -> tuple[str, ...]:
    """The tests that failed, named where whoever reads only the end will see them."""
    if not report.exists():
        return ()
    cases = ElementTree.parse(report).iter("testcase")  # noqa: S314 - our own file
    return tuple(
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    )


def count(report: Path, code: int) -> str:
    """The report in words: `212 passed, 1 skipped in 31 s`."""
    if not report.exists():
        return f"failed before a test could run (pytest answered {code})"
    suite = ElementTree.parse(report).getroot()[0]  # noqa: S314 - our own file
    total, failed, errors, skipped = (
        int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
    )
    counts = {
        "passed": total - failed - errors - skipped,
        "failed": failed,
        "errors": errors,
        "skipped": skipped,
    }
    said = [f"{n} {word}" for word, n in counts.items() if n or word == "passed"]
    return f"{', '.join(said)} in {float(suite.get('time', 0)):.0f} s"


if __name__ == "__main__":
    sys.exit(main())
