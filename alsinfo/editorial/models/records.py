"""Shared records: what texts refer to. They are not reviewed and never deleted.

Each is found by a key that never changes, so a text can name it for good.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from .. import words
from .bibliography import WEB, bare_doi, link, validate_year

key_validator = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Use small letters, digits and single hyphens, such as “als-in-families”."),
)


class KeyManager(models.Manager):
    """Finds a record by its key; for fixtures."""

    def get_by_natural_key(self, key):
        return self.get(**{self.model.KEY: key})


class Record(models.Model):
    """A shared record: a key that never changes, and retirement instead of deletion."""

    KEY = "key"
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_(
            "A retired record is no longer offered; texts that use it keep it."
        ),
    )
    objects = KeyManager()

    class Meta:
        abstract = True

    def natural_key(self):
        return (getattr(self, self.KEY),)


class Tag(Record, TagBase):
    """One word of the vocabulary; its use on a live text makes a topic."""

    KEY = "slug"
    description = models.CharField(_("description"), max_length=300, blank=True)
    synonyms = models.TextField(
        _("words that should find it"),
        blank=True,
        max_length=2000,
        help_text=_("One per line. Never shown as tags."),
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    review_months = models.PositiveSmallIntegerField(
        _("months until the next review"),
        default=36,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
        help_text=_("The shortest of an entry’s tags counts."),
    )

    class Meta(TagBase.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        permissions = [("curate_tag", _("Can change tags that are in use"))]
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        """Merging is one step deep, so that no topic leads in a circle."""
        target = self.merged_into
        if target is None:
            return
        if target.pk == self.pk or target.merged_into_id or self.merged.exists():
            raise ValidationError(
                {"merged_into": _("Merge into a tag that is not merged itself.")}
            )


class Source(Record):
    """One entry of the reference library, cited in texts as `[@key]`."""

    class Kind(models.TextChoices):
        GUIDELINE = "guideline", _("guideline")
        SYSTEMATIC_REVIEW = "systematic-review", _("systematic review")
        TRIAL = "trial", _("trial in people")
        OBSERVATIONAL = "observational", _("study that watched people")
        LABORATORY = "laboratory", _("laboratory study")
        REVIEW = "review", _("overview by experts")
        REGULATOR = "regulator", _("medicines regulator")
        CHARITY = "charity", _("charity")
        NEWS = "news", _("news")
        COMMERCIAL = "commercial", _("company")
        UNSORTED = "unsorted", _("not sorted yet")

    class State(models.TextChoices):
        RETRACTED = "retracted", _("retracted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    key = models.CharField(
        _("key"), max_length=80, unique=True, validators=[key_validator]
    )
    title = models.CharField(_("title"), max_length=400)
    authors = models.CharField(_("authors"), max_length=400, blank=True)
    container = models.CharField(
        _("where"),
        max_length=300,
        blank=True,
        help_text=_("Journal with volume and pages, or publisher and date."),
    )
    year = models.CharField(
        _("year"),
        max_length=40,
        blank=True,
        validators=[validate_year],
        help_text=_("Empty when not dated."),
    )
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(
                r"^10\.\d{4,9}/[^\s<>\"]+\Z",
                _("A DOI begins with “10.” and has no spaces."),
            )
        ],
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = models.CharField(_("country"), max_length=80, blank=True)
    remark = models.TextField(
        _("remark for readers"),
        blank=True,
        max_length=600,
        help_text=_("Limits of the source, or interests of those who paid for it."),
    )
    note = models.TextField(
        _("note for editors"),
        blank=True,
        max_length=600,
        help_text=_("What is still to be confirmed. Readers never see it."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        permissions = [("curate_source", _("Can change sources that are in use"))]
        ordering = ["key"]

    def __str__(self):
        return self.key

    def clean_fields(self, exclude=None):
        """A DOI is kept without the address or the label it was copied with."""
        self.doi = bare_doi(self.doi)
        super().clean_fields(exclude)

    def clean(self):
        """An address is a page on the web: Django's own check would take ftp too."""
        if self.url and not WEB.match(self.url):
            sentence = _("An address begins with https:// or http://.")
            raise ValidationError({"url": sentence})

    @property
    def link(self):
        """Where to read it: the DOI's address, else the one recorded; may be empty."""
        return link(self.doi, self.url)


class Figure(Record):
    """One number, one record: what every text must say when it states this figure."""

    key = models.CharField(
        _("key"), max_length=80, unique=True, validators=[key_validator]
    )
    statement = models.TextField(_("agreed wording"), max_length=1000)
    wordings = models.TextField(
        _("wordings"),
        max_length=2000,
        help_text=_("One per line: the words a text may use inside a figure mark."),
    )
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="+"
    )
    remark = models.TextField(_("remark"), blank=True, max_length=1000)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        permissions = [("curate_figure", _("Can change figures that are in use"))]
        ordering = ["key"]

    def __str__(self):
        return self.key

    def agreed(self) -> str:
        """The agreed wordings, as a list for a sentence."""
        return "; ".join(f"“{wording}”" for wording in words.lines(self.wordings))

    def allows(self, phrase: str) -> bool:
        """Whether a text may state the figure in these words."""
        return words.fold(phrase) in map(words.fold, words.lines(self.wordings))


class Watchword(Record):
    """One row of the watch-list: words that an editor must look at twice."""

    class Kind(models.TextChoices):
        WITHDRAWN_MEDICINE = "withdrawn-medicine", _("withdrawn medicine")
        UNAPPROVED_MEDICINE = "unapproved-medicine", _("unapproved medicine")
        MISSPELT_MEDICINE = "misspelt-medicine", _("misspelt medicine")
        HYPE = "hype", _("hype")
        MEDICAL_ADVICE = "medical-advice", _("medical advice")
        UNPROVEN_THERAPY = "unproven-therapy", _("unproven therapy")
        INCLUSIVE_LANGUAGE = "inclusive-language", _("wording about people")
        PAGE_JUNK = "page-junk", _("left over from a web page")

    class Level(models.TextChoices):
        BLOCKING = "blocking", _("blocking")
        ADVICE = "advice", _("advice")

    KEY = "code"
    code = models.CharField(
        _("code"), max_length=80, unique=True, validators=[key_validator]
    )
    patterns = models.TextField(
        _("patterns"),
        max_length=2000,
        help_text=_(
            "One per line, whole words with their inflections. * stands for any ending "
            "of a word, | parts words of which one stands there, … is up to six words "
            "in between."
        ),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    message = models.CharField(_("message to the editor"), max_length=400)
    suggestion = models.CharField(_("suggested wording"), max_length=300, blank=True)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    unless_near = models.TextField(
        _("unless near"),
        blank=True,
        max_length=2000,
        help_text=_("One per line: words in the same paragraph that excuse it."),
    )
    case_sensitive = models.BooleanField(_("capitals matter"), default=False)

    class Meta:
        verbose_name = _("watchword")
        verbose_name_plural = _("watch-list")
        permissions = [
            ("curate_watchword", _("Can change rows that live texts are measured by"))
        ]
        ordering = ["kind", "code"]

    def __str__(self):
        return self.code
