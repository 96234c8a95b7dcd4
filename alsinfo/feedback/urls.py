"""Addresses where readers speak to us."""

from django.urls import path

from alsinfo.editorial.late import Late

views = Late("alsinfo.feedback.views")

app_name = "feedback"
urlpatterns = [
    path("helpful/", views.helpful, name="helpful"),
    path("report/", views.report, name="report"),
    path("report/thanks/", views.thanks, name="thanks"),
]
