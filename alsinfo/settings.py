"""Every setting, read once from the environment; a wrong value is a sentence.

The variables are listed in docs/operations.md. This is the one module that knows the
environment, and it imports nothing of the project's.
"""

import ipaddress
import os
import re
import secrets
import zoneinfo
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# A host name (never a wildcard, which would allow every host) or an IPv6 address.
HOST = re.compile(r"([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:\d+)?")


# --- Reading: one small function for each kind of value -------------------------------


def read_switch(name: str, default: bool = False) -> bool:
    """A yes or no. Anything else is refused: DEBUG=flase must not pass for a no."""
    value = env.str(name, default="").strip().lower()
    if value in {"1", "true", "yes", "on"} or (default and not value):
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not “{value}”.")


def read_port() -> int:
    """The port of the server on this machine."""
    value = env.str("PORT", default="") or "8000"
    if value.isascii() and value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise ImproperlyConfigured(f"PORT must be from 1 to 65535, not “{value}”.")


def read_page_cache_size() -> int:
    """How many megabytes of ready pages each process keeps."""
    value = env.str("PAGE_CACHE_MB", default="") or "20"
    if value.isascii() and value.isdigit() and 0 < int(value) <= 4096:
        return int(value)
    sentence = f"PAGE_CACHE_MB must be from 1 to 4096, not “{value}”."
    raise ImproperlyConfigured(sentence)


def read_data_folder() -> Path:
    """The folder of everything that is kept, made when missing, for its owner only."""
    path = BASE_DIR / (env.str("DATA_DIR", default="") or "var")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"DATA_DIR cannot be made: {path}: {error.strerror}."
        raise ImproperlyConfigured(sentence) from None
    return path


def read_time_zone() -> str:
    """A name of the time zone database, such as Europe/London."""
    name = env.str("TIME_ZONE", default="") or "Europe/London"
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        sentence = f"TIME_ZONE must be a name such as Europe/London, not “{name}”."
        raise ImproperlyConfigured(sentence) from None
    return name


def read_site_url() -> SplitResult:
    """The address visitors type: scheme and host, no path."""
    value = (env.str("SITE_URL", default="") or f"http://127.0.0.1:{PORT}").rstrip("/")
    example = f"SITE_URL must look like https://example.org, not “{value}”."
    try:
        url = urlsplit(value)
        url.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ImproperlyConfigured(example) from None
    plain = f"{url.scheme}://{url.netloc}" == value and HOST.fullmatch(url.netloc)
    if url.scheme not in {"http", "https"} or not plain:
        raise ImproperlyConfigured(example)
    if url.scheme == "http" and not is_loopback(url.hostname):
        sentence = f"SITE_URL must begin with https:// outside this machine: “{value}”."
        raise ImproperlyConfigured(sentence)
    return url


def is_loopback(host: str) -> bool:
    """Whether the host can only be this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def read_database() -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL server that DATABASE_URL names."""
    value = env.str("DATABASE_URL", default="")
    if not value:
        return sqlite(str(DATA_DIR / "alsinfo.sqlite3"))
    scheme = value.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        sentence = "DATABASE_URL must begin with sqlite:/// or postgres://."
        raise ImproperlyConfigured(sentence)
    try:
        parsed = dict(env.db_url_config(value))
    except (ValueError, environ.ImproperlyConfigured):
        # The address may hold a password, so the sentence does not repeat it.
        raise ImproperlyConfigured("DATABASE_URL cannot be read.") from None
    if not parsed["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL names no database.")
    if scheme == "sqlite":
        return sqlite(parsed["NAME"])
    # The health check lets the site recover by itself after the server was away.
    # Compiling a query takes longer than any of ours runs, and the server guesses badly
    # which are worth it: 20 ms for one that takes half a millisecond. What a connection
    # asked five times in the same words (editorial/prepared.py) is planned no more.
    given = {"connect_timeout": 5, "options": "-c jit=off", "prepare_threshold": 5}
    options = given | parsed.get("OPTIONS", {})
    kept = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return parsed | kept | {"OPTIONS": options}


