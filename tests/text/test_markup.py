"""Markdown and marks as safe HTML: what is printed, what is refused, what it costs."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alsinfo.text.markup import (
    ALLOWANCE,
    CELLS,
    GROWTH,
    Document,
    Heading,
    Rendered,
    TermLink,
    plain,
    render,
    render_all,
)

from .pathological import FAMILIES

TERMS = {"microglia": TermLink("microglia", "/glossary/microglia/", "Microglia", "…")}
SOURCES = {"a", "b", "c"}
# Twice what the slowest family needed where this was written; a quadratic one needs
# ten times as much.
SECONDS = 2.0

ALLOWED = {
    "a": {"href", "id", "class", "rel", "data-term", "aria-label"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "td": {"class"},
    "th": {"class", "scope"},
}
BARE = "blockquote br code em hr li p pre strong table tbody thead tr ul"
ALLOWED |= {tag: set() for tag in re.findall(r"\w+", BARE)}
SAFE_STARTS = ("http://", "https://", "mailto:", "tel:", "/", "#")


class Reader(HTMLParser):
    """Collects the tags of a piece of HTML and the words between them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def all(self, attribute):
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


class Pairs(HTMLParser):
    """Keeps the tags that are open; `is_even` as long as each closes the last."""

    def __init__(self):
        super().__init__()
        self.open, self.is_even = [], True

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.is_even = self.is_even and bool(self.open) and self.open.pop() == tag


def balanced(page):
    pairs = Pairs()
    pairs.feed(page)
    pairs.close()
    return pairs.is_even and not pairs.open


def show(text) -> Rendered:
    return render(text, terms=TERMS, sources=SOURCES)


def html(text) -> str:
    return str(show(text).html).strip()


def assert_harmless(page):
    reader = Reader(page)
    for tag, attrs in reader.tags:
        assert set(attrs) <= ALLOWED[tag], (tag, attrs)
    for address in reader.all("href") + reader.all("src"):
        assert address.startswith(SAFE_STARTS), address
        assert not address.startswith(("//", "/\\")), address
    assert len(set(reader.all("id"))) == len(reader.all("id"))


# Citations


def test_citation_is_a_numbered_link_to_its_source():
    assert html("Slow [@a].") == (
        '<p>Slow <a class="citation" id="cite-1" href="#source-a" '
        'aria-label="Source 1">[1]</a>.</p>'
    )


def test_numbers_follow_the_first_mention_and_every_place_has_its_own_id():
    rendered = show("[@b] and [@a; @b] and [@b]")
    assert rendered.citations == ("b", "a")
    assert rendered.backlinks == {
        "b": ("cite-1", "cite-1-2", "cite-1-3"),
        "a": ("cite-2",),
    }
    ids = Reader(rendered.html).all("id")
    assert ids == ["cite-1", "cite-2", "cite-1-2", "cite-1-3"]


def test_unknown_source_stays_visible_and_inert():
    rendered = show("[@nokey] [@a; @other]")
    assert "[@nokey]" in rendered.html
    assert "[@other]" in rendered.html
    assert rendered.citations == ("a",)


@pytest.mark.parametrize(
    "text",
    ["`[@a]`", r"\[@a]", "    [@a]", "```\n[@a]\n```", "[@]", "[@ a]", "[@a](/b)"],
)
def test_what_is_not_a_citation_cites_nothing(text):
    assert show(text).citations == ()


def test_citation_before_a_colon_does_not_vanish_as_a_definition():
    assert "[1]</a>: /found" in html("[@a]: /found")


def test_several_texts_share_one_numbering_and_no_id():
    texts = ["# Same\n\n[@b]", "# Same\n\n[@a] [@b]"]
    first, second = render_all(texts, terms=TERMS, sources=SOURCES)
    assert first.citations == ("b",)
    assert second.citations == ("b", "a")
    assert second.backlinks["b"] == ("cite-1", "cite-1-2")
    assert_harmless(first.html + second.html)


def test_document_knows_the_whole_reference_list():
    document = Document(terms=TERMS, sources=SOURCES)
    document.render("[@c]")
    document.render("[@a]")
    assert document.citations == ("c", "a")
    assert document.backlinks == {"c": ("cite-1",), "a": ("cite-2",)}


# Terms and figures


def test_live_term_is_linked_and_keeps_its_emphasis():
    rendered = show("[*micro*glia](term:microglia)")
    assert rendered.html.strip() == (
        '<p><a class="term" href="/glossary/microglia/" data-term="microglia">'
        "<em>micro</em>glia</a></p>"
    )
    assert rendered.terms == ("microglia",)


def test_slug_of_a_term_may_be_written_with_capitals():
    assert show("[Microglia](term:Microglia)").terms == ("microglia",)


