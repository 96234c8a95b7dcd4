"""Revisions: the texts of entries, and the one meaning of public.

A revision's text never changes after it is inserted. Live is one interval on it,
`[live_from, live_until)`; only the desk writes intervals and review dates.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager
from taggit.models import ItemBase

from alsinfo.text import parsed

from .derived import Mention
from .records import Tag


class RevisionQuerySet(models.QuerySet):
    """`live` and `was_live` are the only meanings of public in the house."""

    def live(self, at):
        """Revisions whose interval holds this instant."""
        return self.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__lte=at
        )

    def was_live(self, at):
        """Revisions that were public at some time up to this instant; for history."""
        return self.filter(live_from__lte=at)

    def scheduled(self, at):
        """Revisions whose interval has not begun."""
        return self.filter(live_from__gt=at)

    def unfinished(self, at):
        """Revisions that are live or scheduled."""
        return self.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__isnull=False
        )

    def overlapping(self, start, end):
        """Revisions whose interval shares an instant with `[start, end)`."""
        found = self.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=start),
            live_from__isnull=False,
        )
        return found if end is None else found.filter(live_from__lt=end)

    def get_by_natural_key(self, slug, number):
        return self.get(entry__slug=slug, number=number)


class TagManager(_TaggableManager):
    """Taggit's manager that also takes primary keys, as fixtures hand them over."""

    def set(self, tags, **kwargs):
        keys = [tag for tag in tags if isinstance(tag, int)]
        found = Tag.objects.in_bulk(keys)
        super().set([found.get(tag, tag) for tag in tags], **kwargs)


class TaggedRevision(ItemBase):
    """A tag on a revision, with real foreign keys; concrete models add the revision."""

    tag = models.ForeignKey(
        Tag, on_delete=models.PROTECT, related_name="%(app_label)s_%(class)s_items"
    )

    class Meta:
        abstract = True


class Revision(models.Model):
    """One saved text of an entry. Concrete models add `entry`, `tags` and the text.

    `marked_fields` names the Markdown fields, `plain_fields` those that are shown
    above them as they are, `heading_field` the title or name.
    """

    class ChangeKind(models.TextChoices):
        UPDATE = "update", _("update")
        MINOR = "minor", _("minor change")
        CORRECTION = "correction", _("correction")

    marked_fields: tuple[str, ...] = ()
    plain_fields: tuple[str, ...] = ()
    heading_field = ""

    number = models.PositiveIntegerField(_("version"), editable=False)
    created = models.DateTimeField(_("saved"), editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    saved_by_name = models.CharField(_("saved by"), max_length=150, editable=False)
    lang = models.CharField(
        _("language"),
        max_length=10,
        default="en-GB",
        choices=[("en-GB", _("English"))],
    )
    byline = models.CharField(
        _("author"),
        max_length=120,
        default="Example editorial team",
        help_text=_("Who answers for the text; shown to readers."),
    )
    evidence_checked = models.DateField(
        _("evidence checked up to"),
        null=True,
        blank=True,
        help_text=_("The day up to which sources were looked for."),
    )
    change_kind = models.CharField(
        _("kind of change"),
        max_length=10,
        choices=ChangeKind,
        default=ChangeKind.UPDATE,
        help_text=_("A minor change keeps the review dates of the text before it."),
    )
    change_note = models.CharField(
        _("note on the change"),
        max_length=300,
        blank=True,
        help_text=_(
            "Shown in the public history; a correction’s note on the page too."
        ),
    )
    live_from = models.DateTimeField(_("live from"), null=True, editable=False)
    live_until = models.DateTimeField(_("live until"), null=True, editable=False)
    asked_until = models.DateTimeField(_("end asked for"), null=True, editable=False)
    end_reason = models.CharField(
        _("reason for withdrawing"), max_length=500, blank=True, editable=False
    )
    suppressed_at = models.DateTimeField(_("suppressed"), null=True, editable=False)
    suppressed_reason = models.CharField(
        _("reason for suppressing"), max_length=500, blank=True, editable=False
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, editable=False)
    review_due = models.DateField(_("next review"), null=True, editable=False)
    objects = RevisionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"], name="%(class)s_number_once"
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
                name="%(class)s_one_without_end",
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_from__lt=F("live_until")),
                name="%(class)s_begins_before_end",
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_from__isnull=False),
                name="%(class)s_no_end_without_beginning",
            ),
        ]
        # Each holds all that its question asks for, the key as well: a text is long to
        # read.
        indexes = [
            # Lists, the newest first; counts; the next beginning.
            models.Index(
                fields=["-live_from", "entry", "live_until", "id"],
                condition=Q(live_from__isnull=False),
                name="%(class)s_ever_live",
            ),
            # The live text of an entry; the texts of a part of the sitemap.
            models.Index(
                fields=["entry", "live_from", "live_until", "id"],
                condition=Q(live_from__isnull=False),
                name="%(class)s_of_entry",
            ),
            # The next end, and what ended last.
            models.Index(
                fields=["live_until", "entry", "live_from", "id"],
                condition=Q(live_until__isnull=False),
                name="%(class)s_ends",
            ),
            # What is to be read again, and by when.
            models.Index(
                fields=["review_due", "entry", "live_from", "live_until"],
                condition=Q(live_from__isnull=False, review_due__isnull=False),
                name="%(class)s_due",
            ),
            models.Index(
                fields=["suppressed_at"],
                condition=Q(suppressed_at__isnull=False),
                name="%(class)s_suppressed",
            ),
            models.Index(
                # Its kind is named once more, or SQLite reads all recent texts.
                fields=["change_kind", "live_from"],
                condition=Q(change_kind="correction", live_from__isnull=False),
                name="%(class)s_corrected",
            ),
        ]

    def __str__(self):
        return self.heading

    def natural_key(self):
        return (*self.entry.natural_key(), self.number)

    @property
    def heading(self):
        return getattr(self, self.heading_field)

    @property
    def public_note(self):
        """The note on the change, as far as readers may see it."""
        return "" if self.suppressed_at else self.change_note

    def is_live(self, at):
        """Whether this very object, as loaded, is live at this instant."""
        began = self.live_from is not None and self.live_from <= at
        return began and (self.live_until is None or at < self.live_until)

    def was_replaced(self, at):
        """Whether this object, as loaded, was live before this instant and is not."""
        return self.live_until is not None and self.live_until <= at

    def marked_texts(self):
        """The Markdown fields' texts, in page order."""
        return [getattr(self, field) for field in self.marked_fields]

    def quotable(self):
        """The texts a note may quote: every field of words, as saved."""
        fields = (models.CharField, models.TextField)
        return [
            getattr(self, field.name)
            for field in self._meta.fields
            if isinstance(field, fields) and field.editable
        ]

    def mentions(self):
        """The (kind, key) pairs that this text names; see `Mention`."""
        return {
            (Mention.Kind(mark.kind), mark.key)
            for text in self.marked_texts()
            for mark in parsed.marks(text)
        }

    def search_row(self):
        """The words to be found by: dict of title, keywords and body."""
        raise NotImplementedError

    def clashes(self, at):
        """Sentences about names that another entry holds while this one is live."""
        return []
