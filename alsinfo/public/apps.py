"""The public site as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    name = "alsinfo.public"
    label = "public"
    verbose_name = _("Public site")
