"""What editors keep for the search, and the searches that found nothing.

None of it is derived and none of it is about a person. Synonyms and picks are shared
records: a key that never changes, retirement instead of deletion. May import Django.
"""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_MISS = 80

_key = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Use small letters, digits and single hyphens, such as “als-in-families”."),
)


class KeptManager(models.Manager[Any]):
    """Finds a record by its key; for fixtures."""

    def get_by_natural_key(self, key: str) -> Any:
        return self.get(key=key)


class Kept(models.Model):
    """A record of the search that editors keep."""

    KEY = "key"

    key = models.CharField(_("key"), max_length=80, unique=True, validators=[_key])
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("A retired record has no effect on the search."),
    )
    objects = KeptManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class Synonyms(Kept):
    """Words that mean the same to somebody who searches: one of them finds all."""

    words = models.TextField(
        _("words that mean the same"),
        max_length=1000,
        help_text=_(
            "One word, name or question per line. Whoever types one finds the others "
            "too. Capitals, accents and a plural s do not matter."
        ),
    )

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["key"]


class Pick(Kept):
    """An entry that stands first for some searches. Shown only while it is live."""

    words = models.TextField(
        _("searches"),
        max_length=1000,
        help_text=_(
            "One search per line. Whoever types just that sees the page first, marked "
            "as chosen by the editors."
        ),
    )
    kind = models.CharField(_("kind of page"), max_length=20)
    slug = models.CharField(
        _("address of the page"),
        max_length=100,
        help_text=_("The last part of the address, such as “riluzole”."),
    )

    class Meta:
        verbose_name = _("editors’ pick")
        verbose_name_plural = _("editors’ picks")
        ordering = ["key"]


class Miss(models.Model):
    """Words that were looked for and found nothing: which, on how many days, when last.

    No person, no address, no time finer than a day. `misses` writes and forgets.
    """

    words = models.CharField(_("words"), max_length=LONGEST_MISS, unique=True)
    count = models.PositiveIntegerField(_("searches"), default=1)
    days = models.PositiveIntegerField(_("days"), default=1)
    first_day = models.DateField(_("first"))
    last_day = models.DateField(_("last"))

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        ordering = ["-days", "-count", "words"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.words
