"""Accounts and roles: administrators' work. Accounts are deactivated, not deleted."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from .missing import MissingIs404

admin.site.unregister([User, Group])


@admin.register(User)
class PersonAdmin(MissingIs404, UserAdmin):
    """An account; take away “active” to close it."""

    actions = None
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("The person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Roles"), {"fields": ["groups"]}),
        (_("Times"), {"fields": ["last_login", "date_joined"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Group)
class RoleAdmin(MissingIs404, GroupAdmin):
    """A role. The three of the house are made by migrations."""

    actions = None
    filter_horizontal = ()

    def has_delete_permission(self, request, obj=None):
        return False
