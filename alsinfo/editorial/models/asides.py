"""Findings that a reviewer has set aside, with the reason: a record, never deleted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SetAside(models.Model):
    """One finding of one entry that holds nothing back any more.

    It is known by its code and the words it quotes, so it stays set aside while the
    same finding stands in later versions, in no more places than it had. Written by the
    desk, beside an event.
    """

    entry_kind = models.CharField(max_length=10)
    entry_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField(_("version"))
    code = models.CharField(_("check"), max_length=40)
    quote = models.CharField(_("quotation"), max_length=300, blank=True)
    places = models.PositiveIntegerField(_("places"), default=1)
    why = models.TextField(_("why"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_name = models.CharField(_("who"), max_length=150)
    at = models.DateTimeField(_("when"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry_kind", "entry_id", "code", "quote", "places"],
                name="editorial_set_aside_once",
            )
        ]

    def __str__(self):
        return f"{self.by_name}: {self.code} {self.quote}"
