"""Every address × every role × GET and POST, against a table that knows no code.

The posts are such as the ones who may would send, so a refusal is a real one; after
each request all rows of all tables are compared with those before it.
"""

from typing import NamedTuple

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client

from alsinfo.editorial import margin
from alsinfo.editorial.models import Figure, Source, Tag, Watchword
from alsinfo.editorial.roles import ensure_roles
from articles.models import Article
from glossary.models import Term

from . import addresses, cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

ROLES = {
    "anonymous": None,
    "stranger": ((), {"is_staff": False}),
    "staff": ((), {}),
    "writer": (("writers",), {}),
    "reviewer": (("reviewers",), {}),
    "publisher": (("publishers",), {}),
    "both": (("writers", "reviewers"), {}),
    "administrator": ((), {"is_superuser": True}),
}
EVERYONE = frozenset(ROLES)
NOBODY = frozenset()
OUTSIDE = frozenset({"anonymous", "stranger"})
STAFF = EVERYONE - OUTSIDE
SIGNED_IN = EVERYONE - {"anonymous"}
READ = STAFF - {"staff"}
W = frozenset({"writer", "both", "administrator"})
R = frozenset({"reviewer", "both", "administrator"})
P = frozenset({"publisher", "administrator"})
A = frozenset({"administrator"})


class Line(NamedTuple):
    """Who gets an answer to GET, who to POST, and whose POST changes rows.

    `found` is what GET answers those; all other staff get `other`.
    """

    get: frozenset
    post: frozenset
    change: frozenset = NOBODY
    other: str = "refused"
    found: str = "answered"


ENTRY = {
    "changelist": Line(READ, READ),
    "add": Line(W, W, W),
    "blank": Line(W, W, found="missing"),
    "import": Line(W, W, W),
    "change": Line(READ, W, W),
    "redirect": Line(STAFF, STAFF),
    "history": Line(READ, READ),
    "delete": Line(NOBODY, NOBODY),
    "preview": Line(READ, W),
    "version": Line(READ, READ),
    "compare": Line(READ, READ),
    "restore": Line(W, W, W),
    "aside": Line(READ, R),
    "notes": Line(READ, R, R),
    "reply": Line(READ, W | R, W | R),
    "resolve": Line(READ, R, R),
}
RECORD = {
    "changelist": Line(READ, READ),
    "add": Line(W | P, W | P, W | P),
    "change": Line(READ, W | P, W | P),
    "redirect": Line(STAFF, STAFF),
    "history": Line(READ, READ),
    "delete": Line(NOBODY, NOBODY),
}
ACCOUNT = {
    "changelist": Line(A, A),
    "add": Line(A, A, A),
    "change": Line(A, A, A),
    "redirect": Line(STAFF, STAFF),
    "history": Line(A, A),
    "delete": Line(NOBODY, NOBODY),
    "password": Line(A, A, A),
}
PAGES = {
    **dict.fromkeys((Article, Term), ENTRY),
    **dict.fromkeys((Tag, Source, Figure), RECORD),
    Watchword: RECORD | {"try": Line(NOBODY, W | P)},
    **dict.fromkeys((User, Group), ACCOUNT),
}
# act -> the state it starts from here, and who may do it
ACTS = {
    "submit": ("draft", W),
    "take_back": ("in_review", W),
    "archive": ("draft", W),
    "restore": ("archived", W),
    "approve": ("in_review", R),
    "request_changes": ("in_review", R),
    "still_right": ("published", R),
    "publish": ("approved", P),
    "cancel_schedule": ("scheduled", P),
    "move_end": ("published", P),
    "withdraw": ("published", P),
    "rename": ("published", P),
    "suppress": ("replaced", P),
}
REST = {
    "admin:index": Line(STAFF, STAFF),
    "admin:login": Line(SIGNED_IN, SIGNED_IN),
    "admin:logout": Line(OUTSIDE, EVERYONE),
    "admin:password_change": Line(STAFF, STAFF),
    "admin:autocomplete": Line(READ, NOBODY),
    "admin:jsi18n": Line(STAFF, NOBODY),
    "admin:view_on_site": Line(READ, READ),
    "admin/%(url)s": Line(NOBODY, NOBODY, other="missing"),
}
PUBLIC = Line(EVERYONE, NOBODY)
OWN = Line(SIGNED_IN, SIGNED_IN)
# Nobody here has signed in within minutes: all are asked for their password again.
PROVE_AGAIN = Line(NOBODY, NOBODY, other="sign in first")
NOTHING_THERE = Line(SIGNED_IN, NOBODY, other="missing", found="missing")
DOOR = {
    "account_login": Line(EVERYONE, EVERYONE),
    "account_logout": Line(EVERYONE, EVERYONE),
    "account_reauthenticate": OWN,
    "account_change_password": Line(SIGNED_IN, SIGNED_IN, SIGNED_IN),
    "account_reset_password": Line(EVERYONE, EVERYONE),
    "account_set_by_link": NOTHING_THERE._replace(get=EVERYONE),
    "mfa_index": Line(SIGNED_IN, NOBODY),
    "mfa_authenticate": Line(EVERYONE, EVERYONE),
    "mfa_reauthenticate": PROVE_AGAIN,
    "mfa_reauthenticate_webauthn": PROVE_AGAIN,
    "mfa_activate_totp": PROVE_AGAIN,
    "totp_picture": NOTHING_THERE._replace(other="refused"),
    "mfa_deactivate_totp": NOTHING_THERE,
    "mfa_view_recovery_codes": NOTHING_THERE._replace(other="refused"),
    "mfa_generate_recovery_codes": PROVE_AGAIN,
    "mfa_login_webauthn": Line(EVERYONE, EVERYONE),
    "mfa_add_webauthn": PROVE_AGAIN,
    "mfa_remove_webauthn": PROVE_AGAIN,
}
QUERY = {
    "compare": "?from=1&to=2",
    "autocomplete": "?app_label=glossary&model_name=termrevision&field_name=related",
}
PASSING = {"django_session", "accounts_tries"}
STATES = ("draft", "in_review", "approved", "published", "archived")

