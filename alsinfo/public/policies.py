"""The pages that a publisher owes: their addresses, titles, and last changes.

Their texts are templates in `public/policies/`. Whoever changes what one says changes
its date here as well. Imports Django only.
"""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Policy(NamedTuple):
    """The address and name of a page, its title, and the day it last changed."""

    slug: str
    title: str
    changed: date

    @property
    def template(self) -> str:
        return f"public/policies/{self.slug.replace('-', '_')}.html"


POLICIES = [
    Policy("about", _("About alsinfo"), date(2026, 11, 22)),
    Policy("how-we-review", _("How we review"), date(2026, 11, 22)),
    Policy("sources-policy", _("How we choose sources"), date(2026, 11, 22)),
    Policy("labels", _("What the four labels mean"), date(2026, 11, 22)),
    Policy("funding", _("Funding and advertising"), date(2026, 11, 22)),
    Policy("accessibility", _("Accessibility"), date(2026, 11, 22)),
    Policy("privacy", _("Privacy"), date(2026, 11, 22)),
    Policy("contact", _("Contact"), date(2026, 11, 22)),
]
