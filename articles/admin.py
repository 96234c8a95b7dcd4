"""Articles in the editors' admin."""

from django.contrib import admin
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from alsinfo.editorial.admin import EntryAdmin, RevisionInline
from glossary.admin_suggestions import TermSuggestions

from . import pages
from .admin_import import ImportPage
from .models import Article, ArticleRevision


class ArticleInline(RevisionInline):
    model = ArticleRevision
    fieldsets = [
        (None, {"fields": ["title", "summary", "key_messages", "body", "tags"]}),
        (
            _("How sure, and who says so"),
            {"fields": ["confidence", "evidence_checked", "byline", "disclosure"]},
        ),
        (_("What this version changes"), {"fields": ["change_kind", "change_note"]}),
        (
            _("Where it comes from"),
            {
                "fields": [
                    "origin_title",
                    "origin_publisher",
                    "origin_address",
                    "origin_kind",
                    "origin_commercial",
                    "lang",
                    "seen",
                ]
            },
        ),
    ]


@admin.register(Article)
class ArticleAdmin(TermSuggestions, ImportPage, EntryAdmin):
    text_inline = ArticleInline

    def show(self, request, text, tags, related):
        context = pages.article_page(
            text, request.at, tags=tags, preview=self.preview_of(text, request)
        )
        return render(request, "articles/detail.html", context)
