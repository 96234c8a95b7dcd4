"""The rows of the index, all derived: `finding.rebuild` writes them afresh.

Full text itself lives beside these tables in what each database does best; see
`sqlite`, `postgres` and migration 0002. What people write down for the search, and what
it found missing, is in `kept`. May import Django only.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from .kept import Miss, Pick, Synonyms

__all__ = [
    "Live",
    "Miss",
    "Pick",
    "SearchEntry",
    "SearchName",
    "SearchWord",
    "Synonyms",
]

Live = Mapping[str, QuerySet[Any]]


class SearchEntry(models.Model):
    """One revision that may be found. A row says nothing about being live."""

    kind = models.CharField(max_length=20)
    revision_id = models.BigIntegerField()
    title = models.TextField()
    keywords = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "revision_id"], name="search_entry_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.revision_id}: {self.title}"


class SearchName(models.Model):
    """A whole title or keyword line, squashed: `TDP-43` and `tdp 43` are one name."""

    entry = models.ForeignKey(
        SearchEntry, on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(max_length=200)
    is_title = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("search name")
        # In the order in which `finding` reads, so that reading can stop early.
        indexes = [
            models.Index("name", F("is_title").desc(), "entry", name="search_name_read")
        ]

    def __str__(self) -> str:
        return self.name


class SearchWord(models.Model):
    """A word of some title or keyword, for endings and misspellings.

    Words stay when their entry goes. A word is therefore never shown to a visitor
    before a live text is seen to hold it.
    """

    word = models.CharField(max_length=60, unique=True)

    class Meta:
        verbose_name = _("search word")

    def __str__(self) -> str:
        return self.word
