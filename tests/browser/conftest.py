"""A real browser, signed in as whoever the test asks for, with its ears open.

Every message of the console is kept: a violation of the content security policy is
one, and fails the test that caused it.
"""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.management import call_command

from alsinfo.editorial.roles import ensure_roles
from tests import showcase
from tests.cast import PASSWORD

ALLOWED = ("the server responded with a status of 4",)


class Visit:
    """One person's window on the site."""

    def __init__(self, page, base):
        self.page = page
        self.base = base
        self.messages = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))

    def go(self, address):
        return self.page.goto(self.base + address)

    def press(self, name):
        """Press a button, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).click()

    def text(self):
        return self.page.inner_text("body")

    def complaints(self):
        """What the console said, but for answers that the test asked for."""
        return [m for m in self.messages if not any(a in m for a in ALLOWED)]


@pytest.fixture
def visits(browser, live_server):
    """Open windows: `visits()` for a visitor, `visits(person)` signed in."""
    opened = []

    def open_window(person=None, **options):
        context = browser.new_context(**({"locale": "en-GB"} | options))
        visit = Visit(context.new_page(), live_server.url)
        if person is not None:
            context.add_cookies([session_cookie(person, live_server.url)])
        opened.append((context, visit))
        return visit

    yield open_window
    for context, visit in opened:
        context.close()
        assert visit.complaints() == []


@pytest.fixture
def content(transactional_db):
    """The site's own content, as `make run` loads it."""
    ensure_roles()
    cache.clear()
    call_command("load_content", verbosity=0)


@pytest.fixture
def site(transactional_db, settings):
    """The whole site on show, errors too: `tests.showcase`."""
    settings.ROOT_URLCONF = "tests.showcase"
    cache.clear()
    showcase.build()


def session_cookie(person, url):
    """What the sign-in page would set; the story signs in by hand."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {"name": "sessionid", "value": session.session_key, "url": url}


def sign_in(visit, person):
    """Sign in as a person does, at the keyboard."""
    visit.go("/admin/")
    visit.page.get_by_label("Username:").fill(person.get_username())
    visit.page.get_by_label("Password:").fill(PASSWORD)
    visit.press("Sign in")
