"""The project as an app: templates, static files, system checks, a shared store."""

from django.apps import AppConfig
from django.conf import settings
from django.core.cache import cache

from . import checks
from .text import ready


class AlsinfoConfig(AppConfig):
    """Registers our checks and shares rendered texts when Django starts."""

    name = "alsinfo"
    verbose_name = "alsinfo"

    def ready(self) -> None:
        checks.register_all()
        if settings.SHARE_RENDERED:
            ready.share(cache)
