"""What every test stands on: roles that survive a flush, a browser, quiet settings."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, settings

from alsinfo.editorial.roles import ensure_roles

from .chromium import find_chromium
from .test_settings import PUBLIC, ask

# The machines that run this are slow and shared: a deadline would fail by chance.
settings.register_profile(
    "house",
    deadline=None,
    max_examples=60,
    # The same examples every time: a run says something of the change, not of luck.
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "thorough",
    settings.get_profile("house"),
    max_examples=2_000,
    derandomize=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "house")

# Playwright keeps an event loop in the thread of the test. Django takes that for
# asynchronous code and would refuse the test its own database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def needs_flush(request: pytest.FixtureRequest) -> bool:
    """Whether the test commits, so that the database is flushed after it."""
    marker = request.node.get_closest_marker("django_db")
    committing = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(committing or (marker and marker.kwargs.get("transaction")))


@pytest.fixture(autouse=True)
def roles_after_flush(request: pytest.FixtureRequest) -> None:
    """Migrations make the roles, a flush empties them: make them again."""
    if needs_flush(request):
        request.getfixturevalue("transactional_db")
        ensure_roles()
        cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """The browser of the system; without its sandbox, which root cannot have."""
    chromium = find_chromium()
    if not chromium:
        pytest.skip("No Chromium was found.")
    return browser_type_launch_args | {
        "executable_path": chromium,
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }


TLS = [
    "SITE_URL",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "CONTENT_SECURITY_POLICY",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SECURE_PROXY_SSL_HEADER",
    "REQUIRE_MFA",
]


@pytest.fixture(scope="session")
def tls_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What alsinfo/settings.py makes of an https SITE_URL, asked in a fresh process."""
    values = ask(tmp_path_factory.mktemp("tls"), *TLS, **PUBLIC)
    return dict(zip(TLS, values, strict=True))


@pytest.fixture
def over_tls(settings: Any, tls_settings: dict[str, Any]) -> Callable[..., Client]:
    """Clients that come as a proxy that speaks https sends them."""
    for name, value in tls_settings.items():
        setattr(settings, name, value)
    headers = {"host": "alsinfo.example", "x-forwarded-proto": "https"}
    return lambda **options: Client(headers=headers, **options)
