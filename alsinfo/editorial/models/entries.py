"""Entries: what has an address; abstract.

An entry is a thing with an address. It holds identity and where its newest text
stands, and no text: texts are revisions.
"""

from functools import cache

from django.conf import settings
from django.db import connections, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..prepared import Blank, Question
from ..workflow import Action, Moment, Status
from .records import key_validator

# Up to so many entries are looked for by their keys.
MOST_KEYS = 1_000
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
        late = self._revision_model().objects.live(at).filter(review_due__lt=today)
        return self.filter(pk__in=late.order_by().values("entry"))

    def due(self, at, today):
        """Entries whose live revision is due for review by `today` (a date)."""
        late = self._revision_model().objects.live(at).filter(review_due__lte=today)
        return self.filter(pk__in=late.order_by().values("entry"))

    def needing_attention(self, at):
        """Entries whose live text a changed record concerns, unconfirmed since then."""
        return self.filter(pk__in=self._live_flags(at).order_by().values("entry"))

    def flags(self, at):
        """The events for which the live texts of these entries need attention."""
        return self._live_flags(at).filter(entry__in=self)

    def _live_flags(self, at):
        """The events that ask for attention to texts that are live."""
        live = self._revision_model().objects.live(at)
        own = live.filter(entry=OuterRef("entry"), number=OuterRef("number"))
        return self._flags().filter(Exists(own))

    def _flags(self):
        """Events that ask for attention, but for those answered since then.

        The text was confirmed, or what caused them has passed.
        """
        events = self.model._meta.get_field("events").related_model.objects
        later = events.filter(
            entry=OuterRef("entry"), number=OuterRef("number"), at__gt=OuterRef("at")
        )
        answers = Q(action=Action.STILL_RIGHT) | Q(
            action=Action.RECHECK_OVER, cause=OuterRef("cause")
        )
        return events.filter(~Exists(later.filter(answers)), action=Action.RECHECK)

    def called(self, words):
        """Those whose title or address holds all of these words.

        SQLite passes the titles and addresses of an index. PostgreSQL has an index of
        parts of words: up to two queries at once, for the longest ones, which few have.
        """
        if not words:
            return self
        texts = self._revision_model().objects.filter(number=F("entry__newest"))
        for word in words:
            titled = Q(**{f"{self.model.heading_field}__icontains": word})
            texts = texts.filter(titled | Q(entry__slug__icontains=word))
        found = self.filter(pk__in=texts.order_by().values("entry"))
        if connections[self.db].vendor == "sqlite":
            return found
        for word in sorted(words, key=len, reverse=True)[:2]:
            narrowed = found.among(self._ever_called(word))
            if narrowed is not found:
                return narrowed
        return found

    def _ever_called(self, word):
        """Keys of the entries of which a text's title, or the address, holds a word."""
        titled = {f"{self.model.heading_field}__icontains": word}
        texts = self._revision_model().objects.filter(**titled).order_by()
        slugs = self.model.objects.filter(slug__icontains=word).order_by()
        return texts.values_list("entry").union(slugs.values_list("pk"), all=True)

    def among(self, keys):
        """These entries, all of which are among `keys`: looked for there if few.

        `keys` are rows of one primary key. Asked at once, and never to their end: one
        query, which costs less the more there are.
        """
        few = list(keys[: MOST_KEYS + 1])
        if len(few) > MOST_KEYS:
            return self
        return self.filter(pk__in={pk for (pk,) in few})

    def newest_texts(self):
        """The newest text of each of these entries."""
        texts = self._revision_model().objects.filter(number=F("entry__newest"))
        return texts.filter(entry__in=self)

    def texts_in_use(self, at):
        """Of these entries, the texts that are live or scheduled, and the newest."""
        texts = self._revision_model().objects.filter(entry__in=self)
        newest = texts.filter(number=F("entry__newest"))
        return texts.unfinished(at) | newest

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
        pairs = _savers(self.revisions.model).ask(entry=self.pk, at=at)
        return (
            {pk for pk, _name in pairs if pk is not None},
            {name for pk, name in pairs if pk is None},
        )


@cache
def _savers(texts):
    """Who saved the texts of an entry above the last that was ever live."""
    entry = Blank("entry", models.BigIntegerField())
    own = texts.objects.filter(entry=entry).order_by()
    public = own.was_live(Blank("at", models.DateTimeField())).order_by("-number")
    last = Coalesce(models.Subquery(public.values("number")[:1]), 0)
    pairs = own.filter(number__gt=last).values_list("saved_by", "saved_by_name")
    return Question(pairs.distinct)


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
