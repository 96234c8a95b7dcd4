"""How far a row of the watch-list was held against the live texts that it may concern.

Those that it may concern are found by the index of words; of these at most `MOST_READ`
are read in one go. The rest are stretches: of each kind the texts between two keys,
with the row as it stood for them. A row that changes again while some are left keeps
what each text was held against, so nothing is flagged twice, and nothing left out.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from .. import wordings
from ..kinds import entry_models, revision_model
from ..models import Stretch, Watchword

MOST_READ = 150  # texts in one go: about a second
# What of a row decides what it finds, and how much that weighs.
DECIDES = "patterns", "kind", "level", "unless_near", "case_sensitive", "retired"


class Left(NamedTuple):
    """Live texts of a kind that a row is to be held against.

    Those with a key above `after`, up to `until` if there is one; `before` is the row
    as it stood for them, or None.
    """

    kind: str
    after: int
    until: int | None
    before: Any


def differs(before: Any, after: Any, *fields: str) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in fields)


def blocks(row: Any) -> bool:
    """Whether what the row finds holds a text back."""
    return bool(row and row.level == Watchword.Level.BLOCKING and not row.retired)


def cause_of(row: Any) -> str:
    """What the events name that this row caused."""
    return f"watchword:{row.code}"


def open_of(row: Any) -> list[Left]:
    """What is left of a row as it is stored. One query."""
    return [
        Left(one.entry_kind, one.after, one.until, _as_it_was(row, one.before))
        for one in row.stretches.all()
    ]


def all_of(row: Any, stored: Any) -> list[Left]:
    """All live texts, when a row was changed; `stored` is how it stood, or None."""
    known = open_of(stored) if stored else []
    whole = [left for kind in entry_models() for left in _filled(kind, known, stored)]
    return [left for left in whole if left.before is None or _changes(left, row)]


def keep(row: Any, left: Iterable[Left]) -> None:
    """Write down what is left of a row, instead of what was. Two queries."""
    row.stretches.all().delete()
    Stretch.objects.bulk_create(
        Stretch(
            row=row,
            entry_kind=one.kind,
            after=one.after,
            until=one.until,
            before=one.before and {name: getattr(one.before, name) for name in DECIDES},
        )
        for one in left
    )


def question_of(row: Any) -> str | None:
    """What finds the texts that a row holds back, if it holds any."""
    return wordings.question_of(row) if blocks(row) else None


def keys_in(left: Left, row: Any, question: str | None, at: datetime) -> list[int]:
    """The keys of the live texts of a stretch that a row may concern, in order.

    One query.
    """
    texts = [flagged_texts(left.kind, row, at)] if row.pk else []
    if blocks(row):
        texts.append(wordings.may_say(left.kind, question, at))
        texts.append(wordings.unwritten(left.kind, at))
    inside = [_within(left, some).order_by().values_list("pk") for some in texts]
    if not inside:
        return []
    return sorted({pk for (pk,) in inside[0].union(*inside[1:])})


def _within(left: Left, texts: Any) -> Any:
    after = texts.filter(pk__gt=left.after)
    return after if left.until is None else after.filter(pk__lte=left.until)


def unread_of(row: Any, at: datetime) -> int:
    """How many live texts a row, as stored, is still to be held against."""
    left = open_of(row)
    question = question_of(row) if left else None
    return sum(len(keys_in(one, row, question, at)) for one in left)


def flagged_texts(kind: str, row: Any, at: datetime) -> Any:
    """The live texts with an open flag of this row. Not yet asked."""
    flags = entry_models()[kind].objects.all().flags(at).filter(cause=cause_of(row))
    entries = flags.order_by().values("entry")
    return revision_model(kind).objects.live(at).filter(entry__in=entries)


def _changes(left: Left, row: Any) -> bool:
    return differs(left.before, row, *DECIDES)


def _filled(kind: str, known: list[Left], stored: Any) -> Iterator[Left]:
    """What is known of a kind, and between that the texts that `stored` was held to."""
    begins = 0
    for left in sorted((one for one in known if one.kind == kind), key=_begin):
        if begins < left.after:
            yield Left(kind, begins, left.after, stored)
        yield left
        if left.until is None:
            return
        begins = left.until
    yield Left(kind, begins, None, stored)


def _begin(left: Left) -> int:
    return left.after


def _as_it_was(row: Any, before: dict[str, Any] | None) -> Any:
    return None if before is None else Watchword(code=row.code, **before)
