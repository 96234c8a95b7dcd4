"""Remove the mail addresses of reports that were settled long ago."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alsinfo.feedback import inbox


class Command(BaseCommand):
    help = "Remove the mail addresses of reports answered or closed long ago."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days",
            type=int,
            default=inbox.DAYS_KEPT,
            help="How long an address is kept after that: at most as long as we say.",
        )

    def handle(self, *args, **options):
        days = options["days"]
        if not 0 <= days <= inbox.DAYS_KEPT:
            raise CommandError(f"--days must be from 0 to {inbox.DAYS_KEPT}.")
        removed = inbox.forget_addresses(timezone.now(), days)
        self.stdout.write(f"Removed {removed} mail addresses.")
