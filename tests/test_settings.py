"""Settings from the environment: what follows from them, and what is refused.

Every case starts a fresh interpreter, because settings are read once.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from alsinfo import checks
from alsinfo.logs import harmless
from alsinfo.public.headers import Headers

ROOT = Path(__file__).resolve().parent.parent
KEY = "a key of more than fifty characters, of which many differ"
PUBLIC = {"SITE_URL": "https://alsinfo.example", "SECRET_KEY": KEY}
SERVER = "postgres://alsinfo:hidden@db.example:5433/site"
ASK = """
import json, sys
from django.conf import settings
print(json.dumps([getattr(settings, name) for name in sys.argv[1:]], default=str))
"""


def start(folder, command, environment):
    """Run Python with these variables and none of the developer's."""
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "alsinfo.settings"}
    return subprocess.run(
        [sys.executable, *command],
        env=clean | {"DATA_DIR": str(folder)} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def ask(folder, *names, **environment):
    """The values of these settings, as JSON shows them."""
    done = start(folder, ["-c", ASK, *names], environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_embedded_default_needs_nothing(tmp_path):
    debug, site, zone = ask(tmp_path, "DEBUG", "SITE_URL", "TIME_ZONE")
    assert (debug, site, zone) == (False, "http://127.0.0.1:8000", "Europe/London")


def test_port_is_part_of_the_default_address(tmp_path):
    assert ask(tmp_path, "SITE_URL", PORT="8801") == ["http://127.0.0.1:8801"]


def test_loopback_answers_to_every_name_of_this_machine(tmp_path):
    [hosts] = ask(tmp_path, "ALLOWED_HOSTS", SITE_URL="http://[::1]:8801/")
    assert hosts == ["127.0.0.1", "[::1]", "localhost"]


def test_public_address_decides_hosts_cookies_and_transport(tmp_path):
    names = ["ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    assert ask(tmp_path, *names, "SECURE_HSTS_SECONDS", **PUBLIC) == [
        ["alsinfo.example"],
        True,
        True,
        31_536_000,
    ]


def test_loopback_cookies_travel_over_http(tmp_path):
    assert ask(tmp_path, "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT") == [
        False,
        False,
    ]


def test_secret_key_is_made_once_and_kept_for_its_owner(tmp_path):
    first = ask(tmp_path, "SECRET_KEY")
    assert first == ask(tmp_path, "SECRET_KEY")
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_database_server_is_read_from_its_address(tmp_path):
    [databases] = ask(
        tmp_path, "DATABASES", DATABASE_URL=SERVER, SECRET_KEY=KEY, SITE_URL=""
    )
    found = databases["default"]
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 5433, "site")
    assert found["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DEBUG": "flase"}, "DEBUG must be true or false"),
        ({"REQUIRE_MFA": "maybe"}, "REQUIRE_MFA must be true or false"),
        ({"TRUSTED_PROXIES": "me"}, "TRUSTED_PROXIES must be like"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES must be like"),
        ({"PORT": "0"}, "PORT must be from 1 to 65535"),
        ({"PORT": "80a"}, "PORT must be from 1 to 65535"),
        ({"PORT": "٣"}, "PORT must be from 1 to 65535"),
        ({"CONTACT_EMAIL": "editors"}, "CONTACT_EMAIL must look like"),
        ({"CONTACT_EMAIL": "<a@b>@c.de"}, "CONTACT_EMAIL must look like"),
        ({"TIME_ZONE": "Europe/Londn"}, "TIME_ZONE must be a name"),
        ({"TIME_ZONE": "../etc/passwd"}, "TIME_ZONE must be a name"),
        ({"SITE_URL": "alsinfo.example"}, "SITE_URL must look like"),
        ({"SITE_URL": "ftp://alsinfo.example"}, "SITE_URL must look like"),
        ({"SITE_URL": "https://alsinfo.example/als"}, "SITE_URL must look like"),
        ({"SITE_URL": "https://me@alsinfo.example"}, "SITE_URL must look like"),
        ({"SITE_URL": "https://alsinfo.example:x"}, "SITE_URL must look like"),
        ({"SITE_URL": "https://*"}, "SITE_URL must look like"),
        ({"SITE_URL": "http://alsinfo.example"}, "must begin with https://"),
        ({"SITE_URL": "http://127.0.0.1.example"}, "must begin with https://"),
        ({"SITE_URL": "https://alsinfo.example"}, "SECRET_KEY must be given"),
        (PUBLIC | {"SECRET_KEY": "a" * 60}, "at least 50 mixed characters"),
        ({"DATABASE_URL": SERVER}, "SECRET_KEY must be given"),
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL must begin with"),
        ({"DATABASE_URL": "postgres://db.example"}, "names no database"),
        ({"DATABASE_URL": "postgres://u:hidden@h:x/d"}, "cannot be read"),
        ({"CACHE_URL": "memcache://x"}, "CACHE_URL must look like"),
        ({"PAGE_CACHE": "sometimes"}, "PAGE_CACHE must be true or false"),
        ({"PAGE_CACHE_MB": "0"}, "PAGE_CACHE_MB must be from 1"),
        ({"PAGE_CACHE_MB": "much"}, "PAGE_CACHE_MB must be from 1"),
        ({"EMAIL_URL": "mail.example"}, "EMAIL_URL must look like"),
        ({"EMAIL_URL": "pigeon://mail.example"}, "EMAIL_URL must look like"),
        ({"DATA_DIR": "/dev/null/folder"}, "DATA_DIR cannot be made"),
    ],
)
def test_wrong_value_is_refused_with_one_sentence(tmp_path, environment, words):
    done = start(tmp_path, ["manage.py", "check"], environment)
    assert done.returncode == 1
    assert done.stderr.startswith("alsinfo cannot start: ")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert "hidden" not in done.stderr


