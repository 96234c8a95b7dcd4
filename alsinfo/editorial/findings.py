"""Content checks over a revision. What blocks is looked at by the gate."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alsinfo.text import marks

from .models import Revision
from .references import unknown_keys


@dataclass(frozen=True)
class Finding:
    """One thing an editor should see; `quote` is the place in the text, if any."""

    code: str
    level: str
    message: str
    quote: str = ""

    @property
    def blocks(self) -> bool:
        return self.level == "blocking"


def check(revision: Any) -> list[Finding]:
    """All findings on one saved revision, the blocking ones first."""
    found = [*_unknown_marks(revision), *_correction_without_note(revision)]
    return sorted(found, key=lambda finding: not finding.blocks)


def _unknown_marks(revision: Any) -> list[Finding]:
    text = "\n\n".join(revision.marked_texts())
    unknown = unknown_keys(marks.find(text))
    return [
        Finding("unknown-mark", "blocking", message, quote)
        for quote, message in unknown
    ]


def _correction_without_note(revision: Any) -> list[Finding]:
    corrects = revision.change_kind == Revision.ChangeKind.CORRECTION
    if not corrects or revision.change_note.strip():
        return []
    message = _("A correction needs a note that says what was wrong.")
    return [Finding("correction-without-note", "blocking", message)]
