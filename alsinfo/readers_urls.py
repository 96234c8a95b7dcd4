"""The addresses of readers: each room where it stands, and who answers errors."""

from django.urls import include, path

from articles.views import list_as_json
from glossary.jsonld import glossary_json

handler404 = "alsinfo.public.views.not_found"
handler500 = "alsinfo.public.outage.server_error"

urlpatterns = [
    path("", include("alsinfo.public.urls")),
    path("", include("alsinfo.feedback.urls")),
    path("articles/", include("articles.urls")),
    path("articles.json", list_as_json, name="articles_json"),
    path("glossary/", include("glossary.urls")),
    path("glossary.json", glossary_json, name="glossary_json"),
]
