"""The editors' side of this room: the inbox, and the votes.

Importing it adds the new reports to the start page, and the votes to the list of an
entry's versions.
"""

from alsinfo.editorial import additions

from .. import inbox, tallies
from . import reports

additions.PILES.append(inbox.pile_of)
additions.VERSION_COLUMNS.append((tallies.HEADING, tallies.of_versions))

__all__ = ["reports"]
