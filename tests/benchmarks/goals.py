"""One way to say what was promised and what came of it. Every bench uses it.

    goals.at_most("admin list, 100,000 entries, p50", 24.1, 30, "ms")
    goals.at_least("matching beside one pattern", 488, 400, "times")

A line is printed at once. Where BENCH_GOALS names a file the goal is written there too,
so that `make bench` can put all of them into tables. What grows is measured on several
sites; `stand` says on which. Imports the standard library.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

# What a machine that others use too may add.
TOLERANCE = 1.25
KEPT, NEARLY, MISSED = "kept", "within 25 %", "MISSED"
FILE, SITE = "BENCH_GOALS", "BENCH_SITE"


@dataclass(frozen=True)
class Goal:
    """What was measured, and what was promised: `most` or, with `least`, at least."""

    work: str
    measured: float
    goal: float
    unit: str
    least: bool = False
    site: str = ""

    @property
    def share(self) -> float:
        """How much of what is allowed was used: 1 is just kept."""
        if self.least:
            return self.goal / self.measured if self.measured else float("inf")
        return self.measured / self.goal if self.goal else float(self.measured > 0)

    @property
    def verdict(self) -> str:
        if self.share <= 1:
            return KEPT
        # A count is the same on every machine.
        excused = self.share <= TOLERANCE and self.unit != "queries"
        return NEARLY if excused else MISSED

    @property
    def promise(self) -> str:
        sign = "≥" if self.least else "≤"
        return f"{sign} {written(self.goal)} {self.unit}"

    def cells(self) -> tuple[str, str, str, str]:
        measured = f"{written(self.measured)} {self.unit}"
        return self.work, measured, self.promise, self.verdict

    def cell(self) -> str:
        """What was measured, in a column of its site."""
        told = "" if self.verdict == KEPT else f" ({self.verdict})"
        return written(self.measured) + told


def at_most(work: str, measured: float, goal: float, unit: str = "ms") -> bool:
    """Say that so much was measured of what must not be more; whether it was kept."""
    return _say(Goal(work, measured, goal, unit, site=site()))


def at_least(work: str, measured: float, goal: float, unit: str = "times") -> bool:
    """Say that so much was measured of what must not be less; whether it was kept."""
    return _say(Goal(work, measured, goal, unit, least=True, site=site()))


def stand(database: str = "", articles: int = 0) -> None:
    """Say of what is measured from now on that it is on such a site."""
    os.environ[SITE] = f"{database}, {articles:,}" if database else ""


def site() -> str:
    """The site that is measured: `SQLite, 10,000`, or nothing."""
    return os.environ.get(SITE, "")


def table(goals: Iterable[Goal]) -> str:
    """The goals of no site as a table of Markdown."""
    head = ["| work | measured | goal | |", "|---|---|---|---|"]
    lines = [goal.cells() for goal in goals if not goal.site]
    return "\n".join([*head, *(f"| {' | '.join(cells)} |" for cells in lines)])


def growth(goals: Iterable[Goal]) -> str:
    """The goals of several sites: a line for each work, a column for each site."""
    placed = [goal for goal in goals if goal.site]
    sites = list(dict.fromkeys(goal.site for goal in placed))
    works = dict.fromkeys((goal.work, goal.unit) for goal in placed)
    head = [f"| work | goal | {' | '.join(sites)} |", "|---|---|" + "---|" * len(sites)]
    return "\n".join([*head, *(_line(work, placed, sites) for work in works)])


def _line(work: tuple[str, str], placed: Iterable[Goal], sites: Iterable[str]) -> str:
    own = {goal.site: goal for goal in placed if (goal.work, goal.unit) == work}
    promises = ", ".join(dict.fromkeys(goal.promise for goal in own.values()))
    cells = (own[site].cell() if site in own else "" for site in sites)
    return f"| {work[0]} | {promises} | {' | '.join(cells)} |"


def read(path: Path) -> list[Goal]:
    """The goals that were written to a file."""
    lines = path.read_text().splitlines() if path.exists() else []
    return [Goal(**json.loads(line)) for line in lines]


def is_told_by(line: str) -> bool:
    """Whether this printed line is that of a goal."""
    return line.endswith((KEPT, NEARLY, MISSED))


def written(number: float) -> str:
    """A number with as many places as say something."""
    if number == int(number) or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"


def _say(goal: Goal) -> bool:
    work, measured, promised, verdict = goal.cells()
    named = f"{work}, {goal.site}" if goal.site else work
    print(f"{named:<62}{measured:>16}  {promised:<14} {verdict}", flush=True)
    if os.environ.get(FILE):
        with Path(os.environ[FILE]).open("a") as file:
            file.write(json.dumps(asdict(goal)) + "\n")
    return goal.verdict == KEPT
