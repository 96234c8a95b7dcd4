"""Every string of ours goes through gettext: in a bracketed language none is bare."""

import re

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.utils import translation

from alsinfo.editorial.admin.acts import ACTS
from alsinfo.editorial.roles import ensure_roles

from . import addresses, cast
from .leaks.world import FEBRUARY, World
from .pseudo import bare, brackets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

# What is called the same in every language; what the test itself made; what Django
# leaves bare (the picture beside its search box, and the name of an empty value).
SAME = """
    alsinfo ALS CC BY Markdown CommonMark JSON CSV RIS Europe London en GB gb
    DOI md True False
    administrator writer reviewers writers publishers role Search
"""
NAMES = frozenset(SAME.split())
LANG = rb'<html lang="[a-z]{2}(-[a-zA-Z]{2})?"'
# The pages of an entry that say something else in every state of it.
MANY = {"change", "history"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once, in brackets: what the desk writes of its own accord is ours too."""
    with (
        django_db_blocker.unblock(),
        brackets(),
        time_machine.travel(FEBRUARY, tick=True) as clock,
        transaction.atomic(),
    ):
        ensure_roles()
        yield World(clock)
        transaction.set_rollback(True)


@pytest.fixture
def bracketed():
    with brackets():
        yield


def client_of(person):
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


def some_of(route):
    """All rows where they change what a page says, else one; none of an empty table."""
    if not route.arguments:
        return [addresses.Address(route, {})]
    if route.model and not route.model.objects.exists():
        return []
    found = addresses.fill(route)
    if route.page in MANY or route.name.endswith(":detail"):
        return found
    return found[: len(ACTS) if route.page == "act" else 1]


def pages(choose):
    """The addresses of the routes that `choose` takes, as paths."""
    for route in addresses.routes():
        if choose(route):
            query = "?from=1&to=2" if route.page == "compare" else ""
            yield from (address.path + query for address in some_of(route))


def is_page(answer):
    kind = answer.headers.get("Content-Type", "")
    is_html = kind.startswith("text/html") and not answer.streaming
    return is_html and bool(answer.content)


def faults_of(client, paths, method="GET"):
    """A line for every bare string, with a page that has it."""
    found = {}
    for path in paths:
        with transaction.atomic():
            answer = client.generic(method, path)
            transaction.set_rollback(True)
        if is_page(answer):
            for line in bare(answer.content.decode(), NAMES):
                found.setdefault(line, path)
    return [f"{line}   ({path})" for line, path in found.items()]


def test_public_pages_have_no_bare_string(bracketed):
    assert faults_of(client_of(None), pages(lambda r: r.is_public)) == []


def test_the_door_has_no_bare_string(bracketed):
    for person in (None, cast.writer()):
        assert faults_of(client_of(person), pages(lambda r: r.is_door)) == []


DJANGOS = {"admin:jsi18n", "admin:logout", "admin:auth_user_password_change"}


def is_ours(route):
    """Not what Django says of permissions and passwords in words of its own."""
    return route.is_admin and route.model is not Group and route.name not in DJANGOS


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_admin_has_no_bare_string(bracketed, method):
    client = client_of(cast.administrator())
    assert faults_of(client, pages(is_ours), method) == []


def test_who_may_not_is_told_so_in_translation(bracketed):
    paths = ["/admin/auth/user/", "/admin/nothing/", "/nothing/", "/?page=%00"]
    assert faults_of(client_of(cast.writer()), paths) == []


def test_every_page_says_its_language():
    wrong = []
    for person in (None, cast.administrator()):
        client = client_of(person)
        for path in pages(lambda route: "logout" not in route.name):
            answer = client.get(path)
            if is_page(answer) and not re.search(LANG, answer.content):
                wrong.append(path)
    assert wrong == []


# The test can fail.


@pytest.mark.parametrize(
    "html",
    [
        "<p>Bare words</p>",
        "<p>⟦Said⟧ and bare</p>",
        "<p>⟦Said <b>pub1lic</b> too⟧ but</p>",
        '<a aria-label="Bare">⟦Said⟧</a>',
        '<input type="submit" value="Bare">',
        '<img alt="Bare">',
        "<title>⟦Said⟧ here</title>",
    ],
)
def test_a_bare_string_is_found(html):
    assert len(bare(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>⟦Said by ⟦November⟧ <b>pub1lic</b> on 2⟧, 3</p>",
        '<p title="⟦Said⟧">hid12den</p>',
        "<script>let bare = 1;</script>",
        '<input type="text" value="typed">',
    ],
)
def test_what_is_said_in_brackets_or_is_content_is_not_bare(html):
    assert bare(html) == []


def test_the_languages_are_decided_and_have_a_folder():
    assert [code for code, _name in settings.LANGUAGES] == [settings.LANGUAGE_CODE]
    assert [path.name for path in settings.LOCALE_PATHS] == ["locale"]
    assert translation.get_language() == "en-gb"
