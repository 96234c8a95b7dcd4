"""How the benches judge what they measured."""

import pytest

from tests.benchmarks import edited, goals
from tests.benchmarks.goals import KEPT, MISSED, NEARLY, Goal


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        (Goal("a", 1.3, 1.3, "times"), KEPT),
        (Goal("a", 1.31, 1.3, "times"), NEARLY),
        (Goal("a", 1.7, 1.3, "times"), MISSED),
        (Goal("a", 7, 6, "queries"), MISSED),
        (Goal("a", 6, 6, "queries"), KEPT),
        (Goal("a", 0.95, 0.95, "times", least=True), KEPT),
        (Goal("a", 0.8, 0.95, "times", least=True), NEARLY),
        (Goal("a", 0.7, 0.95, "times", least=True), MISSED),
        (Goal("a", 0, 0.95, "times", least=True), MISSED),
    ],
)
def test_a_quarter_more_is_excused_for_times_and_never_for_counts(goal, verdict):
    assert goal.verdict == verdict


def test_goals_of_many_processes_come_into_one_table(tmp_path, monkeypatch, capsys):
    path = tmp_path / "goals"
    assert goals.read(path) == []
    monkeypatch.setenv(goals.FILE, str(path))
    assert goals.at_most("cold page", 1.5, 2)
    assert not goals.at_least("behind nginx", 0.5, 0.95)
    assert all(map(goals.is_told_by, capsys.readouterr().out.splitlines()))
    assert goals.table(goals.read(path)).splitlines()[2:] == [
        "| cold page | 1.50 ms | ≤ 2 ms | kept |",
        "| behind nginx | 0.50 times | ≥ 0.95 times | MISSED |",
    ]


def test_what_grows_has_a_column_for_each_site(tmp_path, monkeypatch, capsys):
    path = tmp_path / "goals"
    monkeypatch.setenv(goals.FILE, str(path))
    monkeypatch.setenv(goals.SITE, "")
    goals.at_most("start", 1, 2, "s")
    for articles, most in ((5, 8), (10_000, 15)):
        goals.stand("SQLite", articles)
        goals.at_most("search", 9, most)
    goals.at_most("list", 8, 7, "queries")
    assert "search, SQLite, 10,000" in capsys.readouterr().out
    assert goals.table(goals.read(path)).count("\n") == 2
    assert goals.growth(goals.read(path)).splitlines() == [
        "| work | goal | SQLite, 5 | SQLite, 10,000 |",
        "|---|---|---|---|",
        "| search | ≤ 8 ms, ≤ 15 ms | 9 (within 25 %) | 9 |",
        "| list | ≤ 7 queries |  | 8 (MISSED) |",
    ]


TOLD = """milliseconds                             processor   elapsed  queries
list                                          29.2      35.2        7
search in list, a rare word                   19.0      21.0        8
form                                          49.1      55.0       13
"""


def test_what_the_editors_bench_prints_is_judged(capsys):
    goals.stand("SQLite", 100_000)
    told = edited.judged(TOLD, "SQLite")
    goals.stand()
    assert "list, SQLite, 100,000" in told
    assert told.count(KEPT) == 3
    assert told.count(MISSED) == 1
    assert told.count(NEARLY) == 1
    assert "publish: not measured" in told


def test_on_a_server_the_elapsed_time_counts():
    assert edited.rows(TOLD, "SQLite")["list"].milliseconds == 29.2
    assert edited.rows(TOLD, "PostgreSQL")["list"].milliseconds == 35.2