# What the posts carry; a form takes from it what it knows.
NEW_PASSWORD = "a staple for the battery horse"
TEXT = {
    "title": "Conceal a change",
    "body": "Conceal a body.",
    "name": "conceal a name",
    "short_definition": "Conceal what it means.",
    "byline": "Somebody",
    "lang": "en-GB",
    "change_kind": "update",
}
COMMON = {
    "slug": "a-new-address",
    "revisions-TOTAL_FORMS": "1",
    "revisions-INITIAL_FORMS": "0",
    **{f"revisions-0-{name}": value for name, value in TEXT.items()},
    "action": "delete_selected",
    "select_across": "1",
    "post": "yes",
    "why": "It has to be.",
    "until": "2999-01-01T10:00",
    "number": "1",
    "text": "A note.",
    "pasted": "What Helps\n\nA rest often helps people who are tired.",
    "reason": "It has to be.",
    "name": "Another name",
    "key": "another-key",
    "code": "another-code",
    "title": "Another title",
    "statement": "Another statement.",
    "wordings": "Another wording.",
    "patterns": "another pattern",
    "message": "Another message.",
    "level": "advice",
    "review_months": "12",
    "username": "newcomer",
    "email": "newcomer@example.org",
    "old_password": cast.PASSWORD,
    "usable_password": "true",
    "is_active": "on",
    "date_joined_0": "2026-01-01",
    "date_joined_1": "10:00:00",
    **dict.fromkeys(("password1", "password2"), NEW_PASSWORD),
    **dict.fromkeys(("new_password1", "new_password2"), NEW_PASSWORD),
}
KIND = {Source: "trial", Watchword: "hype"}


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


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once for all tests of this module; nothing of it is committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        ensure_roles()
        Source.objects.create(key="used-key", title="Used", kind="trial")
        yield World()
        transaction.set_rollback(True)


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


def post_of(address, entry=None):
    """What the form of this address would carry."""
    model = address.route.model
    data = COMMON | {"kind": KIND.get(model, "")}
    if entry is not None:
        seen = str(entry.seen)
        data |= {"seen": seen, "revisions-0-seen": seen, "_selected_action": entry.pk}
    return data


def cases(world, route):
    """(address, the entry it speaks of, its line of the table) for one route."""
    assert is_known(route), f"No line of the table speaks of {route.template}"
    if route.page == "act":
        yield from _acts(world, route)
        return
    rows = (world.rows if route.is_admin else world.live_rows).get(route.model)
    entry = rows[0] if PAGES.get(route.model) is ENTRY else None
    for address in addresses.fill(route, rows):
        yield address, entry, line_of(address)