def test_former_slug_leads_to_the_current_one():
    terms = {"old": TermLink("new", "/glossary/new/", "New", "…")}
    rendered = render("[words](term:old)", terms=terms, sources=())
    assert 'data-term="new"' in rendered.html
    assert rendered.terms == ("old",)


def test_unknown_term_is_plain_words():
    assert html("The [*new* one](term:none).") == "<p>The <em>new</em> one.</p>"


def test_figure_is_plain_words_and_is_reported():
    rendered = show("[about **1** in 10](figure:family-history)")
    assert rendered.html.strip() == "<p>about <strong>1</strong> in 10</p>"
    assert rendered.figures == ("family-history",)


@pytest.mark.parametrize("text", ["<term:a>", '[a](term:a "t")', "[a](<figure:a>)"])
def test_half_a_mark_never_becomes_a_link(text):
    assert "<a" not in html(text)


# Headings, tables, pictures, addresses


def test_headings_run_from_two_to_four_with_unique_ids():
    rendered = show("# Same\n\n## Same [@a]\n\n#### Café *life*\n\n###### Deep")
    assert rendered.headings == (
        Heading("s-same", 2, "Same"),
        Heading("s-same-2", 2, "Same"),
        Heading("s-cafe-life", 4, "Café life"),
        Heading("s-deep", 4, "Deep"),
    )
    assert '<h4 id="s-deep">Deep</h4>' in rendered.html


def test_heading_that_looks_like_a_counted_one_keeps_its_own_id():
    ids = Reader(html("# a\n\n# a 2\n\n# a\n\n# a 2")).all("id")
    assert len(set(ids)) == 4


def test_heading_without_words_is_not_printed():
    assert html("#") == ""
    assert show("#").headings == ()


def test_table_scrolls_in_a_region_with_a_name():
    table = "| Drug | Dose |\n|---|--:|\n| x | 1 |\n"
    page = html(f"{table}\n{table}")
    assert (
        '<div class="table" role="region" tabindex="0" '
        'aria-label="Table 1: Drug, Dose">' in page
    )
    assert 'aria-label="Table 2: Drug, Dose"' in page
    assert '<th scope="col">Drug</th>' in page
    assert '<td class="align-right">1</td>' in page


@pytest.mark.parametrize(("columns", "shown"), [(39, True), (41, False)])
def test_table_of_more_than_forty_columns_stays_a_paragraph(columns, shown):
    page = html("|a" * columns + "|\n" + "|-" * columns + "|")
    assert ("<table>" in page) is shown


def test_tables_of_a_text_share_a_purse_of_cells():
    table = "|a" * 30 + "|\n" + "|-" * 30 + "|\n" + "|b\n" * 100 + "\n"
    cells = [tag for tag, _ in Reader(html(table * 10)).tags if tag in ("td", "th")]
    assert CELLS - 3_000 < len(cells) <= CELLS


def test_our_own_picture_is_shown():
    assert html('![A *neurone*](/media/n.png "t")') == (
        '<p><img src="/media/n.png" alt="A *neurone*" loading="lazy"></p>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://x.org/a.png",
        "//x.org/a",
        "data:image/png;base64,AA",
        "/other/a.png",
        "/media/../admin",
        "/media//x.org",
        "/media/&#46;./a",
        "/media/%2E%2e/admin",
        "/media\\a.png",
        "javascript:alert(1)",
    ],
)
def test_foreign_picture_is_only_its_words(address):
    assert html(f"![A neurone]({address})") == "<p>A neurone</p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://x.org/?a=1",
        "http://x.org",
        "mailto:a@x.org",
        "tel:+44-20-1",
        "/guides/",
        "/",
        "#s-top",
        "HTTPS://x.org",
    ],
)
def test_known_kinds_of_address_are_links(address):
    assert Reader(html(f"[words]({address})")).all("href")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "blob:x",
        "feed:https://x.org",
        "vbscript:x",
        "file:///etc",
        "//x.org",
        "/\\x.org",
        "\\\\x.org",
        "/%5Cx.org",
        "/%2fx.org",
        "&#106;avascript:alert(1)",
        "x.html",
        "java&Tab;script:alert(1)",
        "&#x2F;/x.org",
        "<java\tscript:x>",
        "../x",
        "?q",
        "</\t/x.org>",
        "https://good.org@evil.org/",
        "mailto:a@b.c%0abcc:d@e.f",
        "https:\\\\x.org",
        "java\x01script:x",
        "\u202ejavascript:x",
        "term:",
    ],
)
def test_other_addresses_stay_inert(address):
    for text in (f"[words]({address})", f"<{address}>"):
        assert "<a" not in html(text)


def test_only_links_to_other_sites_are_marked_external():
    page = html("[a](https://x.org) [b](/here/)")
    assert 'class="external" rel="noopener noreferrer">a</a>' in page
    assert '<a href="/here/">b</a>' in page


