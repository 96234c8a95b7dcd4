"""What the words alone tell: left-overs, shape, numbers without a source, length."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alsinfo.text import leftovers, outline, quantities, reading
from alsinfo.text.prose import Paragraph

from .finding import ADVICE, BLOCKING, Finding
from .page import Page

LEFT_OVER = {
    "telephone": (BLOCKING, gettext_lazy("This looks like a telephone number.")),
    "address": (BLOCKING, gettext_lazy("This is an e-mail address.")),
    "image-name": (
        ADVICE,
        gettext_lazy("This looks like the name of an image, left behind."),
    ),
    "tags": (ADVICE, gettext_lazy("These words run together, like a row of tags.")),
}


def of_text(page: Page) -> Iterator[Finding]:
    """Every finding that needs no record; on the text of one page."""
    yield from _left_over(page)
    yield from _title_again(page)
    for found in page.bodies.values():
        yield from _shape(page, found)
        yield from _without_source(page, found)
    for paragraph in [*page.plain, *page.marked]:
        yield from _length(page, paragraph)
    yield from _level(page)


def _left_over(page: Page) -> Iterator[Finding]:
    for paragraph in page.whole:
        for left in leftovers.leftovers(paragraph):
            level, message = LEFT_OVER[left.kind]
            span = (left.start, left.end)
            yield page.finding("page-junk", level, str(message), paragraph, span)


def _title_again(page: Page) -> Iterator[Finding]:
    title = page.text(page.heading_field)
    # A definition may well begin with the name that it defines.
    whole = page.heading_field != "title"
    for found in page.bodies.values():
        again = leftovers.title_again(title, found, whole=whole)
        if again:
            message = _("The text says its title again.")
            yield page.finding("duplicate-title", ADVICE, message, again)


def _shape(page: Page, found: list[Paragraph]) -> Iterator[Finding]:
    for paragraph in outline.headings_out_of_order(found):
        message = _("This heading is of the wrong level: begin with ##, then ###.")
        yield page.finding("heading-order", ADVICE, message, paragraph)
    for paragraph in outline.empty_sections(found):
        message = _("Nothing stands under this heading.")
        yield page.finding("empty-section", ADVICE, message, paragraph)
    for paragraph, place in outline.pictures_without_words(found):
        message = _("Say in words what the picture shows.")
        whole = page.finding("image-without-alt", ADVICE, message, paragraph)
        field = whole.where.field if whole.where else ""
        span = (max(0, place - 2), place + 1)
        yield page.at("image-without-alt", ADVICE, message, field, span)
    for paragraph, link in outline.vague_links(found):
        message = _("These words do not say where the link leads.")
        span = (link.start, link.end)
        yield page.finding("vague-link", ADVICE, message, paragraph, span)


def _without_source(page: Page, found: list[Paragraph]) -> Iterator[Finding]:
    for quantity in quantities.uncited(found):
        message = _("This number has no source in its paragraph.")
        span = (quantity.start, quantity.end)
        yield page.finding("uncited-figure", ADVICE, message, quantity.paragraph, span)


def _length(page: Page, paragraph: Paragraph) -> Iterator[Finding]:
    for sentence, number in reading.long_sentences(paragraph):
        message = _("This sentence has %d words: try two.") % number
        yield page.finding("long-sentence", ADVICE, message, paragraph, sentence)
    number = reading.count_words(paragraph.words)
    if number > reading.LONGEST_PARAGRAPH and paragraph.kind != "row":
        message = _("This paragraph has %d words: try two, or a list.") % number
        yield page.finding("long-paragraph", ADVICE, message, paragraph)


def _level(page: Page) -> Iterator[Finding]:
    grade = reading.grade(page.marked)
    if grade is not None and grade > reading.HARDEST:
        message = _(
            "A hint: this reads as for %(age)d years of age. Aim at 11 to 14, with "
            "shorter sentences and everyday words."
        ) % {"age": min(round(grade) + 5, 25)}
        yield Finding("reading-level", ADVICE, message)