def is_known(route):
    by_name = (
        route.is_public or route.name in DOOR or route.name in {*REST, "admin:app_list"}
    )
    pages = {} if by_name or route.model is None else PAGES.get(route.model, {})
    return by_name or route.page in pages or route.page == "act"


def line_of(address):
    route = address.route
    if not route.is_admin:
        return DOOR[route.name] if route.is_door else PUBLIC
    if route.name == "admin:app_list":
        readers = A if address.values["app_label"] == "auth" else READ
        return Line(readers, readers, other="missing")
    return REST.get(route.name) or PAGES[route.model][route.page]


def _acts(world, route):
    named = {
        address.values["action"]: address.values
        for address in addresses.fill(route, world.rows[route.model])
    }
    assert set(named) == set(ACTS), "The table of acts and the urls differ."
    for action, (state, roles) in ACTS.items():
        entry = world.entries[route.model, state]
        values = {"object_id": entry.pk, "action": action}
        yield addresses.Address(route, values), entry, Line(READ, roles, roles)


DOORS = ("/admin/login/", "/accounts/login/?next=", "/accounts/again/")
WORDS = {400: "refused", 403: "refused", 404: "missing", 405: "refused"}


def outcome(response):
    """One word for what somebody met."""
    if response.status_code >= 500:
        return f"broken ({response.status_code})"
    if response.headers.get("Location", "").startswith(DOORS):
        return "sign in first"
    return WORDS.get(response.status_code, "answered")


def expected(line, role, method, route):
    if role in (line.get if method == "GET" else line.post):
        return line.found if method == "GET" else "answered"
    outside = OUTSIDE if route.is_admin else {"anonymous"} - line.get
    is_closed = not route.is_public and role in outside
    return "sign in first" if is_closed else line.other


def ask(world, role, method, address, entry):
    """(what was met, everything that the answer said, all rows after it)."""
    client = signed_in(world, role)
    path = address.path + QUERY.get(address.route.page, "")
    path += (
        QUERY.get(address.route.name.rpartition(":")[2], "") * address.route.is_admin
    )
    with transaction.atomic():
        if method == "GET":
            response = client.get(path)
        else:
            response = client.post(path, post_of(address, entry))
        rows = dump()
        transaction.set_rollback(True)
    said = response.serialize_headers() + response.content
    return outcome(response), said.lower(), rows


def faults_of(world, role, method, case, before):
    """Sentences about what is otherwise than the table says."""
    address, entry, line = case
    met, said, rows = ask(world, role, method, address, entry)
    wanted = expected(line, role, method, address.route)
    if met != wanted:
        yield f"{method} {address.path} as {role}: {met}, not {wanted}"
    changed = [table for table in rows if rows[table] != before[table]]
    may_change = method == "POST" and role in line.change
    if bool(changed) != may_change:
        yield f"{method} {address.path} as {role} changed {changed or 'nothing'}"
    if address.route.is_admin and role not in READ and b"conceal" in said:
        yield f"{method} {address.path} as {role} names what is hidden"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_table_says(world, role, method):
    before = dump()
    faults = [
        fault
        for route in addresses.routes()
        for case in cases(world, route)
        for fault in faults_of(world, role, method, case, before)
    ]
    assert not faults, "\n".join(faults)


def test_a_record_that_a_live_text_uses_is_changed_by_publishers_only(world):
    routes = {route.name: route for route in addresses.routes()}
    used = {"tag": world.tags[1], "source": Source.objects.get(key="used-key")}
    before = dump()
    for name, record in used.items():
        [address] = addresses.fill(routes[f"admin:editorial_{name}_change"], [record])
        case = (address, None, Line(READ, P, P))
        for role in ROLES:
            assert [*faults_of(world, role, "POST", case, before)] == []


def test_a_post_without_its_token_changes_nothing(world):
    before = dump()
    client = signed_in(world, "administrator", enforce_csrf_checks=True)
    for route in addresses.routes():
        for address, entry, line in cases(world, route):
            if line.change:
                response = client.post(address.path, post_of(address, entry))
                assert response.status_code == 403, address.path
    assert dump() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_disabled_account_is_out_at_its_next_request(world, method):
    pages = [
        "admin:index",
        "admin:articles_article_change",
        "admin:articles_article_add",
    ]
    route = {route.name: route for route in addresses.routes()}
    for role in READ:
        client = signed_in(world, role)
        assert outcome(client.get("/admin/")) == "answered"
        User.objects.filter(username=f"role-{role}").update(is_active=False)
        before = dump()
        for page in pages:
            [address] = addresses.fill(route[page], world.rows[Article])
            response = getattr(client, method)(address.path)
            assert outcome(response) == "sign in first", (role, page)
        assert dump() == before


