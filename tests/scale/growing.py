"""A database of its own that holds a hundred entries first, and then ten thousand."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alsinfo.editorial.models import Source, Tag
from alsinfo.public import generating
from articles.models import ArticleRevision
from glossary.models import TermRevision
from tests import cast

FEW = ("--articles", "60", "--terms", "60")
MANY = ("--articles", "6000", "--terms", "4000")
TAGS = 12
# What each page is, by its name. {article} and {term} are addresses of live texts.
PUBLIC = {
    "home": "/",
    "articles": "/articles/",
    "articles, page 2": "/articles/?page=2",
    "articles as JSON": "/articles.json",
    "article": "/articles/{article}/",
    "article in large print": "/articles/{article}/large-print/",
    "article as plain text": "/articles/{article}.txt",
    "article as JSON": "/articles/{article}.json",
    "history of an article": "/articles/{article}/history/",
    "version of an article": "/articles/{article}/history/1/",
    "glossary": "/glossary/",
    "letter": "/glossary/letters/{letter}/",
    "initials": "/glossary/letters/initials/",
    "term": "/glossary/{term}/",
    "term as JSON": "/glossary/{term}.json",
    "topics": "/topics/",
    "topic": "/topics/topic-1/",
    "updates": "/updates/",
    "feed": "/feed.atom",
    "feed of a topic": "/topics/topic-1.atom",
    "feed of updates": "/updates.atom",
    "sitemap": "/sitemap.xml",
    "sitemap of pages": "/sitemap-pages.xml",
    "sitemap of articles": "/sitemap-articles-1.xml",
    "sitemap of terms": "/sitemap-glossary-1.xml",
    "search": "/search/?q=muscle",
    "search of a topic": "/search/?q=muscle&topic=topic-1&kind=article",
    "suggestions": "/search/suggest/?q=mus",
    "not found": "/articles/nothing-here/",
}
ADMIN = {
    "articles for editors": "/admin/articles/article/",
    "terms for editors": "/admin/glossary/term/",
    "overdue articles": "/admin/articles/article/?site=overdue",
    "articles found by editors": "/admin/articles/article/?q=generated-article-00000",
    "sources": "/admin/editorial/source/",
    "tags": "/admin/editorial/tag/",
}


@contextmanager
def elsewhere(name: str) -> Iterator[None]:
    """Talk to the database of this name instead of the suite's."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The name of an empty database, which is dropped at the end."""
    if connection.vendor == "sqlite":
        yield str(folder / "grown.sqlite3")
        return
    own = f"grown_{secrets.token_hex(4)}"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {own}")
    yield own
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {own} WITH (FORCE)")


def prepare() -> None:
    """The tables, and what generated texts are tied to."""
    call_command("migrate", verbosity=0)
    Tag.objects.bulk_create(
        Tag(slug=f"topic-{n}", name=f"Topic {n}") for n in range(TAGS)
    )
    Source.objects.bulk_create(
        Source(key=f"study-{n}", title=f"Study {n}", kind=Source.Kind.TRIAL)
        for n in range(20)
    )
    cast.administrator()


def generate(words: tuple[str, ...]) -> None:
    """Generated entries with short bodies: what is looked at here are the rows."""
    with mock.patch.object(generating, "_blocks", _short):
        call_command("generate_content", *words, verbosity=0, stdout=mock.Mock())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _short(chance, number, stock, length):
    yield generating.NOTICE
    yield chance.choice(stock.paragraphs)


def addresses(pages: dict[str, str]) -> dict[str, str]:
    """The addresses of pages, with those of the first live texts in them."""
    article, term = (
        model.objects.live(timezone.now()).order_by("entry").first()
        for model in (ArticleRevision, TermRevision)
    )
    first = {
        "article": article.entry.slug,
        "term": term.entry.slug,
        "letter": term.name[0].lower(),
    }
    return {name: path.format(**first) for name, path in pages.items()}


def asked(address: str) -> list[str]:
    """The questions that a page asks, the second time it is asked for."""
    client = Client()
    if address.startswith("/admin/"):
        client.force_login(cast.administrator())
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == (404 if "nothing" in address else 200), address
    return [query["sql"] for query in queries]


def asked_of_all() -> dict[str, list[str]]:
    """Name of a page -> its questions."""
    return {name: asked(path) for name, path in addresses(PUBLIC | ADMIN).items()}
