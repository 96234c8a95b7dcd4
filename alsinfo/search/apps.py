"""The application's name. May import Django only."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "alsinfo.search"
    label = "search"
    verbose_name = "Search index"
    default_auto_field = "django.db.models.BigAutoField"
