"""Addresses of the glossary."""

from django.urls import path, re_path

from alsinfo.editorial import numbers  # noqa: F401 - it is in the addresses
from alsinfo.editorial.late import Late

alphabetical = Late("glossary.alphabetical")
views = Late("glossary.views")

LETTER = r"^letters/(?P<letter>[a-z]|other)/$"

app_name = "glossary"
urlpatterns = [
    path("", alphabetical.index, name="index"),
    path("letters/initials/", alphabetical.initials, name="initials"),
    re_path(LETTER, alphabetical.of_letter, name="letter"),
    path("<slug:slug>.json", views.as_json, name="json"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/history/", views.history, name="history"),
    path("<slug:slug>/history/<number:number>/", views.version, name="version"),
    path("<slug:slug>/history/<number:number>/changes/", views.changes, name="changes"),
]
