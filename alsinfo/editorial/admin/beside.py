"""What every page beside a form begins and ends with."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import refusals

MOST_LINES = 500


class Beside:
    """Mixed into the admin of entries and of records."""

    def name_of(self, entry: Any) -> str:
        """What the page calls it."""
        return str(entry)

    def entry_or_404(
        self, request: HttpRequest, object_id: str, may: Callable[..., bool]
    ) -> Any:
        """The entry, or 404; PermissionDenied when this person may not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404(_("There is no such entry."))
        if not may(request, entry):
            raise PermissionDenied
        return entry

    def page(
        self,
        request: HttpRequest,
        entry: Any,
        template: str,
        http_status: int = 200,
        **context: Any,
    ) -> TemplateResponse:
        whole = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": entry,
            "entry": entry,
            "title": self.name_of(entry),
            **context,
        }
        name = f"admin/editorial/{template}.html"
        return TemplateResponse(request, name, whole, status=http_status)

    def refused(
        self, request: HttpRequest, entry: Any, refusal: refusals.Refused
    ) -> TemplateResponse:
        """A plain page with the sentence, for a refusal that no form can carry."""
        return self.page(request, entry, "refused", 403, refusal=refusal)

    def to(self, page: str, entry: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse(self.url_name(page), args=[entry.pk]))

    def url_name(self, page: str) -> str:
        return f"admin:{self._name(page)}"

    def _name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"
