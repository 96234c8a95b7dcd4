"""Addresses of the pages that need both kinds of entry, and of the machines."""

from django.urls import path

from . import health, views
from .policies import POLICIES

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("topics/", views.topic_list, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("updates/", views.what_changed, name="updates"),
    *(
        path(f"{policy.slug}/", views.policy, {"page": policy}, name=policy.slug)
        for policy in POLICIES
    ),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