def sqlite(name: str) -> dict[str, Any]:
    """The embedded database, as careful as a server. alsinfo/checks.py reads it back.

    BEGIN IMMEDIATE and a patient timeout make writers wait in line: with SQLite's
    default most of four concurrent writers were refused.
    """
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name if name == ":memory:" else str(BASE_DIR / name),
        # Opening the file for each request costs as much as twenty queries.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": pragmas,
        },
    }


def read_caches() -> dict[str, dict[str, Any]]:
    """A table of the database, and the Redis server that CACHE_URL may name.

    What must not be lost (which codes were used) stands in the table, whoever else is
    away. The server holds what can be made again at any time.
    """
    table = "django.core.cache.backends.db.DatabaseCache"
    caches = {"default": {"BACKEND": table, "LOCATION": "alsinfo_cache"}}
    value = env.str("CACHE_URL", default="")
    return caches | {"shared": redis(value)} if value else caches


def redis(url: str) -> dict[str, Any]:
    """A Redis or Valkey server. A server that hangs must not hang the site: seconds."""
    if not is_redis(url):
        # The address may hold a password, so the sentence does not repeat it.
        sentence = "CACHE_URL must look like redis://:password@host:6379/0."
        raise ImproperlyConfigured(sentence)
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "alsinfo",
        "OPTIONS": {
            "socket_timeout": 0.25,
            "socket_connect_timeout": 0.25,
            "serializer": "alsinfo.shared.Signed",
        },
    }


