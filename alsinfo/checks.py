"""System checks of the whole project: what is deployed is what was decided.

Imports Django only. The pragmas are read back from the open connection, because SQLite
ignores a misspelt pragma without a word.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.cache import caches
from django.core.checks import CheckMessage, Error
from django.db import connections

# What SQLite answers for each pragma: 2 is FULL, 1 is on.
PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 20_000,
}


def register_all() -> None:
    """Tell Django about the checks of this module."""
    checks.register(check_sqlite_pragmas, checks.Tags.database)
    checks.register(check_mail_leaves, checks.Tags.security, deploy=True)
    checks.register(check_proxies_are_named, checks.Tags.security, deploy=True)
    checks.register(check_shared_store, checks.Tags.caches, deploy=True)


def check_sqlite_pragmas(
    databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every SQLite file keeps its journal, its foreign keys and its patience."""
    files = [
        connections[alias]
        for alias in databases or ()
        if connections[alias].vendor == "sqlite"
        and not connections[alias].is_in_memory_db()
    ]
    return [fault for connection in files for fault in _faults(connection)]


def check_mail_leaves(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A public site whose mail is only written to a folder is a mistake."""
    if not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return []
    hint = "Set EMAIL_URL, for example to smtp+tls://user:password@host:587."
    return [
        checks.Warning("Mail is written to a folder.", hint=hint, id="alsinfo.W001")
    ]


def check_proxies_are_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy that nobody named, all visitors would share one address."""
    if not settings.IS_HTTPS or settings.TRUSTED_PROXIES:
        return []
    sentence = "Failed sign-ins of all visitors are counted as those of the proxy."
    hint = "Set TRUSTED_PROXIES, for example to 1, and see docs/operations.md."
    return [checks.Warning(sentence, hint=hint, id="alsinfo.W002")]


def check_shared_store(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The site answers without its Redis server; its operator should know."""
    if "shared" not in settings.CACHES:
        return []
    try:
        caches["shared"].get("asked-by-a-check")
    except Exception as fault:
        sentence = "The server of CACHE_URL does not answer."
        return [checks.Warning(sentence, hint=type(fault).__name__, id="alsinfo.W003")]
    return []


def _faults(connection: Any) -> list[CheckMessage]:
    faults: list[CheckMessage] = []
    with connection.cursor() as cursor:
        # Django knows the mode only once the connection is open.
        if connection.transaction_mode != "IMMEDIATE":
            sentence = "SQLite transactions must begin with BEGIN IMMEDIATE."
            faults.append(Error(sentence, id="alsinfo.E002"))
        for pragma, expected in PRAGMAS.items():
            found = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            if found != expected:
                sentence = f"SQLite answers {pragma} = {found}, not {expected}."
                faults.append(Error(sentence, id="alsinfo.E001"))
    return faults
