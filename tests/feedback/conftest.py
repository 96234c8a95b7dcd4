"""A live article of two versions that readers can speak about."""

import pytest

from alsinfo.editorial.workflow import Status
from tests import cast

WRONG = "The dose in the second paragraph is ten times too high."


@pytest.fixture
def article(db):
    """Live in its third version; readers saw two: the second was never live."""
    entry = cast.make_article(Status.PUBLISHED, slug="spoken-of", title="Spoken of")
    cast.new_draft(entry, title="Never shown")
    cast.new_draft(entry, title="Spoken of")
    cast.bring_to(entry, Status.PUBLISHED)
    return entry


@pytest.fixture
def term(db):
    return cast.make_term(Status.PUBLISHED, slug="spoken-word")


@pytest.fixture
def send(client):
    """Post a report as a browser on our own page does; `send(wrong=…)`."""

    def post(path="/report/", **given):
        data = {"page": "/articles/spoken-of/", "wrong": WRONG} | given
        return client.post(path, data, headers={"origin": "http://testserver"})

    return post


@pytest.fixture
def vote(client):
    def post(answer="yes", page="/articles/spoken-of/", **given):
        return client.post("/helpful/", {"page": page, "answer": answer} | given)

    return post
