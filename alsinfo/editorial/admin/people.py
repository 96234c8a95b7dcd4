"""Accounts and roles: administrators' work. Accounts are deactivated, not deleted.

Nobody sets a password for somebody new: the account is made without one, and a link by
mail lets the person set it.
"""

import logging

from allauth.account.admin import EmailAddress, EmailConfirmation
from allauth.mfa.admin import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alsinfo.accounts import letters, second_factor

from .missing import MissingIs404
from .searched import FewWords

log = logging.getLogger("alsinfo.accounts")

for model in (User, Group, EmailAddress, EmailConfirmation, Authenticator):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class InvitationForm(forms.ModelForm):
    """A new account, without a password."""

    class Meta:
        model = User
        fields = ["username", "email", "first_name", "last_name", "groups", "is_staff"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["is_staff"].initial = True

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class PersonForm(UserChangeForm):
    """An account; a lost second factor can be taken away here."""

    forget_second_factor = forms.BooleanField(
        required=False,
        label=_("Take the second factor away"),
        help_text=_("For who lost their device: they set up a new one."),
    )


@admin.register(User)
class PersonAdmin(MissingIs404, FewWords, UserAdmin):
    """An account; take away “active” to close it."""

    actions = None
    filter_horizontal = ()
    form = PersonForm
    add_form = InvitationForm
    add_form_template = None
    readonly_fields = ["last_login", "date_joined"]
    roles = (_("What they may do"), {"fields": ["is_staff", "groups"]})
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "email", "first_name", "last_name"],
                "description": _(
                    "A mail invites the person to set a password. Its link works once, "
                    "within an hour; they can ask for another one."
                ),
            },
        ),
        roles,
    ]
    fieldsets = [
        (None, {"fields": ["username", "password", "forget_second_factor"]}),
        (_("The person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Roles"), {"fields": ["groups"]}),
        (_("Times"), {"fields": ["last_login", "date_joined"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        by = request.user.get_username()
        if not change:
            transaction.on_commit(lambda: letters.post(letters.invitation(obj)))
            messages.success(request, gettext("An invitation is on its way by mail."))
            log.info("Invited: %s by %s", obj.username, by)
        elif form.cleaned_data.get("forget_second_factor"):
            second_factor.forget(obj)
            log.info("Second factor taken away: %s by %s", obj.username, by)


@admin.register(Group)
class RoleAdmin(MissingIs404, FewWords, GroupAdmin):
    """A role. The three of the house are made by migrations."""

    actions = None
    filter_horizontal = ()

    def has_delete_permission(self, request, obj=None):
        return False
