"""The world of hidden words, made once for all tests of this folder."""

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from alsinfo.editorial.roles import ensure_roles

from .. import cast
from .world import FEBRUARY, World


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """Nothing of it is committed."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(FEBRUARY, tick=True) as clock,
        transaction.atomic(),
    ):
        ensure_roles()
        yield World(clock)
        transaction.set_rollback(True)


@pytest.fixture(params=["anonymous", "stranger"])
def visitor(request, world):
    client = Client(raise_request_exception=False)
    if request.param == "stranger":
        client.force_login(cast.stranger())
    return client
