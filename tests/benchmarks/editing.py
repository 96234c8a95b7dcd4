"""What the editors' pages and the desk cost when there is much of everything.

Run as `python -m tests.benchmarks.editing --articles 10000 --terms 10000`, with the
DATABASE_URL and DATA_DIR of a database that has as much already, or that may be filled.
All acts are measured inside one transaction, which is taken back at the end. On
PostgreSQL read the elapsed time too: the server's own is not in the first column.
"""

import argparse
import logging
import os
import random
import statistics
import time
from contextlib import contextmanager
from functools import partial

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alsinfo.settings")

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    override_settings,
    setup_test_environment,
    teardown_test_environment,
)

RUNS = 31
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
WORDS = ("muscle", "nerve", "signal", "breathing", "voice", "sleep", "diet", "care")


def options():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", default="", help="Those whose name holds this.")
    return parser.parse_args()


@contextmanager
def taken_back():
    """Everything inside is as if it had never been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Bench:
    """Runs each piece of work often, and prints its line of the table."""

    def __init__(self, runs, only):
        self.runs, self.only = runs, only
        print(f"{'milliseconds':<40}{'processor':>10}{'elapsed':>10}{'queries':>9}")

    def measure(self, name, work, prepare=lambda: None):
        """The medians; `prepare` goes before each run and is not measured."""
        if self.only not in name:
            return
        times = [self._once(work, prepare) for _run in range(self.runs + 1)][1:]
        processor, elapsed = map(statistics.median, zip(*times, strict=True))
        with taken_back():
            prepare()
            with CaptureQueriesContext(connection) as asked:
                work()
        print(f"{name:<40}{processor:>10.1f}{elapsed:>10.1f}{len(asked):>9}")

    def _once(self, work, prepare):
        with taken_back():
            prepare()
            clocks = time.process_time(), time.perf_counter()
            work()
            ends = time.process_time(), time.perf_counter()
        return [1000 * (end - begin) for begin, end in zip(clocks, ends, strict=True)]


def get(client, address):
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}.")


def lists(bench, client):
    """The lists as they are opened, searched, and turned to the pages far behind."""
    for name, address in (
        ("start page", "/admin/"),
        ("list", "/admin/articles/article/"),
        ("list, page 150", "/admin/articles/article/?p=150"),
        ("list of drafts", "/admin/articles/article/?status__exact=draft"),
        ("list of what is live", "/admin/articles/article/?site=live"),
        ("list of what was never live", "/admin/articles/article/?site=never"),
        ("list of a tag", "/admin/articles/article/?tag={tag}"),
        ("list of overdue", "/admin/articles/article/?review=overdue"),
        ("list by title", "/admin/articles/article/?o=0"),
        ("list by version", "/admin/articles/article/?o=-4"),
        ("search in list, a common word", "/admin/articles/article/?q={common}"),
        ("search in list, two words", "/admin/articles/article/?q={two}"),
        ("search in list, a rare word", "/admin/articles/article/?q={rare}"),
        ("search in list, no such word", "/admin/articles/article/?q=xylophone"),
        ("search in list, two letters", "/admin/articles/article/?q=qx"),
        ("list of terms", "/admin/glossary/term/"),
        ("search in list of terms", "/admin/glossary/term/?q=xylophone"),
    ):
        bench.measure(name, partial(get, client, address.format(**words_to_find())))


def words_to_find():
    """A tag in use, and words of titles: one of many, two of one, and one of one."""
    from alsinfo.editorial.models import Tag  # noqa: PLC0415
    from articles.models import ArticleRevision  # noqa: PLC0415

    middle = ArticleRevision.objects.filter(number=1).order_by("-pk")[:1]
    title = middle.values_list("title", flat=True).get()
    found = max(title.split(), key=len), title.split()[-1]
    first = ArticleRevision.objects.values_list("title", flat=True).earliest("pk")
    return {
        "tag": Tag.objects.values_list("slug", flat=True).first(),
        "common": first.split()[0][:3],
        "two": "+".join(found),
        "rare": title.split()[-1],
    }


def long_text(names, sources):
    """1,500 words with the marks of these terms and sources spread over them."""
    chance = random.Random(3)
    parts = []
    marks = [f"[{name}](term:{slug})" for slug, name in names]
    marks += [f"[@{key}]" for key in sources]
    for number in range(1_500):
        parts.append(chance.choice(WORDS))
        if number % 50 == 49 and marks:
            parts.append(marks.pop())
        if number % 15 == 14:
            parts[-1] += "."
        if number % 100 == 99:
            parts[-1] += "\n\n" + ("## More\n\n" if number % 400 == 399 else "")
    return " ".join(parts).replace("\n\n ", "\n\n")


def make_article():
    """A live article of 1,500 words with 20 terms and 10 citations."""
    from alsinfo.editorial.models import Source  # noqa: PLC0415
    from alsinfo.editorial.workflow import Status  # noqa: PLC0415
    from glossary.models import TermRevision  # noqa: PLC0415
    from tests import cast  # noqa: PLC0415

    live = TermRevision.objects.live(django.utils.timezone.now()).order_by("pk")
    # Some of the site's own are on the watch-list, and hold a text back.
    made = live.filter(entry__slug__startswith="generated-")
    names = made.values_list("entry__slug", "name")[:20]
    sources = Source.objects.values_list("key", flat=True)[:10]
    body = long_text(list(names), list(sources))
    return cast.make_article(Status.PUBLISHED, slug="a-bench-article", body=body)


def form(bench, client, article):
    """The form of a long article, and posting it with one word changed."""
    address = f"/admin/articles/article/{article.pk}/change/"
    bench.measure("form", partial(get, client, address))
    bench.measure("history", partial(get, client, address.replace("change", "history")))
    setup_test_environment()  # shows what the templates were given
    response = client.get(address)
    teardown_test_environment()
    text = response.context["inline_admin_formsets"][0].formset.text_form
    data = {f.html_name: "" if f.value() is None else f.value() for f in text}
    data |= {
        "slug": article.slug,
        "owner": article.owner_id,
        "_continue": "",
        "revisions-TOTAL_FORMS": "1",
    }
    data |= {"revisions-INITIAL_FORMS": "0"}
    data["revisions-0-body"] += "\n\nOne more sentence.\n"

    def save():
        if client.post(address, data).status_code != 302:
            raise SystemExit("The form was not taken.")

    bench.measure("save in the form", save)


def acts(bench, article):
    """The way of a long text: saved, submitted, approved, published, withdrawn."""
    from alsinfo.editorial import desk  # noqa: PLC0415
    from alsinfo.editorial.workflow import Status  # noqa: PLC0415
    from articles.models import Article  # noqa: PLC0415
    from tests import cast  # noqa: PLC0415

    writer, reviewer, publisher = cast.writer(), cast.reviewer(), cast.publisher()
    body = article.newest_revision().body + "\n\nChanged.\n"
    held = {}

    def draft_at(status):
        held["entry"] = Article.objects.get(pk=article.pk)
        cast.new_draft(held["entry"], body=body)
        cast.bring_to(held["entry"], status)

    def act(perform, by, **given):
        perform(held["entry"], by=by, seen=held["entry"].seen, **given)

    for name, perform, by, status, given in (
        ("submit", desk.submit, writer, Status.DRAFT, {}),
        ("approve", desk.approve, reviewer, Status.IN_REVIEW, {}),
        ("publish", desk.publish, publisher, Status.APPROVED, {}),
        ("withdraw", desk.withdraw, publisher, Status.APPROVED, {"why": "Wrong."}),
    ):
        work = partial(act, perform, by, **given)
        bench.measure(name, work, prepare=partial(draft_at, status))
    bench.measure("save at the desk", partial(draft_at, Status.DRAFT))


def changed_term(bench, uses):
    """A term that so many articles link to is defined anew, and published."""
    from alsinfo.editorial import desk  # noqa: PLC0415
    from alsinfo.editorial.workflow import Status  # noqa: PLC0415
    from glossary.models import Term  # noqa: PLC0415
    from tests import cast  # noqa: PLC0415

    slug = f"bench-term-used-by-{uses}"
    term = cast.make_term(Status.PUBLISHED, slug=slug)
    body = long_text([(slug, slug)], [])
    for number in range(uses):
        cast.make_article(Status.PUBLISHED, slug=f"{slug}-{number}", body=body)
    held = {}

    def define_anew():
        held["term"] = Term.objects.get(pk=term.pk)
        fields = {"name": slug.replace("-", " "), "short_definition": "Another."}
        cast.new_draft(held["term"], **fields)
        cast.bring_to(held["term"], Status.APPROVED)

    def publish():
        term = held["term"]
        desk.publish(term, by=cast.publisher(), seen=term.seen)

    bench.measure(f"changed term, used by {uses}", publish, prepare=define_anew)


def watch_list(bench, client):
    """A row of the watch-list that is opened, and one that is new and hits one text."""
    from alsinfo.editorial import desk  # noqa: PLC0415
    from alsinfo.editorial.models import Watchword  # noqa: PLC0415
    from alsinfo.editorial.workflow import Status  # noqa: PLC0415
    from tests import cast  # noqa: PLC0415

    cast.make_article(Status.PUBLISHED, slug="a-watched-one", body="Take zaplonide.")
    publisher = cast.publisher()
    plain = {"kind": "hype", "level": "blocking", "message": "No."}

    def save(**fields):
        row = Watchword(**(plain | fields))
        desk.save_record(row, by=publisher, why="It is measured.")
        return row

    rows = {
        "one text": "zaplonide",
        "many texts": "cure\nbreakthrough",
        "every text": "the",
    }
    for name, patterns in rows.items():
        given = {"code": "a-bench-row", "patterns": patterns}
        bench.measure(f"new row of the watch-list, {name}", partial(save, **given))
        row = save(code=name.replace(" ", "-"), patterns=patterns)
        address = f"/admin/editorial/watchword/{row.pk}/change/"
        bench.measure(f"row of the watch-list, {name}", partial(get, client, address))


def fill(articles, terms):
    """Generated content, unless there is as much already."""
    from articles.models import Article  # noqa: PLC0415
    from glossary.models import Term  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if Article.objects.count() < articles or Term.objects.count() < terms:
        call_command("generate_content", articles=articles, terms=terms)


def main():
    asked = options()
    django.setup()
    logging.disable(logging.CRITICAL)
    settings.DEBUG = False
    files = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_FILES}}
    with override_settings(STORAGES=files, ALLOWED_HOSTS=["localhost"]):
        fill(asked.articles, asked.terms)
        with taken_back():
            measure_all(Bench(asked.runs, asked.only))


def measure_all(bench):
    from tests import cast  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(cast.administrator())
    lists(bench, client)
    article = make_article()
    form(bench, client, article)
    acts(bench, article)
    for uses in (1, 10, 50):
        changed_term(bench, uses)
    watch_list(bench, client)


if __name__ == "__main__":
    main()
