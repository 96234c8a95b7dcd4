"""Asks addresses in roles, and compares what was met with the table.

After each request all rows of all tables are compared with those before it.
"""

from django.db import transaction

from .. import addresses
from .posts import post_of
from .table import (
    ACTS,
    DOOR,
    OUTSIDE,
    PAGES,
    PUBLIC,
    READ,
    REST,
    VOICES,
    A,
    Line,
)
from .world import dump, signed_in

QUERY = {
    "compare": "?from=1&to=2",
    "autocomplete": "?app_label=glossary&model_name=termrevision&field_name=related",
}


def cases(world, route):
    """(address, the entry it speaks of, its line of the table) for one route."""
    assert is_known(route), f"No line of the table speaks of {route.template}"
    if route.page == "act":
        yield from _acts(world, route)
        return
    rows = (world.rows if route.is_admin else world.live_rows).get(route.model)
    entry = rows[0] if "restore" in PAGES.get(route.model, {}) else None
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
        voice = VOICES.get(route.name, PUBLIC)
        return DOOR[route.name] if route.is_door else voice
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
