"""What a visitor gets when the database is away, and when the site is wrong."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.urls import path

from alsinfo import urls as site
from alsinfo.public import outage


def broken(request: HttpRequest) -> None:
    """Raises what the test has put into the query."""
    raise {"locked": OperationalError, "away": InterfaceError, "wrong": KeyError}[
        request.GET["why"]
    ]("secret detail")


# This module is also the urls of a site that has one broken page more.
urlpatterns = [path("broken/", broken), *site.urlpatterns]
handler500 = "alsinfo.public.outage.server_error"


@pytest.fixture
def visitor(client, settings):
    """A client that is answered as a browser is, not with the exception."""
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("why", ["locked", "away"])
def test_database_trouble_is_a_plain_503_that_says_when_to_return(visitor, why):
    response = visitor.post(f"/broken/?why={why}")
    assert response.status_code == 503
    assert response["Retry-After"] == outage.RETRY_AFTER
    assert response["Cache-Control"] == "no-store"
    assert "try again" in response.content.decode()
    assert b"secret detail" not in response.content


def test_a_reader_hears_nothing_of_saving(visitor):
    said = visitor.get("/broken/?why=away").content.decode()
    assert "cannot be shown just now" in said
    assert "saved" not in said
    assert (
        "What you sent was not saved."
        in visitor.post("/broken/?why=away").content.decode()
    )


def test_database_trouble_is_told_in_the_language_of_the_site(visitor):
    response = visitor.get("/broken/?why=away")
    assert response["Content-Language"] == "en-gb"


def test_fault_of_the_site_is_a_500(visitor):
    response = visitor.get("/broken/?why=wrong")
    assert response.status_code == 500
    assert b"secret detail" not in response.content
