"""Public pages set no cookie, whatever cookies a visitor brings."""

import pytest

from tests import cast

pytestmark = pytest.mark.django_db
FOREIGN = {"csrftoken": "zzz", "sessionid": "abc", "__Host-sessionid": "abc", "x": "y"}


@pytest.mark.parametrize("address", ["/", "/articles/", "/glossary/", "/nothing-here/"])
def test_a_foreign_cookie_is_answered_with_none(client, address):
    client.cookies.load(FOREIGN)
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_an_editors_own_session_is_not_looked_at_on_a_public_page(client):
    anonymous = client.get("/articles/").content
    client.force_login(cast.writer())
    response = client.get("/articles/")
    assert response.content == anonymous
    assert not response.cookies


def test_the_editors_side_still_knows_who_is_there(client):
    client.force_login(cast.writer())
    assert client.get("/admin/").status_code == 200
