"""Why the desk says no: named exceptions, each one sentence for whoever meets it."""

from typing import Any

from django.utils.translation import gettext as _


class Refused(Exception):
    """An act that the desk did not perform; nothing was changed."""

    def __str__(self):
        return str(self.args[0])


class NotAllowed(Refused):
    """The person lacks the permission."""


class Stale(Refused):
    """Somebody else was faster: the entry no longer stands where it was seen."""


class WrongStatus(Refused):
    """The table has no such step from here."""


class OwnText(Refused):
    """Four eyes: whoever wrote the text cannot approve it."""


class Held(Refused):
    """The gate: blocking findings or open blocking notes."""


class WrongTime(Refused):
    """An instant that cannot be used."""


class NameTaken(Refused):
    """A name, alias or address that belongs to another entry."""


class Missing(Refused):
    """Something that the act needs was not given."""


def stale(entry: Any) -> Stale:
    """The refusal for an act on an outdated picture of an entry."""
    return Stale(
        _(
            "This entry changed meanwhile: it is now %(status)s, "
            "version %(number)d. Nothing was done; please look again."
        )
        % {"status": entry.get_status_display(), "number": entry.newest}
    )
