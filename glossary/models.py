"""Terms: what the glossary explains."""

from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from alsinfo.editorial import words
from alsinfo.editorial.models import (
    Entry,
    Event,
    EventManager,
    FormerSlug,
    Mention,
    Note,
    Revision,
    TaggedRevision,
    TagManager,
)
from alsinfo.text import markup


class Term(Entry):
    """A term, identified by its address."""

    kind = "term"
    heading_field = "name"
    detail_url_name = "glossary:detail"

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["slug"]
        permissions = [
            ("review_term", _("Can review terms")),
            ("publish_term", _("Can publish terms")),
        ]


class TermRevision(Revision):
    """One text of a term."""

    heading_field = "name"
    plain_fields = ("short_definition",)
    marked_fields = ("fuller_definition", "professional_definition")

    entry = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="revisions", editable=False
    )
    name = models.CharField(_("name"), max_length=120)
    initials = models.CharField(
        _("initials"),
        max_length=20,
        blank=True,
        help_text=_("The short form of this very name, such as ALS."),
    )
    pronunciation = models.CharField(
        _("pronunciation"),
        max_length=120,
        blank=True,
        help_text=_("Plain respelling; capitals for the stressed part."),
    )
    short_definition = models.CharField(
        _("short definition"),
        max_length=220,
        help_text=_("Everyday words; shown beside the term wherever it is used."),
    )
    fuller_definition = models.TextField(
        _("fuller definition"), blank=True, max_length=20_000
    )
    professional_definition = models.TextField(
        _("definition for professionals"), blank=True, max_length=20_000
    )
    aliases = models.TextField(
        _("other names"), blank=True, max_length=2000, help_text=_("One per line.")
    )
    misspellings = models.TextField(
        _("misspellings"),
        blank=True,
        max_length=2000,
        help_text=_("One per line. Used by search, never shown."),
    )
    related = models.ManyToManyField(
        Term, verbose_name=_("related terms"), blank=True, related_name="+"
    )
    tags = TaggableManager(
        verbose_name=_("tags"),
        through="TermRevisionTag",
        manager=TagManager,
        blank=True,
        related_name="term_revisions",
        help_text="",
    )

    class Meta(Revision.Meta):
        verbose_name = _("version of a term")
        verbose_name_plural = _("versions of terms")
        indexes = [
            *Revision.Meta.indexes,
            # The names in the editors' list, and the search in it.
            models.Index(
                fields=["entry", "number", "name"], name="termrevision_titles"
            ),
            # A to Z.
            models.Index(
                fields=["name", "initials", "live_from", "live_until", "id"],
                condition=models.Q(live_from__isnull=False),
                name="termrevision_by_name",
            ),
            models.Index(
                fields=["initials", "name", "live_from", "live_until", "id"],
                condition=models.Q(live_from__isnull=False),
                name="termrevision_by_initials",
            ),
        ]

    def names(self):
        """The name and the other names, as they stand."""
        return [self.name, *words.lines(self.aliases)]

    def name_keys(self):
        """The names as compared between terms."""
        return [words.fold_name(name) for name in self.names()]

    def initials_key(self):
        """The initials as compared; several terms may share theirs."""
        return words.fold_name(self.initials)

    def mentions(self):
        names = {(Mention.Kind.NAME, key) for key in self.name_keys()}
        called = [*self.names(), self.initials]
        addresses = {(Mention.Kind.ADDRESS, slugify(name)) for name in called}
        return super().mentions() | names | {pair for pair in addresses if pair[1]}

    def search_row(self):
        keywords = [self.initials, *words.lines(self.aliases)]
        texts = [self.short_definition, *map(markup.plain, self.marked_texts())]
        return {
            "title": self.name,
            "keywords": "\n".join(filter(None, keywords)),
            "misspellings": "\n".join(words.lines(self.misspellings)),
            "body": "\n".join(filter(None, texts)),
        }

    def clashes(self, at):
        """What another term holds while this text is, or would be, live."""
        start = self.live_from or at
        others = TermRevision.objects.unfinished(at).exclude(entry=self.entry)
        others = others.overlapping(start, self.live_until)
        return [*self._held_names(others), *self._led_address(others)]

    def _held_names(self, others):
        said = _("The name “%(name)s” is held by the term “%(other)s” at that time.")
        return [
            said % {"name": name, "other": other.name}
            for other in others.filter(self._maybe_called_so())
            for name in self._shared_names(other)
        ]

    def _maybe_called_so(self):
        """Texts that a name or the initials may be those of."""
        called = Mention.objects.revisions_of
        names = [*self.name_keys(), self.initials_key()]
        slugs = [slugify(name) for name in self.names()]
        return models.Q(
            pk__in=called(Term.kind, Mention.Kind.NAME, filter(None, names))
        ) | models.Q(
            pk__in=called(Term.kind, Mention.Kind.ADDRESS, filter(None, slugs))
        )

    def _shared_names(self, other):
        """Names of this text that the other has; only initials may be shared."""
        theirs = set(other.name_keys())
        letters = other.initials_key()
        for name in self.names():
            if words.fold_name(name) in theirs | {letters}:
                yield name
        if self.initials_key() in theirs:
            yield self.initials

    def _led_address(self, others):
        """Another term's name or initials must not lose the address they lead from."""
        address = Mention.Kind.ADDRESS
        claims = Mention.objects.revisions_of(Term.kind, address, [self.entry.slug])
        said = _("The address “%(slug)s” leads to the term “%(other)s” by its names.")
        return [
            said % {"slug": self.entry.slug, "other": other.name}
            for other in others.filter(pk__in=claims)
        ]


class TermRevisionTag(TaggedRevision):
    """A tag on a text of a term."""

    content_object = models.ForeignKey(
        TermRevision, on_delete=models.CASCADE, related_name="tag_items"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="termrevisiontag_once"
            )
        ]


class TermEvent(Event):
    """A line of a term's trail."""

    entry = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="events")
    objects = EventManager()

    def natural_key(self):
        return (*self.entry.natural_key(), self.at)


class TermNote(Note):
    """A note on a text of a term."""

    entry = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="notes")
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )


class FormerTermSlug(FormerSlug):
    """An address that a term once had."""

    entry = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="former_slugs"
    )


class IgnoredTerm(models.Model):
    """A term that is not suggested in one entry, whatever version: an editor said so.

    Taking it back deletes the row.
    """

    entry_kind = models.CharField(max_length=10)
    entry_id = models.PositiveBigIntegerField()
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+")
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
        verbose_name = _("ignored term")
        verbose_name_plural = _("ignored terms")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["entry_kind", "entry_id", "term"],
                name="glossary_ignored_term_once",
            )
        ]

    def __str__(self):
        return f"{self.by_name}: {self.term} in {self.entry_kind} {self.entry_id}"
