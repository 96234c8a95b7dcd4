"""What the posts carry; a form takes from it what it knows.

They are such as the ones who may would send, so a refusal is a real one.
"""

from alsinfo.editorial.models import Source, Watchword
from alsinfo.search.models import Pick

from .. import cast

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
    "wrong": "It has to be mended.",
    "move": "note",
    "note": "Seen.",
    "name": "Another name",
    "key": "another-key",
    "code": "another-code",
    "title": "Another title",
    "statement": "Another statement.",
    "wordings": "Another wording.",
    "words": "another word\nanother name",
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
KIND = {Source: "trial", Watchword: "hype", Pick: "article"}
SLUG = {Pick: "conceal-published"}


def post_of(address, entry=None):
    """What the form of this address would carry."""
    model = address.route.model
    data = COMMON | {"kind": KIND.get(model, "")}
    data["slug"] = SLUG.get(model, data["slug"])
    if entry is not None:
        seen = str(entry.seen)
        data |= {"seen": seen, "revisions-0-seen": seen, "_selected_action": entry.pk}
    return data
