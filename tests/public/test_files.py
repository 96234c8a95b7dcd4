"""Static files, and the addresses that a server reads only when they are asked for."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from alsinfo.public.blind import READERS, Blind
from alsinfo.public.files import Files
from tests.test_settings import start

STARTED = """
import sys
from alsinfo.wsgi import application
kept = [n for n in sys.modules if n.endswith((".admin", "fido2", "accounts.urls"))]
print([n for n in kept if not n.startswith("django.")])
"""

ASKED = """
from django.conf import settings
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = plain
from alsinfo.wsgi import application
from tests.benchmarks.asking import environ
for path in ("/healthz", "/accounts/login/", "/admin/"):
    b"".join(application(environ(path), lambda status, headers: print(status)))
"""


def page(request):
    return HttpResponse("a page")


@pytest.fixture
def files(settings, tmp_path):
    (tmp_path / "a.css").write_text("a { color: red }")
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_AUTOREFRESH = False
    settings.WHITENOISE_USE_FINDERS = False
    return Files(page)


def get(files, path):
    response = files(RequestFactory().get(path))
    return response.status_code, b"".join(response)


def test_a_file_is_found_when_it_is_asked_for(files):
    assert "_files" not in vars(files)
    assert get(files, "/static/a.css") == (200, b"a { color: red }")
    assert "_files" in vars(files)


def test_a_page_does_not_wait_for_files(files):
    assert get(files, "/articles/") == (200, b"a page")
    assert "_files" not in vars(files)


@pytest.mark.parametrize("path", ["/static/none.css", "/static/../settings.py"])
def test_what_is_no_file_is_left_to_the_addresses(files, path):
    assert get(files, path) == (200, b"a page")


def test_a_server_begins_without_the_editors_side(tmp_path):
    done = start(tmp_path, ["-c", STARTED], {})
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_a_command_knows_all_of_it(tmp_path):
    code = "import django; django.setup(); from django.contrib import admin\n"
    code += "print(len(admin.site._registry))"
    done = start(tmp_path, ["-c", code], {})
    assert int(done.stdout) > 10


@pytest.mark.parametrize("path", ["/", "/articles/", "/search/?q=a", "/nothing/"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_reader_is_led_to_public_addresses_only(path, method):
    request = getattr(RequestFactory(), method)(path)
    Blind(page)(request)
    assert request.urlconf == READERS
    for name in ("admin:index", "account_login"):
        with pytest.raises(NoReverseMatch):
            reverse(name, urlconf=READERS)


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/admin/"), ("get", "/accounts/login/"), ("post", "/report/")],
)
def test_all_others_are_led_to_every_address(method, path):
    """What readers send may become a letter that leads an editor to their page."""
    request = getattr(RequestFactory(), method)(path)
    Blind(page)(request)
    assert not hasattr(request, "urlconf")


def test_a_server_shows_the_editors_door_when_it_is_asked_for(tmp_path):
    """In a process of its own, because this one has read everything."""
    done = start(tmp_path, ["-c", ASKED], {})
    assert done.stdout.split("\n")[:3] == ["200 OK", "200 OK", "302 Found"], done.stderr
