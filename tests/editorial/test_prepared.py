"""Questions whose SQL is written once give the same answers as a queryset."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import BigAutoField, DateTimeField

from alsinfo.editorial.models import Source
from alsinfo.editorial.prepared import Blank, Blanks, Question, record
from alsinfo.editorial.workflow import Status
from articles.models import ArticleRevision
from glossary import addresses
from tests import cast

pytestmark = pytest.mark.django_db
PLANNED = """SELECT generic_plans + custom_plans FROM pg_prepared_statements
WHERE statement LIKE %s"""
KEYS = ["a", "b'c", 'd"e', "%s", "f\\g", "ä", "') OR 1=1 --"]


@pytest.fixture
def by_key():
    for key in KEYS:
        Source.objects.create(key=key, title=key, kind="trial")
    found = Source.objects.filter(key__in=Blanks("keys")).order_by("key")
    return Question(lambda: found.values_list("key", flat=False))


@pytest.mark.parametrize("keys", [[key] for key in KEYS] + [KEYS, [], ["x"], KEYS[:3]])
def test_a_list_of_texts_finds_those_and_no_others(by_key, keys):
    assert {key for (key,) in by_key.ask(keys=keys)} == set(keys) & set(KEYS)


def test_a_long_list_is_one_value(by_key, django_assert_num_queries):
    many = [f"key-{number}" for number in range(40_000)]
    with django_assert_num_queries(1):
        assert by_key.ask(keys=[*many, "a"]) == [("a",)]


def test_the_queryset_is_made_once():
    made = []

    def make():
        made.append(1)
        return Source.objects.filter(
            pk__in=Blanks("keys", BigAutoField())
        ).values_list()

    question = Question(make)
    assert question.ask(keys=[1]) == question.ask(keys=[2, 3]) == []
    assert made == [1]


def test_a_server_plans_once_what_is_asked_often(by_key):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is no server: its plans are made in no time.")
    for key in KEYS:
        assert by_key.ask(keys=[key]) == [(key,)]
    with connection.cursor() as cursor:
        cursor.execute(PLANNED, ["%unnest($1::text[])%"])
        assert cursor.fetchall() == [(len(KEYS) - 5,)]


def test_a_value_that_is_missing_is_told(by_key):
    with pytest.raises(KeyError):
        by_key.ask()


def test_instants_and_switches_come_as_their_fields_give_them():
    article = cast.make_article(Status.PUBLISHED, origin_commercial=True)
    text = article.revisions.get()
    began = Blank("began", DateTimeField())
    found = ArticleRevision.objects.filter(live_from=began)
    question = Question(lambda: found.values_list("live_from", "origin_commercial"))
    assert question.ask(began=text.live_from) == [(text.live_from, True)]
    assert question.ask(began=datetime(2001, 1, 1, tzinfo=UTC)) == []


def test_a_record_knows_what_it_was_given_in_any_order():
    source = record(Source, ("title", "id", "key"), ("T", 7, "k"))
    assert (source.pk, source.key, source.title) == (7, "k", "T")
    assert source.get_deferred_fields() >= {"year", "kind"}
    with pytest.raises(ValueError, match="zip"):
        record(Source, ("title", "id"), ("T",))


def test_a_live_text_is_as_a_queryset_gives_it():
    article = cast.make_article(Status.PUBLISHED, slug="main")
    began = article.revisions.get().live_from
    cast.new_draft(article)
    cast.bring_to(article, Status.PUBLISHED)
    text = article.revisions.get(number=2)
    found = addresses.live_text(ArticleRevision, "main", text.live_from)
    names = [field.attname for field in text._meta.fields]
    assert [getattr(found, n) for n in names] == [getattr(text, n) for n in names]
    assert found.entry == article
    assert found.first_from == began
    assert addresses.live_text(ArticleRevision, "mai", text.live_from) is None
