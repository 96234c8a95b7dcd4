"""The door as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "alsinfo.accounts"
    label = "accounts"
    verbose_name = "Signing in"
    default_auto_field = "django.db.models.BigAutoField"
