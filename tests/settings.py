"""The settings of a test run: the site's own, in a folder that is thrown away.

TEST_DATABASE chooses `sqlite` (the default) or `postgres`; the second needs the
DATABASE_URL of a cluster, which `python -m tests.postgres pytest` provides.
"""

import atexit
import os
import shutil
import tempfile

from django.core.exceptions import ImproperlyConfigured

_database = os.environ.get("TEST_DATABASE") or "sqlite"
_url = os.environ.get("DATABASE_URL", "")
if _database not in {"sqlite", "postgres"}:
    raise ImproperlyConfigured("TEST_DATABASE must be sqlite or postgres.")
if _database == "postgres" and not _url.startswith("postgres"):
    raise ImproperlyConfigured("Run the suite as: python -m tests.postgres pytest")

_folder = tempfile.mkdtemp(prefix="alsinfo-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

# The suite must not depend on what the developer's shell happens to hold.
for _name in (
    "SITE_URL",
    "PORT",
    "CACHE_URL",
    "CONTACT_EMAIL",
    "EMAIL_URL",
    "MAIL_FROM",
    "REQUIRE_MFA",
    "TRUSTED_PROXIES",
    "DEBUG",
    "PAGE_CACHE",
    "PAGE_CACHE_MB",
    "TIME_ZONE",
):
    os.environ.pop(_name, None)
os.environ["ADMIN_PASSWORD"] = ""
os.environ["DATA_DIR"] = _folder
os.environ["SECRET_KEY"] = "only for tests, where nothing is worth a secret 0123456789"
if _database == "sqlite":
    os.environ["DATABASE_URL"] = ""

from alsinfo.settings import *  # noqa: E402, F403
from alsinfo.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402

# Threads of one test need a file: an in-memory database has neither WAL nor waiting.
if _database == "sqlite":
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "tests.sqlite3")}

# Argon2 takes 170 ms for each account, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Hashed names need `collectstatic`, which a test run does without.
_plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": _plain}}
(DATA_DIR / "static").mkdir()
