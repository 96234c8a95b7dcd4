"""The findings beside the form, and the page where a reviewer sets one aside."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .. import asides, cleaning, desk, refusals
from ..models.entries import Seen
from ..workflow import TRANSITIONS, Action
from .notes import posted

PREFIX = "id_revisions-0-"


@dataclass(frozen=True)
class Shown:
    """A finding as a line of the list: its place, and where it can be set aside."""

    weighed: asides.Weighed
    label: str
    control: str
    aside_url: str


class AsideForm(forms.Form):
    """Which finding, on which picture of the entry, and why it may stand."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(widget=forms.HiddenInput, max_length=40)
    quote = forms.CharField(
        widget=forms.HiddenInput, max_length=300, required=False, strip=False
    )
    why = forms.CharField(
        label=_("Why it may stand"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_why(self) -> str:
        return cleaning.clean_text(self.cleaned_data["why"])


class AsidePages:
    """Mixed into an entry's admin: the list of findings, and setting one aside."""

    def findings_of(
        self, request: HttpRequest, entry: Any, revision: Any
    ) -> list[Shown]:
        """The findings on a text, as the form lists them."""
        rule = TRANSITIONS[Action.SET_ASIDE]
        may = desk.may(request.user, rule.permission, entry)
        may = may and entry.status in rule.sources
        revision.entry = entry
        found = asides.weighed(revision)
        return [self._shown(entry, weighed, may) for weighed in found]

    def aside_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        entry = self.entry_or_404(request, object_id, self.has_view_permission)
        given = {name: request.GET.get(name, "") for name in ("code", "quote")}
        form = AsideForm(posted(request), initial={"seen": str(entry.seen), **given})
        status = 200
        if form.is_bound and form.is_valid():
            status = self._set_aside(request, entry, form)
        if status == 302:
            return self.to("change", entry)
        named = form.data if form.is_bound else given
        return self.page(
            request, entry, "aside", status, form=form, quote=named.get("quote", "")
        )

    def _set_aside(self, request: HttpRequest, entry: Any, form: AsideForm) -> int:
        """Do it; 302 when done, else the status of the page that says why not."""
        given = dict(form.cleaned_data)
        seen = Seen.parse(given.pop("seen")) or Seen("", 0)
        try:
            desk.set_aside(entry, by=request.user, seen=seen, **given)
        except refusals.Refused as refusal:
            form.add_error(None, str(refusal))
            return 403 if isinstance(refusal, refusals.NotAllowed) else 409
        messages.success(request, _("Set aside; it holds nothing back any more."))
        return 302

    def _shown(self, entry: Any, weighed: asides.Weighed, may: bool) -> Shown:
        finding = weighed.finding
        label = control = url = ""
        if finding.where:
            field = self.text_inline.model._meta.get_field(finding.where.field)
            label = capfirst(str(field.verbose_name))
            control = f"{PREFIX}{field.name}"
        if may and weighed.holds:
            query = urlencode({"code": finding.code, "quote": finding.quote})
            url = f"{reverse(self.url_name('aside'), args=[entry.pk])}?{query}"
        return Shown(weighed, label, control, url)
