"""Signing in: what is refused, how often it may be tried, and what letters say."""

import base64
import hashlib
import hmac
import logging
import re
import struct
import threading
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import hashers
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.test import Client, RequestFactory

from alsinfo.accounts import limits, visitors
from alsinfo.accounts.models import Tries
from alsinfo.logs import OneLineFormatter

from . import cast

pytestmark = pytest.mark.django_db
SIGN_IN, RESET, MEANS = (
    f"/accounts/{page}/" for page in ("login", "password/reset", "means")
)
WRONG = "not the password"
NEW = "a staple for the battery horse"
PROVE_BY_CODE = "/accounts/code/again/"


def sign_in(client, name, password=cast.PASSWORD, **options):
    return client.post(SIGN_IN, {"login": name, "password": password}, **options)


def fail(times, name="writer", **options):
    return [sign_in(Client(), name, WRONG, **options) for _ in range(times)]


def is_in(client):
    return client.get("/admin/").status_code == 200


def letters():
    """The mail that was sent; it leaves beside the request."""
    for thread in threading.enumerate():
        if thread.name == "post":
            thread.join()
    return mail.outbox


def code_of(secret, ahead=0):
    """What an authenticator app would show: RFC 6238, in a few lines of our own."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    [number] = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


# The way in.


def test_the_right_password_leads_to_the_page_that_was_wanted():
    cast.writer()
    client = Client()
    door = client.get("/admin/articles/article/", follow=True)
    assert door.redirect_chain[-1][0].startswith(SIGN_IN)
    assert "/admin/articles/article/" in door.content.decode()
    wanted = {"next": "/admin/articles/article/"}
    data = {"login": "writer", "password": cast.PASSWORD} | wanted
    assert client.post(SIGN_IN, data)["Location"] == wanted["next"]
    assert is_in(client)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x()"],
)
def test_signing_in_leads_to_no_other_site(elsewhere):
    cast.writer()
    data = {"login": "writer", "password": cast.PASSWORD, "next": elsewhere}
    assert Client().post(SIGN_IN, data)["Location"] == "/admin/"


def test_known_and_unknown_names_get_the_same_answer():
    cast.writer()
    User.objects.filter(pk=cast.reviewer().pk).update(is_active=False)
    pages = [
        re.sub(r'(csrfmiddlewaretoken"|login") value="[^"]*"', "", said)
        for name, key in [
            ("writer", WRONG),
            ("nobody", WRONG),
            ("reviewer", WRONG),
            ("reviewer", cast.PASSWORD),
        ]
        for said in [sign_in(Client(), name, key).content.decode()]
    ]
    assert "do not belong together" in pages[0]
    assert len({re.sub("writer|nobody|reviewer", "", page) for page in pages}) == 1


def test_known_and_unknown_names_cost_the_same_hashing(monkeypatch):
    cast.writer()
    done = []

    class Counted(MD5PasswordHasher):
        def encode(self, password, salt):
            done.append(password)
            return super().encode(password, salt)

    monkeypatch.setattr(hashers, "get_hashers", lambda: [Counted()])
    monkeypatch.setattr(hashers, "get_hasher", lambda _name="default": Counted())

    def hashes(account):
        done.clear()
        sign_in(Client(), account, WRONG)
        return len(done)

    assert hashes("writer") == hashes("nobody") > 0


def test_nobody_signs_up():
    for page in ("signup/", "signup/passkey/", "email/", "login/code/"):
        assert Client().get(f"/accounts/{page}").status_code == 404


def test_a_disabled_account_is_out_at_its_next_request():
    writer, client = cast.writer(), Client()
    sign_in(client, "writer")
    assert is_in(client)
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert not is_in(client)


def test_a_changed_password_ends_the_other_sessions():
    cast.writer()
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "writer")
    words = {"old_password": cast.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/accounts/password/change/", words)["Location"] == MEANS
    assert is_in(here)
    assert not is_in(there)


def test_somebody_without_a_role_is_told_so_and_not_sent_in_circles():
    cast.stranger()
    client = Client()
    sign_in(client, "stranger")
    answer = client.get("/admin/", follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, MEANS)
    assert "may not open the editors’ pages" in answer.content.decode()


# Too many tries.


def test_the_eleventh_try_at_an_account_is_refused_even_with_the_right_password():
    cast.writer()
    assert {answer.status_code for answer in fail(10)} == {200}
    for password in (WRONG, cast.PASSWORD):
        answer = sign_in(Client(), "writer", password, REMOTE_ADDR="192.0.2.7")
        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 300
        assert "come back in 5 minutes" in answer.content.decode()


def test_an_unknown_name_is_limited_like_a_known_one():
    assert [a.status_code for a in fail(11, "nobody")] == [*[200] * 10, 429]


def test_the_twenty_first_try_from_an_address_is_refused():
    cast.writer()
    for number in range(20):
        assert fail(1, f"name-{number}")[0].status_code == 200
    assert sign_in(Client(), "writer").status_code == 429
    assert sign_in(Client(), "writer", REMOTE_ADDR="192.0.2.7").status_code == 302


def test_right_passwords_do_not_count():
    cast.writer()
    for _ in range(22):
        assert sign_in(Client(), "writer").status_code == 302


def test_failures_are_forgotten_after_five_minutes_and_not_sooner():
    cast.writer()
    with time_machine.travel("2026-03-01T09:00:00Z", tick=False) as clock:
        fail(10)
        clock.shift(299)
        assert sign_in(Client(), "writer").status_code == 429
        clock.shift(2)
        assert sign_in(Client(), "writer").status_code == 302
        clock.shift(301)
        limits.begin("sign-in", account="other", address="192.0.2.7").forgive()
        assert Tries.objects.count() == 2, "what no longer counts is swept away"


def test_nobody_finds_the_name_of_a_row_by_trying_all(settings):
    """Every address there is can be hashed in an hour, but not without the key."""
    limits.begin("helpful", address="192.0.2.7")
    settings.SECRET_KEY = "another key, of another site, as long as this one is"
    limits.begin("helpful", address="192.0.2.7")
    keys = list(Tries.objects.values_list("key", flat=True))
    plain = hashlib.sha256(b"helpful\0address\x00192.0.2.7").hexdigest()
    assert len(set(keys)) == 2
    assert plain not in keys


def test_failures_survive_an_empty_cache():
    cast.writer()
    fail(10)
    cache.clear()
    assert sign_in(Client(), "writer").status_code == 429


@pytest.mark.parametrize("name", ["WRITER", " writer ", "ｗriter"])
def test_another_spelling_of_a_name_is_no_way_around(name):
    cast.writer()
    fail(10, name)
    assert sign_in(Client(), "writer").status_code == 429


def test_a_forwarded_address_is_not_believed():
    cast.writer()
    for number in range(20):
        fail(1, f"name-{number}", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    answer = sign_in(Client(), "writer", HTTP_X_FORWARDED_FOR="198.51.100.99")
    assert answer.status_code == 429


NETWORKS = ["10.0.0.0/8", "127.0.0.1/32"]


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "address"),
    [
        (0, "10.0.0.1", "192.0.2.1", "10.0.0.1"),
        (1, "10.0.0.1", "192.0.2.9, 192.0.2.1", "192.0.2.1"),
        (2, "10.0.0.1", "192.0.2.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (2, "10.0.0.1", "192.0.2.1", "10.0.0.1"),
        (1, "10.0.0.1", "nonsense", "10.0.0.1"),
        (1, "10.0.0.1", "192.0.2.1:4711", "192.0.2.1"),
        (1, "10.0.0.1", "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
        (1, "10.0.0.1", "::ffff:192.0.2.1", "192.0.2.1"),
        (NETWORKS, "127.0.0.1", "192.0.2.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (NETWORKS, "192.0.2.5", "192.0.2.1", "192.0.2.5"),
        (NETWORKS, "127.0.0.1", "", "127.0.0.1"),
        (0, "", "", "unknown"),
    ],
)
def test_only_our_own_proxies_say_where_somebody_is(
    settings, trusted, remote, forwarded, address
):
    if isinstance(trusted, list):
        trusted = [visitors.ipaddress.ip_network(network) for network in trusted]
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get(
        "/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded
    )
    assert visitors.address_of(request) == address


def together(number, act):
    """The answers of so many threads that begin at once."""
    ready, answers = threading.Barrier(number), []

    def run():
        ready.wait()
        try:
            answers.append(act())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_do_not_slip_through_together():
    cast.writer()

    def act():
        return sign_in(Client(), "writer", WRONG).status_code

    assert sorted(together(16, act)) == [*[200] * 10, *[429] * 6]


@pytest.mark.django_db(transaction=True)
def test_parallel_forgiving_loses_no_count():
    def act():
        attempt = limits.begin("sign-in", account="a", address="192.0.2.1")
        attempt.forgive()

    together(8, act)
    assert [row.times for row in Tries.objects.all()] == [[], []]


# Letters.


def person_with_mail():
    return cast.make_person("writer", "writers", email="writer@example.org")


def link_in(letter):
    [link] = re.findall(r"http\S+/password/set/\S+", letter.body)
    return link


def open_link(client, link):
    path = link.partition("8000")[2]
    return client.get(path, follow=True)


def set_password(client, page, password=NEW):
    words = {"new_password1": password, "new_password2": password}
    return client.post(page.request["PATH_INFO"], words)


def test_a_link_by_mail_sets_the_password_once(settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    person_with_mail()
    old = Client()
    sign_in(old, "writer")
    Client().post(RESET, {"email": "Writer@example.org"})
    [letter] = letters()
    assert letter.to == ["writer@example.org"]
    client = Client()
    page = open_link(client, link_in(letter))
    assert set_password(client, page, "short").status_code == 200
    assert set_password(client, page)["Location"] == SIGN_IN
    assert open_link(Client(), link_in(letter)).status_code == 404
    assert not is_in(old)
    assert sign_in(Client(), "writer", NEW).status_code == 302


def test_a_link_works_for_an_hour(settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    person_with_mail()
    with time_machine.travel("2026-03-01T09:00:00Z", tick=False) as clock:
        Client().post(RESET, {"email": "writer@example.org"})
        [letter] = letters()
        clock.shift(3599)
        assert open_link(Client(), link_in(letter)).status_code == 200
        clock.shift(2)
        gone = open_link(Client(), link_in(letter))
    assert gone.status_code == 404
    assert "does not work any more" in gone.content.decode()


def test_a_link_begins_with_the_address_of_the_site_not_of_the_request(settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    person_with_mail()
    data = {"email": "writer@example.org"}
    forged = {"x-forwarded-host": "evil.example"}
    assert Client().post(RESET, data, headers={"host": "evil.example"}).status_code == (
        400
    )
    Client().post(RESET, data, headers={"host": "localhost"} | forged)
    [letter] = letters()
    assert link_in(letter).startswith("http://127.0.0.1:8000/accounts/password/set/")


def test_asking_for_a_link_does_not_tell_who_exists():
    person_with_mail()
    User.objects.filter(pk=cast.reviewer().pk).update(
        email="closed@example.org", is_active=False
    )
    answers = {
        Client().post(RESET, {"email": email}).content
        for email in ("writer@example.org", "no@example.org", "closed@example.org")
    }
    assert len(answers) == 1
    assert [letter.to for letter in letters()] == [["writer@example.org"]]


def test_asking_for_links_is_limited():
    for number in range(10):
        answer = Client().post(RESET, {"email": "a@example.org"})
        assert answer.status_code == 200, number
    answer = Client().post(RESET, {"email": "A@example.org"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_an_invitation_makes_an_account_that_sets_its_own_password(
    settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "http://127.0.0.1:8000"
    client = Client()
    client.force_login(cast.administrator())
    role = Group.objects.get(name="writers")
    form = {"username": "new", "email": "new@example.org", "is_staff": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/admin/auth/user/add/", form | {"groups": [role.pk]})
    assert answer.status_code == 302
    person = User.objects.get(username="new")
    assert not person.has_usable_password()
    assert [group.name for group in person.groups.all()] == ["writers"]
    [letter] = letters()
    theirs = Client()
    assert set_password(theirs, open_link(theirs, link_in(letter))).status_code == 302
    sign_in(theirs, "new", NEW)
    assert is_in(theirs)


def test_nobody_is_invited_without_a_mail_address():
    client = Client()
    client.force_login(cast.administrator())
    answer = client.post("/admin/auth/user/add/", {"username": "new"})
    assert answer.status_code == 200
    assert not User.objects.filter(username="new").exists()


# The second factor.


@pytest.fixture
def required(settings):
    settings.REQUIRE_MFA = True


def add_app(client):
    """Set an authenticator app up, as a person would; its key."""
    page = client.get("/accounts/app/add/").content.decode()
    [secret] = re.findall(r'class="key">(\w+)<', page)
    picture = client.get("/accounts/app/key.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    answer = client.post("/accounts/app/add/", {"code": code_of(secret)})
    assert answer["Location"] == "/accounts/recovery-codes/"
    return secret


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_who_decides_sets_up_a_second_factor_before_all_else(role):
    person, client = getattr(cast, role)(), Client()
    sign_in(client, person.username)
    for page in ("", "articles/article/", "jsi18n/", "articles/article/add/"):
        answer = client.get(f"/admin/{page}")
        assert answer["Location"].startswith(f"{MEANS}?next=%2Fadmin%2F"), page
    assert "needs a second proof" in client.get(MEANS).content.decode()
    add_app(client)
    assert is_in(client)


@pytest.mark.usefixtures("required")
def test_a_writer_needs_none():
    cast.writer()
    client = Client()
    sign_in(client, "writer")
    assert is_in(client)


@pytest.mark.usefixtures("required")
def test_a_session_that_never_showed_the_second_factor_shows_it_first():
    person, old, client = cast.reviewer(), Client(), Client()
    for one in (old, client):
        sign_in(one, "reviewer")
    secret = add_app(client)
    assert old.get("/admin/")["Location"].startswith(PROVE_BY_CODE)
    old.post(f"{PROVE_BY_CODE}?next=/admin/", {"code": code_of(secret, ahead=1)})
    assert is_in(old)
    assert person.is_active


def with_app(person):
    """An account whose app is set up; the key, and a recovery code."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    return secret, codes


