"""The W3C's checker reads every page, style sheet and picture, and finds nothing.

Needs Java and the pinned `vnu.jar`: `tests.vnu`. Errors and warnings count alike.
"""

import os
import shutil
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from alsinfo.editorial import margin
from glossary.models import Term
from tests import cast, showcase, vnu
from tests.addresses import fill, routes
from tests.crawl import Page, ask, crawl

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.showcase")]
ROOMS = ("alsinfo", "articles", "glossary")
# Faults of Django's own templates: a part of the complaint, and why it is not ours.
DJANGO = {
    "<div disabled": "a read-only password is drawn in a `div disabled`",
    "revisions-0-seen": "a hidden field of a fieldset has a label, which is hidden too",
    "id_told": "the same, of the row of the watch-list that was told about",
    "</li></ul></p>": "the rules for passwords, a list, are drawn inside a paragraph",
}


# What browsers know since 2023 and the checker does not: container queries.
NEWER_CSS = ("@container", "“container-type”")


@pytest.fixture(autouse=True, scope="module")
def checker():
    """Without it these tests cannot speak; where CI is true, that is a fault."""
    try:
        return vnu.find_java(), vnu.find_jar()
    except vnu.NotCheckedError as reason:
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(f"The W3C's checker did not run: {reason}.")
        pytest.skip(f"The W3C's checker did not run: {reason}.")


def check_pages(pages: Iterable[Page], folder: Path) -> list[str]:
    """What is wrong with them, each named by its address."""
    for page in pages:
        (folder / f"{page.name}.html").write_bytes(page.content)
    return vnu.faults(vnu.check(folder, "html"))


def test_every_page_that_a_reader_reaches_is_valid(client, tmp_path):
    showcase.build()
    unlinked = [address for address, _status in showcase.UNLINKED.values()]
    pages = crawl(client, ["/", *unlinked, *showcase.DOOR]).values()
    read = [page for page in pages if page.is_html]
    assert len(read) > 300
    assert check_pages(read, tmp_path) == []


def test_every_page_of_the_editors_is_valid(tmp_path):
    showcase.build()
    client = Client(raise_request_exception=False)
    client.force_login(cast.administrator())
    pages = [ask(client, address) for address in editors_addresses()]
    read = [page for page in pages if page.is_html and page.status == 200]
    assert len(read) > 70
    faults = check_pages(read, tmp_path)
    assert [f for f in faults if not any(part in f for part in DJANGO)] == []
    assert all(any(part in f for f in faults) for part in DJANGO), "no longer needed"


def editors_addresses():
    """Every address of the editors' side, for a few rows of its model."""
    waiting, term = showcase.make_waiting(), Term.objects.get(slug="microglia")
    showcase.make_report(term)
    showcase.make_miss()
    margin.add(term, by=cast.reviewer(), text="Is it so?", blocking=True)
    chosen = {type(waiting): [waiting], Term: [term]}
    for route in routes():
        if not route.is_public and "logout" not in route.name:
            model = route.model
            rows = chosen.get(model) or (model and model.objects.order_by("pk")[:1])
            yield from (address.path for address in islice(fill(route, rows), 15))


@pytest.mark.parametrize("kind", ["css", "svg"])
def test_every_style_sheet_and_picture_of_ours_is_valid(tmp_path, kind):
    for room in ROOMS:
        for path in Path(settings.BASE_DIR, room).rglob(f"static/**/*.{kind}"):
            shutil.copy(path, tmp_path)
    assert list(tmp_path.iterdir())
    faults = vnu.faults(vnu.check(tmp_path, kind))
    assert [f for f in faults if not any(part in f for part in NEWER_CSS)] == []


def test_the_checker_hears_what_is_wrong(tmp_path):
    bad = "<!DOCTYPE html><html lang=en><title>A</title><p id=a>B<p id=a><div role=x>"
    assert len(check_pages([Page("/bad/", 200, "text/html", bad.encode())], tmp_path))
