"""What becomes of a generated entry: its statuses, intervals and trail, by chance.

Pure: true without a database. All instants are fixed, the past ones before 2026 and the
scheduled ones far ahead, so that the same seed always tells the same story.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, zip_longest
from random import Random
from typing import NamedTuple

from ..reviewing import add_months
from ..workflow import Action, Status

LAST_BEGINS = datetime(2024, 1, 1, tzinfo=UTC)  # at the earliest
SCHEDULED = datetime(2090, 1, 1, tzinfo=UTC)  # at the earliest
A_YEAR = 365 * 24 * 3600
HOUR = timedelta(hours=1)
REASON = "Withdrawn to measure the site."
# What comes after the texts that were public: where the newest one stands.
_DRAFTING = {
    Status.DRAFT: [Action.SAVE],
    Status.IN_REVIEW: [Action.SAVE, Action.SUBMIT],
    Status.CHANGES_REQUESTED: [Action.SAVE, Action.SUBMIT, Action.REQUEST_CHANGES],
    Status.APPROVED: [Action.SAVE, Action.SUBMIT, Action.APPROVE],
    Status.PUBLISHED: [Action.SAVE, Action.SUBMIT, Action.APPROVE, Action.PUBLISH],
    Status.ARCHIVED: [Action.SAVE, Action.ARCHIVE],
}
_AFTER: dict[Action, str] = {
    Action.SAVE: Status.DRAFT,
    Action.SUBMIT: Status.IN_REVIEW,
    Action.REQUEST_CHANGES: Status.CHANGES_REQUESTED,
    Action.APPROVE: Status.APPROVED,
    Action.PUBLISH: Status.PUBLISHED,
    Action.ARCHIVE: Status.ARCHIVED,
}


class Life(NamedTuple):
    """How often it occurs, how many texts were public, and what stands after them.

    `ends` is how the last public text ended, if it did; `waits` says whether the newest
    text is scheduled.
    """

    often: int
    public: int
    status: Status = Status.PUBLISHED
    ends: str = ""
    waits: bool = False

    @property
    def texts(self) -> int:
        """How many texts the entry has."""
        return self.public + (self.waits or self.status != Status.PUBLISHED)


LIVES = [
    Life(62, 1),
    Life(10, 2),
    Life(3, 3),
    Life(3, 1, Status.DRAFT),
    Life(2, 1, Status.IN_REVIEW),
    Life(2, 1, waits=True),
    Life(3, 0, Status.DRAFT),
    Life(2, 0, Status.IN_REVIEW),
    Life(2, 0, Status.CHANGES_REQUESTED),
    Life(2, 0, Status.APPROVED),
    Life(2, 0, waits=True),
    Life(3, 1, ends="withdrawn"),
    Life(2, 2, ends="asked"),
    Life(2, 0, Status.ARCHIVED),
]
OFTEN = list(accumulate(life.often for life in LIVES))


class Chapter(NamedTuple):
    """One text of an entry: when it was saved, shown and reviewed, and its trail."""

    saved: datetime
    status: Status
    start: datetime | None = None
    end: datetime | None = None
    asked: datetime | None = None
    reason: str = ""
    reviewed: date | None = None
    due: date | None = None


Line = tuple[int, Action, datetime, str, str]


def draw(chance: Random) -> Life:
    """One of the lives, each as often as it says."""
    return chance.choices(LIVES, cum_weights=OFTEN)[0]


def chapters(life: Life, chance: Random) -> Iterator[Chapter]:
    """The texts of an entry with this life, the oldest first."""
    last = LAST_BEGINS + timedelta(seconds=chance.randrange(A_YEAR))
    begins = [last - timedelta(days=100 * back) for back in range(life.public)][::-1]
    for start, following in zip_longest(begins, begins[1:]):
        yield _shown(life, chance, start, following)
    if life.texts > life.public:
        yield _newest(life, chance, last + timedelta(days=200))


def trail(told: Sequence[Chapter]) -> Iterator[Line]:
    """The trail of an entry: version, what, when, from which status, to which."""
    was = ""
    for number, chapter in enumerate(told, 1):
        for place, action in enumerate(_DRAFTING[chapter.status]):
            yield number, action, chapter.saved + place * HOUR, was, _AFTER[action]
            was = _AFTER[action]
        if chapter.reason and chapter.end:
            yield number, Action.WITHDRAW, chapter.end, was, was


def _shown(
    life: Life, chance: Random, start: datetime, following: datetime | None
) -> Chapter:
    """A text that was public, until the next one began or it was ended."""
    end, asked, reason = following, None, ""
    if following is None and life.ends:
        end = start + timedelta(days=90)
        asked = end if life.ends == "asked" else None
        reason = REASON if life.ends == "withdrawn" else ""
    elif following is None and life.waits:
        end = _scheduled(start)
    return _reviewed(
        chance, start, Chapter(start, Status.PUBLISHED, start, end, asked, reason)
    )


def _newest(life: Life, chance: Random, saved: datetime) -> Chapter:
    """The text on which work goes on, or that is scheduled."""
    if life.waits:
        before = saved - timedelta(days=200)
        chapter = Chapter(saved, life.status, _scheduled(before))
        return _reviewed(chance, saved, chapter)
    if life.status == Status.APPROVED:
        return _reviewed(chance, saved, Chapter(saved, life.status))
    return Chapter(saved, life.status)


def _scheduled(begun: datetime) -> datetime:
    """When the text waiting beside one that began then will be shown."""
    return SCHEDULED + (begun - LAST_BEGINS)


def _reviewed(chance: Random, when: datetime, chapter: Chapter) -> Chapter:
    """With review dates: every tenth text is to be looked at again after a year."""
    day = when.date()
    months = 12 if chance.random() < 0.1 else 36
    return chapter._replace(
        saved=when - 4 * HOUR, reviewed=day, due=add_months(day, months)
    )
