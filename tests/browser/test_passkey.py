"""Signing in with more than a password, in a real browser, on `localhost`.

Browsers give no passkey to an IP address; the device is Chromium's virtual one.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import cast
from tests.test_signing_in import code_of

from .conftest import sign_in

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def person(visits, settings):
    """A reviewer's window; a second factor is required of her."""
    settings.REQUIRE_MFA = True
    visit = visits()
    visit.base = visit.base.replace("127.0.0.1", "localhost")
    return visit


def plug_in_device(visit):
    """Give the window a device that keeps passkeys and always says yes."""
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def address(visit):
    return visit.page.url.removeprefix(visit.base)


def sign_out(visit):
    visit.go("/accounts/means/")
    visit.press("Sign out")


def test_a_passkey_is_added_and_signs_in_alone(person):
    plug_in_device(person)
    sign_in(person, cast.reviewer())
    assert "needs a second proof" in person.text()
    person.follow("Add a passkey")
    person.page.get_by_label("A name to know it by").fill("My telephone")
    person.press("Add a passkey")
    assert "The passkey is added." in person.text()
    person.follow("To my work")
    assert address(person) == "/admin/"
    sign_out(person)
    person.go("/admin/articles/article/")
    person.press("Sign in with a passkey")
    person.page.wait_for_url("**/admin/**")
    assert "My telephone" in person.go("/accounts/means/").text()


def test_a_passkey_is_the_second_step_after_a_password(person):
    plug_in_device(person)
    reviewer = cast.reviewer()
    sign_in(person, reviewer)
    person.follow("Add a passkey")
    person.press("Add a passkey")
    sign_out(person)
    sign_in(person, reviewer)
    assert address(person) == "/accounts/code/"
    person.press("Use a passkey")
    assert address(person) == "/admin/"


def test_a_device_that_says_no_is_answered_with_a_sentence(person):
    plug_in_device(person)
    person.go("/accounts/login/")
    person.page.get_by_role("button", name="Sign in with a passkey").click()
    person.page.get_by_text("That did not work. Nothing was changed.").wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_an_authenticator_app_is_set_up_and_used(visits, settings, script):
    settings.REQUIRE_MFA = True
    person, reviewer = visits(java_script_enabled=script), cast.reviewer()
    sign_in(person, reviewer)
    person.follow("Add an authenticator app")
    [secret] = re.findall(r"Key: (\w+)", person.text())
    person.page.get_by_label("Authenticator code:").fill(code_of(secret))
    person.press("Add the app")
    assert "Please write down these recovery codes." in person.text()
    sign_out(person)
    sign_in(person, reviewer)
    person.page.get_by_label("Code:").fill(code_of(secret, ahead=1))
    person.press("Sign in")
    assert address(person) == "/admin/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_at_the_door(person, scheme, width):
    person.page.emulate_media(color_scheme=scheme)
    person.page.set_viewport_size({"width": width, "height": 800})
    outside = ["/accounts/login/", "/accounts/password/reset/", "/accounts/code/"]
    inside = ["means", "passkey/add", "app/add", "password/change", "logout"]
    for page in outside:
        person.go(page)
        assert_good(person.page)
    sign_in(person, cast.reviewer())
    for page in inside:
        person.go(f"/accounts/{page}/")
        assert_good(person.page)


def assert_good(page):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    nodes = [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
    assert nodes == [], page.url
    assert not page.evaluate(WIDER), page.url
