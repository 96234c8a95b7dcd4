"""The editorial room as Django knows it."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    default = True
    name = "alsinfo.editorial"
    label = "editorial"
    verbose_name = _("Shared records")
    default_auto_field = "django.db.models.BigAutoField"


class EditorialAdminConfig(AdminConfig):
    """Django's admin on our own site object."""

    default_site = "alsinfo.editorial.start.EditorialSite"
