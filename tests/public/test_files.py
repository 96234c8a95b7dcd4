"""Static files, and the addresses that a server reads only when they are asked for."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse

from alsinfo.editorial.late import Late, LateView
from alsinfo.public.blind import AT_THE_DOOR, READERS, Blind
from alsinfo.public.files import Files
from tests.test_settings import start

STARTED = """
import sys
from alsinfo.wsgi import application
late = (".admin", "fido2", "accounts.urls", "search.finding")
kept = [n for n in sys.modules if n.endswith(late)]
print([n for n in kept if not n.startswith("django.")])
"""

ASKED = """
from django.conf import settings
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = plain
from alsinfo.wsgi import application
from tests.benchmarks.asking import environ
import sys
for path in ("/healthz", "/accounts/login/", "/admin/"):
    b"".join(application(environ(path), lambda status, headers: print(status)))
    print("articles.admin" in sys.modules)
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


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_comes_to_sign_in_is_led_to_the_door_and_no_further(method):
    request = getattr(RequestFactory(), method)("/accounts/login/")
    Blind(page)(request)
    assert request.urlconf == AT_THE_DOOR
    with pytest.raises(NoReverseMatch):
        reverse("admin:articles_article_changelist", urlconf=AT_THE_DOOR)


def test_the_door_knows_the_addresses_that_all_know():
    """It may differ in what it does not know, and in nothing else."""
    whole, door = get_resolver().reverse_dict, get_resolver(AT_THE_DOOR).reverse_dict
    names = [name for name in door if isinstance(name, str)]
    assert {name: door.getlist(name) for name in names} == {
        name: whole.getlist(name) for name in names
    }
    assert "account_login" in names
    assert reverse("admin:index", urlconf=AT_THE_DOOR) == reverse("admin:index")


@pytest.mark.parametrize(
    ("method", "path"), [("get", "/admin/"), ("post", "/report/"), ("get", "/admin/a/")]
)
def test_all_others_are_led_to_every_address(method, path):
    """What readers send may become a letter that leads an editor to their page."""
    request = getattr(RequestFactory(), method)(path)
    Blind(page)(request)
    assert not hasattr(request, "urlconf")


def test_a_server_shows_the_editors_door_when_it_is_asked_for(tmp_path):
    """In a process of its own, because this one has read everything."""
    done = start(tmp_path, ["-c", ASKED], {})
    said = ["200 OK", "False", "200 OK", "False", "302 Found", "True"]
    assert done.stdout.split("\n")[:6] == said, done.stderr


def late_views():
    todo = list(get_resolver(READERS).url_patterns)
    while todo:
        pattern = todo.pop()
        todo += getattr(pattern, "url_patterns", [])
        if isinstance(getattr(pattern, "callback", None), LateView):
            yield pattern.callback


def test_every_view_that_is_read_late_is_there():
    found = list(late_views())
    assert len(found) > 10
    assert all(callable(late.view) for late in found)


def test_a_late_view_says_of_itself_what_the_view_says():
    views = {late.__name__: late for late in late_views()}
    assert views["detail"].storable is views["detail"].view.storable
    assert not hasattr(views["page"], "storable")
    assert views["helpful"].csrf_exempt
    assert not views["detail"].csrf_exempt


def test_a_view_that_is_not_there_is_missed_when_it_is_asked_for():
    with pytest.raises(AttributeError, match="nothing"):
        Late("articles.views").nothing(None)
