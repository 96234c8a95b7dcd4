"""Addresses of the articles."""

from django.urls import path

from . import views

app_name = "articles"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>.txt", views.plain_text, name="plain-text"),
    path("<slug:slug>.json", views.as_json, name="json"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/large-print/", views.large_print, name="large-print"),
    path("<slug:slug>/history/", views.history, name="history"),
    path("<slug:slug>/history/<int:number>/", views.version, name="version"),
    path("<slug:slug>/history/<int:number>/changes/", views.changes, name="changes"),
]
