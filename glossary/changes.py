"""What one public version changed in the one before, told in words for the page.

Never by colour alone, and never only that something changed: each difference says what
it is, where it stands, and what it was. May import `alsinfo.text`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alsinfo.text import comparison
from alsinfo.text.comparison import CellChange, Change, Piece
from alsinfo.text.lines import Form, Line, Look

from .shown import Part

PLACE_IN_WORDS = 12
# The most differences of a part that are told; a text written anew has thousands.
MOST = 500
FORMS = {
    "paragraph": gettext_lazy("paragraph"),
    "h2": gettext_lazy("heading"),
    "h3": gettext_lazy("smaller heading"),
    "h4": gettext_lazy("smallest heading"),
    "bullet": gettext_lazy("item of a list with dots"),
    "number": gettext_lazy("item of a numbered list"),
    "item": gettext_lazy("paragraph in a list"),
    "row": gettext_lazy("row of a table"),
    "head": gettext_lazy("row of a table that names its columns"),
    "code": gettext_lazy("line of code"),
    "rule": gettext_lazy("line across the page"),
}
LOOKS = {
    "bold": gettext_lazy("in bold"),
    "italic": gettext_lazy("in italics"),
    "code": gettext_lazy("as code"),
    "break": gettext_lazy("on a new line"),
    "link": gettext_lazy("link to %(target)s"),
    "term": gettext_lazy("explained in the glossary as %(target)s"),
    "picture": gettext_lazy("picture %(target)s"),
}


class Spoken(NamedTuple):
    """Some words, and in our own words how they look."""

    kind: str
    text: str
    note: str


@dataclass(frozen=True)
class Told:
    """One difference. `form` is what the line is, `was` what it was, if that changed.

    `marked` says which words are new; not where all are. `after` is how the line before
    begins; `first` that there is none, where that tells the reader something.
    """

    kind: str
    pieces: tuple[Spoken, ...]
    old_lang: str
    new_lang: str
    form: str = ""
    was: str = ""
    under: str = ""
    row: str = ""
    column: str = ""
    after: str = ""
    first: bool = False

    @property
    def marked(self) -> bool:
        return any(piece.kind == "same" for piece in self.pieces)

    @property
    def before_words(self) -> bool:
        return any(piece.kind != "added" for piece in self.pieces)

    @property
    def after_words(self) -> bool:
        return any(piece.kind != "removed" for piece in self.pieces)

    @property
    def same_words(self) -> bool:
        return all(piece.kind == "same" for piece in self.pieces)


def told(
    old: Sequence[Part], new: Sequence[Part], old_lang: str, new_lang: str
) -> Iterator[tuple[str, list[Told], int]]:
    """(label, differences, how many more) for each part that a reader sees changed."""
    for before, after in zip(old, new, strict=True):
        changes = comparison.compare(before.lines, after.lines)
        if changes:
            old_words = "" if before.ours else old_lang
            new_words = "" if after.ours else new_lang
            blank = Told("", (), old_words, new_words)
            placed = len(before.lines) + len(after.lines) > 2
            found = [t for c in changes[:MOST] for t in _told(c, blank, placed)]
            yield after.label, found, max(0, len(changes) - MOST)


def _told(change: Change, blank: Told, placed: bool) -> Iterator[Told]:
    line = change.line
    told = replace(blank, kind=change.kind, under=" › ".join(line.under))
    if change.kind == "removed":
        told = replace(told, new_lang=blank.old_lang)
    if change.cells:
        yield from (_cell(cell, line, told) for cell in change.cells)
        return
    yield replace(
        told,
        pieces=tuple(_spoken(change.pieces)),
        **_forms(line.form, change.was.form if change.was else line.form),
        **(_place(change.after, line) if placed and not change.was else {}),
    )


def _forms(now: Form, was: Form) -> dict[str, Any]:
    """What a line is, and was; that a paragraph is one goes without saying."""
    if now != was:
        return {"form": _form(now), "was": _form(was)}
    return {} if now.kind == "paragraph" else {"form": _form(now)}


def _cell(cell: CellChange, line: Line, told: Told) -> Told:
    return replace(
        told,
        pieces=tuple(_spoken(cell.pieces)),
        form=_form(line.form),
        row=line.row if line.form.kind == "row" else "",
        column=cell.column or str(cell.number),
    )


def _place(after: Line | None, line: Line) -> dict[str, Any]:
    """After which words a line stands; a heading above it is named anyway."""
    if after is None:
        return {"first": True}
    if line.under and after.text == line.under[-1]:
        return {}
    return {"after": Truncator(after.text).words(PLACE_IN_WORDS)}


def _form(form: Form) -> str:
    said = [str(FORMS[form.kind])]
    if form.lists > 1:
        said.append(_("inside another list"))
    if form.quotes:
        said.append(_("in a quotation"))
    if form.start != 1:
        said.append(_("which begins with %(number)d") % {"number": form.start})
    return ", ".join(said)


def _spoken(pieces: Sequence[Piece]) -> Iterator[Spoken]:
    for piece in pieces:
        note = ", ".join(map(_look, piece.looks))
        if not note and _is_same_otherwise(piece, pieces):
            note = _("plain words")
        yield Spoken(piece.kind, piece.text, note)


def _is_same_otherwise(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether the very words stand on the other side and look like something."""
    text = piece.text.strip()
    return piece.kind != "same" and any(
        other.kind not in {"same", piece.kind}
        and other.looks
        and other.text.strip() == text
        for other in pieces
    )


def _look(look: Look) -> str:
    return str(LOOKS[look.kind]) % {"target": look.target}
