"""The readers' voices as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "alsinfo.feedback"
    label = "feedback"
    verbose_name = _("Voices from readers")
    default_auto_field = "django.db.models.BigAutoField"
