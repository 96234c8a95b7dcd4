"""The watch-list's page: patterns that can be used, a “try it” box, texts that it hits.

Trying saves nothing: the row as it stands in the form is held against the pasted text.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alsinfo.text import prose, watching

from .. import findings, usage
from ..models import Watchword

LONGEST_SAMPLE = 20_000
MOST_NAMED = 50
FAULTS = {
    "empty": gettext_lazy("Give at least one pattern."),
    "only-gaps": gettext_lazy("“%s” has no word: it would hit everything."),
    "too-long": gettext_lazy("“%s” is longer than 100 characters."),
    "too-many": gettext_lazy("Give at most 60 patterns."),
    "star-inside": gettext_lazy("“%s”: * can only stand at the end of a word."),
    "gap-outside": gettext_lazy("“%s”: … stands between two words."),
}


@dataclass(frozen=True)
class Tried:
    """What a row hits in a pasted text: the words before, the words hit, and after."""

    before: str
    words: str
    after: str


class WatchwordMixin(forms.Form):
    """The checks of a row's own language."""

    def clean_patterns(self) -> str:
        return _checked(self.cleaned_data["patterns"])

    def clean_unless_near(self) -> str:
        near = self.cleaned_data["unless_near"]
        return _checked(near) if near.strip() else near


def _checked(patterns: str) -> str:
    wrong = watching.refusals(patterns)
    if wrong:
        raise forms.ValidationError(
            [
                str(FAULTS[fault]) % line if line else FAULTS[fault]
                for line, fault in wrong
            ]
        )
    return patterns


class WatchPages:
    """Mixed into the admin of the watch-list."""

    change_form_template = "admin/editorial/watchword.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.try_view)
        return [path("try/", view, name="editorial_watchword_try"), *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = extra_context or {}
        row = self.get_object(request, object_id) if object_id else None
        if row is not None and request.method == "GET":
            hit = usage.live_texts_hit(row, request.at)
            context |= {"hit": hit[:MOST_NAMED], "hit_count": len(hit)}
        return super().changeform_view(request, object_id, form_url, context)

    def try_view(self, request: HttpRequest) -> HttpResponse:
        """POST the whole form and a text: what the row would hit; saves nothing."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (
            self.has_add_permission(request) or self.has_change_permission(request)
        ):
            raise PermissionDenied
        sample = request.POST.get("sample", "")[:LONGEST_SAMPLE]
        form = self.get_form(request, None)(request.POST)
        row = Watchword(
            code="tried",
            kind=request.POST.get("kind", ""),
            patterns=request.POST.get("patterns", ""),
            unless_near=request.POST.get("unless_near", ""),
            case_sensitive="case_sensitive" in request.POST,
        )
        form.is_valid()
        faults = [
            e for name in ("patterns", "unless_near") for e in form.errors.get(name, [])
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Try it"),
            "opts": self.opts,
            "sample": sample,
            "faults": faults,
            "tried": [] if faults else tried(row, sample),
        }
        return TemplateResponse(request, "admin/editorial/try.html", context)


def tried(row: Any, sample: str) -> list[Tried]:
    """What a row, saved or not, hits in a text; nothing is excused by other rows."""
    found = prose.paragraphs(sample)
    return [
        Tried(
            hit.paragraph.words[max(0, hit.start - 60) : hit.start],
            hit.paragraph.words[hit.start : hit.end],
            hit.paragraph.words[hit.end : hit.end + 60],
        )
        for hit in findings.watch_list_of([row]).hits(found)
    ]
