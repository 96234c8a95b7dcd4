"""Setting a finding aside: a reviewer says why it may stand."""

from typing import Any

from django.utils.translation import gettext as _

from .. import asides, refusals
from ..models import SetAside
from ..models.entries import Seen
from ..workflow import Action
from .acting import acting
from .holding import need


def set_aside(
    entry: Any, *, by: Any, seen: Seen, code: str, quote: str = "", why: str
) -> None:
    """Let a blocking finding stand, in this version and in later ones.

    What is said again, in more places than now, is a finding once more.

    It is named by its code and the words it quotes, as `findings.check` gave them.
    """
    need(why, _("Say why it may stand."))
    with acting(Action.SET_ASIDE, entry, by=by, seen=seen, why=why) as act:
        found = _blocking(act.revision, code, quote)
        act.why = f"{code} “{found.finding.quote}”: {why}"
        SetAside.objects.create(
            entry_kind=act.entry.kind,
            entry_id=act.entry.pk,
            number=act.number,
            code=code,
            quote=found.finding.quote,
            places=found.finding.places,
            why=why,
            by=by,
            by_name=by.get_username(),
            at=act.at,
        )


def _blocking(revision: Any, code: str, quote: str) -> asides.Weighed:
    """The finding that is meant; raises when there is none to set aside."""
    wanted = asides.key_of(code, quote)
    for weighed in asides.weighed(revision):
        finding = weighed.finding
        if finding.blocks and asides.key_of(finding.code, finding.quote) == wanted:
            if weighed.aside:
                raise refusals.WrongStatus(_("This finding is set aside already."))
            return weighed
    raise refusals.Missing(_("The newest text has no such finding that holds it back."))
