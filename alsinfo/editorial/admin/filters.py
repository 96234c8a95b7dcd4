"""Filters of the lists: who, where it stands, what is on the public site."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Tag


class LivenessFilter(admin.SimpleListFilter):
    """What the public can read of an entry now; the list annotates it already."""

    title = _("on the public site")
    parameter_name = "site"
    CONDITIONS = {
        "live": {"is_live": True},
        "scheduled": {"is_scheduled": True},
        "ended": {"was_live": True, "is_live": False},
        "never": {"was_live": False, "is_scheduled": False},
    }

    def lookups(self, request, model_admin):
        return [
            ("live", _("live")),
            ("scheduled", _("scheduled")),
            ("ended", _("ended")),
            ("never", _("never live")),
        ]

    def queryset(self, request, queryset):
        return queryset.filter(**self.CONDITIONS.get(self.value(), {}))


class OverdueFilter(admin.SimpleListFilter):
    """Live texts whose review is late."""

    title = _("review")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("overdue", _("overdue"))]

    def queryset(self, request, queryset):
        if self.value() != "overdue":
            return queryset
        return queryset.overdue(request.at, timezone.localdate(request.at))


class OwnerFilter(admin.SimpleListFilter):
    """Mine, nobody's, or a colleague's."""

    title = _("owner")
    parameter_name = "owner"

    def lookups(self, request, model_admin):
        staff = get_user_model().objects.filter(is_staff=True, is_active=True)
        names = staff.order_by("username").values_list("username", "username")
        return [("none", _("nobody")), *names[:50]]

    def queryset(self, request, queryset):
        value = self.value()
        if value is None:
            return queryset
        if value == "none":
            return queryset.filter(owner=None)
        return queryset.filter(owner__username=value.replace("\0", ""))


class TagFilter(admin.SimpleListFilter):
    """A tag of the newest text."""

    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        return list(Tag.objects.values_list("slug", "name"))

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        revision = queryset.model._meta.get_field("revisions").related_model
        newest = revision.objects.filter(
            entry=OuterRef("pk"),
            number=F("entry__newest"),
            tags__slug=self.value().replace("\0", ""),
        )
        return queryset.filter(Exists(newest))