def is_redis(url: str) -> bool:
    """Whether this is the address of a server, a number of a database at its end."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return False
    if parts.scheme == "unix":
        return bool(re.fullmatch(r"/.+", parts.path))
    plain = re.fullmatch(r"(/\d{0,3})?", parts.path) and not parts.query
    return parts.scheme in {"redis", "rediss"} and bool(parts.hostname and plain)


def read_email() -> dict[str, Any]:
    """The mail server that EMAIL_URL names, or files in the data folder."""
    value = env.str("EMAIL_URL", default="")
    if not value:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(DATA_DIR / "mail")}
    sentence = "EMAIL_URL must look like smtp+tls://user:password@host:587."
    try:
        parsed = env.email_url_config(value)
    except (ValueError, environ.ImproperlyConfigured):
        raise ImproperlyConfigured(sentence) from None
    if "EMAIL_BACKEND" not in parsed:
        raise ImproperlyConfigured(sentence)
    return {name: part for name, part in parsed.items() if name.startswith("EMAIL_")}


def read_proxies() -> int | list[Any]:
    """How many of our own proxies stand in front, or their addresses and networks."""
    value = env.str("TRUSTED_PROXIES", default="").strip() or "0"
    if value.isascii() and value.isdigit() and len(value) < 3:
        return int(value)
    try:
        return [ipaddress.ip_network(part.strip()) for part in value.split(",")]
    except ValueError:
        sentence = f"TRUSTED_PROXIES must be like 1 or 10.0.0.0/8, not “{value}”."
        raise ImproperlyConfigured(sentence) from None


def read_contact() -> str:
    """The mailbox that the page on contact gives; none in a demonstration."""
    value = env.str("CONTACT_EMAIL", default="")
    if value and not re.fullmatch(
        r"[^\s@<>\"]+@[^\s@<>\"]+\.[a-z]+", value, re.IGNORECASE
    ):
        sentence = f"CONTACT_EMAIL must look like name@example.org, not “{value}”."
        raise ImproperlyConfigured(sentence)
    return value


def read_secret_key() -> str:
    """SECRET_KEY as given; for the embedded default, one made and kept in DATA_DIR."""
    given = env.str("SECRET_KEY", default="")
    if IS_LOCAL and EMBEDDED:
        return given or kept_secret_key(DATA_DIR / "secret_key")
    if len(given) >= 50 and len(set(given)) >= 5:
        return given
    where = "this database server" if IS_LOCAL else "a public SITE_URL"
    fault = "at least 50 mixed characters" if given else "given"
    raise ImproperlyConfigured(f"SECRET_KEY must be {fault} for {where}.")


def kept_secret_key(path: Path) -> str:
    """The key in this file; made by whichever process comes first, read by its owner.

    The file appears complete or not at all, so two workers cannot see two keys.
    """
    try:
        if not path.exists():
            draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
            opened = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(opened, "w") as file:
                file.write(secrets.token_urlsafe(64))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        key = path.read_text().strip()
    except OSError as error:
        sentence = f"The secret key cannot be kept in {path}: {error.strerror}."
        raise ImproperlyConfigured(sentence) from None
    if not key:
        raise ImproperlyConfigured(f"{path} is empty: remove it to have a key made.")
    return key


# --- The site -------------------------------------------------------------------------

DEBUG = read_switch("DEBUG")
PORT = read_port()
DATA_DIR = read_data_folder()
_url = read_site_url()
SITE_URL = _url.geturl()
IS_HTTPS = _url.scheme == "https"
IS_LOCAL = is_loopback(_url.hostname or "")
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = sorted(
    {_url.netloc.removesuffix(f":{_url.port}"), *(LOCAL_HOSTS if IS_LOCAL else [])}
)
DATABASES = {"default": read_database()}
EMBEDDED = DATABASES["default"]["ENGINE"].endswith("sqlite3")
SECRET_KEY = read_secret_key()
CACHES = read_caches()
# Who works on templates wants to see them change.
PAGE_CACHE = read_switch("PAGE_CACHE", default=not DEBUG)
PAGE_CACHE_MB = read_page_cache_size()
ADMIN_PASSWORD = env.str("ADMIN_PASSWORD", default="")
globals().update(read_email())
CONTACT_EMAIL = read_contact()
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="") or f"alsinfo@{_url.hostname}"
TRUSTED_PROXIES = read_proxies()
REQUIRE_MFA = read_switch("REQUIRE_MFA", default=not IS_LOCAL)

ROOT_URLCONF = "alsinfo.urls"
WSGI_APPLICATION = "alsinfo.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "alsinfo",
    "alsinfo.public",
    "articles",
    "glossary",
    "alsinfo.feedback",
    "alsinfo.editorial.apps.EditorialConfig",
    "alsinfo.accounts",
    "alsinfo.search",
    "taggit",
    "alsinfo.editorial.apps.EditorialAdminConfig",  # django.contrib.admin, on our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    # First, so that they are on whatever another one answers: redirects, errors, files.
    "alsinfo.public.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "alsinfo.public.bounds.Bounds",
    "alsinfo.public.files.Files",
    "alsinfo.editorial.clock.Clock",
    "alsinfo.public.blind.Blind",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "alsinfo" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["alsinfo.lean.Folder", "alsinfo.lean.Rooms"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alsinfo.public.context.site",
            ],
        },
    },
]

# One language so far; docs/operations.md says how another one comes.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = read_time_zone()

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
TAGGIT_CASE_INSENSITIVE = True

# --- Accounts and what a request may carry --------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 3600  # seconds; a link by mail works so long, and once
ACCOUNT_ADAPTER = "alsinfo.accounts.adapters.Door"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "alsinfo.accounts.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = False
# alsinfo/accounts/limits.py counts instead: allauth's counts live in the cache.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "alsinfo.accounts.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a code may be half a minute early or late
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes; a body of 200 kB is a long article
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
MOST_BYTES = 10_000_000  # of a whole request, files included

# --- What the browser is told ---------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "upgrade-insecure-requests": IS_HTTPS,
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
# A browser takes a cookie of such a name only from this very host, over TLS.
_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # until the browser is closed, as the session
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_SSL_REDIRECT = IS_HTTPS
# A health check asks the server itself, without the proxy that speaks https.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if IS_HTTPS:
    # The proxy in front must set this header and drop one that a visitor sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Binding subdomains and browsers' preload lists is for the domain's owner to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- The log: standard output, one record one line ------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "alsinfo.logs.OneLineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            # Standard output is for what a command was asked for, JSON among it.
            "stream": "ext://sys.stderr",
            "formatter": "line",
        },
    },
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would print a record twice, and the server mails nobody.
        "django": {"handlers": ["out"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["out"], "level": "INFO", "propagate": False},
    },
}
