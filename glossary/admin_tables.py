"""The term list's own pages: the reports, the table out, and the table in."""

import base64
import binascii
import zlib
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alsinfo.editorial.kinds import entry_models

from . import reports
from .tables import exporting, importing, reading, telling

LARGEST = 9_000_000  # bytes; the site takes no larger request
MOST_PACKED = 2_400_000  # characters; nor a larger form
MOST_AT_ONCE = 2_000  # rows, since nobody else can write while they are saved
MOST_SHOWN = 200
PER_PAGE = 100
MOST_PLACES = 100


HEADINGS = {
    "used": gettext_lazy("Where each term is used"),
    "unused": gettext_lazy("Never used"),
    "not_live": gettext_lazy("Used, but not live"),
    "by_itself": gettext_lazy("Defined in terms of itself"),
    "circles": gettext_lazy("Defined in a circle"),
}


class Section(NamedTuple):
    """One report as the page shows it."""

    name: str
    heading: Any
    page: Any


class Count(NamedTuple):
    """The texts of one kind that link to a term, the first of them to be shown."""

    label: Any
    opts: Any
    places: list[Any]

    @property
    def shown(self) -> list[Any]:
        return self.places[:MOST_PLACES]

    @property
    def more(self) -> int:
        return len(self.places) - len(self.shown)


def paged(lines: list[Any], number: str) -> Any:
    """The page of this number; the nearest there is for any other."""
    page = Paginator(lines, PER_PAGE).get_page(number)
    for line in page.object_list:
        if isinstance(line, reports.Line):
            line.counts = counts_of(line)
    return page


def counts_of(line: reports.Line) -> list[Count]:
    """The places of a line by their kind, kinds in the house's order."""
    return [
        Count(model._meta.verbose_name_plural, model._meta, places)
        for kind, model in entry_models().items()
        if (places := [place for place in line.places if place.kind == kind])
    ]


class TableForm(forms.Form):
    """A table to look at: a file. Nothing is written yet."""

    file = forms.FileField(
        label=gettext_lazy("Table of terms"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        help_text=gettext_lazy(
            "A CSV file in UTF-8, as the export gives it. First you see what would "
            "change."
        ),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("This page takes tables of up to 9 MB. Divide it."))
        return file.read()


class SeenForm(forms.Form):
    """The same table again, packed, with the digest of what was shown of it."""

    packed = forms.CharField(widget=forms.HiddenInput, max_length=MOST_PACKED)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=64)

    def clean_packed(self) -> bytes:
        try:
            return unpacked(self.cleaned_data["packed"])
        except (ValueError, zlib.error, binascii.Error):
            raise ValidationError(
                _("The table did not arrive whole: choose the file again.")
            ) from None


def packed(data: bytes) -> str:
    """Bytes as a form can carry them unchanged, line ends and all."""
    return base64.b64encode(zlib.compress(data)).decode()


def unpacked(text: str) -> bytes:
    """What `packed` packed; never more than a table may have."""
    opener = zlib.decompressobj()
    data = opener.decompress(base64.b64decode(text, validate=True), LARGEST + 1)
    if len(data) > LARGEST or not opener.eof:
        raise ValueError("It is longer than it may be, or cut off.")
    return data


def _held_back(plan: Any, carried: str) -> str:
    """Why a table is not imported on this page, or nothing."""
    if len(plan.changing) > MOST_AT_ONCE or len(carried) > MOST_PACKED:
        return (
            _(
                "This page saves up to %s changed rows at once, since nobody else can "
                "write meanwhile. Divide the table, or let an operator import it."
            )
            % f"{MOST_AT_ONCE:,}"
        )
    return ""


