"""Who may do what at which address: the table, which knows no code of the site."""

from typing import NamedTuple

from django.contrib.auth.models import Group, User

from alsinfo.editorial.models import Figure, Source, Tag, Watchword
from alsinfo.feedback.models import Report
from alsinfo.search.models import Miss, Pick, Synonyms
from articles.models import Article
from glossary.models import Term

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
# A table is shown before it is saved, so the first post writes nothing.
TABLES = {
    "import": Line(W, W),
    "export": Line(READ, NOBODY),
    "reports": Line(READ, NOBODY),
    "wanted": Line(READ, NOBODY),
}
RECORD = {
    "changelist": Line(READ, READ),
    "add": Line(W | P, W | P, W | P),
    "change": Line(READ, W | P, W | P),
    "redirect": Line(STAFF, STAFF),
    "history": Line(READ, READ),
    "delete": Line(NOBODY, NOBODY),
}
REPORT = {
    "changelist": Line(READ, READ),
    "add": Line(NOBODY, NOBODY),
    "change": Line(READ, W, W),
    "redirect": Line(STAFF, STAFF),
    "history": Line(READ, READ),
    "delete": Line(NOBODY, NOBODY),
    "forget": Line(A, A, A),
    "votes": Line(READ, NOBODY),
}
# What the search missed is counted by itself: it is read, and nobody changes it.
COUNTED = RECORD | {"add": Line(NOBODY, NOBODY), "change": Line(READ, NOBODY)}
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
    Article: ENTRY,
    Term: ENTRY | TABLES,
    **dict.fromkeys((Tag, Source, Figure), RECORD),
    **dict.fromkeys((Synonyms, Pick), RECORD),
    Miss: COUNTED,
    Watchword: RECORD | {"try": Line(NOBODY, W | P), "look": Line(NOBODY, P, P)},
    Report: REPORT,
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
# Where everybody may speak; a vote here names no page, so there is none to vote about.
VOICES = {
    "feedback:report": Line(EVERYONE, EVERYONE, EVERYONE),
    "feedback:helpful": Line(EVERYONE, NOBODY, other="missing"),
}
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