def test_a_password_alone_does_not_open_an_account_with_a_second_factor():
    secret, _codes = with_app(cast.reviewer())
    client = Client()
    assert sign_in(client, "reviewer")["Location"] == "/accounts/code/"
    assert not is_in(client)
    assert client.post("/accounts/code/", {"code": "000000"}).status_code == 200
    client.post("/accounts/code/", {"code": code_of(secret)})
    assert is_in(client)


def test_a_code_works_once():
    secret, codes = with_app(cast.reviewer())
    for code in (code_of(secret), codes[0]):
        for expected in (True, False):
            client = Client()
            sign_in(client, "reviewer")
            client.post("/accounts/code/", {"code": code})
            assert is_in(client) == expected


def test_a_copy_of_the_database_holds_no_key_in_the_clear(settings):
    secret, codes = with_app(cast.reviewer())
    rows = repr(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in rows
    settings.SECRET_KEY = "another one, as after a backup was restored elsewhere"
    assert not TOTP(Authenticator.objects.get(type="totp")).validate_code(
        code_of(secret)
    )
    kept = RecoveryCodes(Authenticator.objects.get(type="recovery_codes"))
    assert not kept.validate_code(codes[0])


def test_codes_are_limited_like_passwords():
    with_app(cast.reviewer())
    client = Client()
    sign_in(client, "reviewer")
    answers = [client.post("/accounts/code/", {"code": "000000"}) for _ in range(11)]
    assert [a.status_code for a in answers] == [*[200] * 10, 429]
    assert sign_in(Client(), "reviewer").status_code == 429


def test_changing_the_means_asks_for_a_fresh_sign_in():
    cast.writer()
    with time_machine.travel("2026-03-01T09:00:00Z", tick=False) as clock:
        client = Client()
        sign_in(client, "writer")
        assert client.get("/accounts/app/add/").status_code == 200
        clock.shift(301)
        answer = client.get("/accounts/app/add/")
    assert answer["Location"].startswith("/accounts/again/")


def test_an_administrator_takes_a_lost_second_factor_away():
    person = cast.reviewer()
    with_app(person)
    client = Client()
    client.force_login(cast.administrator())
    form = {"username": "reviewer", "is_active": "on", "is_staff": "on"}
    page = f"/admin/auth/user/{person.pk}/change/"
    assert client.post(page, form).status_code == 302
    assert Authenticator.objects.filter(user=person).count() == 2
    client.post(page, form | {"forget_second_factor": "on"})
    assert not Authenticator.objects.filter(user=person).exists()


# The log.


def test_sign_ins_refusals_and_acts_are_written_down(
    caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.INFO)
    sign_in(Client(), "writer", WRONG)
    cast.writer()
    sign_in(Client(), "writer")
    with django_capture_on_commit_callbacks(execute=True):
        cast.make_article("in_review", slug="an-article")
    text = caplog.text
    assert "Sign-in refused: writer from 127.0.0.1" in text
    assert "Signed in: writer from 127.0.0.1" in text
    assert "Done: writer, submit, article an-article, version 1" in text
    assert WRONG not in text
    assert cast.PASSWORD not in text


def test_a_name_does_not_split_a_line_of_the_log(caplog):
    sign_in(Client(), "a\r\nINFO forged\x1b[2J", WRONG)
    lines = [OneLineFormatter().format(record) for record in caplog.records]
    assert any("forged" in line for line in lines)
    assert not any(set(line) & set("\r\n\x1b") for line in lines)
