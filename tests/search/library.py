"""A small library to search in: accounts stand in for revisions, active means live."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from alsinfo.search import finding


def shelve(
    title: str,
    keywords: str = "",
    body: str = "",
    *,
    misspellings: str = "",
    kind: str = "article",
    is_live: bool = True,
) -> int:
    """Make a revision, index it, and answer its number."""
    name = f"revision {User.objects.count()}"
    revision = User.objects.create(username=name, is_active=is_live)
    texts = {"title": title, "keywords": keywords, "body": body}
    finding.index(kind, revision.pk, misspellings=misspellings, **texts)
    return revision.pk


def live() -> dict[str, QuerySet[User]]:
    revisions = User.objects.filter(is_active=True).order_by("username")
    return {"article": revisions, "term": revisions}


def search(query: str, **bounds: int) -> finding.Results:
    return finding.search(query, live=live(), **bounds)


def found(query: str) -> list[int]:
    return [hit.revision_id for hit in search(query).hits]


def titles(query: str) -> list[str]:
    return [hit.title for hit in search(query).hits]
