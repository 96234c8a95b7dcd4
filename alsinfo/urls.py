"""The site's addresses: those of readers and those of editors."""

from django.contrib import admin
from django.urls import include, path

from . import readers_urls

handler404 = readers_urls.handler404
handler500 = readers_urls.handler500

# A server has not read what there is to edit before it is asked for it.
admin.autodiscover()

urlpatterns = [
    *readers_urls.urlpatterns,
    path("accounts/", include("alsinfo.accounts.urls")),
    path("admin/", admin.site.urls),
]
