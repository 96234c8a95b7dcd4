"""What a row of the watch-list, saved or about to be, does to the texts that are live.

A row that blocks may put any text in the wrong: one pass over the live ones. A row that
is loosened or retired lets go of those that it had flagged and hits no longer. Nothing
is written here; the form asks before anybody saves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import asides, findings, instants
from ..kinds import entry_models, revision_model
from ..models import SetAside, Watchword

BATCH = 200
MOST_NAMED = 3
# What of a row decides what it finds, and how much that weighs.
DECIDES = "patterns", "kind", "level", "unless_near", "case_sensitive", "retired"


class Concerned(NamedTuple):
    """A live text that a row concerns, without its words."""

    pk: int
    entry_id: int
    number: int
    heading: str


Found = dict[str, list[Concerned]]


@dataclass(frozen=True)
class Effect:
    """Kind of entry -> the live texts newly in the wrong, and those no longer."""

    newly: Found
    no_longer: Found

    @property
    def count(self) -> int:
        """How many live texts would be newly in the wrong."""
        return sum(map(len, self.newly.values()))

    def __bool__(self) -> bool:
        return any(self.newly.values()) or any(self.no_longer.values())

    def __str__(self) -> str:
        """Which texts, in one or two sentences: the first few by name."""
        hit = ngettext(
            "This row would put %(count)d live text in the wrong: %(names)s.",
            "This row would put %(count)d live texts in the wrong: %(names)s.",
            self.count,
        )
        free = ngettext(
            "It would no longer hold %(count)d live text to be wrong: %(names)s.",
            "It would no longer hold %(count)d live texts to be wrong: %(names)s.",
            sum(map(len, self.no_longer.values())),
        )
        told = (hit, self.newly), (free, self.no_longer)
        return " ".join(said % _named(found) for said, found in told if _all(found))


def effect_of(row: Any, at: datetime) -> Effect:
    """What saving this row as it is would do; compared with the row as stored.

    Reads every live text, but for an object that was weighed a moment ago, while all
    that counts stands as it stood.
    """
    before = Watchword.objects.filter(pk=row.pk).first() if row.pk else None
    if before is not None and not differs(before, row, *DECIDES):
        return Effect({}, {})
    state = _state(before, row, at)
    known: tuple[Any, Effect] | None = getattr(row, "weighed", None)
    if known is None or known[0] != state:
        known = row.weighed = state, _effect(before, row, at)
    return known[1]


def _state(before: Any, row: Any, at: datetime) -> tuple[Any, ...]:
    """What decides an effect: the live texts, what is set aside there, and the row."""
    decides = [[getattr(one, name) for name in DECIDES] for one in (before, row) if one]
    last = SetAside.objects.aggregate(last=Max("pk"))["last"]
    return instants.standing(at), last, row.code, decides


def _effect(before: Any, row: Any, at: datetime) -> Effect:
    return Effect(
        {kind: list(_newly(kind, before, row, at)) for kind in entry_models()},
        {kind: list(_no_longer(kind, row, at)) for kind in entry_models()}
        if before is not None
        else {},
    )


def cause_of(row: Any) -> str:
    """What the events name that this row caused."""
    return f"watchword:{row.code}"


def differs(before: Any, after: Any, *fields: str) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in fields)


def _newly(kind: str, before: Any, row: Any, at: datetime) -> Iterator[Concerned]:
    """The live texts that the row holds to be wrong, and did not before."""
    if not _blocks(row):
        return
    known = _set_aside(kind, row)
    live = revision_model(kind).objects.live(at).order_by("pk")
    for revision in live.iterator(chunk_size=BATCH):
        new = _blocking(revision, row) - _blocking(revision, before)
        if any((revision.entry_id, *key) not in known for key in new):
            yield _concerned(revision)


def _no_longer(kind: str, row: Any, at: datetime) -> Iterator[Concerned]:
    """The live texts with an open flag of this row that it holds right by now."""
    flags = entry_models()[kind].objects.all().flags(at).filter(cause=cause_of(row))
    flagged = set(flags.order_by().values_list("entry", flat=True))
    known = _set_aside(kind, row) if flagged else set()
    live = revision_model(kind).objects.live(at).filter(entry__in=flagged)
    for revision in live.order_by("pk").iterator(chunk_size=BATCH):
        keys = _blocking(revision, row)
        if all((revision.entry_id, *key) in known for key in keys):
            yield _concerned(revision)


def _set_aside(kind: str, row: Any) -> set[tuple[Any, ...]]:
    kept = SetAside.objects.filter(entry_kind=kind, code=row.kind)
    return {(one.entry_id, *asides.key_of(one.code, one.quote)) for one in kept}


def _blocks(row: Any) -> bool:
    return bool(row and row.level == Watchword.Level.BLOCKING and not row.retired)


def _blocking(revision: Any, row: Any) -> set[tuple[str, str]]:
    if not _blocks(row):
        return set()
    found = findings.watched(findings.Page(revision), [row])
    return {asides.key_of(finding.code, finding.quote) for finding in found}


def _concerned(revision: Any) -> Concerned:
    return Concerned(
        revision.pk, revision.entry_id, revision.number, str(revision.heading)
    )


def _all(found: Found) -> list[Concerned]:
    return [text for texts in found.values() for text in texts]


def _named(found: Found) -> dict[str, Any]:
    texts = _all(found)
    names = ", ".join(f"“{text.heading}”" for text in texts[:MOST_NAMED])
    if len(texts) > MOST_NAMED:
        more = len(texts) - MOST_NAMED
        names = _("%(names)s and %(more)d more") % {"names": names, "more": more}
    return {"count": len(texts), "names": names}
