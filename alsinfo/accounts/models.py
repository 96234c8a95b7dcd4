"""What is remembered of wrong keys: instants, under names that say nothing."""

from django.db import models


class Tries(models.Model):
    """The failures of the last minutes of one account or one network address."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.JSONField(default=list)  # seconds since 1970
    until = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.key
