"""What every answer tells the browser, whoever gives it."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from alsinfo import urls as site
from alsinfo.accounts import limits
from alsinfo.editorial.workflow import Status

from . import cast

pytestmark = pytest.mark.django_db
SAME = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "upgrade-insecure-requests": "",
}


def broken(request: HttpRequest) -> None:
    raise KeyError


# This module is also the urls of a site that has one broken page more.
urlpatterns = [path("broken/", broken), *site.urlpatterns]
handler404, handler500 = site.handler404, site.handler500


def policy_of(response):
    parts = response["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


def assert_whole(response):
    assert {name: response.get(name) for name in SAME} == SAME
    assert policy_of(response) == POLICY
    assert "camera=()" in response["Permissions-Policy"]
    assert "X-Powered-By" not in response


def withdrawn():
    article = cast.make_article(Status.PUBLISHED)
    cast.withdraw(article)
    return article.get_absolute_url()


@pytest.mark.parametrize("address", ["/", "/articles/", "/glossary/", "/robots.txt"])
def test_public_pages_carry_them_and_no_cookie(over_tls, address):
    response = over_tls().get(address)
    assert response.status_code == 200
    assert_whole(response)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/"])
def test_the_door_carries_them(over_tls, address):
    response = over_tls().get(address)
    assert_whole(response)
    assert "no-store" in response["Cache-Control"]


def test_the_admin_carries_them(over_tls, settings):
    settings.REQUIRE_MFA = False
    client = over_tls()
    client.force_login(cast.administrator())
    assert_whole(client.get("/admin/"))


@pytest.mark.parametrize("status", [301, 400, 403, 404, 410, 429, 500, 503])
def test_errors_carry_them(over_tls, settings, status, monkeypatch):
    settings.ROOT_URLCONF = __name__
    client = over_tls(enforce_csrf_checks=True, raise_request_exception=False)
    data = {"login": "writer", "password": "wrong"}

    def refuse(*args, **kwargs):
        raise limits.TooMany(60)

    monkeypatch.setattr(limits, "begin", refuse)
    response = {
        301: lambda: client.get("/articles"),
        400: lambda: client.get("/", headers={"host": "evil.example"}),
        403: lambda: client.post("/accounts/login/", data),
        404: lambda: client.get("/nothing/"),
        410: lambda: client.get(withdrawn()),
        429: lambda: over_tls().post("/accounts/login/", data),
        500: lambda: client.get("/broken/"),
        503: lambda: _without_database(client, monkeypatch),
    }[status]()
    assert response.status_code == status
    assert_whole(response)


def _without_database(client, monkeypatch):
    def fail(request):
        raise OperationalError

    monkeypatch.setattr(urlpatterns[0], "callback", fail)
    return client.get("/broken/")


def test_a_form_without_its_token_is_answered_in_plain_words(over_tls):
    client = over_tls(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "writer"})
    assert "This form was not sent" in answer.content.decode()
    assert "csrf" not in answer.content.decode().lower().replace("csrftoken", "")


def test_a_visitor_without_tls_is_sent_to_it(over_tls):
    client = over_tls()
    answer = client.get("/articles/", headers={"x-forwarded-proto": "http"})
    assert answer["Location"] == "https://alsinfo.example/articles/"
    assert answer["X-Frame-Options"] == "DENY"
    assert "Content-Security-Policy" in answer


def test_cookies_are_bound_to_this_host(over_tls, settings):
    settings.REQUIRE_MFA = False
    cast.writer()
    client = over_tls()
    client.get("/accounts/login/")
    data = {"login": "writer", "password": cast.PASSWORD}
    client.post("/accounts/login/", data)
    assert set(client.cookies) == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in client.cookies.values():
        assert (cookie["path"], cookie["domain"]) == ("/", "")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] in {"Lax", "Strict"}
        assert cookie["max-age"] == ""


def test_signed_in_readers_get_public_pages_without_a_cookie():
    client = Client()
    client.force_login(cast.writer())
    response = client.get("/")
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_a_public_site_needs_a_second_factor(tls_settings):
    assert tls_settings["REQUIRE_MFA"] is True
