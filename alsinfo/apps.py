"""The project as an app: it brings its templates, static files and system checks."""

from django.apps import AppConfig

from . import checks


class AlsinfoConfig(AppConfig):
    """Registers the project's own checks when Django starts."""

    name = "alsinfo"
    verbose_name = "alsinfo"

    def ready(self) -> None:
        checks.register_all()
