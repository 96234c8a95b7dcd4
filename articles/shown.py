"""What a reader sees of an article, part by part: to tell two public versions apart.

May import `alsinfo.text` and `glossary`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from alsinfo.text import lines
from glossary import readings
from glossary.shown import Part, common, names_of, topics_of

from .models import ArticleRevision


def parts(texts: Sequence[ArticleRevision], at: datetime) -> list[list[Part]]:
    """The parts of these texts of an article, the same for each. Three queries."""
    read = readings.read_each([[text.body] for text in texts], at)
    names, topics = names_of(read), topics_of(texts)
    return [
        [
            *_text(text, reading.html[0], names),
            *_origin(text),
            *common(text, reading, topics),
        ]
        for text, reading in zip(texts, read, strict=True)
    ]


def _text(text: ArticleRevision, html: str, names: lines.Names) -> Iterator[Part]:
    yield Part(_("Title"), lines.plain(text.title))
    yield Part(_("Summary"), lines.plain(text.summary))
    yield Part(_("Key messages"), lines.plain(text.key_messages))
    label = text.get_confidence_display() if text.confidence else ""
    yield Part(_("How sure are we?"), lines.whole(label), ours=True)
    yield Part(_("Text"), lines.of_html(html, names))


def _origin(text: ArticleRevision) -> Iterator[Part]:
    """Where it comes from: of a text that starts from no document, just that."""
    document = [text.origin_title, text.origin_publisher, text.origin_kind]
    known = any(document)
    none = (
        "" if known else _("No other document is recorded as the start of this text.")
    )
    yield Part(_("Where this text comes from"), lines.plain(none), ours=True)
    yield Part(_("Document"), lines.plain(text.origin_title))
    unknown = _("Not known") if known and not text.origin_publisher else ""
    publisher = text.origin_publisher or unknown
    yield Part(_("Publisher"), lines.whole(publisher), ours=bool(unknown))
    yield Part(_("Kind of document"), lines.plain(text.origin_kind))
    sells = _sells(text) if known else ""
    label = _("Does the publisher sell something?")
    yield Part(label, lines.whole(sells), ours=True)
    yield Part(_("Who paid, and whose interests"), lines.plain(text.disclosure))


def _sells(text: ArticleRevision) -> str:
    if text.origin_commercial:
        return _("Yes. The document comes from somebody with something to sell.")
    return _("Not that we know of")
