"""Rebuild what is derived from the texts: mentions and search rows."""

from django.core.management.base import BaseCommand
from django.db import transaction

from alsinfo.editorial import derived


class Command(BaseCommand):
    help = "Rebuild mentions and search rows from the texts."

    @transaction.atomic
    def handle(self, *args, **options):
        revisions = derived.rebuild()
        self.stdout.write(f"Read {revisions} versions anew.")
