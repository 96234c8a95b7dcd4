"""The admin of one kind of entry: its list, its form, and the door to the acts."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Textarea, TextInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import desk, refusals
from ..models.entries import moments_of
from ..workflow import EDITABLE, Moment
from .filters import LivenessFilter, OverdueFilter, OwnerFilter, TagFilter
from .forms import NewestFormSet, RevisionForm
from .missing import MissingIs404
from .pages import EntryPages
from .paging import AheadPaginator, ShortList, page_shown
from .standing import standing_of

ON_SITE = {
    Moment.LIVE: gettext_lazy("live"),
    Moment.SCHEDULED: gettext_lazy("scheduled"),
    Moment.ENDED: gettext_lazy("ended"),
}
# So many words of a search in the list count.
MOST_WORDS = 8


class RevisionInline(admin.StackedInline):
    """The newest text, edited in place and saved as the next one."""

    formset = NewestFormSet
    form = RevisionForm
    min_num = max_num = 1
    extra = 0
    can_delete = False
    template = "admin/editorial/text.html"
    formfield_overrides = {
        models.CharField: {"widget": TextInput(attrs={"class": "wide"})},
        models.TextField: {"widget": Textarea(attrs={"class": "wide", "rows": 4})},
    }

    def get_formset(self, request, obj=None, **kwargs):
        """Made once: it is the same for everybody, and takes long to make."""
        if "made" not in vars(type(self)):
            type(self).made = super().get_formset(request, obj, **kwargs)
        return self.made

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        return True

    def has_delete_permission(self, request, obj=None):
        return False


class EntryAdmin(MissingIs404, EntryPages, admin.ModelAdmin):
    """What articles and terms share. Every change goes through the desk."""

    change_form_template = "admin/editorial/change_form.html"
    list_display = ["heading", "slug", "status", "on_site", "newest", "owner"]
    list_display_links = ["heading"]
    list_filter = ["status", LivenessFilter, TagFilter, OwnerFilter, OverdueFilter]
    list_select_related = ["owner"]
    list_per_page = 50
    sortable_by = ["slug", "status"]  # Those that an index has in order.
    search_fields = ["slug"]
    search_help_text = gettext_lazy("Words of the title or the address.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # Each would count the whole table.
    actions = None
    text_inline: type[RevisionInline]

    # What is shown.

    def get_queryset(self, request):
        return super().get_queryset(request).with_moments(request.at).with_heading()

    def get_object(self, request, object_id, from_field=None):
        """One reading of the entry serves the whole of a GET."""
        kept = getattr(request, "entries", None)
        if kept is None:
            kept = request.entries = {}
        if request.method != "GET" or object_id not in kept:
            kept[object_id] = super().get_object(request, object_id, from_field)
        return kept[object_id]

    def get_changelist(self, request, **kwargs):
        return ShortList

    def get_paginator(self, request, queryset, per_page, *args, **kwargs):
        kwargs["told"] = self.get_queryset(request).select_related("owner")
        kwargs["shown"] = page_shown(request)
        return AheadPaginator(queryset, per_page, *args, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        words = search_term.replace("\0", "").split()
        return queryset.called(words[:MOST_WORDS]), False

    @admin.display(description=gettext_lazy("title"))
    def heading(self, entry):
        return entry.heading or entry.slug

    @admin.display(description=gettext_lazy("on the public site"))
    def on_site(self, entry):
        held = [ON_SITE[moment] for moment in Moment if moment in moments_of(entry)]
        return ", ".join(map(str, held)) or _("never live")

    def get_inlines(self, request, obj):
        return [self.text_inline] if self._may_write(request, obj) else []

    def get_fields(self, request, obj=None):
        owned = obj is not None and self._may_write(request, obj)
        return ["slug", "owner"] if owned else ["slug"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj is not None and moments_of(obj) else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "owner":
            staff = db_field.remote_field.model.objects.filter(is_staff=True)
            kwargs["queryset"] = staff.filter(is_active=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # Who may.

    def has_delete_permission(self, request, obj=None):
        return False

    def _may_write(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the form shows fields: not while the text is in review or put away.

        A form that was opened before still arrives here, and is answered by its own
        check with the text kept.
        """
        if obj is None:
            return self.has_add_permission(request)
        if not super().has_change_permission(request, obj):
            return False
        return obj.status in EDITABLE or request.method == "POST"

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return self._may_write(request, obj)

    # What is saved.

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        begun = {} if obj.pk else self.begun_text(request)
        return kwargs | {"refusal": getattr(request, "refusal", ""), "begun": begun}

    def begun_text(self, request: HttpRequest) -> dict[str, str]:
        """What the form of a new entry begins with: field of the text -> words."""
        return {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("EntryForm", (AddressForm, form), {})

    def save_model(self, request, obj, form, change):
        """A new entry is made by the desk with its text; an old one's address here."""
        if change and form.changed_data:
            obj.save(update_fields=form.changed_data)

    def save_formset(self, request, form, formset, change):
        text_form = formset.text_form
        if not change or text_form.says_something_new():
            text = desk.save_draft(
                form.instance,
                text_form.instance,
                by=request.user,
                seen=formset.seen(),
                tags=text_form.cleaned_data["tags"],
                related=text_form.cleaned_data.get("related"),
            )
            note = _("Saved as version %(number)d.") % {"number": text.number}
            messages.success(request, note)
            for clash in text.clashes(request.at):
                messages.warning(request, clash)
        elif not form.changed_data:
            messages.info(request, _("Nothing was changed, so no version was made."))
        formset.new_objects = formset.changed_objects = formset.deleted_objects = []

    def log_addition(self, request, obj, message):
        """The desk has written the trail already."""

    log_change = log_addition

    def response_add(self, request, obj, post_url_continue=None):
        return self._response(request, obj)

    def response_change(self, request, obj):
        return self._response(request, obj)

    def _response(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Back to the form; first to the reviewers, when that was the button."""
        if "_submit" in request.POST:
            try:
                desk.submit(obj, by=request.user, seen=obj.seen)
                messages.success(request, _("Submitted for review."))
            except refusals.Refused as refusal:
                messages.error(request, str(refusal))
        if "_addanother" in request.POST:
            return HttpResponseRedirect(reverse(self.url_name("add")))
        return HttpResponseRedirect(reverse(self.url_name("change"), args=[obj.pk]))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if "_saveasnew" in request.POST:
            # Django makes a new entry of this even where it offers no such button.
            request.POST = request.POST.copy()
            del request.POST["_saveasnew"]
        context = extra_context or {}
        entry = self.get_object(request, object_id) if object_id else None
        if entry is not None and self.has_view_permission(request, entry):
            standing = self._standing(request, entry)
            found = SimpleLazyObject(
                lambda: self.findings_of(request, entry, standing.newest)
            )
            context |= {
                "standing": standing,
                "found": found,
                "title": entry.heading,
                "subtitle": None,
                "may_write": self._may_write(request, entry),
                "zone": timezone.get_current_timezone_name(),
            }
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except refusals.Refused as refusal:
            # Somebody was faster than this form's own check, and nothing was saved:
            # the same form again, with the sentence and with all that was typed.
            request.refusal = str(refusal)
            return super().changeform_view(request, object_id, form_url, context)

    def _standing(self, request: HttpRequest, entry: Any) -> Any:
        """Where the entry stands. A form that is posted is seldom shown again."""
        read = partial(standing_of, entry, request.user, request.at)
        return read() if request.method == "GET" else SimpleLazyObject(read)


class AddressForm:
    """Mixed into the entry's form: an address that no entry has, or ever had."""

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug == self.instance.slug and self.instance.pk:
            return slug
        try:
            desk.refuse_taken_address(self.instance, slug)
        except refusals.NameTaken as refusal:
            raise ValidationError(str(refusal)) from None
        return slug
