"""The world of the table, made once for all tests of this folder."""

import pytest
from django.db import transaction

from alsinfo.editorial.models import Source
from alsinfo.editorial.roles import ensure_roles

from .world import World


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """Nothing of it is committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        ensure_roles()
        Source.objects.create(key="used-key", title="Used", kind="trial")
        yield World()
        transaction.set_rollback(True)
