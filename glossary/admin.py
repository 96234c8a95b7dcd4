"""Terms in the editors' admin."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from alsinfo.editorial.admin import EntryAdmin, RevisionForm, RevisionInline
from alsinfo.editorial.admin.keys import KeysField

from . import pages
from .admin_suggestions import TermSuggestions
from .admin_tables import TablePages
from .admin_wanted import WantedTerms
from .models import Term, TermRevision


class TermForm(RevisionForm):
    related = KeysField(
        Term,
        "slug",
        label=_("Related terms"),
        help_text=_("The addresses of other terms, one per line."),
    )

    def clean_related(self):
        related = self.cleaned_data["related"]
        if any(term.pk == self.instance.entry_id for term in related):
            raise ValidationError(_("A term is not related to itself."))
        return related


class TermInline(RevisionInline):
    model = TermRevision
    form = TermForm
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "initials",
                    "pronunciation",
                    "short_definition",
                    "fuller_definition",
                    "professional_definition",
                ]
            },
        ),
        (_("Other names"), {"fields": ["aliases", "misspellings"]}),
        (_("Where it belongs"), {"fields": ["related", "tags"]}),
        (_("How sure, and who says so"), {"fields": ["evidence_checked", "byline"]}),
        (
            _("What this version changes"),
            {"fields": ["change_kind", "change_note", "lang", "seen"]},
        ),
    ]


@admin.register(Term)
class TermAdmin(TablePages, TermSuggestions, WantedTerms, EntryAdmin):
    text_inline = TermInline

    def show(self, request, text, tags, related):
        context = pages.term_page(
            text,
            request.at,
            tags=tags,
            related=related,
            preview=self.preview_of(text, request),
        )
        return render(request, "glossary/detail.html", context)
