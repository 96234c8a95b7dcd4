"""When a text must be looked at again. Dates are days in the site's time zone."""

import calendar
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

LONGEST_MONTHS = 36
EARLIEST_EVIDENCE = date(1990, 1, 1)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def evidence_fault(checked: date | None, today: date) -> str:
    """Why this cannot be the day up to which sources were looked for, or nothing."""
    if checked is not None and checked > today:
        return _("Sources cannot have been looked for on a day to come.")
    if checked is not None and checked < EARLIEST_EVIDENCE:
        return _("That is too long ago to be right: look at the year.")
    return ""


def due_date(revision: Any, reviewed: date) -> date:
    """The latest day of the next review: the shortest interval of its tags counts."""
    months = revision.tags.values_list("review_months", flat=True)
    return add_months(reviewed, min(months, default=LONGEST_MONTHS))
