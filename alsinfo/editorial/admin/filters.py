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
        value = self.value()
        found = queryset.filter(**self.CONDITIONS.get(value, {}))
        texts = texts_of(queryset)
        if value == "scheduled":
            return found.among(texts.scheduled(request.at).values_list("entry"))
        if value == "ended":
            over = texts.filter(live_until__lte=request.at)
            return found.among(over.values_list("entry"))
        return found


class OverdueFilter(admin.SimpleListFilter):
    """Live texts whose review is late."""

    title = _("review")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("overdue", _("overdue"))]

    def queryset(self, request, queryset):
        if self.value() != "overdue":
            return queryset
        today = timezone.localdate(request.at)
        late = texts_of(queryset).live(request.at).filter(review_due__lt=today)
        found = queryset.overdue(request.at, today)
        return found.among(late.values_list("entry"))


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
        tagged = texts_of(queryset).filter(tags__slug=self.value().replace("\0", ""))
        newest = tagged.filter(number=F("entry__newest"))
        found = queryset.filter(Exists(newest.filter(entry=OuterRef("pk"))))
        return found.among(newest.values_list("entry"))


def texts_of(entries):
    """All texts of the kind of these entries, in no order."""
    return entries.model._meta.get_field("revisions").related_model.objects.order_by()
