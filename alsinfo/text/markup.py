"""Markdown with our three marks, as allow-listed HTML and as plain words.

This is the one module that imports markdown-it and nh3, and the one that signs HTML
as safe. Of Django it takes `mark_safe`, and `gettext` for the few words of ours that
stand in a text.

The way of a text: parse, resolve the marks on tokens, write HTML, sanitise, sign.
Reference definitions (`[label]: address`) are off: a line that begins with a citation
and a colon would vanish, and a bomb of them makes 575 times its own size.
"""

import copy
import re
import unicodedata
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import markdown_it
import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

from .elsewhere import as_json

Kind = Literal["source", "term", "figure"]
BlockKind = Literal["heading", "paragraph", "cell"]
PieceKind = Literal[
    "text", "break", "code", "citation", "picture", "link", "link_end", "address"
]

# The longest HTML we accept for a text: this many times its length, and a little.
# Past that the words are shown as plain paragraphs.
GROWTH = 60
ALLOWANCE = 2_000
# The most characters of a text that may be syntax; a text with more is not read as
# Markdown. At up to 20 microseconds each, this is what bounds the time.
SYNTAX = 30_000
# The most columns of a table, and the most cells of all tables of a text; rows past
# that are words of a paragraph. (The parser fills short rows up with empty cells.)
COLUMNS = 40
CELLS = 12_000
# The longest text that is kept parsed while it is looked at once more; some megabytes.
LONGEST_SEEN = 20_000
# The most paragraphs of a text that is shown unread; the last one takes the rest.
UNREAD = 1_000
NESTING = 20

_SYNTACTIC = "\n\r[]!*_`~<>&|\\#+-=@"
KEY = r"[A-Za-z0-9][A-Za-z0-9_.:-]*"
_CITATION = re.compile(rf"\[@{KEY}(?:\s*;\s*@{KEY})*\s*\](?!\()")
_CITED = re.compile(rf"@({KEY})")
_MARKED = re.compile(rf"(?:term|figure):{KEY}")
_TARGET = re.compile(rf"\]\((term|figure):({KEY})\)")
_PICTURE = re.compile(
    r"!\[((?:[^\[\]\\]|\\.){0,1000})\]"
    r"\(\s{0,9}((?:[^\s()<>]|\([^\s()<>]{0,200}\)){1,2000})"
    r"(?:\s{1,9}\"[^\"]{0,500}\")?\s{0,9}\)",
    re.DOTALL,
)
_PICTURE_ADDRESS = re.compile(
    r"/(?:media|static)(?!.*(?:\.\.|//|%2e|%5c|\\))/\S+", re.IGNORECASE
)
# Addresses are looked at after the parser has percent-encoded them. Off-site ones have
# no user part, which could pass for the name of another site.
_ADDRESS = re.compile(
    r"https?://[^/?#@\s]+(?:[/?#]\S*)?"
    r"|mailto:\S+"
    r"|tel:[-+().;=\w]+"
    r"|/(?!/|%2f|%5c)\S*"
    r"|\#\S*",
    re.IGNORECASE,
)
_HIDDEN_IN_ADDRESS = re.compile(r"\\|%5c|%[01][0-9a-f]|%7f", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Invisible characters that turn the reading order about, or that XML forbids.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)

