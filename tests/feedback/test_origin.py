"""Without a cookie there is no token: where a form comes from is what counts."""

import pytest
from django.test import Client

from alsinfo.feedback.models import Report, Tally

from .conftest import WRONG

pytestmark = pytest.mark.django_db
OURS = "http://testserver"
FORMS = {
    "/report/": {"page": "/articles/spoken-of/", "wrong": WRONG},
    "/helpful/": {"page": "/articles/spoken-of/", "answer": "yes"},
}
TAKEN = [
    {},
    {"origin": OURS},
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
    {"referer": f"{OURS}/articles/spoken-of/?a=b"},
    {"origin": OURS, "sec-fetch-site": "cross-site", "referer": "http://evil.example/"},
]
REFUSED = [
    {"origin": "null"},
    {"origin": ""},
    {"origin": "https://testserver"},
    {"origin": "http://testserver:81"},
    {"origin": "http://testserver.evil.example"},
    {"origin": "http://evil.example", "referer": f"{OURS}/"},
    {"origin": f"{OURS}/"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "referer": f"{OURS}/"},
    {"referer": "http://evil.example/testserver"},
    {"referer": "http://testserver@evil.example/"},
    {"referer": ""},
    {"referer": "http://["},
]


def send(address, headers):
    client = Client(enforce_csrf_checks=True)
    return client.post(address, FORMS[address], headers=headers)


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("headers", TAKEN, ids=str)
def test_a_form_of_ours_is_taken_without_a_cookie(article, address, headers):
    assert send(address, headers).status_code == 303


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("headers", REFUSED, ids=str)
def test_a_form_from_elsewhere_is_refused_with_a_sentence(article, address, headers):
    answer = send(address, headers)
    assert answer.status_code == 403
    assert "nothing was sent" in answer.content.decode()
    assert not Report.objects.exists()
    assert not Tally.objects.exists()


def test_our_own_browser_says_where_it_comes_from_over_tls(article, over_tls):
    headers = {"origin": "https://alsinfo.example"}
    answer = over_tls().post("/report/", FORMS["/report/"], headers=headers)
    assert answer.status_code == 303
    other = {"origin": "http://alsinfo.example"}
    answer = over_tls().post("/report/", FORMS["/report/"], headers=other)
    assert answer.status_code == 403


def test_the_policy_lets_our_forms_be_sent_to_us_only(client, article):
    policy = client.get("/articles/spoken-of/").headers["Content-Security-Policy"]
    assert "form-action 'self'" in policy
