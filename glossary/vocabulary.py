"""The live terms as a vocabulary, and the terms that live texts would need.

May import `alsinfo.text` and `alsinfo.editorial`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from alsinfo.editorial import words
from alsinfo.editorial.kinds import entry_models, revision_model
from alsinfo.text.suggestions import Candidate, Name, Vocabulary, unknown

from .models import FormerTermSlug, TermRevision

# How many different words are counted, how many are told, and texts named for each.
MOST_COUNTED = 20_000
MOST_TOLD = 500
MOST_PLACES = 20
# Live texts of each kind that are read for them, those that came last.
MOST_READ = 250


class ToWrite(NamedTuple):
    """Words without an entry: what kind, in how many live texts, and the first few.

    `kind` is "initials" or "defined", `where` entries in the order of their addresses.
    """

    words: str
    kind: str
    count: int
    where: list[Any]


@dataclass
class _Count:
    candidate: Candidate
    texts: int = 0
    where: list[Any] = field(default_factory=list)


def names(at: datetime) -> Iterator[Name]:
    """Every way to call a live term: name, initials, other names. One query."""
    live = TermRevision.objects.live(at).order_by("entry__slug")
    rows = live.values_list("entry__slug", "name", "initials", "aliases")
    for row in rows:
        yield from names_of(*row)


def names_of(slug: str, name: str, initials: str, aliases: str) -> Iterator[Name]:
    """All that one term is called; `aliases` are lines."""
    for called in dict.fromkeys([name, initials.strip(), *words.lines(aliases)]):
        if called:
            yield Name(slug, called)


def live_vocabulary(at: datetime) -> Vocabulary:
    """The names of the live terms, ready to be looked for. One query."""
    return Vocabulary(names(at))


def former_slugs(at: datetime) -> dict[str, str]:
    """Each former slug of a live term -> its present one. One query."""
    live = TermRevision.objects.live(at).order_by().values("entry_id")
    rows = FormerTermSlug.objects.filter(entry__in=live)
    return dict(rows.values_list("slug", "entry__slug"))


def terms_to_write(at: datetime) -> list[ToWrite]:
    """What live texts speak of without a term for it, the most frequent first.

    Reads the live texts that came last once, one at a time; the memory is bounded.
    """
    vocabulary = live_vocabulary(at)
    counts: dict[tuple[str, str], _Count] = {}
    for revision in _live_texts(at):
        for key, candidate in _unknown_in(revision, vocabulary).items():
            if key in counts or len(counts) < MOST_COUNTED:
                count = counts.setdefault(key, _Count(candidate))
                count.texts += 1
                count.where += [revision.entry][: MOST_PLACES - len(count.where)]
    found = sorted(counts.values(), key=lambda count: -count.texts)[:MOST_TOLD]
    return [
        ToWrite(count.candidate.words, count.candidate.kind, count.texts, count.where)
        for count in found
    ]


def _live_texts(at: datetime) -> Iterator[Any]:
    for kind in entry_models():
        live = revision_model(kind).objects.live(at)
        read = live.filter(pk__in=_newest(live)[:MOST_READ].values("pk"))
        ordered = read.select_related("entry").order_by("entry__slug")
        yield from ordered.iterator(chunk_size=100)


def are_all_read(at: datetime) -> bool:
    """Whether `terms_to_write` leaves no live text out. One query for each kind."""
    texts = (revision_model(kind).objects.live(at) for kind in entry_models())
    return not any(_newest(live)[MOST_READ : MOST_READ + 1].exists() for live in texts)


def _newest(live: Any) -> Any:
    return live.order_by("-live_from", "entry_id")


def _unknown_in(
    revision: Any, vocabulary: Vocabulary
) -> dict[tuple[str, str], Candidate]:
    return {
        (candidate.kind, candidate.key): candidate
        for text in revision.marked_texts()
        for candidate in unknown(text, vocabulary)
    }
