"""Which of the two databases answers. May import Django and this room's modules."""

from typing import cast

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from . import postgres, sqlite
from .scopes import Backend

_BACKENDS = {"sqlite": cast(Backend, sqlite), "postgresql": cast(Backend, postgres)}


def backend() -> Backend:
    if connection.vendor not in _BACKENDS:
        raise ImproperlyConfigured("Search needs SQLite or PostgreSQL.")
    return _BACKENDS[connection.vendor]
