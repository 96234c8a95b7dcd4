"""The rows of the index, all derived: `finding.rebuild` writes them afresh.

Full text itself lives beside these tables in what each database does best; see
`sqlite`, `postgres` and migration 0002. What people write down for the search, and what
it found missing, is in `kept`. May import Django only.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from .kept import Miss, Pick, Synonyms

__all__ = [
    "Live",
    "Miss",
    "Pick",
    "Said",
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
    is_misspelt = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("search name")
        # In the order in which `finding` reads, so that reading can stop early; and
        # the few misspellings by themselves, since every search asks for them.
        indexes = [
            models.Index(
                "name", F("is_title").desc(), "entry", name="search_name_read"
            ),
            models.Index(
                "name", name="search_name_misspelt", condition=Q(is_misspelt=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Said(models.IntegerChoices):
    """Where a word was seen; the highest counts.

    Misspellings are never proposed; what is only said in a text is no ending.
    """

    MISSPELT = 0, _("misspelling")
    IN_TEXT = 1, _("text")
    IN_SENTENCE = 2, _("sentence about it")
    IN_NAME = 3, _("name")


class SearchWord(models.Model):
    """A word that some entry says, for endings and misspellings.

    Words stay when their entry goes. A word is therefore never shown to a visitor
    before a live text is seen to hold it.
    """

    word = models.CharField(max_length=60, unique=True)
    said = models.PositiveSmallIntegerField(choices=Said.choices, default=Said.MISSPELT)

    class Meta:
        verbose_name = _("search word")

    def __str__(self) -> str:
        return self.word
