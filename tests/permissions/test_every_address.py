"""Every address × every role × GET and POST, against a table that knows no code."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from alsinfo.editorial.models import Source
from articles.models import Article

from .. import addresses
from .asking import cases, faults_of, outcome
from .posts import post_of
from .table import READ, ROLES, Line, P
from .world import dump, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_table_says(world, role, method):
    before = dump()
    faults = [
        fault
        for route in addresses.routes()
        for case in cases(world, route)
        for fault in faults_of(world, role, method, case, before)
    ]
    assert not faults, "\n".join(faults)


def test_a_record_that_a_live_text_uses_is_changed_by_publishers_only(world):
    routes = {route.name: route for route in addresses.routes()}
    used = {"tag": world.tags[1], "source": Source.objects.get(key="used-key")}
    before = dump()
    for name, record in used.items():
        [address] = addresses.fill(routes[f"admin:editorial_{name}_change"], [record])
        case = (address, None, Line(READ, P, P))
        for role in ROLES:
            assert [*faults_of(world, role, "POST", case, before)] == []


def test_a_post_without_its_token_changes_nothing(world):
    before = dump()
    client = signed_in(world, "administrator", enforce_csrf_checks=True)
    for route in addresses.routes():
        for address, entry, line in cases(world, route):
            if line.change and not route.is_public:  # those need none: nobody is known
                response = client.post(address.path, post_of(address, entry))
                assert response.status_code == 403, address.path
    assert dump() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_disabled_account_is_out_at_its_next_request(world, method):
    pages = [
        "admin:index",
        "admin:articles_article_change",
        "admin:articles_article_add",
    ]
    route = {route.name: route for route in addresses.routes()}
    for role in READ:
        client = signed_in(world, role)
        assert outcome(client.get("/admin/")) == "answered"
        User.objects.filter(username=f"role-{role}").update(is_active=False)
        before = dump()
        for page in pages:
            [address] = addresses.fill(route[page], world.rows[Article])
            response = getattr(client, method)(address.path)
            assert outcome(response) == "sign in first", (role, page)
        assert dump() == before


@pytest.mark.parametrize("number", ["%00", "9" * 31, "-1", "1abc"])
def test_a_page_that_no_list_has_is_missing(world, number):
    for path in ("/articles/", "/topics/used/"):
        assert Client().get(f"{path}?page={number}").status_code == 404
