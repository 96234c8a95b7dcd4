"""A text as data for other programs: what every kind has, and a term.

Says what the page says, in the page's order, with whole addresses. `page` is always the
context that `pages.term_page` makes, or `articles.pages.article_page`. May import
`alsinfo.text` and Django; asks the database nothing.
"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alsinfo.text import elsewhere, typewriter

from .graph import LICENCE, NAME, absolute, correction_note, instant

Data = dict[str, Any]
Page = dict[str, Any]


def term_data(page: Page) -> Data:
    """One term; each definition as HTML and as plain text."""
    text = page["revision"]
    return {
        **identity(text, "glossary"),
        "name": text.name,
        "initials": text.initials,
        "pronunciation": text.pronunciation,
        "other_names": page["aliases"],
        "short_definition": text.short_definition,
        "fuller_definition": both_ways(text, page["fuller"]),
        "professional_definition": both_ways(text, page["professional"]),
        **record(page),
        "related_terms": [summary(other) for other in page["related"]],
        **surroundings(page),
        "renditions": renditions(text.entry, "glossary"),
    }


def summary(text: Any) -> Data:
    """A term as a line of a list."""
    address = absolute(text.entry.get_absolute_url())
    return {"name": text.name, "definition": text.short_definition, "url": address}


def identity(text: Any, room: str) -> Data:
    """What a text is and where; `room` is the first part of its address."""
    entry = text.entry
    return {
        "kind": entry.kind,
        "slug": entry.slug,
        "url": absolute(entry.get_absolute_url()),
        "json": absolute(reverse(f"{room}:json", args=[entry.slug])),
        "language": text.lang,
    }


def dates(text: Any) -> Data:
    """Who wrote a text, and when it was changed and reviewed."""
    return {
        "written_by": text.byline,
        "last_changed": instant(text.live_from),
        "reviewed_on": _day(text.reviewed_on),
        "next_review": _day(text.review_due),
    }


def record(page: Page) -> Data:
    """How far to trust a text."""
    text = page["revision"]
    return {
        **dates(text),
        "review_overdue": page["overdue"],
        "evidence_checked": _day(text.evidence_checked),
        "checked_by_clinician": False,
        "corrections": [_correction(other) for other in page["corrections"]],
    }


def surroundings(page: Page) -> Data:
    """What stands around a text: words, sources, topics, and what may be done."""
    return {
        "words": [_word(link) for link in page["words"]],
        "sources": [_source(reference) for reference in page["references"]],
        "topics": [_topic(tag) for tag in page["tags"]],
        "notices": notices(),
        "licence": licence(),
    }


def notices() -> list[str]:
    """What every page says of itself."""
    return [
        _(
            "This is demonstration content. It has not been checked by a clinician. "
            "Please do not use it to make decisions about care."
        ),
        _(
            "This information supports the advice of your care team and does not "
            "replace it."
        ),
    ]


def licence() -> Data:
    """What others may do with our texts."""
    terms = _("You may share and adapt our texts if you name alsinfo as the source.")
    return {"name": "CC BY 4.0", "url": LICENCE, "terms": terms, "attribution": NAME}


def renditions(entry: Any, room: str, *more: str) -> Data:
    """The same text in its other forms; `more` are names of urls in the room."""
    names = {"history": "history", **{name.replace("-", "_"): name for name in more}}
    found = {
        key: absolute(reverse(f"{room}:{name}", args=[entry.slug]))
        for key, name in names.items()
    }
    return {"page": absolute(entry.get_absolute_url()), **found}


def both_ways(text: Any, *parts: str) -> Data:
    """Rendered parts of a text as HTML and as plain text, each to be used anywhere."""
    html, page = "".join(parts), absolute(text.entry.get_absolute_url())
    site = absolute("")
    picture = _("[Picture: {}]")
    return {
        "html": elsewhere.with_whole_addresses(html, site, page),
        "text": typewriter.type_out(html, site, picture),
    }


def _source(reference: Any) -> Data:
    source = reference.source
    return {
        "number": reference.number,
        "title": source.title,
        "authors": source.authors,
        "published_in": source.container,
        "year": source.year,
        "kind": source.kind,
        "kind_in_words": reference.kind,
        "state": source.state,
        "state_in_words": reference.state,
        "remark": source.remark,
        "doi": source.doi,
        "url": source.link,
    }


def _word(link: Any) -> Data:
    return {"name": link.name, "definition": link.short, "url": absolute(link.url)}


def _topic(tag: Any) -> Data:
    address = absolute(reverse("public:topic", args=[tag.slug]))
    return {"name": tag.name, "url": address}


def _correction(text: Any) -> Data:
    return {"on": instant(text.live_from), "note": correction_note(text)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