def test_database_that_is_away_is_one_sentence(tmp_path):
    url = f"postgres:///site?host={tmp_path}"
    environment = {"DATABASE_URL": url, "SECRET_KEY": KEY}
    done = start(tmp_path, ["manage.py", "migrate"], environment)
    assert done.returncode == 1
    assert done.stderr.startswith("The database did not answer as it should")
    assert done.stderr.count("\n") == 1


@pytest.mark.django_db
def test_database_is_as_careful_as_decided():
    assert run_checks(tags=["database"], databases=["default"]) == []


@pytest.mark.django_db
def test_check_reads_the_pragmas_back(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite has pragmas.")
    monkeypatch.setitem(checks.PRAGMAS, "journal_mode", "delete")
    [fault] = checks.check_sqlite_pragmas(["default"])
    assert "journal_mode = wal" in fault.msg


def test_public_site_without_a_mail_server_is_warned(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    [fault] = checks.check_mail_leaves(None)
    assert fault.id == "alsinfo.W001"


def test_a_public_site_that_names_no_proxy_is_warned(settings):
    settings.IS_HTTPS = True
    [fault] = checks.check_proxies_are_named(None)
    assert fault.id == "alsinfo.W002"
    settings.TRUSTED_PROXIES = 1
    assert checks.check_proxies_are_named(None) == []


@pytest.mark.parametrize(
    ("given", "read"),
    [("", 0), ("2", 2), ("10.0.0.0/8, ::1", ["10.0.0.0/8", "::1/128"])],
)
def test_proxies_are_a_number_or_networks(tmp_path, given, read):
    assert ask(tmp_path, "TRUSTED_PROXIES", TRUSTED_PROXIES=given) == [read]


def test_pages_are_kept_ready_unless_somebody_works_on_them(tmp_path):
    names = ["PAGE_CACHE", "PAGE_CACHE_MB"]
    assert ask(tmp_path, *names) == [True, 20]
    assert ask(tmp_path, *names, DEBUG="true") == [False, 20]
    assert ask(tmp_path, *names, DEBUG="true", PAGE_CACHE="on") == [True, 20]
    assert ask(tmp_path, *names, PAGE_CACHE="off", PAGE_CACHE_MB="5") == [False, 5]


def test_connections_to_the_database_are_kept(tmp_path):
    server = {"DATABASE_URL": f"{SERVER}?connect_timeout=9", "SECRET_KEY": KEY}
    for environment in ({}, server):
        [databases] = ask(tmp_path, "DATABASES", **environment)
        assert databases["default"]["CONN_MAX_AGE"] == 60
    assert int(databases["default"]["OPTIONS"]["connect_timeout"]) == 9


def test_what_is_asked_often_is_planned_once_and_never_compiled(tmp_path):
    server = {"SECRET_KEY": KEY, "DATABASE_URL": SERVER}
    [databases] = ask(tmp_path, "DATABASES", **server)
    options = databases["default"]["OPTIONS"]
    assert (options["prepare_threshold"], options["options"]) == (5, "-c jit=off")
    server["DATABASE_URL"] = f"{SERVER}?options=-c%20search_path%3Dmine"
    [databases] = ask(tmp_path, "DATABASES", **server)
    assert databases["default"]["OPTIONS"]["options"] == "-c search_path=mine"


def test_a_second_factor_is_not_needed_on_this_machine(tmp_path):
    assert ask(tmp_path, "REQUIRE_MFA") == [False]
    assert ask(tmp_path, "REQUIRE_MFA", REQUIRE_MFA="true") == [True]
    assert ask(tmp_path, "REQUIRE_MFA", **PUBLIC) == [True]
    assert ask(tmp_path, "REQUIRE_MFA", REQUIRE_MFA="false", **PUBLIC) == [False]


@pytest.mark.parametrize(
    ("sent", "logged"),
    [
        ("/a\r\nERROR forged", r"/a\r\nERROR forged"),
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("a\u2028b\u202ec", r"a\u2028b\u202ec"),
        ("naïve – “plain” words", "naïve – “plain” words"),
    ],
)
def test_log_line_is_one_harmless_line(sent, logged):
    assert harmless(sent) == logged


def test_headers_are_added_but_not_overridden():
    own = HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})
    response = Headers(lambda request: own)(RequestFactory().get("/"))
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "camera=()" in response["Permissions-Policy"]
