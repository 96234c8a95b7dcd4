"""Linked data: the schema.org nodes that the page of every kind of entry has.

Nothing is told that the page does not say, and nobody is named who is not there. May
import `alsinfo.editorial`; asks the database nothing.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from alsinfo.editorial.models import Source

Node = dict[str, Any]
CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NAME = "alsinfo"
PICTURE = "alsinfo/share.png"
STUDIES = {
    Source.Kind.SYSTEMATIC_REVIEW,
    Source.Kind.TRIAL,
    Source.Kind.OBSERVATIONAL,
    Source.Kind.LABORATORY,
    Source.Kind.REVIEW,
}
STATUS = dict(Source.State.choices)
YEAR = re.compile(r"[12][0-9]{3}")


def graph(*nodes: Node) -> Node:
    """The nodes of one page as a document of their own."""
    return {"@context": CONTEXT, "@graph": list(nodes)}


def filled(told: Node) -> Node:
    """Without what nothing is known of."""
    return {key: value for key, value in told.items() if value}


def absolute(path: str) -> str:
    """The whole address of a page or a file of ours."""
    return settings.SITE_URL + path


def instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def named(node: Node) -> Node:
    """Just the name of a node that is told elsewhere."""
    return {"@id": node["@id"]}


def us() -> Node:
    """Who publishes the site, and whose editors review the texts, in short."""
    return {
        "@type": "Organization",
        "@id": absolute("/#organisation"),
        "name": NAME,
        "url": absolute("/"),
    }


def organisation() -> Node:
    """The same at length."""
    return us() | {
        "logo": absolute(static("alsinfo/logo.svg")),
        "publishingPrinciples": absolute(reverse("public:how-we-review")),
    }


def condition() -> Node:
    """What all our texts are about."""
    return {
        "@type": "MedicalCondition",
        "@id": absolute("/#als"),
        "name": _("Amyotrophic lateral sclerosis"),
        "alternateName": ["ALS"],
    }


def page_node(text: Any) -> Node:
    """The page of a live text: where it is, and what is known of its freshness."""
    address = absolute(text.entry.get_absolute_url())
    reviewed = text.reviewed_on
    return filled(
        {
            "@type": "MedicalWebPage",
            "@id": f"{address}#page",
            "url": address,
            "name": text.heading,
            "inLanguage": text.lang,
            "lastReviewed": reviewed and reviewed.isoformat(),
            "reviewedBy": reviewed and us(),
            "dateModified": instant(text.live_from),
            "license": LICENCE,
        }
    )


def whole_page(text: Any, trail: Iterable[tuple[str, str]], main: Node) -> Node:
    """The same with its crumbs, its readers, its subject and what it is there for."""
    return page_node(text) | {
        "isAccessibleForFree": True,
        "medicalAudience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "about": named(condition()),
        "breadcrumb": crumbs([*trail, (text.heading, "")]),
        "publisher": us(),
        "publishingPrinciples": absolute(reverse("public:how-we-review")),
        "mainEntity": named(main),
    }


def crumbs(trail: Iterable[tuple[str, str]]) -> Node:
    """The way to a page from the start; its own crumb has no address."""
    steps = [(_("Home"), reverse("public:home")), *trail]
    items = [
        filled(
            {
                "@type": "ListItem",
                "position": position,
                "name": str(name),
                "item": path and absolute(path),
            }
        )
        for position, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def citations(references: Iterable[Any]) -> list[Node]:
    """The numbered sources of a page, in their order."""
    return [_citation(reference.source) for reference in references]


def _citation(source: Any) -> Node:
    return filled(
        {
            "@type": _type_of(source),
            "name": source.title,
            "datePublished": source.year if YEAR.fullmatch(source.year) else "",
            "creativeWorkStatus": str(STATUS.get(source.state, source.state)),
            "sameAs" if source.doi else "url": source.link,
        }
    )


def _type_of(source: Any) -> str:
    if source.kind in STUDIES:
        return "ScholarlyArticle"
    return "NewsArticle" if source.kind == Source.Kind.NEWS else "CreativeWork"


def corrections(texts: Iterable[Any]) -> list[Node]:
    """The corrections that stand at the top of a page."""
    return [
        {
            "@type": "CorrectionComment",
            "text": correction_note(text),
            "datePublished": instant(text.live_from),
        }
        for text in texts
    ]


def correction_note(text: Any) -> str:
    """What readers are told of a correction."""
    return text.public_note or _("An earlier version of this text was wrong.")
