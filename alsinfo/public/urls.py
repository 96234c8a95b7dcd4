"""Addresses of the pages that need both kinds of entry, and of the machines."""

from django.urls import path

from . import feeds, health, search, sitemaps, views
from .policies import POLICIES

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("topics/", views.topic_list, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("search/", search.page, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("updates/", views.what_changed, name="updates"),
    *(
        path(f"{policy.slug}/", views.policy, {"page": policy}, name=policy.slug)
        for policy in POLICIES
    ),
    path("feed.atom", feeds.articles, name="feed"),
    path("topics/<slug:slug>.atom", feeds.topic, name="topic-feed"),
    path("updates.atom", feeds.what_changed, name="updates-feed"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages_sitemap, name="sitemap-pages"),
    *(
        path(
            f"sitemap-{room}-<int:number>.xml",
            sitemaps.texts_sitemap,
            {"name": room},
            name=f"sitemap-{room}",
        )
        for room in sitemaps.MODELS
    ),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
