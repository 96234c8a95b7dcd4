"""What holds a text back: four eyes, the gate, an address that is taken."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import asides, refusals
from ..findings import Finding
from ..models import Revision
from ..models.records import key_validator
from ..models.trail import OPEN_BLOCKING
from .acting import Act

LONGEST_SLUG = 100
MOST_TOLD = 12


def four_eyes(act: Act) -> None:
    accounts, names = act.entry.savers_since_live(act.at)
    if act.by.pk in accounts or act.by.get_username() in names:
        raise refusals.OwnText(
            _("You wrote part of this text: somebody else must approve it.")
        )


def wrote(account: Any, revision: Revision) -> bool:
    """Whether this account saved the revision; by name where no account is kept."""
    if revision.saved_by_id is not None:
        return bool(revision.saved_by_id == account.pk)
    return bool(revision.saved_by_name == account.get_username())


def gate(act: Act) -> None:
    hold_for_findings(act)
    if act.timeline.is_held:
        raise refusals.Held(_("A blocking note is still open."))


def hold_for_findings(act: Act) -> None:
    held = [weighed for weighed in asides.weighed(act.revision) if weighed.holds]
    if held:
        told = " ".join(_told(weighed.finding) for weighed in held[:MOST_TOLD])
        raise refusals.Held(_("The text is held back: %(told)s") % {"told": told})


def _told(finding: Finding) -> str:
    if not finding.quote or finding.quote in finding.message:
        return str(finding.message)
    return f"“{finding.quote[:80]}”: {finding.message}"


def hold_for_unanswered_notes(act: Act) -> None:
    """A writer may submit again once every blocking note has at least an answer."""
    if act.entry.notes.filter(OPEN_BLOCKING, replies=None).exists():
        raise refusals.Held(
            _("A blocking note has no answer yet: reply to it, then submit.")
        )


def need(text: str, sentence: str) -> None:
    if not text.strip():
        raise refusals.Missing(sentence)


def refuse_taken_address(entry: Any, slug: str) -> None:
    """Raise `NameTaken` unless `slug` is well formed and free for this entry."""
    try:
        key_validator(slug)
    except ValidationError as error:
        raise refusals.NameTaken(str(error.message)) from None
    if len(slug) > LONGEST_SLUG:
        raise refusals.NameTaken(_("An address has at most 100 characters."))
    same = type(entry).objects.filter(slug=slug)
    former = type(entry)._meta.get_field("former_slugs").related_model.objects
    if same.exists() or former.filter(slug=slug).exclude(entry=entry.pk).exists():
        raise taken(slug)


def taken(slug: str) -> refusals.NameTaken:
    """The refusal for an address that some entry has or had."""
    return refusals.NameTaken(
        _("The address “%(slug)s” belongs, or belonged, to an entry already.")
        % {"slug": slug}
    )
