"""How the database finds what pages ask for: by indexes, however much there is.

Asked of ten thousand entries. A table that grows with the texts is never read from end
to end; an index that holds all that is asked for may be.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alsinfo.editorial import instants
from articles.models import ArticleRevision

from . import growing

# The tables that grow with the texts.
GROWING = (
    "articles_article",
    "articles_articlerevision",
    "articles_articlerevisiontag",
    "articles_articleevent",
    "glossary_term",
    "glossary_termrevision",
    "glossary_termrevisiontag",
    "glossary_termevent",
    "editorial_mention",
    "search_searchentry",
    "search_searchname",
    "search_searchword",
)
# The index by which a page finds what it is about, by its names in both databases.
NEWEST = ("articlerevision_ever_live",)
BY_NAME = ("termrevision_by_name",)
INDEXES = {
    "home": NEWEST,
    "articles": NEWEST,
    "articles, page 2": NEWEST,
    "articles as JSON": NEWEST,
    "article": ("articles_article_slug", "sqlite_autoindex_articles_article_1"),
    "term": ("glossary_term_slug", "sqlite_autoindex_glossary_term_1"),
    "glossary": BY_NAME,
    "letter": BY_NAME,
    "initials": ("termrevision_by_initials",),
    "topic": ("articlerevisiontag_once", "autoindex_articles_articlerevisiontag"),
    "topics": ("articlerevisiontag_once", "autoindex_articles_articlerevisiontag"),
    "updates": ("articlerevision_ends",),
    "feed": NEWEST,
    "sitemap of articles": ("articlerevision_of_entry",),
    "sitemap of terms": ("termrevision_of_entry",),
}


# What PostgreSQL finds by an index alone in any table, however small. Elsewhere it
# reads a small table whole, so there it is asked as if that were dear.
NEVER_WHOLE = {
    "articles",
    "articles, page 2",
    "articles as JSON",
    "term",
    "term as JSON",
    "history of an article",
    "version of an article",
    "search",
    "suggestions",
    "not found",
}


def plan(question):
    """The plan of a question, line by line."""
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(explain + question)
        return [str(row[-1]) for row in cursor.fetchall()]


def plans(questions, *, as_if_dear=False):
    """All of their plans; perhaps as if it were dear to read a table whole."""
    with connection.cursor() as cursor:
        if as_if_dear and connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off")
        found = [line for question in questions for line in plan(question)]
        if as_if_dear and connection.vendor == "postgresql":
            cursor.execute("RESET enable_seqscan")
    return found


def read_through(lines):
    """Lines of a plan that read a growing table from end to end."""
    names = "|".join(GROWING)
    pattern = rf"Seq Scan on ({names})\b"
    if connection.vendor == "sqlite":
        # A table that has another name in the question is told by that: U0, V1.
        pattern = rf"^SCAN ({names}|[A-Z]+[0-9]+)\b(?!.* USING COVERING INDEX)"
    return [line for line in lines if re.search(pattern, line)]


@pytest.mark.parametrize("name", growing.PUBLIC | growing.ADMIN)
def test_no_page_reads_a_table_through(grown, name):
    questions = grown.of_many[name]
    lines = plans(questions, as_if_dear=name not in NEVER_WHOLE)
    assert not read_through(lines), "\n".join([*questions, *lines])


@pytest.mark.parametrize("name", INDEXES)
def test_pages_are_found_by_their_index(grown, name):
    lines = plans(grown.of_many[name], as_if_dear=name not in NEVER_WHOLE)
    found = "\n".join(lines)
    assert any(index in found for index in INDEXES[name]), found


def test_the_next_instant_is_found_by_indexes(grown):
    with CaptureQueriesContext(connection) as asked:
        instants.standing(timezone.now())
    lines = plans([query["sql"] for query in asked])
    assert not read_through(lines), "\n".join(lines)
    for index in ("ever_live", "ends"):
        assert f"articlerevision_{index}" in "\n".join(lines)


def test_reading_a_table_through_is_noticed(grown):
    everything = ArticleRevision.objects.filter(byline="nobody's").order_by()
    assert read_through(
        plan(str(everything.values("pk").query).replace("nobody's", "''"))
    )
