"""Hold changed rows of the watch-list against the live texts that are left.

The page of a row does the same, so many texts at a time. Each portion is a transaction
of its own: interrupted, it goes on where it was.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import reset_queries

from alsinfo.editorial import desk, refusals
from alsinfo.editorial.given import active_account
from alsinfo.editorial.models import Watchword


class Command(BaseCommand):
    help = "Hold changed rows of the watch-list against the live texts that are left."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--by", required=True, help="the account of a publisher")

    def handle(self, *, by: str, **options: Any) -> None:
        person = active_account(by)
        rows = list(Watchword.objects.filter(stretches__isnull=False).distinct())
        for row in rows:
            self._look_through(row, person)
        if not rows:
            self.stdout.write("Every row was held against all live texts.")

    def _look_through(self, row: Watchword, person: Any) -> None:
        wrong = 0
        while desk.open_of(row):
            try:
                effect = desk.look_on(row, by=person)
            except refusals.Refused as refusal:
                raise CommandError(str(refusal)) from None
            reset_queries()  # In debug mode Django keeps them all.
            wrong += effect.count
            told = f"{row.code}: {wrong} newly in the wrong, {effect.unread} left."
            self.stdout.write(told)
