"""The live glossary for machines: one schema.org `DefinedTermSet` as JSON-LD.

A definition has no review dates in that vocabulary; its page has. So the dates stand on
the page that each term is the main entity of. May import `alsinfo.editorial`.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alsinfo.editorial import words
from alsinfo.editorial.storable import storable

from .models import TermRevision

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FIELDS = (
    "name",
    "initials",
    "aliases",
    "short_definition",
    "lang",
    "live_from",
    "reviewed_on",
    "entry__slug",
)


@storable()
@require_safe
def glossary_json(request: HttpRequest) -> HttpResponse:
    """All live terms in the order of their addresses. One query."""
    told = json.dumps(term_set(request.at), ensure_ascii=False, indent=1)
    return HttpResponse(told + "\n", content_type="application/ld+json; charset=utf-8")


def term_set(at: datetime) -> dict[str, Any]:
    """The set with its terms; the words and dates of what is live at this instant."""
    live = TermRevision.objects.live(at).select_related("entry").only(*FIELDS)
    texts = list(live.order_by("entry__slug"))
    address = _absolute(reverse("glossary:index"))
    languages = sorted({text.lang for text in texts})
    changed = max((text.live_from for text in texts), default=None)
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "@id": f"{address}#set",
            "name": _("ALS glossary"),
            "url": address,
            "inLanguage": languages[0] if len(languages) == 1 else languages,
            "license": LICENCE,
            "isAccessibleForFree": True,
            "publishingPrinciples": _absolute(reverse("public:how-we-review")),
            "dateModified": changed and _instant(changed),
            "hasDefinedTerm": [_term(text, f"{address}#set") for text in texts],
        }
    )


def _term(text: TermRevision, term_set: str) -> dict[str, Any]:
    address = _absolute(text.entry.get_absolute_url())
    return _filled(
        {
            "@type": "DefinedTerm",
            "@id": f"{address}#term",
            "name": text.name,
            "alternateName": list(dict.fromkeys(_other_names(text))),
            "termCode": text.entry.slug,
            "description": text.short_definition,
            "url": address,
            "inDefinedTermSet": {"@id": term_set},
            "mainEntityOfPage": _page(text, address),
        }
    )


def _page(text: TermRevision, address: str) -> dict[str, Any]:
    reviewed = text.reviewed_on
    return _filled(
        {
            "@type": "MedicalWebPage",
            "@id": f"{address}#page",
            "url": address,
            "inLanguage": text.lang,
            "lastReviewed": reviewed and reviewed.isoformat(),
            "dateModified": _instant(text.live_from),
            "license": LICENCE,
        }
    )


def _other_names(text: TermRevision) -> Iterator[str]:
    """The initials and the other names; misspellings are for the search alone."""
    if text.initials:
        yield text.initials
    yield from words.lines(text.aliases)


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    """Without what nothing is known of; an empty set keeps its empty list of terms."""
    keep = "hasDefinedTerm"
    return {key: value for key, value in told.items() if value or key == keep}


def _absolute(path: str) -> str:
    return settings.SITE_URL + path


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