# Forged posts.

FORGED = {
    "status": "published",
    "newest": "99",
    "number": "77",
    "live_from": "2020-01-01 10:00",
    "live_from_0": "2020-01-01",
    "live_from_1": "10:00",
    "live_until": "2999-01-01 10:00",
    "asked_until": "2999-01-01 10:00",
    "reviewed_on": "2020-01-01",
    "review_due": "2999-01-01",
    "created": "2020-01-01 10:00",
    "end_reason": "Forged.",
    "suppressed_at": "2020-01-01 10:00",
    "suppressed_reason": "Forged.",
    "saved_by_name": "forged",
    "author_name": "forged",
}
KINDS = pytest.mark.parametrize("kind", [Article, Term])
UNTOUCHED = {
    "live_from": None,
    "live_until": None,
    "asked_until": None,
    "reviewed_on": None,
    "review_due": None,
    "end_reason": "",
    "suppressed_at": None,
    "suppressed_reason": "",
    "number": 3,
    "saved_by_name": "role-writer",
}


def change_page(entry):
    meta = type(entry)._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{entry.pk}/change/"


def save(world, page, role="writer", /, **forged):
    """Post the form of an entry with fields that no form has; the answer."""
    seen = {"seen": str(page.seen), "revisions-0-seen": str(page.seen)}
    inside = {f"revisions-0-{name}": value for name, value in forged.items()}
    data = COMMON | seen | forged | inside
    return signed_in(world, role).post(change_page(page), data)


def texts_of(entry):
    return list(entry.revisions.order_by("pk").values())


@KINDS
def test_forged_fields_of_the_form_leave_their_columns_alone(world, kind):
    entry = world.entries[kind, "draft"]
    forger = str(User.objects.get(username="role-administrator").pk)
    people = dict.fromkeys(("saved_by", "saved_by_id", "author", "actor"), forger)
    first = texts_of(entry)
    assert save(world, entry, **FORGED, **people).status_code == 302
    entry = kind.objects.get(pk=entry.pk)
    assert (entry.status, entry.newest) == ("draft", 3)
    text = entry.newest_revision()
    assert {name: getattr(text, name) for name in UNTOUCHED} == UNTOUCHED
    assert text.saved_by.username == "role-writer"
    assert text.created.year > 2025
    assert texts_of(entry)[:-1] == first


@KINDS
@pytest.mark.parametrize("field", ["entry", "entry_id", "id", "pk", "ptr"])
def test_the_ids_of_another_entry_and_text_in_the_form_touch_neither(
    world, kind, field
):
    entry, other = world.entries[kind, "draft"], world.entries[kind, "published"]
    theirs, ours = texts_of(other), texts_of(entry)
    ids = {"entry": other.pk, "entry_id": other.pk}
    save(world, entry, **{field: ids.get(field, theirs[0]["id"])})
    assert texts_of(other) == theirs
    assert texts_of(entry)[: len(ours)] == ours
    assert {text["entry_id"] for text in texts_of(entry)} == {entry.pk}


@KINDS
@pytest.mark.parametrize("state", ["in_review", "archived"])
def test_a_text_in_review_or_put_away_is_not_saved_over(world, kind, state):
    before = dump()
    save(world, world.entries[kind, state], status="draft")
    assert dump() == before


@KINDS
def test_the_address_of_a_live_entry_is_not_changed_by_its_form(world, kind):
    entry = world.entries[kind, "published"]
    save(world, entry, slug="forged-address")
    assert kind.objects.get(pk=entry.pk).slug == entry.slug


@KINDS
def test_save_as_new_makes_no_new_entry(world, kind):
    entry, all_of_them = world.entries[kind, "draft"], kind.objects.count()
    save(world, entry, _saveasnew="1")
    assert kind.objects.count() == all_of_them
    before = dump()
    assert save(world, entry, "reviewer", _saveasnew="1").status_code == 403
    assert dump() == before


