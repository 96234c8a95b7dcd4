"""No word that is not public is on any address, for anyone from outside.

Every field of an entry in every status and liveness holds a word of its own: `hid7den`
where it must not be seen, `pub7lic` where it may be. Dates speak by their years.
"""

import re
from datetime import UTC, date, datetime
from itertools import count

import pytest
import time_machine
from django.db import models, transaction
from django.test import Client

from alsinfo.editorial import desk, margin
from alsinfo.editorial.models import Figure, Revision, Source, Tag, Watchword
from alsinfo.editorial.roles import ensure_roles
from articles.models import Article, ArticleRevision
from glossary.models import Term, TermRevision

from . import addresses, cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

FEBRUARY, MID_MARCH, APRIL, JUNE = (
    datetime(2026, month, day, 9, tzinfo=UTC)
    for month, day in [(2, 2), (3, 15), (4, 1), (6, 1)]
)
FAR_OFF = datetime(2931, 5, 5, 9, tzinfo=UTC)
SECRET = re.compile(r"hid\d+den|1931|2931", re.IGNORECASE)
LIVE = ("submit", "approve", "publish")
WITHDRAWN = (*LIVE, "withdraw")
EXPIRED = ("submit", "approve", "publish for a while")
# What happened to the entry; where it is live, its first text is the public one.
NEVER_LIVE = {
    "draft": (),
    "in review": ("submit",),
    "changes requested": ("submit", "request changes"),
    "approved": ("submit", "approve"),
    "scheduled": ("submit", "approve", "schedule", "rename"),
    "archived": ("archive",),
}
ENDED = {
    "withdrawn": WITHDRAWN,
    "withdrawn, with a draft": (*WITHDRAWN, "save"),
    "withdrawn and scheduled": (*WITHDRAWN, "save", "submit", "approve", "schedule"),
    "withdrawn and archived": (*WITHDRAWN, "archive"),
    "expired": EXPIRED,
    "expired, with a text in review": (*EXPIRED, "save", "submit"),
}
ON_SHOW = {
    "live": LIVE,
    "live, a draft beside it": (*LIVE, "save"),
    "live, renamed, a text in review beside it": (*LIVE, "rename", "save", "submit"),
    "live, changes requested": (*LIVE, "save", "submit", "request changes"),
    "live, the next approved": (*LIVE, "save", "submit", "approve"),
    "live, the next scheduled": (*LIVE, "save", "submit", "approve", "schedule"),
    "live, a past text suppressed": (
        *LIVE,
        *("save", *LIVE),
        *("save what is public", *LIVE),
        "suppress",
    ),
}
STATES = NEVER_LIVE | ENDED | ON_SHOW
TEXTS = {Article: ArticleRevision, Term: TermRevision}
PREFIX = {Article: "/articles/", Term: "/glossary/"}
NEVER_SHOWN = {"misspellings"}
# What a reader must find on the page: without this the tests could not fail.
SHOWN = {
    Article: [
        "title",
        "summary",
        "key_messages",
        "body",
        "byline",
        "disclosure",
        "origin_title",
        "origin_publisher",
        "origin_kind",
    ],
    Term: [
        "name",
        "initials",
        "pronunciation",
        "short_definition",
        "fuller_definition",
        "professional_definition",
        "aliases",
        "byline",
    ],
}
HEADERS = [
    {"accept": "text/html"},
    {"accept": "application/json"},
    {"accept": "*/*"},
    {"range": "bytes=0-99999"},
    {"if-none-match": "*"},
    {"if-none-match": '"anything"'},
    {"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"if-modified-since": "Fri, 31 Dec 2999 00:00:00 GMT"},
    {"x-requested-with": "XMLHttpRequest"},
]
QUERIES = (
    "status=draft",
    "_connector=OR",
    "o=1",
    "on=2026-03-01",
    "on=2026-02-02",
    "on=2931-05-05",
    "page=1",
    "page=2",
    "preview=1",
    "format=json",
)
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")
REQUESTS = [
    *((method, "", {}) for method in METHODS),
    *(("GET", f"?{query}", {}) for query in QUERIES),
    *(("GET", "", headers) for headers in HEADERS),
]
_serial = count(1)


def hidden():
    return f"hid{next(_serial)}den"


def public():
    return f"pub{next(_serial)}lic"


class World:
    """The people, the records and the entries; `live[entry]` is its public text."""

    def __init__(self, clock):
        self.clock = clock
        self.entries, self.live, self.reasons, self.suppressed = {}, {}, {}, {}
        names = {name: hidden() for name in ("first_name", "last_name", "email")}
        self.writer, self.reviewer, self.publisher = (
            cast.make_person(hidden(), role, **names)
            for role in ("writers", "reviewers", "publishers")
        )
        self.tag = {word: make_tag(word) for word in (hidden, public)}
        self.source = {word: make_source(word) for word in (hidden, public)}
        self.stated = public()
        wordings = {"wordings": f"{hidden()}\n{self.stated}"}
        self.figure = Figure.objects.create(**text_in(Figure, hidden) | wordings)
        Watchword.objects.create(**text_in(Watchword, hidden))
        self.hub = {}
        for word in (hidden, public):
            self.hub[word] = self._make_hub(word)
        for kind in TEXTS:
            for state in STATES:
                self._make(kind, state)
        clock.move_to(JUNE)

    def _make_hub(self, word):
        """A term that all other texts link to: one a draft, one live."""
        steps = ON_SHOW["live"] if word is public else ()
        return self._make(Term, f"linked, {word.__name__}", steps, word)

    def _make(self, kind, state, steps=None, word=None):
        self.clock.move_to(FEBRUARY)
        word = word or (public if state in ON_SHOW else hidden)
        entry = kind(slug=word())
        self._save(entry, word)
        for step in STATES[state] if steps is None else steps:
            getattr(self, step.replace(" ", "_"))(entry)
        note = margin.add(entry, by=self.reviewer, text=hidden(), blocking=False)
        margin.reply(note, by=self.writer, text=hidden())
        self.entries[kind, state] = entry
        return entry

    def _save(self, entry, word):
        text = TEXTS[type(entry)](**text_in(TEXTS[type(entry)], word))
        for field in text.marked_fields:
            setattr(text, field, getattr(text, field) + self._marks(word))
        related = list(self.hub.values()) if isinstance(entry, Term) else None
        tags = [self.tag[public], *([self.tag[hidden]] if word is hidden else [])]
        seen = entry.seen if entry.pk else None
        desk.save_draft(
            entry, text, by=self.writer, seen=seen, tags=tags, related=related
        )
        if word is public:
            self.live[entry] = text

    def _marks(self, word):
        links = [f" [{word()}](term:{term.slug})" for term in self.hub.values()]
        cited = f" [@{self.source[word].key}]"
        return "".join(links) + cited + f" [{self.stated}](figure:{self.figure.key})"

    def _act(self, act, entry, by, why=hidden, **given):
        act(entry, by=by, seen=entry.seen, why=why(), **given)

    def save(self, entry):
        self._save(entry, hidden)

    def save_what_is_public(self, entry):
        self._save(entry, public)

    def suppress(self, entry):
        """The second of three texts, which holds hidden words, with a public reason."""
        self.suppressed[entry] = public()
        why = lambda: self.suppressed[entry]  # noqa: E731
        self._act(desk.suppress, entry, self.publisher, why, number=2)

    def submit(self, entry):
        self._act(desk.submit, entry, self.writer)

    def request_changes(self, entry):
        self._act(desk.request_changes, entry, self.reviewer)

    def approve(self, entry):
        self._act(desk.approve, entry, self.reviewer)

    def archive(self, entry):
        self._act(desk.archive, entry, self.writer)

    def publish(self, entry):
        self._act(desk.publish, entry, self.publisher)

    def publish_for_a_while(self, entry):
        self._act(desk.publish, entry, self.publisher, until=MID_MARCH)
        self.clock.move_to(APRIL)

    def schedule(self, entry):
        self._act(desk.publish, entry, self.publisher, at=FAR_OFF)

    def rename(self, entry):
        slug = public() if entry in self.live else hidden()
        self._act(desk.rename, entry, self.publisher, slug=slug)

    def withdraw(self, entry):
        self.clock.move_to(APRIL)
        self.reasons[entry] = public()
        self._act(desk.withdraw, entry, self.publisher, lambda: self.reasons[entry])


def text_in(model, word):
    """A word of its own for every field of words of a model, and a year for a date."""
    year = 1931 if word is hidden else 1932
    values = {}
    for field in model._meta.fields:
        if isinstance(field, models.CharField | models.TextField) and field.editable:
            values[field.name] = _choice(field) if field.choices else _word(field, word)
        elif isinstance(field, models.DateField) and field.editable:
            values[field.name] = date(year, 5, 5)
    return {name: v for name, v in values.items() if v is not models.NOT_PROVIDED}


def _choice(field):
    """The default; a text needs a choice where it has none, a record does not."""
    needed = issubclass(field.model, Revision)
    return field.get_default() or (field.flatchoices[-1][0] if needed else "")


def _word(field, word):
    return hidden() if field.name in NEVER_SHOWN else word()


def make_tag(word):
    return Tag.objects.create(**text_in(Tag, word) | {"synonyms": hidden()})


def make_source(word):
    return Source.objects.create(**text_in(Source, word) | {"kind": "trial"})


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once for all tests of this module; nothing of it is committed."""
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


def ask(client, path, method="GET", headers=None):
    """Everything that the answer says: its status, headers, cookies and body."""
    response = client.generic(method, path, headers=headers or {})
    body = b"".join(response) if response.streaming else response.content
    head = f"{response.status_code} {response.reason_phrase}\n"
    cookies = response.cookies.output()
    return head + response.serialize_headers().decode() + cookies + body.decode()


def leaks(client, path, method="GET", headers=None):
    """The hidden words in an answer, but for those that the request itself said."""
    said = {word.lower() for word in SECRET.findall(path)}
    found = {
        word.lower() for word in SECRET.findall(ask(client, path, method, headers))
    }
    return [f"{method} {path} {headers}: {word}" for word in sorted(found - said)]


def public_paths():
    """Every address outside the admin, for every row, public or not."""
    every = addresses.every_address()
    return [address.path for address in every if address.route.is_public]


def requests_of(path):
    """Every way to ask; fewer of the many pages of the past: they know no parameter."""
    if "/history/" not in path:
        return REQUESTS
    return [*((method, "", {}) for method in METHODS), ("GET", "", HEADERS[1])]


def admin_paths():
    """Each address of the admin and of its door once: nobody here gets further."""
    routes = [route for route in addresses.routes() if not route.is_public]
    routes = [route for route in routes if route.name != "account_logout"]
    return [addresses.fill(route)[0].path for route in routes]


def plain(path):
    return Client().get(path).content.decode()


# What must be seen, so that the tests below can fail.


@pytest.mark.parametrize("kind", TEXTS)
def test_each_word_of_a_live_text_is_on_its_page(world, kind):
    for entry, text in world.live.items():
        if isinstance(entry, kind):
            page = plain(entry.get_absolute_url())
            assert [f for f in SHOWN[kind] if getattr(text, f)[:9] not in page] == []


def test_the_reason_of_a_withdrawal_is_on_the_page_of_what_was_withdrawn(world):
    assert len(world.reasons) == 8
    for entry, reason in world.reasons.items():
        assert reason in ask(Client(), entry.get_absolute_url())


@pytest.mark.parametrize("kind", TEXTS)
def test_editors_do_see_the_hidden_words(world, kind):
    client = Client()
    client.force_login(world.reviewer)
    draft = world.entries[kind, "draft"]
    page = f"/admin/{kind._meta.app_label}/{kind._meta.model_name}/{draft.pk}/preview/"
    assert leaks(client, page)


@pytest.mark.parametrize("page", ["history/", "history/2/", "history/3/changes/"])
def test_the_reason_of_a_suppression_is_in_the_history(world, page):
    assert len(world.suppressed) == 2
    for entry, reason in world.suppressed.items():
        assert reason in ask(Client(), entry.get_absolute_url() + page)


def test_reasons_are_told_among_the_changes(world):
    pages = "".join(plain(f"/updates/?page={number}") for number in (1, 2))
    told = [*world.reasons.values(), *world.suppressed.values()]
    assert [reason for reason in told if reason not in pages] == []


# What must not be seen.


def test_no_hidden_word_is_on_any_public_address(visitor):
    found = []
    for path in public_paths():
        for method, query, headers in requests_of(path):
            found += leaks(visitor, path + query, method, headers)
    assert found == []


def test_no_hidden_word_is_on_any_address_of_the_admin(visitor):
    found = []
    for path in admin_paths():
        for method, query, headers in REQUESTS:
            found += leaks(visitor, path + query, method, headers)
    assert found == []


def test_no_hidden_word_is_at_a_door_of_any_entry(visitor):
    every = [a.path for a in addresses.every_address() if a.route.is_admin]
    assert [leak for path in every for leak in leaks(visitor, path)] == []


def test_a_slug_in_capitals_or_without_its_slash_shows_nothing_more(visitor):
    found = []
    for path in public_paths():
        for odd in (path.upper(), path.rstrip("/") or "/", f"/{path}", f"{path}x/"):
            found += leaks(visitor, odd)
    assert found == []


@pytest.mark.parametrize("state", NEVER_LIVE)
@pytest.mark.parametrize("kind", TEXTS)
def test_a_hidden_entry_answers_like_one_that_never_existed(world, kind, state):
    entry = world.entries[kind, state]
    former = entry.former_slugs.values_list("slug", flat=True)
    for slug in (entry.slug, *former, *names_of(entry)):
        for method, query, headers in REQUESTS:
            path = f"{PREFIX[kind]}{slug}/{query}"
            assert is_like_never(path, slug, method, headers), (method, path, headers)


@pytest.mark.parametrize("page", ["history/", "history/1/", "history/1/changes/"])
@pytest.mark.parametrize("kind", TEXTS)
def test_a_hidden_entry_has_no_history(world, kind, page):
    for state in NEVER_LIVE:
        entry = world.entries[kind, state]
        for slug in (entry.slug, *entry.former_slugs.values_list("slug", flat=True)):
            assert is_like_never(f"{PREFIX[kind]}{slug}/{page}", slug), state
            assert is_like_never(f"{PREFIX[kind]}{slug}/?on=2026-03-01", slug), state


def names_of(entry):
    """What a term could also be asked for by: its name, initials, and other names."""
    text = entry.newest_revision()
    fields = ("name", "initials", "aliases", "misspellings")
    return [getattr(text, f) for f in fields] if isinstance(entry, Term) else []


def is_like_never(path, word, method="GET", headers=None):
    """Whether the answer is the one that a word gets which is nowhere in the site."""
    never = "n" + "e" * (len(word) - 2) + "v"
    answer = ask(Client(), path, method, headers)
    other = ask(Client(), path.replace(word, never), method, headers)
    return answer.replace(word, never) == other


def test_asking_a_page_for_a_hidden_word_is_like_asking_for_none(world):
    pages = [r.path() for r in addresses.routes() if r.is_public and not r.arguments]
    for (kind, state), entry in world.entries.items():
        if state in NEVER_LIVE | ENDED:
            for word in (entry.slug, entry.newest_revision().heading):
                for page in pages:
                    path = f"{page}?q={word}"
                    assert is_like_never(path, word), (kind, state, path)


def test_a_topic_that_only_drafts_have_is_like_none(world):
    slug = world.tag[hidden].slug
    assert "404" in ask(Client(), f"/topics/{slug}/")
    for method, query, headers in REQUESTS:
        assert is_like_never(f"/topics/{slug}/{query}", slug, method, headers)


def test_a_misspelling_is_no_address_not_even_of_a_live_term(world):
    for entry, text in world.live.items():
        if isinstance(entry, Term):
            path = f"/glossary/{text.misspellings}/"
            assert is_like_never(path, text.misspellings)


# What counts.


@pytest.mark.parametrize("kind", TEXTS)
def test_lists_hold_what_is_live_and_nothing_else(world, kind):
    live = {e.get_absolute_url() for e in world.live if isinstance(e, kind)}
    listed = re.findall(rf'href="({PREFIX[kind]}[^"#]+)"', plain(PREFIX[kind]))
    topic = plain(f"/topics/{world.tag[public].slug}/")
    assert set(listed) == live
    assert set(re.findall(rf'href="({PREFIX[kind]}[^"#]+)"', topic)) == live


def test_topics_count_what_is_live_and_nothing_else(world):
    page = plain("/topics/")
    assert re.findall(r"(\d+) (articles|glossary terms)", page) == [
        ("7", "articles"),
        ("8", "glossary terms"),
    ]
    assert page.count('href="/topics/') == page.count('<p class="name">') + 1 == 2


@pytest.mark.parametrize("kind", TEXTS)
def test_a_draft_beside_a_live_text_leaves_every_public_page_as_it_was(world, kind):
    entry = world.entries[kind, "live"]
    paths = public_paths()
    before = [ask(Client(), path) for path in paths]
    for step in ("save", "submit", "request changes", "save", "submit", "approve"):
        getattr(world, step.replace(" ", "_"))(entry)
        margin.add(entry, by=world.reviewer, text=hidden(), blocking=False)
        assert [ask(Client(), path) for path in paths] == before, step
