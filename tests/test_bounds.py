"""What a request may carry: too much is answered early, and changes nothing."""

import json
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from alsinfo.public.bounds import MOST_OF_ADDRESS, MOST_OF_SEARCH, SEARCH
from alsinfo.wsgi import application
from articles.models import Article
from tests import addresses, cast

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
SIGN_IN = "/accounts/login/"
PUBLIC = sorted(
    route.path(**dict.fromkeys(route.arguments, "1"))
    for route in addresses.routes()
    if not route.is_admin
)


class Untouched(BytesIO):
    """A body that nobody may read."""

    def read(self, *args):
        raise AssertionError("Somebody read the body.")

    readline = readlines = read


@pytest.fixture
def strict():
    """A client that is asked for a token and answered as a browser is."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get(SIGN_IN)
    return client


@pytest.fixture
def writer():
    client = Client(raise_request_exception=False)
    client.force_login(cast.writer())
    return client


def announced(client, path, length, method="POST", **headers):
    """What the client is told when it has sent nothing but the headers."""
    return client.request(
        REQUEST_METHOD=method,
        PATH_INFO=path,
        CONTENT_TYPE=FORM,
        CONTENT_LENGTH=length,
        **{"wsgi.input": Untouched(), **headers},
    )


# A body.


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "GET", "DELETE"])
@pytest.mark.parametrize("path", ["/", SIGN_IN, "/admin/articles/article/add/"])
def test_a_body_that_is_too_long_is_never_read(strict, path, method):
    response = announced(strict, path, str(settings.MOST_BYTES + 1), method)
    assert response.status_code == 413
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("length", ["1e9", "-1", "٣", "9" * 30, "0x10", "1 "])
def test_a_length_that_is_no_number_is_refused(strict, length):
    assert announced(strict, "/", length).status_code == 413


def test_a_body_without_a_length_is_asked_for_one(strict):
    response = announced(strict, SIGN_IN, "", HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411


def test_a_page_asked_for_without_a_body_needs_no_length(client):
    assert announced(client, "/", "", "GET").status_code == 200


def test_a_form_longer_than_django_takes_is_never_read(strict):
    length = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1
    assert announced(strict, SIGN_IN, str(length)).status_code == 413


@pytest.mark.parametrize("field", ["login", "password"])
def test_a_name_or_password_of_100_kb_is_refused_beside_its_field(
    client, field, caplog
):
    data = {"login": "writer", "password": "a"} | {field: "a" * 100_000}
    page = client.post(SIGN_IN, data)
    assert page.status_code == 200
    assert "at most" in page.content.decode()
    assert max(len(record.getMessage()) for record in caplog.records) < 1_000


def test_the_longest_text_still_fits_into_a_form(writer):
    body = "ä€😀\n" * 50_000
    data = {"revisions-TOTAL_FORMS": "1", "revisions-INITIAL_FORMS": "0"}
    fields = {"title": "Long", "byline": "We", "change_kind": "update", "lang": "en-GB"}
    fields["body"] = body.strip()
    data |= {f"revisions-0-{name}": value for name, value in fields.items()}
    response = writer.post("/admin/articles/article/add/", data | {"slug": "long"})
    assert response.status_code == 302
    assert Article.objects.get().newest_revision().body == body.strip()


@pytest.mark.parametrize("count", [2_001, 100_000])
def test_a_form_of_too_many_fields_is_refused(writer, count):
    body = "&".join(f"{number:x}=" for number in range(count))
    response = writer.post("/admin/articles/article/add/", body, content_type=FORM)
    assert response.status_code == 400
    assert not Article.objects.exists()


def test_too_many_files_are_refused(writer):
    files = [SimpleUploadedFile(f"{number}.txt", b"a") for number in range(21)]
    response = writer.post("/admin/articles/article/import/", {"files": files})
    assert response.status_code == 400
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "null",
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"login": {"$ne": 1}, "password": {"$gt": ""}}',
        json.dumps({"__proto__": {"is_staff": True}}),
        "1e999999",
        '"\\ud800"',
        "\ufeff{}",
    ],
)
@pytest.mark.parametrize("path", ["/", SIGN_IN, "/accounts/passkey/", "/admin/"])
def test_json_is_answered_without_trouble(strict, path, body):
    response = strict.post(path, body, content_type="application/json")
    assert response.status_code in {302, 400, 403, 405}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=" + "a" * 300, b"x"),
        ("multipart/form-data; boundary=a", b"--a\r\n" * 10_000),
        ("multipart/form-data; boundary=a", b"--a\r\n" + b"X: y\r\n" * 10_000),
        (f"{FORM}; charset=utf-7", b"login=+ADw-"),
        (f"{FORM}; charset=nosuch", b"login=a"),
        (FORM, b"login=%ff%fe&password=%00"),
        (FORM, b"%=%&=&&&;;=%zz"),
        ("text/xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
    ],
)
@pytest.mark.parametrize("path", ["/", SIGN_IN])
def test_an_odd_body_is_answered_without_trouble(client, path, kind, body):
    client.raise_request_exception = False
    response = client.generic("POST", path, body, content_type=kind)
    assert response.status_code in {200, 400, 405, 415}


# An address, and headers.


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_address_of_any_length_is_answered(client, path):
    most = MOST_OF_SEARCH if path == SEARCH else 100_000
    for long in (path + "a" * 100_000, f"{path}?q={'%2e' * (most // 3)}"):
        assert client.get(long).status_code == 414
    for long in (
        path + "a" * 7_000,
        f"{path}?q={'a' * 7_000}",
        f"{path}?" + "a&" * 3000,
    ):
        assert client.get(long).status_code in {200, 301, 302, 400, 404}


@pytest.mark.parametrize("word", ["слабость ", "a", "breathing ", '"OR* ', "%ef%b7%ba"])
def test_a_search_for_a_megabyte_is_a_search_for_its_beginning(client, word):
    answer = client.get(SEARCH, {"q": word * (1_000_000 // len(word.encode()))})
    assert answer.status_code == 200
    assert len(answer.content) < 100_000


def test_the_longest_address_is_measured_with_its_query(client):
    path = "/?q="
    fits = "a" * (MOST_OF_ADDRESS - len(path))
    assert client.get(path + fits).status_code == 200
    assert client.get(path + fits + "a").status_code == 414


@pytest.mark.parametrize(
    "path",
    [
        "/articles/%00/",
        "/articles/%ff/",
        "/%2e%2e/",
        "//",
        "/\\",
        "/%0d%0aX:y/",
        "/a\u2028",
    ],
)
def test_an_odd_address_is_not_found(client, path):
    response = client.get(path)
    assert response.status_code in {200, 301, 404}
    assert "X" not in response.headers


@pytest.mark.parametrize("name", ["range", "if-none-match", "accept", "cookie", "x-a"])
@pytest.mark.parametrize(
    "value", ["a" * 60_000, "a," * 30_000, "bytes=0-,-,9-1", "é\x01"]
)
def test_an_odd_header_is_answered_without_trouble(client, name, value):
    response = client.get("/", headers={name: value})
    assert response.status_code in {200, 304}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:x", "a b", "", "[::", "a@b"]
)
def test_an_unknown_host_is_refused(client, host):
    client.raise_request_exception = False
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("page", ["0", "-1", "9" * 5_000, "١", "1e3", "a", "", "1.0"])
def test_an_odd_page_number_is_answered(client, page):
    for path in ("/articles/", "/glossary/", "/updates/"):
        assert client.get(path, {"page": page}).status_code in {200, 301, 404}


STRANGE = ["rot13", "base64", "idna", "utf-16", "unicode_escape", '"hex"', "\x00", ""]


def in_charset(method, charset):
    """The status and body of a request through the whole of what the server runs."""
    kind = f"{FORM}; charset={charset}"
    environ = RequestFactory().generic(method, "/robots.txt?page=1").environ
    said = []
    body = application(
        environ | {"CONTENT_TYPE": kind}, lambda status, _headers: said.append(status)
    )
    return int(said[0][:3]), b"".join(body)


@pytest.mark.parametrize("charset", STRANGE)
def test_a_body_in_another_encoding_is_refused_in_words(charset):
    status, body = in_charset("POST", charset)
    assert (status, b"UTF-8" in body) == (415, True)


@pytest.mark.parametrize("charset", STRANGE)
def test_the_encoding_of_a_body_that_is_not_there_is_nothing(charset):
    assert in_charset("GET", charset)[0] == 200


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf8"'])
def test_our_own_encoding_may_be_named(charset):
    assert in_charset("GET", charset)[0] == 200
    assert in_charset("POST", charset)[0] != 415
