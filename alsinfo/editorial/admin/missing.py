"""What is not there is 404, in the admin as everywhere."""

from django.http import Http404
from django.utils.translation import gettext as _


class MissingIs404:
    """Mixed into an admin: Django's own would lead to the start page instead."""

    view_on_site = False

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404(_("There is no such entry."))
