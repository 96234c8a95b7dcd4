"""The public site as Django knows it."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "alsinfo.public"
    label = "public"
    verbose_name = "Public site"
