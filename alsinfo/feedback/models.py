"""What readers said: reports with the trail of what became of them, and counted votes.

Nothing here tells who a reader is, but for a mail address that was typed for an answer.
A text is named by its kind, entry and version, as everywhere below the articles.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """One reader's words about one page. Only `inbox` writes it."""

    class Kind(models.TextChoices):
        MISTAKE = "mistake", _("a mistake")
        MISSING = "missing", _("something missing")

    class State(models.TextChoices):
        NEW = "new", _("new")
        IN_WORK = "in_work", _("in work")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    at = models.DateTimeField(_("received"), db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    page = models.CharField(_("page"), max_length=2000, blank=True)
    is_ours = models.BooleanField(_("a page of ours"), default=False)
    entry_kind = models.CharField(max_length=10, blank=True)
    entry_id = models.PositiveBigIntegerField(null=True)
    number = models.PositiveIntegerField(_("version"), null=True)
    public_number = models.PositiveIntegerField(_("version for readers"), null=True)
    words = models.TextField(_("words that it is about"), blank=True)
    wrong = models.TextField(_("what is wrong"))
    email = models.EmailField(_("mail address"), max_length=254, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.NEW, db_index=True
    )
    answer = models.TextField(_("answer"), blank=True)
    became = models.PositiveIntegerField(_("became version"), null=True)
    settled_at = models.DateTimeField(_("answered or closed"), null=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-at", "-pk"]
        permissions = [("forget_report", "Can remove personal data from a report")]
        indexes = [
            models.Index(
                fields=["settled_at"],
                condition=~Q(email=""),
                name="feedback_report_to_forget",
            )
        ]

    def __str__(self):
        return _("Report %(number)d") % {"number": self.pk or 0}


class ReportStep(models.Model):
    """A line of a report's trail. Append-only."""

    class What(models.TextChoices):
        TAKEN_UP = "take_up", _("taken up")
        ANSWERED_BY_MAIL = "mailed", _("answered by mail")
        ANSWERED = "answer", _("answered without mail")
        NOT_DELIVERED = "undelivered", _("the mail could not be sent")
        CLOSED = "close", _("closed")
        REOPENED = "reopen", _("opened again")
        NOTED = "note", _("noted")
        FORGOTTEN = "forget", _("personal data removed")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    actor_name = models.CharField(_("who"), max_length=150)
    what = models.CharField(_("what"), max_length=12, choices=What)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return f"{self.actor_name}: {self.get_what_display()}"


class Votes(models.Model):
    """How many readers said yes and no on one day; nobody's vote."""

    day = models.DateField(_("day"))
    yes = models.PositiveIntegerField(_("helpful"), default=0)
    no = models.PositiveIntegerField(_("not helpful"), default=0)

    class Meta:
        abstract = True
        default_permissions = ()


class Tally(Votes):
    """The votes about one version of a text."""

    entry_kind = models.CharField(max_length=10)
    entry_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField(_("version"))

    class Meta(Votes.Meta):
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["entry_kind", "entry_id", "number", "day"],
                name="feedback_tally_once_a_day",
            )
        ]

    def __str__(self):
        return f"{self.entry_kind} {self.entry_id}, {self.number}: {self.yes}/{self.no}"


class PageTally(Votes):
    """The votes about a page that is no text: a list, a policy, the search."""

    page = models.CharField(_("page"), max_length=300)

    class Meta(Votes.Meta):
        verbose_name = _("tally of a page")
        verbose_name_plural = _("tallies of pages")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "day"], name="feedback_page_tally_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.page}: {self.yes}/{self.no}"
