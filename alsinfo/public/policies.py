"""The pages that a publisher owes: their addresses, titles, and last changes.

Their texts are templates in `public/policies/`. Whoever changes what one says changes
its date here as well. Imports Django only.
"""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Policy(NamedTuple):
    """The address and name of a page, its title, what it says first and of itself to
    whoever shares it, and the day it last changed.
    """

    slug: str
    title: str
    gist: str
    changed: date

    @property
    def template(self) -> str:
        return f"public/policies/{self.slug.replace('-', '_')}.html"


POLICIES = [
    Policy(
        "about",
        _("About alsinfo"),
        _("alsinfo explains ALS in plain words and shows where each fact comes from."),
        date(2026, 11, 22),
    ),
    Policy(
        "how-we-review",
        _("How we review"),
        _(
            "Nobody here can approve their own words. A second editor reads every "
            "text first."
        ),
        date(2026, 11, 22),
    ),
    Policy(
        "sources-policy",
        _("How we choose sources"),
        _(
            "A claim is only as good as what stands behind it. So we show you what "
            "that is."
        ),
        date(2026, 11, 22),
    ),
    Policy(
        "labels",
        _("What the four labels mean"),
        _("A label at the top of an article says how sure we are of its main point."),
        date(2026, 11, 22),
    ),
    Policy(
        "funding",
        _("Funding and advertising"),
        _("There are no adverts here, and nobody pays to be named."),
        date(2026, 11, 22),
    ),
    Policy(
        "accessibility",
        _("Accessibility"),
        _(
            "ALS can change how hands, arms and voice work. The site should still "
            "be easy to use."
        ),
        date(2026, 11, 22),
    ),
    Policy(
        "privacy",
        _("Privacy"),
        _(
            "You can read everything here without telling us who you are. We set no"
            " cookies and follow nobody."
        ),
        date(2026, 11, 22),
    ),
    Policy(
        "contact",
        _("Contact"),
        _("Have you found a mistake, or a page that does not work?"),
        date(2026, 11, 22),
    ),
]
