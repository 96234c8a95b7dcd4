"""What was promised of the editors' pages, looked for in what `editing` prints.

Each of its lines is a name, milliseconds of processor time and elapsed, and queries. On
PostgreSQL the elapsed time counts, because the server's own is part of it.
"""

import contextlib
import io
import re
from typing import NamedTuple

from . import goals

LINE = re.compile(r"(.+?)\s+([\d.]+)\s+([\d.]+)\s+(\d+)\s*")
# Of the largest number of entries: milliseconds and queries at most.
PROMISED = {
    "list": (30, 8),
    "search in list, a common word": (40, None),
    "search in list, a rare word": (40, None),
    "form": (40, 12),
    "publish": (15, 15),
    "changed term, used by 1": (54, None),
    "changed term, used by 10": (90, None),
    "changed term, used by 50": (250, None),
}
GROWTH = 1.2
_lists: dict[str, float] = {}


class Row(NamedTuple):
    """What one piece of work costs."""

    milliseconds: float
    queries: int


def rows(told: str, database: str) -> dict[str, Row]:
    """The lines of the table, by their names."""
    found = filter(None, map(LINE.fullmatch, told.splitlines()))
    column = 3 if database == "PostgreSQL" else 2
    return {f[1]: Row(float(f[column]), int(f[4])) for f in found}


def judged(told: str, database: str) -> str:
    """What was printed, with the goals behind it."""
    found = rows(told, database)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        for name, (most, queries) in PROMISED.items():
            _judge(name, found.get(name), most, queries)
        _judge_growth(found, database)
    return f"{told}\n{said.getvalue()}"


def _judge(work: str, row: Row | None, most: float, queries: int | None) -> None:
    if row is None:
        print(f"{work}: not measured")
        return
    goals.at_most(work, row.milliseconds, most)
    if queries is not None:
        goals.at_most(work, row.queries, queries, "queries")


def _judge_growth(found: dict[str, Row], database: str) -> None:
    """The list beside that of fewer entries, which was measured before."""
    if "list" not in found:
        return
    now = found["list"].milliseconds
    if database in _lists:
        work = "list, beside a tenth of the entries"
        goals.at_most(work, now / _lists[database], GROWTH, "times")
    _lists[database] = now
