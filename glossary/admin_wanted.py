"""The page of terms to write: words of live texts that no entry explains."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Term, TermRevision
from .vocabulary import MOST_READ, ToWrite, are_all_read, terms_to_write

KINDS = {
    "initials": gettext_lazy("initials"),
    "defined": gettext_lazy("explained in the text"),
}


class Wanted(NamedTuple):
    """Words to be explained: their kind, in how many live texts they stand, where."""

    words: str
    kind: str
    count: int
    places: list[tuple[str, str]]
    more: int


class WantedTerms:
    """Mixed into the admin of terms, before it."""

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        view = path("to-write/", guard(self.wanted_view), name=self._name("wanted"))
        return [view, *super().get_urls()]

    def wanted_view(self, request: HttpRequest) -> HttpResponse:
        """Reads the live texts that came last, each time it is asked."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Terms to write"),
            "wanted": [_shown(one) for one in terms_to_write(request.at)],
            "only": 0 if are_all_read(request.at) else MOST_READ,
            "add_term": way_to_add(request.user),
        }
        return TemplateResponse(request, "admin/glossary/wanted.html", context)

    # The form of a new term, with the words that somebody wants explained.

    def get_changeform_initial_data(self, request):
        given = super().get_changeform_initial_data(request)
        longest = Term._meta.get_field("slug").max_length
        return {"slug": slugify(_words_asked(request))[:longest]} | given

    def begun_text(self, request):
        return super().begun_text(request) | {"name": _words_asked(request)}


def way_to_add(account: Any) -> str:
    """Where the name of a new term may be appended; nothing for who may not add one."""
    if not account.has_perm("glossary.add_term"):
        return ""
    return f"{reverse('admin:glossary_term_add')}?name="


def _shown(one: ToWrite) -> Wanted:
    places = [(entry.slug, _form_of(entry)) for entry in one.where]
    kind = str(KINDS.get(one.kind, one.kind))
    return Wanted(one.words, kind, one.count, places, max(0, one.count - len(places)))


def _form_of(entry: Any) -> str:
    meta = entry._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_change"
    return reverse(name, args=[entry.pk])


def _words_asked(request: HttpRequest) -> str:
    """The name in the address, as the form of a new term begins with it."""
    longest = TermRevision._meta.get_field("name").max_length
    return " ".join(request.GET.get("name", "").replace("\0", "").split())[:longest]
