"""How a work is named: its address on the web, its DOI and its year."""

import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

WEB = re.compile(r"https?://[^/?#@\\\s]+(?:[/?#]|\Z)", re.IGNORECASE)
# What people copy with a DOI: the address that leads to it, or its label.
RESOLVER = re.compile(r"(?:https?://)?(?:www\.|dx\.)?doi\.org/(?=10\.|10%)", re.I)
DOI_LABEL = re.compile(r"\Adoi\s*:?\s*(?=10\.|https?://|doi\.org)", re.I)
DIGITS = re.compile(r"[0-9]+")
EARLIEST_YEAR = 1800


def bare_doi(pasted: str) -> str:
    """`https://doi.org/10.1000/182` or `doi:10.1000/182` as `10.1000/182`."""
    words = DOI_LABEL.sub("", pasted.strip(), count=1)
    address = RESOLVER.match(words)
    return unquote(words[address.end() :]) if address else words


def link(doi: str, url: str) -> str:
    """Where to read a work: the DOI's address, else the one recorded; may be empty.

    A row that never met a form may hold anything: only the web's addresses lead.
    """
    if doi:
        return f"https://doi.org/{doi}"
    return url if WEB.match(url) else ""


def validate_year(written: str) -> None:
    """A year, or words with years, such as “2016, updated 2019”; none to come."""
    latest = timezone.localdate().year + 1
    numbers = DIGITS.findall(written)
    years = [number for number in numbers if len(number) > 2]
    fit = all(len(y) == 4 and EARLIEST_YEAR <= int(y) <= latest for y in years)
    if not years or not fit or not written[:1].isalnum():
        raise ValidationError(
            _("Give a year between %(first)d and %(last)d, or nothing.")
            % {"first": EARLIEST_YEAR, "last": latest}
        )