_TAGS = {
    *("a", "blockquote", "br", "code", "div", "em", "h2", "h3", "h4", "hr", "img"),
    *("li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead"),
    *("tr", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "id", "data-term", "aria-label"},
    "div": {"aria-label"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt"},
    "ol": {"start"},
}
_VALUES = {
    "a": {"rel": {"noopener noreferrer"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "img": {"loading": {"lazy"}},
    "th": {"scope": {"col"}},
}
_CLASSES = {
    "a": {"citation", "external", "term"},
    "div": {"table"},
    "td": {"align-centre", "align-right"},
    "th": {"align-centre", "align-right"},
}
_ALIGNMENTS = {
    "text-align:center": "align-centre",
    "text-align:right": "align-right",
}

# The first letter of an opening tag -> its kind of block; type of token -> of piece.
_BLOCKS: dict[str, BlockKind] = {
    "h": "heading",
    "p": "paragraph",
    "t": "cell",
}
_PIECES: dict[str, PieceKind] = {
    "text": "text",
    "text_special": "text",
    "softbreak": "break",
    "hardbreak": "break",
    "code_inline": "code",
    "citation": "citation",
    "link_close": "link_end",
}

_sanitiser = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,  # Only off-site links carry `rel`; `_link_attributes` writes it.
)


class TermLink(NamedTuple):
    """Where a term's name leads: its current slug, address, name and definition.

    `lang` is the language that name and definition are written in.
    """

    slug: str
    url: str
    name: str
    short: str
    lang: str = ""


class Heading(NamedTuple):
    """A heading as written: its id on the page, its level (2 to 4) and its words."""

    id: str
    level: int
    text: str


class Section(NamedTuple):
    """A part of a text: from a heading of level 2 to the next one.

    Only headings that stand in no list or quotation part a text. `headings` are all
    that are in it, its own first; `own` is None for what comes before the first.
    """

    html: SafeString
    own: Heading | None
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One text as safe HTML, with what a page needs to know about it.

    `citations` are the keys of the page so far in order of first mention (number =
    index + 1) and `backlinks` the ids that each is cited from. For the last text of a
    page they are the whole reference list. The rest is about this text alone.
    `sections`, joined, are the HTML.
    """

    html: SafeString
    headings: tuple[Heading, ...] = ()
    citations: tuple[str, ...] = ()
    backlinks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


class Found(NamedTuple):
    """A mark inside a passage; `start` and `end` are offsets in its content."""

    kind: Kind
    keys: tuple[str, ...]
    words: str
    start: int
    end: int


class Piece(NamedTuple):
    """A part of a block: what it is, its words, and where a link leads."""

    kind: PieceKind
    words: str = ""
    target: str = ""


class Block(NamedTuple):
    """A heading, paragraph or cell as the parser saw it, in its pieces.

    `level` is a heading's as written (1 to 6), `depth` the lists it stands in. `lines`
    are those of the text that hold it; None when the text was not read as Markdown.
    """

    kind: BlockKind
    level: int
    depth: int
    lines: tuple[int, int] | None
    pieces: tuple[Piece, ...]


class Parsed(NamedTuple):
    """A text as the parser saw it: read as often as one likes, rendered once at most.

    Parsing takes longer than rendering, so who has done it may hand on what it gave.
    """

    tokens: list[Token]


class Passage(NamedTuple):
    """Inline content, the lines of the text that hold it, and the marks in it."""

    first: int
    last: int
    content: str
    marks: tuple[Found, ...]


def render(
    text: str, *, terms: Mapping[str, TermLink], sources: Collection[str]
) -> Rendered:
    """Return one text as safe HTML; a mark that names nothing known is plain words.

    A text that is nearly all syntax, or whose HTML would be longer than GROWTH times
    its own length, comes back as escaped plain paragraphs without marks or headings.
    """
    return Document(terms=terms, sources=sources).render(text)


def render_all(
    texts: Iterable[str],
    *,
    terms: Mapping[str, TermLink],
    sources: Collection[str],
    parsed: MutableMapping[str, Parsed] | None = None,
) -> tuple[Rendered, ...]:
    """Render the texts of one page, with one numbering and no id used twice.

    Those that were `parsed` already are taken from there.
    """
    document = Document(terms=terms, sources=sources)
    ready = {} if parsed is None else parsed
    return tuple(document.render(text, ready.pop(text, None)) for text in texts)


def parse(text: str) -> Parsed:
    """Return a text as the parser sees it."""
    return Parsed(_parse(text))


def keys(parsed: Parsed) -> frozenset[tuple[Kind, str]]:
    """Return every (kind, key) that a text names."""
    inline = (token for token in parsed.tokens if token.type == "inline")
    found = (mark for token in inline for mark in _named(token.children or []))
    return frozenset((mark.kind, key) for mark in found for key in mark.keys)


def words(parsed: Parsed) -> str:
    """Return the same as `plain`."""
    blocks = (_block_words(token) for token in parsed.tokens)
    return "\n\n".join(block for block in blocks if block)


def plain(text: str) -> str:
    """Return the words of a text, blocks parted by an empty line, citations left out.

    For the search index, the reading grade and feeds.
    """
    return words(Parsed(_seen(text)))


def data_block(value: Any) -> SafeString:
    """Linked data as a script element, which a browser reads and does not run.

    Nothing in its words can end it: `as_json` leaves no `<`, `>` or `&` in them.
    """
    opening, closing = '<script type="application/ld+json">', "</script>"
    return mark_safe(opening + as_json(value) + closing)  # noqa: S308


def passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a text that hold marks, in order, as the parser saw them.

    Cells of one table row come one after the other with the same lines. Passages
    without a mark are yielded too, for whoever counts brackets across cells.
    """
    for token in _seen(text):
        if token.type == "inline" and token.map:
            marks = tuple(_marks(token.children or []))
            yield Passage(token.map[0], token.map[1], token.content, marks)


def blocks(text: str) -> Iterator[Block]:
    """Yield headings, paragraphs and cells in order; blocks of code are left out."""
    depth = 0
    opened = Token("paragraph_open", "p", 1)
    for token in _seen(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "inline":
            level = int(opened.tag[1]) if opened.type == "heading_open" else 0
            lines = (token.map[0], token.map[1]) if token.map else None
            pieces = tuple(_pieces(token.children or []))
            yield Block(_BLOCKS[opened.tag[0]], level, depth, lines, pieces)
        elif token.nesting == 1:
            opened = token


@dataclass
class _Counts:
    """What has been given out on a page so far."""

    numbers: dict[str, int] = field(default_factory=dict)
    backlinks: dict[str, list[str]] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    tables: int = 0


class Document:
    """The texts of one page: they share citation numbers and unique ids."""

    def __init__(
        self, *, terms: Mapping[str, TermLink], sources: Collection[str]
    ) -> None:
        self._terms = terms
        self._sources = frozenset(sources)
        self._counts = _Counts()

    @property
    def citations(self) -> tuple[str, ...]:
        """Keys in order of first mention over all texts rendered so far."""
        return tuple(self._counts.backlinks)

    @property
    def backlinks(self) -> Mapping[str, tuple[str, ...]]:
        """For each cited key, the ids of the places that cite it."""
        ids = {key: tuple(ids) for key, ids in self._counts.backlinks.items()}
        return MappingProxyType(ids)

    def render(self, text: str, parsed: Parsed | None = None) -> Rendered:
        """Render the next text of the page; see the function `render`."""
        counts = copy.deepcopy(self._counts)
        resolver = _Resolver(self._terms, self._sources, counts)
        parts = _cut(resolver.resolve((parsed or parse(text)).tokens))
        sections = tuple(_section(part, resolver.headings) for part in parts)
        if sum(len(part.html) for part in sections) > GROWTH * len(text) + ALLOWANCE:
            whole = _section(_unread(text), {})
            return Rendered(
                whole.html, (), self.citations, self.backlinks, sections=(whole,)
            )
        self._counts = counts
        return Rendered(
            _joined(sections),
            tuple(resolver.headings.values()),
            self.citations,
            self.backlinks,
            tuple(resolver.linked),
            tuple(resolver.figures),
            sections,
        )


class _Resolver:
    """Turns marks, headings, links and tables of a token list into what we print."""

    def __init__(
        self, terms: Mapping[str, TermLink], sources: frozenset[str], counts: _Counts
    ) -> None:
        self.terms = terms
        self.sources = sources
        self.counts = counts
        # By their ids.
        self.headings: dict[str, Heading] = {}
        # Dictionaries serve as ordered sets.
        self.linked: dict[str, None] = {}
        self.figures: dict[str, None] = {}

    def resolve(self, tokens: Sequence[Token]) -> list[Token]:
        written: list[Token] = []
        for index, token in enumerate(tokens):
            if token.type == "heading_open":
                self.head(token, *tokens[index + 1 : index + 3])
            elif token.type in ("th_open", "td_open"):
                _align(token, *tokens[index + 1 : index + 3])
            elif token.type == "inline":
                token.children = list(self.inline(token.children or []))
            if token.type == "table_open":
                written += [self.region(tokens, index), token]
            elif token.type == "table_close":
                written += [token, Token("region_close", "div", -1, block=True)]
            else:
                written.append(token)
        return written

    def head(self, opening: Token, content: Token, closing: Token) -> None:
        """Set a heading's level and id; one without words is not printed."""
        words = _words(content.children or [])
        level = min(max(int(opening.tag[1]), 2), 4)
        opening.tag = closing.tag = f"h{level}"
        opening.hidden = closing.hidden = not words
        if words:
            anchor = self.anchor(words)
            opening.attrSet("id", anchor)
            self.headings[anchor] = Heading(anchor, level, words)

    def anchor(self, words: str) -> str:
        base = f"s-{_slug(words)}"
        anchor = base
        while anchor in self.counts.anchors:
            self.counts.anchors[base] += 1
            anchor = f"{base}-{self.counts.anchors[base]}"
        self.counts.anchors[anchor] = 1
        return anchor

    def region(self, tokens: Sequence[Token], index: int) -> Token:
        """Return the opening of a scrolling region, named after the table's columns."""
        self.counts.tables += 1
        columns = ", ".join(filter(None, _column_names(tokens, index)))
        number = _("Table %(number)d") % {"number": self.counts.tables}
        name = f"{number}: {columns}".rstrip(": ")
        attrs = {"class": "table", "role": "region", "tabindex": "0"}
        attrs["aria-label"] = name if len(name) <= 120 else f"{name[:119]}…"
        return Token("region_open", "div", 1, attrs=dict(attrs), block=True)

    def inline(self, tokens: Iterable[Token]) -> Iterator[Token]:
        dropped = False
        for token in tokens:
            if token.type == "citation":
                for key in token.meta["mark"].keys:
                    yield from self.cite(key)
            elif token.type == "link_open":
                attributes = self.link_attributes(token)
                dropped = not attributes
                token.attrs = dict(attributes)
                if not dropped:
                    yield token
            elif token.type != "link_close" or not dropped:
                yield token

    def link_attributes(self, token: Token) -> dict[str, str]:
        """Return what the link prints, or nothing when its words stand alone."""
        mark: Found | None = token.meta.get("mark")
        href = str(token.attrs["href"])
        if mark is None:
            return _link_attributes(href)
        key = mark.keys[0]
        if mark.kind == "figure":
            self.figures[key] = None
        elif key in self.terms:
            self.linked[key] = None
            term = self.terms[key]
            return {"class": "term", "href": term.url, "data-term": term.slug}
        return {}

    def cite(self, key: str) -> Iterator[Token]:
        if key not in self.sources:
            yield Token("text", "", 0, content=f"[@{key}]")
            return
        places = self.counts.backlinks.setdefault(key, [])
        number = self.counts.numbers.setdefault(key, len(self.counts.backlinks))
        places.append(f"cite-{number}" + (f"-{len(places) + 1}" if places else ""))
        attrs = {"class": "citation", "id": places[-1], "href": f"#source-{key}"}
        attrs["aria-label"] = _("Source %(number)d") % {"number": number}
        yield Token("link_open", "a", 1, attrs=dict(attrs))
        yield Token("text", "", 0, content=f"[{number}]")
        yield Token("link_close", "a", -1)


def versions() -> list[str]:
    """The versions of what parses and of what sanitises, as they were read."""
    return [markdown_it.__version__, nh3.__version__]  # type: ignore[attr-defined]


def inert_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line from 1, address) of links and pictures that print as mere words."""
    if not is_read(text):
        return
    for token in _open_parser.parse(_printable(text), {"foreign": "foreign_picture"}):
        line = token.map[0] + 1 if token.map else 1
        for part in token.children or ():
            if part.type in ("softbreak", "hardbreak"):
                line += 1
            elif part.type == "foreign_picture":
                yield line, str(part.meta["address"])
            elif part.type == "link_open" and not _accepts(str(part.attrs["href"])):
                yield line, str(part.attrs["href"])


def _accepts(address: str) -> bool:
    """Tell whether a normalised address may be a link, or is the target of a mark."""
    if _HIDDEN_IN_ADDRESS.search(address):
        return False
    marked = address.startswith(("term:", "figure:"))
    return marked or _ADDRESS.fullmatch(address) is not None


def _link_attributes(href: str) -> dict[str, str]:
    if href.startswith(("term:", "figure:")):
        return {}
    if href.lower().startswith("http"):
        return {"href": href, "class": "external", "rel": "noopener noreferrer"}
    return {"href": href}


def _citation_rule(state: StateInline, silent: bool) -> bool:
    """Read `[@key; @key]` as one token."""
    if not state.src.startswith("[@", state.pos):
        return False
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        keys = tuple(_CITED.findall(match[0]))
        token = state.push("citation", "", 0)
        token.meta = {"mark": Found("source", keys, "", match.start(), match.end())}
    state.pos = match.end()
    return True


def _link_rule(state: StateInline, silent: bool) -> bool:
    """Read a link as markdown-it does, and remember when it is one of our marks."""
    start, count = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    target = _TARGET.fullmatch(state.src, _target_start(state, start), state.pos)
    if target and not silent:
        kind: Kind = "term" if target[1] == "term" else "figure"
        key = target[2].lower() if kind == "term" else target[2]
        # Text that was pending before the link may have become a token of its own.
        at = count if state.tokens[count].type == "link_open" else count + 1
        state.tokens[at].meta = {"mark": Found(kind, (key,), "", start, state.pos)}
    return True


def _target_start(state: StateInline, start: int) -> int:
    return max(state.src.rfind("](", start, state.pos), start)


def _picture_rule(state: StateInline, silent: bool) -> bool:
    """Read an image. Only our own files are shown; of others the words remain.

    markdown-it's own rule parses the words again for each nested image.
    """
    match = _PICTURE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        words, address = unescapeAll(match[1]), unescapeAll(match[2])
        shown = _PICTURE_ADDRESS.fullmatch(address)
        kind = "picture" if shown else state.env.get("foreign", "text")
        token = state.push(kind, "img" if shown else "", 0)
        token.content = words
        if shown:
            src = state.md.normalizeLink(address)
            token.attrs = {"src": src, "alt": words, "loading": "lazy"}
        else:
            token.meta = {"address": address}
    state.pos = match.end()
    return True


def _table_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table as markdown-it does, within our bounds of width and cells."""
    if start + 1 >= end:
        return False
    second = slice(state.bMarks[start + 1], state.eMarks[start + 1])
    columns = state.src[second].strip("| \t").count("|") + 1
    cells = state.env.setdefault("cells", CELLS)
    rows = cells // columns
    if columns > COLUMNS or rows < 2:
        return False
    if not table(state, start, min(end, start + rows), silent):
        return False
    if not silent:
        state.env["cells"] = cells - columns * (state.line - start)
    return True


def _parser(accepts: Callable[[str], bool]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    parser.enable("table").disable("reference")
    parser.block.ruler.at("table", _table_rule, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.at("link", _link_rule)
    parser.inline.ruler.at("image", _picture_rule)
    normalised = parser.normalizeLink

    def normalise(address: str) -> str:
        """The target of a mark is plain as it stands; taking it apart is slow."""
        return address if _MARKED.fullmatch(address) else normalised(address)

    setattr(parser, "validateLink", accepts)  # noqa: B010 (mypy: not assignable)
    setattr(parser, "normalizeLink", normalise)  # noqa: B010
    return parser


_markdown = _parser(_accepts)
# Reads any address as a link's; nothing of it is ever printed.
_open_parser = _parser(lambda address: True)


def is_read(text: str) -> bool:
    """Whether a text is read as Markdown; see SYNTAX."""
    return sum(map(text.count, _SYNTACTIC)) <= SYNTAX


def _seen(text: str) -> list[Token]:
    """A text parsed to be looked at: the last one is, in several ways, one by one."""
    return _last_seen(text) if len(text) <= LONGEST_SEEN else _parse(text)


@lru_cache(maxsize=2)
def _last_seen(text: str) -> list[Token]:
    return _parse(text)


def _parse(text: str) -> list[Token]:
    if not is_read(text):
        return _unread(text)
    return _markdown.parse(_printable(text))


def _unread(text: str) -> list[Token]:
    """Return a text as plain paragraphs, its Markdown unread."""
    tokens: list[Token] = []
    for words in _printable(text).split("\n\n", UNREAD):
        content = Token("inline", "", 0, content=words)
        content.children = [Token("text", "", 0, content=words)]
        tokens.append(Token("paragraph_open", "p", 1, block=True))
        tokens += [content, Token("paragraph_close", "p", -1, block=True)]
    return tokens


def _printable(text: str) -> str:
    # One character for one: offsets must stay those of the text.
    return _SURROGATES.sub("\ufffd", text)


def _write(tokens: Sequence[Token]) -> str:
    return str(_markdown.renderer.render(tokens, _markdown.options, {}))


def _cut(tokens: Sequence[Token]) -> list[list[Token]]:
    """Part the tokens of a text before each heading that opens a section."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if _opens_section(token) and parts[-1]:
            parts.append([])
        parts[-1].append(token)
    return parts


def _opens_section(token: Token) -> bool:
    is_heading = token.type == "heading_open" and not token.hidden
    return is_heading and token.tag == "h2" and token.level == 0


def _section(tokens: Sequence[Token], headings: Mapping[str, Heading]) -> Section:
    """Write some whole blocks; `headings` are those of the text, by their ids."""
    opened = [token.attrs for token in tokens if token.type == "heading_open"]
    within = tuple(headings[str(attrs["id"])] for attrs in opened if "id" in attrs)
    own = within[0] if tokens and _opens_section(tokens[0]) else None
    return Section(_sign(_write(tokens)), own, within)


def _sign(html: str) -> SafeString:
    """Sanitise HTML and declare it safe to print: the only place that does."""
    return mark_safe(_sanitiser.clean(_UNPRINTABLE.sub("", html)))  # noqa: S308


def _joined(sections: Iterable[Section]) -> SafeString:
    """What is safe in whole blocks is safe together."""
    return mark_safe("".join(part.html for part in sections))  # noqa: S308


def _words(tokens: Iterable[Token]) -> str:
    """Return the words of inline tokens, on one line, citations left out."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "citation" and parts:
            parts[-1] = parts[-1].rstrip()
        elif token.type in ("text", "text_special", "code_inline", "picture"):
            parts.append(token.content)
    return " ".join(_UNPRINTABLE.sub("", "".join(parts)).split())


def _pieces(tokens: Iterable[Token]) -> Iterator[Piece]:
    address = False
    for token in tokens:
        if token.type == "link_open":
            address = token.info == "auto"
            yield Piece("link", target=str(token.attrs["href"]))
        elif token.type == "picture":
            yield Piece("picture", token.content, str(token.attrs["src"]))
        elif token.type == "text" and address:
            yield Piece("address", token.content)
        elif token.type in _PIECES:
            yield Piece(_PIECES[token.type], token.content)
            address = address and token.type != "link_close"


def _block_words(token: Token) -> str:
    if token.type in ("fence", "code_block"):
        return _UNPRINTABLE.sub("", token.content).strip()
    return _words(token.children or []) if token.type == "inline" else ""


def _named(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield marks without their words."""
    return (token.meta["mark"] for token in tokens if "mark" in token.meta)


def _marks(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield marks with their words, which are known once emphasis has been paired."""
    opened = 0
    for index, token in enumerate(tokens):
        if token.type == "citation":
            yield token.meta["mark"]
        elif token.type == "link_open":
            opened = index
        elif token.type == "link_close" and "mark" in tokens[opened].meta:
            words = _words(tokens[opened:index])
            yield tokens[opened].meta["mark"]._replace(words=words)


def _align(opening: Token, content: Token, closing: Token) -> None:
    """Say a cell's alignment by class; a heading cell without words is no heading."""
    alignment = _ALIGNMENTS.get(str(opening.attrs.pop("style", "")))
    if alignment:
        opening.attrSet("class", alignment)
    if opening.tag == "th" and content.content:
        opening.attrSet("scope", "col")
    elif opening.tag == "th":
        opening.tag = closing.tag = "td"


def _column_names(tokens: Sequence[Token], index: int) -> Iterator[str]:
    while tokens[index].type != "thead_close":
        yield _words(tokens[index].children or [])
        index += 1


def _slug(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words[:200]).casefold()
    kept = "".join(c for c in folded if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", kept))[:60].strip("-") or "section"