def bulk_posts(model):
    """A deletion of rows one by one, of all rows, and a list edited in place."""
    pks = list(model.objects.values_list("pk", flat=True))
    delete = {"action": "delete_selected", "index": "0", "post": "yes"}
    for pk in pks:
        yield {**delete, "_selected_action": [pk]}
    yield {**delete, "_selected_action": pks, "select_across": "1"}
    listed = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": pks[0]}
    yield {**listed, "form-0-status": "published", "form-0-retired": "on", "_save": "1"}


@pytest.mark.parametrize("role", ["writer", "publisher", "administrator"])
def test_bulk_actions_and_fields_in_lists_do_nothing(world, role):
    before = dump()
    for route in addresses.routes():
        if route.page == "changelist":
            for data in bulk_posts(route.model):
                response = signed_in(world, role).post(route.path(), data)
                assert response.status_code < 500, route.path()
    assert dump() == before


POPUPS = ["?_popup=1", "?_to_field=id", "?_to_field=owner__password&_popup=1"]
LOOKUPS = ["?owner__password__startswith=a", "?owner__id__exact=1", "?o=9.-9", "?q=%00"]


@pytest.mark.parametrize(
    "query", [*POPUPS, *LOOKUPS, "?p=-1", "?all=1", "?e=1", "?tag=%00"]
)
def test_parameters_of_the_admin_neither_break_nor_open_anything(world, query):
    before = dump()
    for role in ("staff", "reviewer"):
        client = signed_in(world, role)
        for route in addresses.routes():
            if route.page in {"changelist", "add", "change", "delete", "history"}:
                for address, _entry, line in cases(world, route):
                    answer = client.get(address.path + query)
                    assert answer.status_code < 500, (role, address.path)
                    if role not in line.get:
                        assert outcome(answer) != "answered", (role, address.path)
    assert dump() == before


COMPLETED = {
    "related": READ,
    "entry": READ,
    "tags": READ,
    "saved_by": A,
    "password": NOBODY,
    "owner": NOBODY,
}


@pytest.mark.parametrize("field", COMPLETED)
def test_autocompletion_answers_whoever_may_see_the_rows(world, field):
    query = f"?app_label=glossary&model_name=termrevision&field_name={field}"
    for role in STAFF:
        response = signed_in(world, role).get(f"/admin/autocomplete/{query}")
        allowed = role in COMPLETED[field]
        assert response.status_code == (200 if allowed else 403), role
        assert allowed or b"conceal" not in response.content


# Ids of others, and ids of nobody.


@KINDS
def test_versions_and_notes_of_another_entry_are_missing_here(world, kind):
    here, there = world.entries[kind, "published"], world.entries[kind, "draft"]
    note = there.notes.get()
    pages = [
        "versions/2/",
        "restore/2/",
        "compare/?from=1&to=2",
        "compare/?from=2&to=1",
        f"notes/{note.pk}/reply/",
        f"notes/{note.pk}/resolve/",
    ]
    client, before = signed_in(world, "administrator"), dump()
    for page in pages:
        path = change_page(here).replace("change/", page)
        assert client.get(path).status_code == 404, path
        assert client.post(path, COMMON | {"seen": str(here.seen)}).status_code == 404
    assert dump() == before


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("bad", addresses.BAD_IDS, ids=repr)
@pytest.mark.parametrize("role", ["anonymous", "writer", "administrator"])
def test_an_id_that_nothing_can_have_is_missing(world, role, bad, method):
    found, before = [], dump()
    for route in addresses.routes():
        for name in route.arguments:
            address, _entry, _line = next(cases(world, route))
            path = route.path(**address.values | {name: bad})
            response = signed_in(world, role).generic(method, path)
            if not is_missing(world, role, response):
                found.append(f"{method} {path}: {response.status_code}")
    assert not found, "\n".join(found)
    assert dump() == before


def is_missing(world, role, response):
    """Whether somebody ends at a 404, or was not let so far as to learn of it."""
    if response.status_code in {301, 302} and outcome(response) == "answered":
        response = signed_in(world, role).get(response.headers["Location"], follow=True)
    return outcome(response) in {"missing", "refused", "sign in first"}


@pytest.mark.parametrize("number", ["%00", "9" * 31, "-1", "1abc"])
def test_a_page_that_no_list_has_is_missing(world, number):
    for path in ("/articles/", "/topics/used/"):
        assert Client().get(f"{path}?page={number}").status_code == 404
