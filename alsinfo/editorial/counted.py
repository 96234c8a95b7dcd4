"""Counting a few rows inside of a question, for as many rows as it has.

Unlike Django's own `Count` it joins nothing, so nothing has to be grouped, and what it
counts can be cut off where enough is known. Imports Django only.
"""

from typing import Any

from django.db.models import DateTimeField, IntegerField, Subquery


class Counted(Subquery):
    """How many rows a question has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class CountedOnce(Subquery):
    """How many different `pk` are among the first `most` rows of a question.

    It is `most` and more when there are as many rows as that, since then it is cut.
    """

    template = (
        "(SELECT COUNT(DISTINCT pk) + CASE COUNT(*) WHEN %(most)s THEN %(most)s "
        "ELSE 0 END FROM (%(subquery)s) counted)"
    )
    output_field = IntegerField()

    def __init__(self, rows: Any, most: int) -> None:
        super().__init__(rows[:most], most=int(most))


class Newest(Subquery):
    """The newest `live_from` among the rows of a question."""

    template = "(SELECT MAX(live_from) FROM (%(subquery)s) dated)"
    output_field = DateTimeField()
