"""What a row of the watch-list, saved or about to be, does to the texts that are live.

A row that blocks may put texts in the wrong that say such words. A row that is loosened
or retired lets go of those that it had flagged and hits no longer. `stretches` knows
which texts these are, and how many are read at once. Nothing is written here; the form
asks before anybody saves.
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
from .stretches import (
    DECIDES,
    MOST_READ,
    Left,
    all_of,
    blocks,
    differs,
    flagged_texts,
    keys_in,
    question_of,
)

BATCH = 50
MOST_NAMED = 3


class Concerned(NamedTuple):
    """A live text that a row concerns, without its words."""

    pk: int
    entry_id: int
    number: int
    heading: str


Found = dict[str, list[Concerned]]


@dataclass(frozen=True)
class Effect:
    """Kind of entry -> the live texts newly in the wrong, and those no longer.

    `left` is what is still to be looked at, of which `unread` texts may say the words
    of the row; None where nothing that decides was changed.
    """

    newly: Found
    no_longer: Found
    left: list[Left] | None = None
    unread: int = 0

    @property
    def count(self) -> int:
        """How many live texts would be newly in the wrong, as far as is known."""
        return sum(map(len, self.newly.values()))

    def __bool__(self) -> bool:
        found = any(self.newly.values()) or any(self.no_longer.values())
        return found or self.unread > 0

    def __str__(self) -> str:
        """Which texts, in a few sentences: the first few by name."""
        free = ngettext(
            "It would no longer hold %(count)d live text to be wrong: %(names)s.",
            "It would no longer hold %(count)d live texts to be wrong: %(names)s.",
            sum(map(len, self.no_longer.values())),
        )
        told = (self._hit(), self.newly), (free, self.no_longer)
        said = [said % _named(found) for said, found in told if _all(found)]
        return " ".join([*said, _still(self.unread)]).strip()

    def _hit(self) -> str:
        if self.unread:
            return ngettext(
                "This row would put at least %(count)d live text in the wrong: "
                "%(names)s.",
                "This row would put at least %(count)d live texts in the wrong: "
                "%(names)s.",
                self.count,
            )
        return ngettext(
            "This row would put %(count)d live text in the wrong: %(names)s.",
            "This row would put %(count)d live texts in the wrong: %(names)s.",
            self.count,
        )


def effect_of(row: Any, at: datetime) -> Effect:
    """What saving this row as it is would do; compared with the row as stored.

    Reads no more than `MOST_READ` texts, and none for an object that was weighed a
    moment ago, while all that counts stands as it stood.
    """
    before = Watchword.objects.filter(pk=row.pk).first() if row.pk else None
    if before is not None and not differs(before, row, *DECIDES):
        return Effect({}, {})
    state = _state(before, row, at)
    known: tuple[Any, Effect] | None = getattr(row, "weighed", None)
    if known is None or known[0] != state:
        known = row.weighed = state, effect_on(all_of(row, before), row, at)
    return known[1]


def effect_on(left: list[Left], row: Any, at: datetime) -> Effect:
    """What a row does to the first texts of these stretches, and which are left."""
    newly: Found = {kind: [] for kind in entry_models()}
    no_longer: Found = {kind: [] for kind in entry_models()}
    question = question_of(row)
    behind, unread, may_read = [], 0, MOST_READ
    for one in left:
        keys = keys_in(one, row, question, at)
        now, later = keys[:may_read], keys[may_read:]
        may_read -= len(now)
        flagged = _flagged(one.kind, now, row, at)
        for some in _batches(now):
            _weigh(one, some, row, flagged, newly[one.kind], no_longer[one.kind])
        if later:
            behind.append(one._replace(after=now[-1] if now else one.after))
            unread += len(later)
    return Effect(newly, no_longer, behind, unread)


def _state(before: Any, row: Any, at: datetime) -> tuple[Any, ...]:
    """What decides an effect: the live texts, what is set aside there, and the row."""
    decides = [[getattr(one, name) for name in DECIDES] for one in (before, row) if one]
    last = SetAside.objects.aggregate(last=Max("pk"))["last"]
    return instants.standing(at), last, row.code, decides


def _weigh(
    left: Left,
    keys: list[int],
    row: Any,
    flagged: set[int],
    newly: list[Concerned],
    no_longer: list[Concerned],
) -> None:
    """Read these texts, and put each where it belongs, if anywhere. Two queries."""
    texts = list(revision_model(left.kind).objects.filter(pk__in=keys).order_by("pk"))
    known = _set_aside(left.kind, row, [text.entry_id for text in texts])
    for text in texts:
        found = {(text.entry_id, *key) for key in _blocking(text, row)} - known
        before = {(text.entry_id, *key) for key in _blocking(text, left.before)}
        if found - before:
            newly.append(_concerned(text))
        elif not found and text.pk in flagged:
            no_longer.append(_concerned(text))


def _flagged(kind: str, keys: list[int], row: Any, at: datetime) -> set[int]:
    """Which of these texts have an open flag of this row."""
    if not (row.pk and keys):
        return set()
    texts = flagged_texts(kind, row, at).filter(pk__gte=keys[0], pk__lte=keys[-1])
    return set(texts.order_by().values_list("pk", flat=True))


def _set_aside(kind: str, row: Any, entries: list[int]) -> set[tuple[Any, ...]]:
    kept = SetAside.objects.filter(entry_kind=kind, code=row.kind, entry_id__in=entries)
    return {(one.entry_id, *asides.key_of(one.code, one.quote)) for one in kept}


def _blocking(revision: Any, row: Any) -> set[tuple[str, str]]:
    if not blocks(row):
        return set()
    found = findings.watched(findings.Page(revision), [row])
    return {asides.key_of(finding.code, finding.quote) for finding in found}


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _still(unread: int) -> str:
    """What is not looked at yet, as a sentence; nothing where all is."""
    if not unread:
        return ""
    return ngettext(
        "%(count)d more live text that says such words is looked through afterwards.",
        "%(count)d more live texts that say such words are looked through afterwards.",
        unread,
    ) % {"count": unread}


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
