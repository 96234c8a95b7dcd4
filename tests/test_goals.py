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


TOLD = """milliseconds                             processor   elapsed  queries
list                                          29.2      35.2        7
search in list, a rare word                   19.0      21.0        8
form                                          49.1      55.0       13
"""


def test_what_the_editors_bench_prints_is_judged(capsys):
    told = edited.judged(TOLD, "SQLite", 100_000)
    assert "list, 100,000, SQLite" in told
    assert told.count(KEPT) == 3
    assert told.count(MISSED) == 1
    assert told.count(NEARLY) == 1
    assert "publish, 100,000, SQLite: not measured" in told


def test_on_a_server_the_elapsed_time_counts():
    assert edited.rows(TOLD, "SQLite")["list"].milliseconds == 29.2
    assert edited.rows(TOLD, "PostgreSQL")["list"].milliseconds == 35.2
