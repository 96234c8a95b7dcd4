"""The editors' pages for the search: synonyms, picks, and what was not found.

They are plain records, changed through the desk, so that their trail is kept. They
stand here because a pick names an entry of either kind. May import all rooms below.
"""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alsinfo.editorial.admin.missing import MissingIs404
from alsinfo.editorial.admin.records import RecordAdmin, RecordForm
from alsinfo.editorial.admin.searched import FewWords
from alsinfo.editorial.kinds import entry_models
from alsinfo.editorial.words import lines
from alsinfo.search import finding
from alsinfo.search.models import Miss, Pick, Synonyms

from .found import KINDS


def searchable(text: str) -> list[str]:
    """The lines that hold something to look for; a sentence for one that does not."""
    told = lines(text)
    empty = [line for line in told if not finding.is_searchable(line)]
    if empty:
        sentence = _("“%(line)s” has no word to look for.")
        raise ValidationError([sentence % {"line": line} for line in empty])
    return told


class SynonymsForm(RecordForm):
    """A group of words; one alone would be a synonym of nothing."""

    def clean_words(self) -> str:
        told = searchable(self.cleaned_data["words"])
        if len(told) < 2:
            raise ValidationError(_("Write at least two lines that mean the same."))
        if len(told) > finding.MOST_LINES:
            sentence = _("At most %(most)d lines: the search reads no more.")
            raise ValidationError(sentence % {"most": finding.MOST_LINES})
        return self.cleaned_data["words"]


class PickForm(RecordForm):
    """Searches, and the page that stands first for them."""

    kind = forms.ChoiceField(
        label=gettext_lazy("kind of page"), choices=list(KINDS.items())
    )

    def clean_words(self) -> str:
        searchable(self.cleaned_data["words"])
        return self.cleaned_data["words"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, slug = cleaned.get("kind"), cleaned.get("slug")
        if kind and slug and not is_entry(kind, slug):
            self.add_error("slug", _("No page of this kind has this address."))
        return cleaned


def is_entry(kind: str, slug: str) -> bool:
    """Whether an entry of this kind has, or had, this address."""
    entries = entry_models()[kind].objects
    named = entries.filter(slug=slug).exists()
    return named or entries.filter(former_slugs__slug=slug).exists()


class KeptAdmin(RecordAdmin):
    """What synonyms and picks share."""

    list_filter = ["retired"]
    search_fields = ["key", "words"]

    @admin.display(description=gettext_lazy("words"))
    def in_a_row(self, kept: Any) -> str:
        return ", ".join(lines(kept.words))


@admin.register(Synonyms)
class SynonymsAdmin(KeptAdmin):
    list_display = ["key", "in_a_row", "retired"]
    form = SynonymsForm


@admin.register(Pick)
class PickAdmin(KeptAdmin):
    list_display = ["key", "in_a_row", "kind", "slug", "retired"]
    form = PickForm


@admin.register(Miss)
class MissAdmin(MissingIs404, FewWords, admin.ModelAdmin):
    """What people looked for and did not find; read only, and two ways to help."""

    list_display = ["words", "count", "days", "last_day", "make"]
    list_display_links = None
    search_fields = ["words"]
    date_hierarchy = None
    actions = None
    list_per_page = 100
    show_full_result_count = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_list_display(self, request):
        may = request.user.has_perm("search.add_pick")
        return [name for name in self.list_display if may or name != "make"]

    @admin.display(description=gettext_lazy("make of it"))
    def make(self, miss: Miss) -> str:
        given = urlencode({"words": miss.words})
        synonym, pick = (
            f"{reverse(f'admin:search_{model}_add')}?{given}"
            for model in ("synonyms", "pick")
        )
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            synonym,
            _("a synonym"),
            pick,
            _("a pick"),
        )
