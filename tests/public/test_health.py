"""The two questions of machines."""

import pytest
from django.db import OperationalError

from alsinfo.editorial.workflow import Status
from alsinfo.search.models import SearchEntry

from ..cast import make_article


def test_healthz_asks_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_agrees_when_all_is_there(client):
    make_article(Status.PUBLISHED)
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_names_missing_search_rows(client):
    make_article(Status.PUBLISHED)
    SearchEntry.objects.all().delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "reindex" in response.content.decode()


@pytest.mark.django_db
def test_readyz_names_missing_migrations(client, monkeypatch):
    plan = "alsinfo.public.health.MigrationExecutor.migration_plan"
    monkeypatch.setattr(plan, lambda self, targets: ["one"])
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "migrate" in response.content.decode()


def test_readyz_says_that_the_database_does_not_answer(client, monkeypatch):
    def fail():
        raise OperationalError("secret detail")

    monkeypatch.setattr("alsinfo.public.health._fault", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content.decode() == "The database does not answer.\n"
