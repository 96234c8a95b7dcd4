"""The project as an app: templates, static files, system checks, a shared store."""

from django.apps import AppConfig
from django.conf import settings
from django.core.cache import caches

from . import checks, shared
from .text import ready


class AlsinfoConfig(AppConfig):
    """Registers our checks and shares rendered texts when Django starts."""

    name = "alsinfo"
    verbose_name = "alsinfo"

    def ready(self) -> None:
        checks.register_all()
        if "shared" in settings.CACHES:
            ready.share(shared.Store(caches["shared"]))
