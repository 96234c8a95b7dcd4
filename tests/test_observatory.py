"""The score that Mozilla's HTTP Observatory would give, by its published rules.

https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring (read in 2026):
100 points, less what each test takes; from 90 on what each test gives is added. A test
here is a function of an answer over TLS; redirection to TLS and the certificate are the
proxy's part. Preloading and script hashes would give five points each and are not used.
"""

import re

import pytest

from alsinfo.editorial.workflow import Status

from . import cast

pytestmark = pytest.mark.django_db
HALF_A_YEAR = 15_768_000
PRIVATE = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
TOO_BROAD = {"*", "http:", "https:", "data:", "blob:", "'unsafe-inline'"}


def directives(response):
    header = response.get("Content-Security-Policy", "")
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name.lower(): values for name, *values in parts}


def content_security_policy(response):
    csp = directives(response)
    if not csp:
        return -25
    fallback = csp.get("default-src", ["*"])
    script, style, objects = (
        csp.get(f"{kind}-src", fallback) for kind in ("script", "style", "object")
    )
    if TOO_BROAD & {*script, *objects}:
        return -20
    if any(value.startswith("http:") for values in csp.values() for value in values):
        return -20
    if "'unsafe-eval'" in [*script, *style]:
        return -10
    if TOO_BROAD & set(style):
        return 0
    forms = csp.get("form-action", ["*"])
    is_strict = fallback == ["'none'"] and forms in (["'self'"], ["'none'"])
    return 10 if is_strict else 5


def cookies(response):
    found = list(response.cookies.values())
    if not found:
        return 0
    if not all(cookie["secure"] for cookie in found):
        return -40 if any("session" in cookie.key for cookie in found) else -20
    if not all(c["httponly"] for c in found if re.search("sess|login", c.key)):
        return -30
    if any(c["samesite"] not in {"Lax", "Strict", ""} for c in found):
        return -20
    if any("csrf" in c.key and not c["samesite"] for c in found):
        return -20
    return 5 if all(cookie["samesite"] for cookie in found) else 0


def cross_origin_sharing(response):
    allowed = response.get("Access-Control-Allow-Origin")
    credentials = response.get("Access-Control-Allow-Credentials") == "true"
    return -50 if allowed and credentials else 0


def cross_origin_resource_policy(response):
    policy = response.get("Cross-Origin-Resource-Policy")
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0, None: 0}.get(
        policy, -5
    )


def strict_transport_security(response):
    age = re.match(r"max-age=(\d+)", response.get("Strict-Transport-Security", ""))
    if not age:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def referrer_policy(response):
    policy = response.get("Referrer-Policy")
    return 0 if policy is None else 5 if policy in PRIVATE else -5


def scripts(response):
    addresses = re.findall(r'<script[^>]* src="([^"]*)"', response.content.decode())
    return -50 if any(not re.match(r"/(?!/)", address) for address in addresses) else 0


def content_type_options(response):
    return 0 if response.get("X-Content-Type-Options") == "nosniff" else -5


def frame_options(response):
    if directives(response).get("frame-ancestors") in (["'none'"], ["'self'"]):
        return 5
    return 0 if response.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20


TESTS = [
    content_security_policy,
    cookies,
    cross_origin_sharing,
    cross_origin_resource_policy,
    strict_transport_security,
    referrer_policy,
    scripts,
    content_type_options,
    frame_options,
]


def score(response):
    points = [test(response) for test in TESTS]
    plain = 100 + sum(p for p in points if p < 0)
    return plain + sum(p for p in points if p > 0) if plain >= 90 else max(plain, 0)


@pytest.mark.parametrize("address", ["/", "/articles/", "/glossary/", "/topics/"])
def test_public_pages_score_130(over_tls, address):
    cast.make_article(Status.PUBLISHED, tags=[cast.make_tag()])
    response = over_tls().get(address)
    assert (response.status_code, score(response)) == (200, 130)


def test_the_page_of_an_article_scores_130(over_tls):
    article = cast.make_article(Status.PUBLISHED)
    assert score(over_tls().get(article.get_absolute_url())) == 130


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/"])
def test_the_door_scores_135_for_its_cookies(over_tls, address):
    response = over_tls().get(address)
    assert response.cookies
    assert score(response) == 135


@pytest.mark.parametrize(
    ("header", "worse", "points"),
    [
        ("Content-Security-Policy", "default-src 'self'", 120),
        ("Content-Security-Policy", "default-src 'self' 'unsafe-inline'", 80),
        ("Strict-Transport-Security", "max-age=60", 120),
        ("Referrer-Policy", "unsafe-url", 120),
        ("X-Content-Type-Options", "sniff", 125),
        ("Cross-Origin-Resource-Policy", "cross-origin", 120),
        ("Access-Control-Allow-Origin", "*", 130),
    ],
)
def test_the_score_can_fall(over_tls, header, worse, points):
    response = over_tls().get("/")
    response[header] = worse
    assert score(response) == points
