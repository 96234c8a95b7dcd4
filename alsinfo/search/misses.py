"""Counting the searches that found nothing, for the editors.

Only the folded words are kept, with the days: no person, no address, no hour. The table
is bounded, and so is what one day may add, so that a robot can neither fill it nor
drive out what people looked for. A search never waits or fails for the sake of this.
May import Django and this room's modules.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import DatabaseError, connection, transaction

from . import queries
from .kept import LONGEST_MISS
from .models import Miss

MOST_ROWS = 2_000
MOST_NEW_A_DAY = 200
MOST_WORDS = 8
_PATIENCE = 100  # milliseconds, for another writer of SQLite
_PRIVATE = re.compile(r"@|\d(?:[^\w]*\d){5}")

log = logging.getLogger("alsinfo.search")

# Both databases read this: a known search is counted, a new one added while the day's
# share lasts.
_COUNT = """
INSERT INTO search_miss (words, count, days, first_day, last_day)
SELECT %(words)s, 1, 1, %(day)s, %(day)s
WHERE EXISTS (SELECT 1 FROM search_miss WHERE words = %(words)s)
    OR (SELECT count(*) FROM search_miss WHERE first_day = %(day)s) < %(most)s
ON CONFLICT (words) DO UPDATE SET
    count = CASE WHEN search_miss.count < 1000000
        THEN search_miss.count + 1 ELSE search_miss.count END,
    days = CASE WHEN search_miss.last_day = excluded.last_day
        THEN search_miss.days ELSE search_miss.days + 1 END,
    last_day = excluded.last_day
"""


def count_miss(query: str, day: date) -> None:
    """Count a search without a result; one statement, two when the table is full.

    What is long, or may be somebody's address or number, is not written down. Folding
    may make many letters of one, or a plain sign of an unusual one.
    """
    words = queries.words_of(query)
    kept = " ".join(queries.fold(word.text) for word in words)
    typed = " ".join(query.split())
    plain = queries.fold(typed)
    longest = max(len(typed), len(plain), len(kept))
    too_long = longest > LONGEST_MISS or len(words) > MOST_WORDS
    if not kept or too_long or _PRIVATE.search(plain):
        return
    try:
        with _patience(), transaction.atomic():
            _write(kept, day)
    except DatabaseError as error:
        log.info("A search without a result was not counted: %s", error)


def _write(kept: str, day: date) -> None:
    with connection.cursor() as cursor:
        most: dict[str, Any] = {"words": kept, "day": day, "most": MOST_NEW_A_DAY}
        cursor.execute(_COUNT, most)
    if Miss.objects.count() > MOST_ROWS:
        _forget_the_oldest()


def _forget_the_oldest() -> None:
    """The least recent go, and among those the ones looked for on the fewest days."""
    newest = Miss.objects.order_by("-last_day", "-days", "-count", "-pk")
    too_many = list(newest.values_list("pk", flat=True)[MOST_ROWS : MOST_ROWS + 500])
    Miss.objects.filter(pk__in=too_many).delete()


@contextmanager
def _patience() -> Iterator[None]:
    """Give up soon where SQLite would let a reader wait for other people's writing."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [before] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(before)}")
