"""Every page that a reader can reach, from the cache: the bytes are Django's own."""

import pytest

from tests import showcase
from tests.crawl import crawl

from .page_cache import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.showcase")]


class Visitor:
    """Asks as the crawl does; each page twice, so that the second may be a kept one."""

    def __init__(self):
        self.worker = Worker(most=50_000_000)
        self.different = []

    def get(self, address):
        first, again = (self.worker.ask(address) for _time in range(2))
        if (first.status, first.body) != (again.status, again.body):
            self.different.append(address)
        return Response(again)


class Response(dict):
    """An answer as the crawl reads it."""

    streaming = False

    def __init__(self, answer):
        super().__init__({"Content-Type": answer["content-type"] or ""})
        self.status_code, self.content = answer.status, answer.body


def test_every_page_is_the_same_with_the_cache_and_without(client):
    showcase.build()
    visitor = Visitor()
    starts = ["/", *dict(showcase.UNLINKED.values())]
    kept = crawl(visitor, starts)
    assert visitor.different == []
    assert len(visitor.worker.shelf) > 40
    for address, page in kept.items():
        answer = client.get(address)
        assert page.status == answer.status_code, address
        assert page.content == answer.content, address
