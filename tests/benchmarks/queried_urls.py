"""The addresses of the plain project: its page and Django's admin."""

from django.contrib import admin
from django.shortcuts import get_object_or_404, render
from django.urls import path, re_path

from .queried_models import Page


def page(request, pk=1):
    found = get_object_or_404(Page.objects.select_related("section"), pk=pk)
    given = {
        "page": found,
        "tags": found.tags.all(),
        "newest": found.section.page_set.defer("body").order_by("-pk")[:10],
    }
    return render(request, "page.html", given)


urlpatterns = [
    path("admin/", admin.site.urls),
    path("pages/<int:pk>/", page, name="page"),
    re_path("", page),
]
