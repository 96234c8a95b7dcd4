"""The inbox in the editors' admin: a list, a page for each report, and the votes.

Custom addresses check their own permission: `admin_view` only asks for staff.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alsinfo.editorial.admin.missing import MissingIs404
from alsinfo.editorial.admin.searched import FewWords

from .. import inbox, tallies
from ..models import Report
from .forms import ForgetForm, MoveForm
from .subject import subject_of

FILTERED = {"state": Report.State, "kind": Report.Kind}


class ChoiceFilter(admin.SimpleListFilter):
    """One of the choices of a field; anything else filters nothing."""

    def lookups(self, request, model_admin):
        return FILTERED[self.parameter_name].choices

    def queryset(self, request, queryset):
        if self.value() not in FILTERED[self.parameter_name].values:
            return queryset
        return queryset.filter(**{self.parameter_name: self.value()})


class StateFilter(ChoiceFilter):
    title = gettext_lazy("state")
    parameter_name = "state"


class KindFilter(ChoiceFilter):
    title = gettext_lazy("kind")
    parameter_name = "kind"


@admin.register(Report)
class ReportAdmin(MissingIs404, FewWords, admin.ModelAdmin):
    """Reports come from readers only, and nobody deletes one."""

    list_display = ["beginning", "at", "state", "kind", "page", "number"]
    list_display_links = ["beginning"]
    list_filter = [StateFilter, KindFilter]
    search_fields = ["page", "words", "wrong", "answer"]
    search_help_text = gettext_lazy("Words of the report, the answer or the address.")
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("what is wrong"))
    def beginning(self, report):
        return inbox.beginning(report.wrong) or str(report)

    def get_urls(self):
        guard = self.admin_site.admin_view
        own = guard(self.forget_view)
        name = "feedback_report_forget"
        forget = path("<path:object_id>/forget/", own, name=name)
        votes = path("votes/", guard(self.votes_view), name="feedback_report_votes")
        return [votes, forget, *super().get_urls()]

    # The page of a report.

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            raise PermissionDenied
        report = self._report_or_404(request, object_id)
        if request.method == "POST" and not self.has_change_permission(request, report):
            raise PermissionDenied
        posted = request.POST if request.method == "POST" else None
        begun = {"seen": inbox.newest_step(report)}
        form = MoveForm(report, posted, initial=begun)
        status = self._move(request, report, form) if form.is_bound else 200
        if status == 302:
            return HttpResponseRedirect(request.path)
        return self._page(request, report, "report", status, form=form)

    def _move(self, request: HttpRequest, report: Report, form: MoveForm) -> int:
        """Do it; 302 when done, else the status of the page that says why not."""
        if not form.is_valid():
            return 200
        given = dict(form.cleaned_data)
        name, seen = given.pop("move"), given.pop("seen") or 0
        try:
            inbox.move(report, name, by=request.user, at=request.at, seen=seen, **given)
        except inbox.StaleError as refusal:
            form.add_error(None, str(refusal))
            report.refresh_from_db()
            return 409
        messages.success(request, _("Done: it stands in the trail below."))
        return 302

    def history_view(self, request, object_id, extra_context=None):
        """The trail stands on the page of the report."""
        report = self._report_or_404(request, object_id)
        return HttpResponseRedirect(self._address(report) + "#trail")

    # Forgetting, and the votes.

    def forget_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Administrators take out what a report holds of a person."""
        if not request.user.has_perm("feedback.forget_report"):
            raise PermissionDenied
        report = self._report_or_404(request, object_id)
        form = ForgetForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            inbox.forget(report, by=request.user, at=request.at, **form.cleaned_data)
            messages.success(request, _("Removed for good."))
            return HttpResponseRedirect(self._address(report))
        return self._page(request, report, "forget", form=form)

    def votes_view(self, request: HttpRequest) -> HttpResponse:
        """Live texts by how many readers said that they did not help."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Was it helpful?"),
            "lines": tallies.least_helpful(request.at),
            "pages": tallies.least_helpful_pages(),
        }
        return TemplateResponse(request, "admin/feedback/votes.html", context)

    # What they share.

    def _report_or_404(self, request: HttpRequest, object_id: str) -> Report:
        if not self.has_view_permission(request):
            raise PermissionDenied
        report = self.get_object(request, unquote(object_id))
        if report is None:
            raise Http404(_("There is no such report."))
        return report

    def _address(self, report: Report) -> str:
        return reverse("admin:feedback_report_change", args=[report.pk])

    def _page(
        self,
        request: HttpRequest,
        report: Report,
        template: str,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        whole = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": report,
            "report": report,
            "title": str(report),
            "subject": subject_of(report, request.at),
            "steps": report.steps.all(),
            "may_answer": self.has_change_permission(request, report),
            "may_forget": request.user.has_perm("feedback.forget_report"),
            **context,
        }
        name = f"admin/feedback/{template}.html"
        return TemplateResponse(request, name, whole, status=status)
