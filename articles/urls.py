"""Addresses of the articles."""

from django.urls import path

from . import views

app_name = "articles"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/history/", views.history, name="history"),
    path("<slug:slug>/history/<int:number>/", views.version, name="version"),
    path("<slug:slug>/history/<int:number>/changes/", views.changes, name="changes"),
]