class TablePages:
    """Mixed into the admin of terms."""

    change_list_template = "admin/glossary/changelist.html"

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        routes = [
            ("reports/", self.reports_view, "reports"),
            ("export/", self.export_view, "export"),
            ("import/", self.import_view, "import"),
        ]
        own = [
            path(route, guard(view), name=self._name(name))
            for route, view, name in routes
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        context = {"may_import": self._may_import(request)} | (extra_context or {})
        return super().changelist_view(request, context)

    # Out.

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The table as a file; `?texts=live` gives what readers see."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        live = request.GET.get("texts") == "live"
        texts = exporting.live_texts(request.at) if live else exporting.newest_texts()
        # Spreadsheets know UTF-8 by the mark before it.
        data = "".join(["\ufeff", *exporting.lines(texts)])
        response = HttpResponse(data, content_type="text/csv; charset=utf-8")
        name = f"glossary-{timezone.localdate(request.at).isoformat()}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response

    def reports_view(self, request: HttpRequest) -> HttpResponse:
        """All reports, or one with all its lines: `?report=used&page=2`."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        found = reports.gather(request.at)
        only = request.GET.get("report", "")
        page = request.GET.get("page", "1") if only in HEADINGS else "1"
        context = self._whole(request, _("Glossary reports")) | {
            "only": only if only in HEADINGS else "",
            "sections": [
                Section(name, heading, paged(getattr(found, name), page))
                for name, heading in HEADINGS.items()
                if only in {name, ""} or only not in HEADINGS
            ],
        }
        return TemplateResponse(request, "admin/glossary/reports.html", context)

    # In.

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """GET: the form. POST: what the table would change; then, doing it."""
        if not self._may_import(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._import_page(request, TableForm())
        if "packed" in request.POST:
            return self._apply(request)
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._import_page(request, form)
        return self._show(request, form.cleaned_data["file"])

    def _may_import(self, request: HttpRequest) -> bool:
        held = request.user.has_perms
        names = (f"{self.opts.app_label}.{verb}_term" for verb in ("add", "change"))
        return bool(held(list(names)))

    def _show(self, request: HttpRequest, data: bytes, **said: Any) -> HttpResponse:
        try:
            plan = importing.rehearse(reading.read(data), by=request.user)
        except reading.Faults as faults:
            return self._import_page(request, TableForm(), faults=faults.sentences())
        carried = packed(data)
        held = _held_back(plan, carried)
        seen = SeenForm(initial={"packed": carried, "digest": plan.digest})
        shown = plan.changing[:MOST_SHOWN]
        return self._import_page(
            request,
            TableForm(),
            plan=plan,
            summary=telling.summary(plan),
            rows=[(entry, telling.fields(entry)) for entry in shown],
            more=len(plan.changing) - len(shown),
            held=held,
            seen=None if held or not plan.changing else seen,
            **said,
        )

    def _apply(self, request: HttpRequest) -> HttpResponse:
        form = SeenForm(request.POST)
        if not form.is_valid():
            said = [message for told in form.errors.values() for message in told]
            return self._import_page(request, TableForm(), faults=said)
        data, digest = (form.cleaned_data[name] for name in ("packed", "digest"))
        try:
            rows = reading.read(data)
            done = importing.perform(rows, by=request.user, digest=digest)
        except importing.Outdated as fault:
            return self._show(request, data, outdated=str(fault.found[0]))
        except reading.Faults as faults:
            return self._import_page(request, TableForm(), faults=faults.sentences())
        said = _("Saved as drafts: %s") % telling.summary(done)
        messages.success(request, said)
        return self._import_page(request, TableForm(), done=done.changing[:MOST_SHOWN])

    def _import_page(
        self, request: HttpRequest, form: Any, **context: Any
    ) -> TemplateResponse:
        whole = self._whole(request, _("Import a table of terms")) | {"form": form}
        return TemplateResponse(request, "admin/glossary/import.html", whole | context)

    def _whole(self, request: HttpRequest, title: str) -> dict[str, Any]:
        each = self.admin_site.each_context(request)
        return {**each, "opts": self.opts, "title": title}
