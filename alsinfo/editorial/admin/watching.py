"""The watch-list's page: patterns that can be used, a “try it” box, texts that it hits.

Trying saves nothing: the row as it stands in the form is held against the pasted text.
"""

from copy import copy
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alsinfo.text import watching

from .. import desk, refusals, usage
from ..models import Watchword
from .trying import tried

LONGEST_SAMPLE = 20_000
PORTIONS = 4  # of live texts that are looked through at a click: some seconds
FAULTS = {
    "empty": gettext_lazy("Give at least one pattern."),
    "only-gaps": gettext_lazy("“%s” has no word: it would hit everything."),
    "too-long": gettext_lazy("“%s” is longer than 100 characters."),
    "too-many": gettext_lazy("Give at most 60 patterns."),
    "star-inside": gettext_lazy("“%s”: * can only stand at the end of a word."),
    "gap-outside": gettext_lazy("“%s”: … stands between two words."),
}


ASK_A_PUBLISHER = gettext_lazy("A publisher saves it, with a reason.")
SAY_WHY = gettext_lazy("If that is right, say why and save again.")


class WatchwordMixin(forms.Form):
    """The checks of a row's own language, and what it would do to live texts.

    `account` is who saves, `at` when; without them nothing is held against the texts.
    A row that would do something is saved by somebody who may curate it, who has read
    what it is and says why: `told` stands for what the form has said.
    """

    account: Any = None
    at: Any = None
    told = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "reason" in self.fields:
            self.fields["reason"].help_text = _(
                "Needed when the row concerns texts on the public site: you will be "
                "told which."
            )

    def _ask_reason(self, cleaned: dict[str, Any]) -> None:
        if self.account is None or self.errors:
            return
        row = copy(self.instance)
        for name in ("code", *desk.DECIDES):
            setattr(row, name, cleaned.get(name, getattr(row, name)))
        effect = desk.effect_of(row, self.at)
        self.instance.weighed = getattr(row, "weighed", None)
        if not effect:
            return
        if not desk.may(self.account, "curate", row):
            self.add_error("patterns", f"{effect} {ASK_A_PUBLISHER}")
        elif not cleaned.get("reason") or cleaned.get("told") != _digest(effect):
            self.add_error("reason", f"{effect} {SAY_WHY}")
            self.data = self.data.copy()
            self.data[self.add_prefix("told")] = _digest(effect)

    def clean_patterns(self) -> str:
        return _checked(self.cleaned_data["patterns"])

    def clean_unless_near(self) -> str:
        near = self.cleaned_data["unless_near"]
        return _checked(near) if near.strip() else near


def _digest(effect: Any) -> str:
    return sha256(str(effect).encode()).hexdigest()[:16]


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


class CountFilter(admin.SimpleListFilter):
    """Asks for a count of live texts beside each row: one pass over them all."""

    title = gettext_lazy("live texts hit")
    parameter_name = "hit"

    def lookups(self, request, model_admin):
        return [("count", _("count them now"))]

    def queryset(self, request, queryset):
        return queryset


class WatchPages:
    """Mixed into the admin of the watch-list."""

    change_form_template = "admin/editorial/watchword.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("try/", view(self.try_view), name="editorial_watchword_try"),
            path(
                "<path:object_id>/look-on/",
                view(self.look_on_view),
                name="editorial_watchword_look",
            ),
            *super().get_urls(),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.account, form.at = request.user, request.at
        if not self._asks_reason(request, obj):
            form.base_fields.pop("told", None)
        return form

    def get_fields(self, request, obj=None):
        names = [f for f in super().get_fields(request, obj) if f != "told"]
        return [*names, "told"] if self._asks_reason(request, obj) else names

    def _asks_reason(self, request, obj):
        """Any row may concern live texts: that is known when it is filled in."""
        return obj is None or self.has_change_permission(request, obj)

    def get_list_display(self, request):
        """With the count of live texts, when it is asked for."""
        names = super().get_list_display(request)
        if request.GET.get(CountFilter.parameter_name) != "count":
            return names

        @admin.display(description=_count_heading())
        def live_texts(row):
            return self._counts(request)[row.code]

        return [*names, live_texts]

    def _counts(self, request):
        if not hasattr(request, "live_texts_hit"):
            rows = Watchword.objects.all()
            request.live_texts_hit = usage.count_live_texts_hit(rows, request.at)
        return request.live_texts_hit

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = extra_context or {}
        row = self.get_object(request, object_id) if object_id else None
        if row is not None and request.method == "GET":
            context |= self._looked_at(request, row)
        return super().changeform_view(request, object_id, form_url, context)

    def _looked_at(self, request, row):
        """The live texts that the row hits, and how many it was not held against."""
        may = desk.may(request.user, "curate", row)
        return {
            "hits": usage.live_texts_hit(row, request.at, request.GET.get("from", "")),
            "unread": desk.unread_of(row, request.at),
            "may_look_on": may and desk.open_of(row),
            "most_read": PORTIONS * desk.MOST_READ,
        }

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if unread := desk.unread_of(obj, request.at):
            messages.warning(request, _still_unread(unread))

    def look_on_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """POST: hold the saved row against the next live texts that are left."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self.entry_or_404(request, object_id, self.has_view_permission)
        try:
            done = _look_on(row, request.user)
        except refusals.Refused as refusal:
            return self.refused(request, row, refusal)
        messages.success(request, done)
        if unread := desk.unread_of(row, request.at):
            messages.warning(request, _still_unread(unread))
        return self.to("change", row)

    def try_view(self, request: HttpRequest) -> HttpResponse:
        """POST the whole form and a text: what the row would hit; saves nothing."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (
            self.has_add_permission(request) or self.has_change_permission(request)
        ):
            raise PermissionDenied
        sample = request.POST.get("sample", "")[:LONGEST_SAMPLE]
        form_class = self.get_form(request, None)
        form_class.account = None
        form = form_class(request.POST)
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
        places = [] if faults else tried(row, sample)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Try it"),
            "opts": self.opts,
            "sample": sample,
            "faults": faults,
            "places": places,
            "hits": sum(not place.excuse for place in places),
        }
        return TemplateResponse(request, "admin/editorial/try.html", context)


def _still_unread(unread: int) -> str:
    return ngettext(
        "The row stands, but %(count)d more live text that says such words is still to "
        "be held against it: look through it on the page of the row.",
        "The row stands, but %(count)d more live texts that say such words are still "
        "to be held against it: look through them on the page of the row.",
        unread,
    ) % {"count": unread}


def _look_on(row: Watchword, by: Any) -> str:
    """Some portions, each in a transaction; what they have done, in a sentence."""
    wrong = free = 0
    for _portion in range(PORTIONS):
        effect = desk.look_on(row, by=by)
        wrong += effect.count
        free += sum(map(len, effect.no_longer.values()))
        if not effect.left:
            break
    said = _("Looked on: %(wrong)d texts newly in the wrong, %(free)d no longer.")
    return said % {"wrong": wrong, "free": free}


def _count_heading() -> str:
    most = usage.MOST_READ
    return _("live texts hit, of the newest %d of each kind") % most
