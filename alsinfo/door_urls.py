"""The addresses of readers and of the door, where people and robots ask to come in.

Most who see the door never open it, so what is behind it is not read for them.
"""

from django.urls import include, path
from django.views.generic import RedirectView

from . import readers_urls

handler404 = readers_urls.handler404
handler500 = readers_urls.handler500

# A name only: whoever is let in is sent there, and `alsinfo.urls` answers them.
behind = [path("", RedirectView.as_view(), name="index")]

urlpatterns = [
    *readers_urls.urlpatterns,
    path("accounts/", include("alsinfo.accounts.urls")),
    path("admin/", include((behind, "admin"))),
]
