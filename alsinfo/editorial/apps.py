"""The editorial room as Django knows it."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    default = True
    name = "alsinfo.editorial"
    label = "editorial"
    verbose_name = _("Shared records")
    default_auto_field = "django.db.models.BigAutoField"


class EditorialAdminConfig(SimpleAdminConfig):
    """Django's admin on our own site object.

    `at_once` says that its pages are read when Django starts. A server waits until the
    addresses of editors are asked for: most of its workers never see one.
    """

    default_site = "alsinfo.editorial.start.EditorialSite"
    at_once = True

    def ready(self) -> None:
        super().ready()
        if self.at_once:
            self.module.autodiscover()
