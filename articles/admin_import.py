"""The page where editors bring documents: files or pasted text become drafts."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import importing

MOST_FILES = 20


class FilesInput(forms.ClearableFileInput):
    """Django's file field takes one file unless it is told."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; the cleaned value is a list."""

    widget = FilesInput(attrs={"accept": ".txt,.md,.text,text/plain"})

    def __init__(self, **kwargs: Any) -> None:
        # An empty file is refused by the importer, which names it and goes on.
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [file for file in data or [] if file]
        if len(given) > MOST_FILES:
            raise ValidationError(_("At most %d files at once.") % MOST_FILES)
        return [super(FilesField, self).clean(file, initial) for file in given]


class ImportForm(forms.Form):
    """Files, or pasted text with the name by which it will be known again."""

    files = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("Saved web pages as plain text, several at once."),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or pasted text"),
        required=False,
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    name = forms.CharField(
        label=gettext_lazy("Address or name of the pasted text"),
        required=False,
        max_length=importing.LONGEST_NAME,
        help_text=gettext_lazy("By this it is known when it is imported again."),
    )
    only_try = forms.BooleanField(
        label=gettext_lazy("Only try: show what would become of it"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pasted = (cleaned.get("pasted") or "").strip()
        if not self.errors and not pasted and not cleaned.get("files"):
            raise ValidationError(_("Choose a file or paste a text."))
        if pasted and not (cleaned.get("name") or "").strip():
            self.add_error("name", _("Say where the pasted text comes from."))
        return cleaned

    def pages(self) -> list[tuple[str, bytes]]:
        """(name, bytes) of everything that was given."""
        given = [(file.name, file.read()) for file in self.cleaned_data["files"]]
        pasted = self.cleaned_data["pasted"]
        if pasted.strip():
            name = " ".join(self.cleaned_data["name"].split())
            given.append((name, pasted.encode("utf-8", "replace")))
        return given


@dataclass(frozen=True)
class Answer:
    """What the page says of one document: the result, or the refusal."""

    name: str
    result: Any = None
    refusal: str = ""


class ImportPage:
    """Mixed into the admin of articles."""

    change_list_template = "admin/articles/changelist.html"

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        view = path("import/", guard(self.import_view), name=self._name("import"))
        return [view, *super().get_urls()]

    def import_view(self, request: HttpRequest) -> TemplateResponse:
        """GET: the form. POST: what became of each document, its findings first."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(*self._posted(request))
        answers = []
        if form.is_bound and form.is_valid():
            only_try = form.cleaned_data["only_try"]
            by = None if only_try else request.user
            answers = [answer(name, data, by) for name, data in form.pages()]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import documents"),
            "form": form if not answers else ImportForm(),
            "answers": answers,
        }
        return TemplateResponse(request, "admin/articles/import.html", context)

    def _posted(self, request: HttpRequest) -> list[Any]:
        if request.method != "POST":
            return []
        return [request.POST, request.FILES]


def answer(name: str, data: bytes, by: Any) -> Answer:
    """Import one document, or try it when nobody stands for it."""
    try:
        page = importing.read(name, data)
        if by is None:
            return Answer(page.name, importing.rehearse(page))
        return Answer(page.name, importing.perform(page, by=by))
    except importing.ImportRefused as refusal:
        return Answer(name, refusal=str(refusal))
