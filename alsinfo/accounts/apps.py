"""The door as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "alsinfo.accounts"
    label = "accounts"
    verbose_name = _("Signing in")
    default_auto_field = "django.db.models.BigAutoField"
