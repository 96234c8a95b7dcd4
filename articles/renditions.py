"""An article as plain text: all that its page says of it, and where to read more.

`page` is always the context that `pages.article_page` makes. May import `alsinfo.text`
and `glossary`. A paragraph is one line; whoever reads it wraps it as wide as they like.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alsinfo.feedback.shown import place, report_form
from alsinfo.text import typewriter
from glossary.graph import LICENCE

Page = dict[str, Any]


def as_text(page: Page, site: str) -> str:
    """The whole article; `site` is the site's address without a last slash."""
    parts = [
        *_head(page),
        *_corrections(page),
        *_messages(page),
        *_trust(page),
        *_body(page, site),
        *_words(page, site),
        *_sources(page),
        *_origin(page),
        *_foot(page, site),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def end_in_words(ended: Any) -> str:
    """When and why a text was taken off the site."""
    shown = _("It was shown here until %(day)s.") % {"day": _day(ended.live_until)}
    why = _("Its time ended as planned.")
    if ended.end_reason:
        why = _("Why: %(reason)s") % {"reason": ended.end_reason}
    said = [_("This page was taken off the site."), shown, why]
    return "\n\n".join(said) + "\n"


def _head(page: Page) -> Iterator[str]:
    text, past = page["revision"], page["past"]
    yield typewriter.heading(text.title, "h1")
    yield text.summary
    yield ngettext(
        "About %(minutes)d minute to read",
        "About %(minutes)d minutes to read",
        page["minutes"],
    ) % {"minutes": page["minutes"]}
    yield " ".join(
        [
            _("This is demonstration content."),
            _("It has not been checked by a clinician."),
            _("Please do not use it to make decisions about care."),
        ]
    )
    if past:
        yield _past(past)
    if page["overdue"]:
        yield _(
            "This text was due to be looked at again on %(day)s. It may be out of date."
        ) % {"day": _day(text.review_due)}


def _past(past: Any) -> str:
    version = past.version
    said = [
        _("You are reading version %(number)d of %(count)d.")
        % {"number": version.number, "count": past.count},
        _("Shown from %(day)s.") % {"day": _day(version.revision.live_from)},
    ]
    if version.until:
        said.append(_("Shown until %(day)s.") % {"day": _day(version.until)})
    return " ".join(said)


def _corrections(page: Page) -> Iterator[str]:
    past = page["past"]
    later = past.later_corrections if past else []
    for heading, texts in (
        (_("Corrections"), page["corrections"]),
        (_("What we corrected later"), later),
    ):
        if texts:
            yield typewriter.heading(heading)
        for text in texts:
            told = text.public_note or _("An earlier version of this text was wrong.")
            yield f"{_day(text.live_from or page['changed'])}: {told}"


def _messages(page: Page) -> Iterator[str]:
    messages = page["revision"].messages()
    if messages:
        yield typewriter.heading(_("Key messages"))
        yield _listed(messages)


def _trust(page: Page) -> Iterator[str]:
    text = page["revision"]
    yield typewriter.heading(_("How far to trust this text"))
    if text.confidence:
        label = text.get_confidence_display()
        yield f"{_('How sure are we?')} {label}. {page['meaning'] or ''}".strip()
    reviewed = _("Not yet reviewed by our editors")
    if text.reviewed_on:
        reviewed = f"{_('Reviewed by our editors on')} {_day(text.reviewed_on)}"
    due = _("This review was due by") if page["overdue"] else _("Next review by")
    dated = [
        (due, text.review_due),
        (_("Evidence checked up to"), text.evidence_checked),
        (_("Last changed on"), page["changed"]),
    ]
    days = [f"{words} {_day(day)}" for words, day in dated if day]
    byline = f"{_('Written by')} {text.byline}"
    yield _listed([reviewed, _("Not yet checked by a clinician"), *days, byline])


def _body(page: Page, site: str) -> Iterator[str]:
    picture = _("[Picture: {}]")
    for section in page["sections"]:
        yield typewriter.type_out(section.html, site, picture)


def _words(page: Page, site: str) -> Iterator[str]:
    if page["words"]:
        yield typewriter.heading(_("Words used on this page"))
        lines = (
            f"{word.name}: {word.short} ({site}{word.url})" for word in page["words"]
        )
        yield _listed(lines)


def _sources(page: Page) -> Iterator[str]:
    if page["references"]:
        yield typewriter.heading(_("Sources"))
        yield "\n".join(map(_source, page["references"]))


def _source(reference: Any) -> str:
    source = reference.source
    published = [source.authors, source.container, source.year or _("No date")]
    said = [source.title, *filter(None, published)]
    parts = [reference.state, *map(_ended, said), source.link, reference.kind]
    words = " ".join(filter(None, [*parts, source.remark]))
    return f"{reference.number}. {words}"


def _ended(words: str) -> str:
    """Words with a full stop behind them, unless they end in one."""
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _origin(page: Page) -> Iterator[str]:
    text = page["revision"]
    yield typewriter.heading(_("Where this text comes from"))
    if text.origin_title or text.origin_publisher or text.origin_kind:
        yield _(
            "We started from somebody else’s document, wrote it anew in our own words "
            "and checked what it says."
        )
        yield _listed(_document(text))
    else:
        yield _("No other document is recorded as the start of this text.")
    if text.disclosure:
        disclosed = " ".join(text.disclosure.split())
        yield f"{_('Who paid, and whose interests')}: {disclosed}"


def _document(text: Any) -> Iterator[str]:
    if text.origin_title:
        yield f"{_('Document')}: {text.origin_title}"
    yield f"{_('Publisher')}: {text.origin_publisher or _('Not known')}"
    if text.origin_kind:
        yield f"{_('Kind of document')}: {text.origin_kind}"
    answer = _("Not that we know of")
    if text.origin_commercial:
        answer = _("Yes. The document comes from somebody with something to sell.")
    yield f"{_('Does the publisher sell something?')} {answer}"


def _foot(page: Page, site: str) -> Iterator[str]:
    entry = page["revision"].entry
    yield typewriter.heading(_("About this copy"))
    yield _(
        "This information supports the advice of your care team and does not "
        "replace it."
    )
    labelled = [
        (_("On the web"), site + entry.get_absolute_url()),
        (
            _("Earlier versions of this text"),
            site + reverse("articles:history", args=[entry.slug]),
        ),
        (_("Report a mistake in this text"), site + _way_to_report(page)),
        (_("Licence of the texts: CC BY 4.0"), LICENCE),
    ]
    yield _("You may share and adapt our texts if you name alsinfo as the source.")
    yield _listed(f"{words}: {address}" for words, address in labelled)


def _way_to_report(page: Page) -> str:
    address = page["revision"].entry.get_absolute_url()
    return report_form(*place({**page, "path": address}))


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _day(day: date | datetime) -> str:
    """A day as the pages write it, in the site's time zone."""
    local = timezone.localtime(day) if isinstance(day, datetime) else day
    return date_format(local, "j F Y")
