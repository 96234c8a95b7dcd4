"""The accounts, signed in, the rows that the addresses speak of, and all rows."""

from datetime import date

from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.utils import timezone

from alsinfo.editorial import margin
from alsinfo.editorial.models import Figure, Source, Tag, Watchword
from alsinfo.feedback.models import Report
from alsinfo.search.models import Miss, Pick, Synonyms
from articles.models import Article
from glossary.models import Term

from .. import cast
from .table import ROLES

PASSING = {"django_session", "accounts_tries"}
DAY = date(2026, 1, 1)
STATES = ("draft", "in_review", "approved", "published", "archived")


class World:
    """The accounts, signed in, and the rows that the addresses speak of."""

    def __init__(self):
        self.cookies = {role: self._sign_in(role) for role in ROLES}
        self.entries = {}
        for make in (cast.make_article, cast.make_term):
            self._make_entries(make)
        self.tags = [cast.make_tag("free"), cast.make_tag("used")]
        self.rows = {
            Article: [self.entries[Article, "draft"]],
            Term: [self.entries[Term, "draft"]],
            Tag: self.tags[:1],
            Source: [Source.objects.create(key="a-key", title="A", kind="trial")],
            Figure: [Figure.objects.create(key="a-key", statement="A", wordings="a")],
            Watchword: [
                Watchword.objects.create(
                    code="a", patterns="a", kind="hype", level="advice", message="a"
                )
            ],
            Report: [
                Report.objects.create(
                    at=timezone.now(), kind="mistake", wrong="Conceal what is wrong."
                )
            ],
            Synonyms: [Synonyms.objects.create(key="a-key", words="a\nb")],
            Pick: [
                Pick.objects.create(
                    key="a-key", words="a", kind="article", slug="conceal-published"
                )
            ],
            Miss: [Miss.objects.create(words="a", first_day=DAY, last_day=DAY)],
            User: [cast.writer()],
            Group: [Group.objects.create(name="a group")],
        }
        live = cast.make_article("published", tags=self.tags[1:], body="[@used-key]")
        term = cast.make_term("published")
        self.live_rows = {Article: [live], Term: [term], Tag: self.tags[1:]}

    def _sign_in(self, role):
        if ROLES[role] is None:
            return ""
        groups, fields = ROLES[role]
        client = Client()
        client.force_login(cast.make_person(f"role-{role}", *groups, **fields))
        return client.cookies["sessionid"].value

    def _make_entries(self, make):
        for state in STATES:
            entry = make(state, slug=f"conceal-{state.replace('_', '-')}")
            self.entries[type(entry), state] = entry
        scheduled = make("approved", slug="conceal-scheduled")
        cast.schedule(scheduled)
        self.entries[type(entry), "scheduled"] = scheduled
        replaced = make("published", slug="conceal-replaced")
        cast.new_draft(replaced)
        cast.bring_to(replaced, "published")
        self.entries[type(entry), "replaced"] = replaced
        draft = self.entries[type(entry), "draft"]
        cast.new_draft(draft)
        margin.add(draft, by=cast.reviewer(), text="Conceal a note.", blocking=False)


def change_page(entry):
    meta = type(entry)._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{entry.pk}/change/"


def signed_in(world, role, **options):
    """A fresh client with the session of a role, as if nothing had been asked yet."""
    client = Client(raise_request_exception=False, **options)
    if world.cookies[role]:
        client.cookies["sessionid"] = world.cookies[role]
    return client


def dump():
    """All rows of all tables, but for sessions, failures and the last sign-in."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {t: _rows(cursor, t) for t in sorted(tables) if t not in PASSING}


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name of the database
    names = [column[0] for column in cursor.description]
    keep = [index for index, name in enumerate(names) if name != "last_login"]
    return sorted(repr([row[index] for index in keep]) for row in cursor.fetchall())
