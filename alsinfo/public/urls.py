"""Addresses of the pages that need both kinds of entry, and of the machines."""

from django.urls import path

from alsinfo.editorial import numbers  # noqa: F401 - it is in the addresses
from alsinfo.editorial.late import Late

from . import sitemaps, views
from .policies import POLICIES

# The first page of a server is one of `views`; the others can wait.
feeds, health, search = (
    Late(f"alsinfo.public.{name}") for name in ("feeds", "health", "search")
)

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
            f"sitemap-{room}-<number:number>.xml",
            sitemaps.texts_sitemap,
            {"name": room},
            name=f"sitemap-{room}",
        )
        for room in sitemaps.MODELS
    ),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
