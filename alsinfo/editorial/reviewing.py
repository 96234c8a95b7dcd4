"""When a text must be looked at again. Dates are days in the site's time zone."""

import calendar
from datetime import date
from typing import Any

LONGEST_MONTHS = 36


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def due_date(revision: Any, reviewed: date) -> date:
    """The latest day of the next review: the shortest interval of its tags counts."""
    months = revision.tags.values_list("review_months", flat=True)
    return add_months(reviewed, min(months, default=LONGEST_MONTHS))