def test_html_is_printed_as_text():
    assert html("<b onclick=x>a</b>\n\n<script>x</script>").count("&lt;") == 4


def test_invisible_controls_are_left_out():
    assert html("a\u202eb\x07c &#x202e;d") == "<p>abc d</p>"


def test_strange_characters_do_not_break():
    assert "\ufffd" in html("a\0b \ud800 [@a] \udfff")


# Sections


def sections(text):
    found = show(text).sections
    return [(part.own and part.own.text, str(part.html).strip()) for part in found]


def test_text_is_parted_before_each_heading_of_level_two():
    text = "Before.\n\n## One\n\nA.\n\n### In one\n\n## Two\n\nB."
    assert sections(text) == [
        (None, "<p>Before.</p>"),
        ("One", '<h2 id="s-one">One</h2>\n<p>A.</p>\n<h3 id="s-in-one">In one</h3>'),
        ("Two", '<h2 id="s-two">Two</h2>\n<p>B.</p>'),
    ]


def test_section_knows_all_headings_in_it_and_its_own_first():
    [part] = show("# One\n\n> ## Quoted\n\n### Inner").sections
    assert [heading.text for heading in part.headings] == ["One", "Quoted", "Inner"]
    assert part.own == part.headings[0]


@pytest.mark.parametrize("text", ["> ## a", "- ## a", "1. # a", "### a", "#", "a", ""])
def test_what_is_no_heading_at_the_margin_opens_no_section(text):
    assert [part.own for part in show(text).sections] == [None]


def test_unread_text_is_one_section_without_headings():
    [part] = show("## a\n\n" * 20_000).sections
    assert (part.own, part.headings) == (None, ())


# Plain words


def test_plain_words_have_neither_marks_nor_syntax():
    text = "# Top\n\nSlow *down* [@a]. [Cells](term:x) `code`\nmore\n\n- one\n\n> two"
    assert plain(text) == "Top\n\nSlow down. Cells code more\n\none\n\ntwo"


# Bounds


@pytest.mark.parametrize("size", [40_000, 200_000])
@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_text_is_rendered_in_time_and_in_bounds(family, size):
    text = FAMILIES[family](size)
    begun = time.process_time()
    page = show(text).html
    assert time.process_time() - begun < SECONDS
    assert len(page) <= GROWTH * len(text) + ALLOWANCE


def test_there_are_at_least_fifty_seven_families():
    assert len(FAMILIES) >= 57


def test_text_of_nothing_but_syntax_is_shown_unread():
    rendered = show("# a\n\n" + "[@a]*b*" * 20_000)
    assert rendered.html.startswith("<p># a</p>")
    assert rendered.citations == rendered.headings == ()


def test_text_that_would_grow_too_long_is_shown_unread_and_counts_nothing():
    terms = {"a": TermLink("a", "/glossary/" + "a" * 2_000, "A", "…")}
    document = Document(terms=terms, sources=SOURCES)
    assert document.render("[@a] " + "[a](term:a)" * 9).html.startswith("<p>[@a] [a]")
    assert document.citations == ()


def test_article_of_1500_words_takes_few_milliseconds():
    paragraph = "word " * 70 + "[cell](term:microglia) claim [@a; @b].\n\n"
    text = ("## Part\n\n" + paragraph) * 20
    show(text)
    times = []
    for _ in range(5):
        begun = time.process_time()
        show(text)
        times.append(time.process_time() - begun)
    assert min(times) < 0.02


SYNTAX = re.findall(
    r"\S+",
    "[@a] [@b;@a] [@ ] [ ]( ![ (term:microglia) (figure:f) ](/a) ](//b) ](javascript:x)"
    " ](/media/a) <a> <https://x.org> `` ` * ** _ # ## > - 1. | |-| |a|b| --- \\ & &lt;"
    " &#0; &#x202e; <script> \" ' = ~~~ ``` [a]: /b",
)
BLANKS = ["\n", "\n\n", "    ", " ", "\t", "\r\n", "\0", "\ud800", "\u202e", "\xa0"]
PIECES = st.sampled_from([*SYNTAX, *BLANKS])
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_anything_renders_to_allowed_tags_and_attributes(text):
    assert_harmless(show(text).html)
    plain(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=3))
def test_no_id_is_used_twice_on_a_page(texts):
    rendered = render_all(texts, terms=TERMS, sources=SOURCES)
    assert_harmless("".join(part.html for part in rendered))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sections_are_whole_and_together_are_the_text(text):
    rendered = show(text)
    assert "".join(part.html for part in rendered.sections) == rendered.html
    inner = [heading for part in rendered.sections for heading in part.headings]
    assert tuple(inner) == rendered.headings
    for part in rendered.sections:
        assert balanced(part.html)
