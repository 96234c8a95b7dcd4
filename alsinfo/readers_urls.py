"""The addresses of readers: each room where it stands, and who answers errors."""

from django.urls import include, path

from .editorial.late import Late

handler404 = "alsinfo.public.views.not_found"
handler500 = "alsinfo.public.outage.server_error"

urlpatterns = [
    path("", include("alsinfo.public.urls")),
    path("", include("alsinfo.feedback.urls")),
    path("articles/", include("articles.urls")),
    path("articles.json", Late("articles.views").list_as_json, name="articles_json"),
    path("glossary/", include("glossary.urls")),
    path("glossary.json", Late("glossary.jsonld").glossary_json, name="glossary_json"),
]
