"""What the tests of importing share."""

import pytest

from .pages_to_import import SOLD


@pytest.fixture
def saved(tmp_path):
    """A function that saves a page under a name, and returns its path."""

    def save(name="soil.txt", page=SOLD):
        path = tmp_path / name
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        return str(path)

    return save
