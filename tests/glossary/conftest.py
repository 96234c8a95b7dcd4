"""What the tests of this room share."""

import pytest

from alsinfo.editorial.workflow import Status
from tests import cast


@pytest.fixture
def terms():
    """Two live terms, one with initials."""
    cast.make_term(Status.PUBLISHED, slug="motor-neurone")
    cast.make_term(
        Status.PUBLISHED, slug="niv", name="non-invasive ventilation", initials="NIV"
    )
