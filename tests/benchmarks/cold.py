"""A page that the page cache does not hold: beside a plain page, and the first ever.

Run as `python -m tests.benchmarks.cold`, with the DATABASE_URL and DATA_DIR of a site
that has generated entries. The plain page is measured by a process of its own, in turn
with ours, so that both meet the same machine, and on the same kind of database.
"""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alsinfo.settings")

from alsinfo.wsgi import application  # isort: skip - it sets Django up

from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from alsinfo.editorial.models import Source
from alsinfo.editorial.workflow import Status
from alsinfo.public import generating
from alsinfo.public.pages.shelf import Shelf
from alsinfo.text import ready
from alsinfo.text.markup import TermLink
from glossary.models import TermRevision
from tests import cast
from tests.public.page_cache import closing_nothing

from . import goals
from .asking import ask, median, milliseconds
from .editing import long_text, taken_back

ARTICLE = "/articles/als-immune-research-explained/"
TERM = "/glossary/microglia/"
TURNS = 3
SCHEMA = "plain_django"
FIRST_ONES = 31
HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"


def forgetful(environ, start):
    """Our site, in which each request is the first of an edition."""
    edition, _tick = application.watch.edition()
    edition.shelf = Shelf(edition.shelf.most)
    return application(environ, start)


def queries(path):
    """How many questions the page asks the database."""
    ask(forgetful, path)
    with CaptureQueriesContext(connection) as asked:
        ask(forgetful, path)
    return len(asked)


def plain(folder, database, body):
    """Milliseconds of the plain page with the same body, in a process of its own."""
    answers = Path(folder) / "answers.json"
    kept = {"headers": [], "body": body.hex()}
    answers.write_text(json.dumps({"identity": kept}))
    own = {"BARE_ANSWERS": str(answers), "QUERIED_DATABASE": database}
    command = [sys.executable, "-m", f"{__package__}.queried"]
    done = subprocess.run(
        command, env=os.environ | own, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


@contextlib.contextmanager
def room_for_plain(folder):
    """Where the plain page has its rows: a file, or a schema of the server's."""
    if connection.vendor == "sqlite":
        yield f"{folder}/plain.sqlite3"
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
    try:
        own = urlencode({"options": f"-c search_path={SCHEMA}"}, quote_via=quote)
        yield f"{os.environ['DATABASE_URL']}&{own}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def beside_plain():
    """In turn, ours and the plain page."""
    body = ask(forgetful, ARTICLE)
    with (
        tempfile.TemporaryDirectory(prefix="alsinfo-plain-") as folder,
        room_for_plain(folder) as room,
    ):
        plain(folder, room, body)  # makes its rows
        pairs = [
            (median(forgetful, ARTICLE), plain(folder, room, body))
            for _turn in range(TURNS)
        ]
    ours, theirs = (min(times) for times in zip(*pairs, strict=True))
    print(f"{ARTICLE}: {len(body):,} bytes; the plain page takes {theirs:.2f} ms")
    goals.at_most("cold article", queries(ARTICLE), 6, "queries")
    goals.at_most("cold article", ours, 2)
    goals.at_most("cold article, beside plain Django", ours / theirs, 1.2, "times")
    goals.at_most("cold term", queries(TERM), 6, "queries")
    goals.at_most("cold term", median(forgetful, TERM), 2)


def first_ever():
    """Long texts that nobody has read before; taken back at the end."""
    text = statistics.median(texts_rendered())
    goals.at_most("first rendering ever of 1,500 words, the text", text, 10)
    with override_settings(PASSWORD_HASHERS=[HASHER]), taken_back():
        made = [
            cast.make_article(Status.PUBLISHED, slug=f"a-cold-{number}", body=body)
            for number, body in enumerate(bodies())
        ]
        paths = [article.get_absolute_url() for article in made]
        with closing_nothing():
            times = [milliseconds(lambda p=p: ask(forgetful, p)) for p in paths][1:]
    whole = statistics.median(times)
    goals.at_most("first rendering ever of 1,500 words, the page", whole, 10)


def texts_rendered() -> Iterator[float]:
    """Milliseconds for each of some texts, from Markdown to safe HTML."""
    names, sources = what_is_named()
    terms = {
        slug: TermLink(slug, f"/glossary/{slug}/", name, "A short definition.")
        for slug, name in names
    }
    for body in bodies():
        yield milliseconds(
            lambda body=body: ready.render_all([body], terms=terms, sources=sources)
        )


def bodies() -> Iterator[str]:
    """Texts of 1,500 words with 20 terms and 10 citations, no paragraph alike."""
    text = long_text(*what_is_named())
    for number in range(FIRST_ONES):
        yield text.replace("muscle", f"muscle{number}").replace("sleep", f"s{number}")


def what_is_named():
    """20 live terms of the generated ones as (slug, name), and 10 sources."""
    live = TermRevision.objects.live(timezone.now()).order_by("pk")
    made = live.filter(entry__slug__startswith=generating.PREFIX)
    names = list(made.values_list("entry__slug", "name")[:20])
    return names, list(Source.objects.values_list("key", flat=True)[:10])


if __name__ == "__main__":
    beside_plain()
    # Its texts name generated terms.
    if what_is_named()[0]:
        first_ever()
