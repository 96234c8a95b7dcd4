"""Articles: what the site has to say at length."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from alsinfo.editorial import words
from alsinfo.editorial.models import (
    Entry,
    Event,
    EventManager,
    FormerSlug,
    Note,
    Revision,
    TaggedRevision,
    TagManager,
)
from alsinfo.editorial.models.entries import EntryQuerySet
from alsinfo.text import markup


class ArticleQuerySet(EntryQuerySet):
    """Questions to the database about articles."""

    def imported_from(self, name):
        """Articles whose newest text starts from the document of this name."""
        return self._newest_with(origin_address=name)

    def made_of(self, digest):
        """Articles whose newest text starts from a document of these very bytes."""
        return self._newest_with(origin_digest=digest)

    def _newest_with(self, **origin):
        newest = ArticleRevision.objects.filter(
            entry=models.OuterRef("pk"), number=models.OuterRef("newest"), **origin
        )
        imported = models.Exists(newest.exclude(origin_digest=""))
        return self.filter(imported).order_by("pk")


class Article(Entry):
    """An article, identified by its address."""

    kind = "article"
    heading_field = "title"
    detail_url_name = "articles:detail"
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["slug"]
        permissions = [
            ("review_article", _("Can review articles")),
            ("publish_article", _("Can publish articles")),
        ]

    def as_imported(self, digest):
        """The first text that was made of a document with this digest."""
        made = self.revisions.filter(origin_digest=digest).order_by("number")
        return made.first()


class ArticleRevision(Revision):
    """One text of an article."""

    class Confidence(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        LIKELY = "likely", _("Likely")
        EARLY_RESEARCH = "early-research", _("Early research")
        DISPUTED = "disputed", _("Disputed")

    heading_field = "title"
    plain_fields = ("summary", "key_messages")
    marked_fields = ("body",)

    entry = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="revisions", editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(
        _("summary"), max_length=200, blank=True, help_text=_("At most 200 characters.")
    )
    key_messages = models.TextField(
        _("key messages"),
        blank=True,
        max_length=2000,
        help_text=_("Three to five, one per line."),
    )
    body = models.TextField(
        _("text"),
        max_length=200_000,
        help_text=_(
            "Markdown. [@key] cites a source, [words](term:address) names a term, "
            "[words](figure:key) states a figure."
        ),
    )
    confidence = models.CharField(
        _("how sure are we?"), max_length=20, choices=Confidence, blank=True
    )
    disclosure = models.TextField(
        _("disclosure"),
        blank=True,
        max_length=2000,
        help_text=_("Who paid for the text, and interests of those who wrote it."),
    )
    origin_title = models.CharField(
        _("document it starts from"), max_length=300, blank=True
    )
    origin_publisher = models.CharField(
        _("publisher of the document"), max_length=200, blank=True
    )
    origin_address = models.CharField(
        _("address or file name of the document"), max_length=500, blank=True
    )
    origin_digest = models.CharField(
        _("digest of the document"), max_length=64, blank=True, editable=False
    )
    origin_kind = models.CharField(_("kind of document"), max_length=200, blank=True)
    origin_commercial = models.BooleanField(
        _("the publisher sells something"), default=False
    )
    tags = TaggableManager(
        verbose_name=_("tags"),
        through="ArticleRevisionTag",
        manager=TagManager,
        blank=True,
        related_name="article_revisions",
        help_text="",
    )

    class Meta(Revision.Meta):
        verbose_name = _("version of an article")
        verbose_name_plural = _("versions of articles")
        indexes = [
            *Revision.Meta.indexes,
            # The titles in the editors' list, and the search in it.
            models.Index(
                fields=["entry", "number", "title"], name="articlerevision_titles"
            ),
        ]

    def messages(self):
        """The key messages as a list."""
        return words.lines(self.key_messages)

    def search_row(self):
        return {
            "title": self.title,
            "keywords": self.summary,
            "body": "\n".join([*self.messages(), markup.plain(self.body)]),
        }


class ArticleRevisionTag(TaggedRevision):
    """A tag on a text of an article."""

    content_object = models.ForeignKey(
        ArticleRevision, on_delete=models.CASCADE, related_name="tag_items"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="articlerevisiontag_once"
            )
        ]


class ArticleEvent(Event):
    """A line of an article's trail."""

    entry = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="events")
    objects = EventManager()

    def natural_key(self):
        return (*self.entry.natural_key(), self.at)


class ArticleNote(Note):
    """A note on a text of an article."""

    entry = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="notes")
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )


class FormerArticleSlug(FormerSlug):
    """An address that an article once had."""

    entry = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="former_slugs"
    )
