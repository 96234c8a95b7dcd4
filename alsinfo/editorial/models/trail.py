"""What stands beside an entry: events, notes, former addresses; these are abstract.

And the lines of the shared records' own trail.
"""

from django.conf import settings
from django.core.validators import validate_slug
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..workflow import Action, Status


class Event(models.Model):
    """One line of the trail: who did what to which version, when and why.

    Append-only. `actor_name` is the name as it was; the account may be gone. What asks
    for attention names its `cause`, if that can pass, and the review date it moved.
    Concrete models add `entry`.
    """

    number = models.PositiveIntegerField(_("version"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    actor_name = models.CharField(_("who"), max_length=150)
    action = models.CharField(_("what"), max_length=20, choices=Action)
    at = models.DateTimeField(_("when"))
    from_status = models.CharField(_("from"), max_length=20, blank=True)
    to_status = models.CharField(_("to"), max_length=20, choices=Status)
    why = models.TextField(_("why"), blank=True)
    cause = models.CharField(max_length=100, blank=True, editable=False)
    due_before = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "at"], name="%(class)s_one_at_a_time"
            )
        ]
        indexes = [
            # The few that ask for attention, among all that was ever done.
            models.Index(
                fields=["entry", "number", "at"],
                condition=Q(action=Action.RECHECK),
                name="%(class)s_asks",
            )
        ]

    def __str__(self):
        return f"{self.actor_name}: {self.action} {self.number}"


class EventManager(models.Manager):
    """Finds a line of the trail; for fixtures."""

    def get_by_natural_key(self, slug, at):
        return self.get(entry__slug=slug, at=at)


class Note(models.Model):
    """A comment pinned to a quotation in a revision, with replies.

    Concrete models add `entry` and `reply_to`. An open blocking note holds back
    approval.
    """

    number = models.PositiveIntegerField(_("version"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who"),
    )
    author_name = models.CharField(_("name"), max_length=150)
    created = models.DateTimeField(_("when"))
    quote = models.CharField(_("quotation"), max_length=500, blank=True)
    text = models.TextField(_("note"), max_length=4000)
    blocking = models.BooleanField(_("holds back approval"), default=False)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("resolved by"),
    )
    resolved_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        abstract = True
        ordering = ["created", "pk"]

    def __str__(self):
        return f"{self.author_name}: {self.text[:60]}"


OPEN_BLOCKING = Q(blocking=True, resolved_at=None, reply_to=None)


class FormerSlug(models.Model):
    """An address that an entry once had; answers 301 to the current one."""

    slug = models.CharField(max_length=100, unique=True, validators=[validate_slug])
    since = models.DateTimeField(_("renamed"))

    class Meta:
        abstract = True

    def __str__(self):
        return self.slug


class RecordEvent(models.Model):
    """One line of a record's trail: who changed it, when and why. Append-only."""

    record_kind = models.CharField(_("kind of record"), max_length=20)
    key = models.CharField(_("key"), max_length=100)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    actor_name = models.CharField(_("who"), max_length=150)
    at = models.DateTimeField(_("when"))
    why = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["record_kind", "key"], name="editorial_recordevent_of")
        ]

    def __str__(self):
        return f"{self.actor_name}: {self.record_kind} {self.key}"
