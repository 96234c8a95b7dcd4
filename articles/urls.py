"""Addresses of the articles."""

from django.urls import path

from alsinfo.editorial import numbers  # noqa: F401 - it is in the addresses
from alsinfo.editorial.late import Late

views = Late("articles.views")

app_name = "articles"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>.txt", views.plain_text, name="plain-text"),
    path("<slug:slug>.json", views.as_json, name="json"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/large-print/", views.large_print, name="large-print"),
    path("<slug:slug>/history/", views.history, name="history"),
    path("<slug:slug>/history/<number:number>/", views.version, name="version"),
    path("<slug:slug>/history/<number:number>/changes/", views.changes, name="changes"),
]
