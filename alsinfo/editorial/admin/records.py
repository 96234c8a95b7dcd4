"""Plain pages for the shared records: tags, sources, figures, the watch-list.

A record that a live text uses is changed only by a publisher, who gives a reason;
the record's own trail keeps it. Keys never change, and nothing is deleted.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit import admin as taggit_admin
from taggit.models import Tag as FreeTag

from .. import desk, refusals, usage
from ..models import Figure, Mention, RecordEvent, Source, Tag, Watchword
from .beside import MOST_LINES, Beside
from .keys import KeysField
from .missing import MissingIs404
from .searched import FewWords
from .typed import TypedText
from .watching import CountFilter, WatchPages, WatchwordMixin

# Taggit brings an admin for free tags, which this house has not.
taggit_admin.admin.site.unregister(FreeTag)


class RecordForm(TypedText, forms.ModelForm):
    """A record; `reason` is asked when a live text uses it.

    `refusal` is the desk's sentence when it refused this very form a moment ago.
    """

    refusal = ""
    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=300,
        help_text=_("Needed, because texts on the public site use this record."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.clean_texts(cleaned)
        if self.refusal:
            self.add_error(None, self.refusal)
        else:
            self._ask_reason(cleaned)
        return cleaned

    def _ask_reason(self, cleaned: dict[str, Any]) -> None:
        if self.instance.pk and "reason" in self.fields and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it is changed."))


class FigureForm(RecordForm):
    """A figure; its sources are named by their keys."""

    sources = KeysField(
        Source,
        "key",
        label=_("Sources"),
        help_text=_("The keys of sources, one per line."),
    )


class WatchwordForm(WatchwordMixin, RecordForm):
    """A row of the watch-list."""


class RecordAdmin(MissingIs404, FewWords, Beside, admin.ModelAdmin):
    """What the records share."""

    form = RecordForm
    actions = None
    list_per_page = 100
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request, obj=None):
        return [self.model.KEY] if obj else []

    def get_fields(self, request, obj=None):
        names = [f for f in super().get_fields(request, obj) if f != "reason"]
        return [*names, "reason"] if self._asks_reason(request, obj) else names

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not self._asks_reason(request, obj):
            form.base_fields.pop("reason", None)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except refusals.Refused as refusal:
            # The public site changed under this form: the same again, nothing lost.
            request.refusal = str(refusal)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or not usage.is_record_used(obj, request.at):
            return allowed
        return desk.may(request.user, "curate", obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        why = form.cleaned_data.get("reason") or ""
        desk.save_record(obj, by=request.user, why=why)

    def history_view(self, request, object_id, extra_context=None):
        record = self.entry_or_404(request, object_id, self.has_view_permission)
        trail = RecordEvent.objects.filter(
            record_kind=self.opts.model_name, key=record.natural_key()[0]
        )
        return self.page(request, record, "record_history", events=trail[:MOST_LINES])

    def log_addition(self, request, obj, message):
        """The desk has written the trail already."""

    log_change = log_addition

    def _asks_reason(self, request: Any, obj: Any) -> bool:
        return obj is not None and usage.is_record_used(obj, request.at)


@admin.register(Tag)
class TagAdmin(RecordAdmin):
    list_display = ["name", "slug", "review_months", "merged_into", "retired"]
    search_fields = ["name", "slug", "synonyms"]
    list_select_related = ["merged_into"]


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ["key", "title", "year", "kind", "state", "retired"]
    list_filter = ["kind", "state", "retired"]
    search_fields = ["key", "title", "authors", "doi"]


@admin.register(Figure)
class FigureAdmin(RecordAdmin):
    list_display = ["key", "statement", "retired"]
    search_fields = ["key", "statement", "wordings"]
    form = FigureForm
    change_form_template = "admin/editorial/figure.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = extra_context or {}
        figure = self.get_object(request, object_id) if object_id else None
        if figure is not None:
            kind, keys = Mention.Kind.FIGURE, [figure.key]
            found = usage.live_users(kind, keys, request.at)
            context["users"] = [text for texts in found.values() for text in texts]
        return super().changeform_view(request, object_id, form_url, context)


@admin.register(Watchword)
class WatchwordAdmin(WatchPages, RecordAdmin):
    list_display = ["code", "kind", "level", "message", "retired"]
    list_filter = ["kind", "level", "retired", CountFilter]
    search_fields = ["code", "patterns", "message"]
    form = WatchwordForm
