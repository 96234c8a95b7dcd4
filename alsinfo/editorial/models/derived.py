"""Rows that are made of others: mentions, words, and the stamp of the site.

All can be thrown away and built again; neither is ever in a fixture.
"""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from .records import Watchword

LONGEST_KEY = 150


def fresh_value() -> str:
    """A random value of 32 hexadecimal digits that no reader can guess."""
    return secrets.token_hex(16)


def trimmed(key: str) -> str:
    """A key as far as its column holds it; names that long differ before."""
    return key[:LONGEST_KEY]


class MentionQuerySet(models.QuerySet):
    """Questions about which revisions name a key."""

    def revisions_of(self, entry_kind, kind, keys):
        """Keys of the revisions of one kind of entry that name any of `keys`."""
        return self.filter(
            entry_kind=entry_kind, kind=kind, key__in=map(trimmed, keys)
        ).values("revision_id")


class Mention(models.Model):
    """A key and the revision that names it.

    `source`, `term` and `figure` are the marks in its texts. `name` is what a term
    revision is called, folded; `address` what a name or initials make of an address,
    which several terms may share. Written with the revision by the desk.
    """

    class Kind(models.TextChoices):
        SOURCE = "source", _("source")
        TERM = "term", _("term")
        FIGURE = "figure", _("figure")
        NAME = "name", _("name")
        ADDRESS = "address", _("address")

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=LONGEST_KEY)
    entry_kind = models.CharField(max_length=10)
    revision_id = models.PositiveBigIntegerField()
    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry_kind", "kind", "key", "revision_id"],
                name="editorial_mention_once",
            )
        ]
        indexes = [
            # The kind of entry comes last: there are only two, and SQLite would take
            # an index that begins with it for one that finds something.
            models.Index(
                fields=["revision_id", "entry_kind"], name="editorial_mention_revision"
            )
        ]

    def __str__(self):
        return f"{self.entry_kind} revision {self.revision_id}: {self.kind} {self.key}"


class Wording(models.Model):
    """The words that a revision says, each once, written for an index of them.

    Written with the revision by the desk; see `editorial.wordings`.
    """

    entry_kind = models.CharField(max_length=10)
    revision_id = models.PositiveBigIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision_id", "entry_kind"], name="editorial_wording_once"
            )
        ]

    def __str__(self):
        return f"{self.entry_kind} revision {self.revision_id}"


class Stretch(models.Model):
    """Live texts that a changed row of the watch-list was not yet held against.

    Those of one kind with a key above `after`, up to `until` if there is one. `before`
    is the row as it stood for them, null where there was none.
    """

    row = models.ForeignKey(
        Watchword, on_delete=models.CASCADE, related_name="stretches"
    )
    entry_kind = models.CharField(max_length=10)
    after = models.PositiveBigIntegerField()
    until = models.PositiveBigIntegerField(null=True)
    before = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.row}: {self.entry_kind} after {self.after}"


class SiteStamp(models.Model):
    """One row whose value changes whenever a public page may have changed.

    It is also the lock that puts all acts on the timeline in one row.
    """

    value = models.CharField(max_length=32, default=fresh_value)

    def __str__(self):
        return self.value

    @classmethod
    def lock(cls) -> "SiteStamp":
        """Hold the stamp's row until the transaction ends."""
        locked = cls.objects.select_for_update()
        try:
            return locked.get(pk=1)
        except cls.DoesNotExist:
            cls.objects.get_or_create(pk=1)
            return locked.get(pk=1)
