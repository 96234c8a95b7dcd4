"""The grown database, and what every page asks of it when small and when large."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from . import growing


class Grown(NamedTuple):
    """The name of the database; what each page asks of few entries, and of many."""

    name: str
    of_few: dict[str, list[str]]
    of_many: dict[str, list[str]]


@pytest.fixture(scope="session")
def measured(django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Grown]:
    folder = tmp_path_factory.mktemp("scale")
    with django_db_blocker.unblock(), growing.own_database(folder) as name:
        with growing.elsewhere(name):
            growing.prepare()
            growing.generate(growing.FEW)
            of_few = growing.asked_of_all()
            growing.generate(growing.MANY)
            of_many = growing.asked_of_all()
        yield Grown(name, of_few, of_many)


@pytest.fixture
def grown(measured: Grown, django_db_blocker: Any) -> Iterator[Grown]:
    """The same, with the large database to be asked."""
    with django_db_blocker.unblock(), growing.elsewhere(measured.name):
        yield measured
