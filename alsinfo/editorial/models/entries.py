"""Entries, their trail, their notes and their former addresses; all abstract.

An entry is a thing with an address. It holds identity and where its newest text
stands, and no text: texts are revisions.
"""

from django.conf import settings
from django.core.validators import validate_slug
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..workflow import Action, Moment, Status
from .records import key_validator

MOMENT_NAMES = {
    "is_live": Moment.LIVE,
    "is_scheduled": Moment.SCHEDULED,
    "was_live": Moment.ENDED,
}


class EntryQuerySet(models.QuerySet):
    """Questions to the database about entries."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def live(self, at):
        """Entries that have a live revision at this instant."""
        return self.filter(Exists(self._revisions().live(at)))

    def with_moments(self, at):
        """Annotate `is_live`, `is_scheduled` and `was_live` at this instant."""
        revisions = self._revisions()
        return self.annotate(
            is_live=Exists(revisions.live(at)),
            is_scheduled=Exists(revisions.scheduled(at)),
            was_live=Exists(revisions.was_live(at)),
        )

    def drafts_of(self, account):
        return self.filter(status=Status.DRAFT, owner=account)

    def changes_requested_of(self, account):
        return self.filter(status=Status.CHANGES_REQUESTED, owner=account)

    def awaiting_review_by(self, account, at):
        """In review, and not written by this account since the last live text."""
        later = self._revision_model().objects.was_live(at)
        later = later.filter(entry=OuterRef("entry"), number__gte=OuterRef("number"))
        own = self._revisions().filter(~Exists(later), saved_by=account)
        return self.filter(~Exists(own), status=Status.IN_REVIEW)

    def awaiting_publication(self):
        return self.filter(status=Status.APPROVED)

    def overdue(self, at, today):
        """Entries whose live revision was due for review before `today` (a date)."""
        return self.filter(
            Exists(self._revisions().live(at).filter(review_due__lt=today))
        )

    def needing_attention(self, at):
        """Entries whose live text a changed record concerns, unconfirmed since then."""
        events = self.model._meta.get_field("events").related_model.objects.filter(
            entry=OuterRef("entry"), number=OuterRef("number")
        )
        confirmed = events.filter(action=Action.STILL_RIGHT, at__gt=OuterRef("at"))
        flagged = events.filter(~Exists(confirmed), action=Action.RECHECK)
        return self.filter(Exists(self._revisions().live(at).filter(Exists(flagged))))

    def with_heading(self):
        """Annotate `heading`: the title or name that the newest revision gives."""
        newest = self._revisions().filter(number=OuterRef("newest"))
        return self.annotate(
            heading=models.Subquery(newest.values(self.model.heading_field)[:1])
        )

    def _revision_model(self):
        return self.model._meta.get_field("revisions").related_model

    def _revisions(self):
        return self._revision_model().objects.filter(entry=OuterRef("pk"))


class Entry(models.Model):
    """A thing with an address; see the module."""

    kind = ""
    heading_field = ""
    detail_url_name = ""

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        validators=[key_validator],
        help_text=_("Small letters, digits and hyphens; the last part of the address."),
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status,
        default=Status.DRAFT,
        editable=False,
        db_index=True,
    )
    newest = models.PositiveIntegerField(_("newest version"), default=0, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse(self.detail_url_name, args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    @property
    def seen(self):
        """What an act must name to be taken: the status and the newest number."""
        return Seen.of(self)

    def newest_revision(self):
        """The newest text, or None for an entry that has none yet."""
        return self.revisions.filter(number=self.newest).first()

    def moments(self, at):
        """The `Moment`s that hold at this instant, as a frozen set."""
        found = type(self).objects.filter(pk=self.pk).with_moments(at).first()
        return moments_of(found) if found else frozenset()

    def savers_since_live(self, at):
        """Accounts and names of all who saved a text above the last ever live.

        Returns (set of user primary keys, set of user names without an account).
        """
        public = self.revisions.was_live(at).order_by("-number").values("number")
        last = Coalesce(models.Subquery(public[:1]), 0)
        rows = self.revisions.filter(number__gt=last)
        pairs = list(rows.values_list("saved_by", "saved_by_name").distinct())
        return (
            {pk for pk, _name in pairs if pk is not None},
            {name for pk, name in pairs if pk is None},
        )


def moments_of(entry):
    """The `Moment`s of an entry that `with_moments` has annotated."""
    held = {MOMENT_NAMES[name] for name in MOMENT_NAMES if getattr(entry, name)}
    if Moment.LIVE in held:
        held.discard(Moment.ENDED)
    return frozenset(held)


class Seen(tuple):
    """The status and newest number that somebody saw: `Seen("draft", 3)`."""

    def __new__(cls, status, newest):
        return super().__new__(cls, (str(status), int(newest)))

    @classmethod
    def of(cls, entry):
        return cls(entry.status, entry.newest)

    @classmethod
    def parse(cls, text):
        """Read `draft:3` as a form carries it; anything else is None."""
        status, colon, newest = (text or "").partition(":")
        if not (colon and newest.isascii() and newest.isdigit() and len(newest) < 10):
            return None
        return cls(status, newest)

    def __str__(self):
        return f"{self[0]}:{self[1]}"


class Event(models.Model):
    """One line of the trail: who did what to which version, when and why.

    Append-only. `actor_name` is the name as it was; the account may be gone.
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

    class Meta:
        abstract = True
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "at"], name="%(class)s_one_at_a_time"
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
