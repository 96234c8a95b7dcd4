"""Texts that mean nothing, in any number: what `generate_content` fills a site with.

The same seed, number and stock always make the same text, whatever was made before it,
so that a figure can be measured again. Each text says on its page what it is. Imports
Django's text functions, `alsinfo.text`, the models of the texts and what reads them;
asks no database.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple

from alsinfo.editorial import wordings
from alsinfo.editorial.findings import Page
from alsinfo.text import markup, prose
from articles.models import ArticleRevision
from glossary.models import TermRevision

PREFIX = "generated"
BYLINE = "Nobody: generated to measure the site"
NOTICE = (
    "This text was generated to measure how fast the site is. "
    "Its words are drawn by chance and mean nothing."
)
# What such sites speak of, the commonest first, so that searches find much and little.
SPOKEN = """
the and of people a with in to is that for as can not are it may they some help cell
nerve muscle disease study care doctor time family weakness breathing night trial gene
year question hand voice early slow body risk team talk day plan treatment swallowing
food weight sleep walk change answer research medicine brain protein home find know ask
hope leg arm speech drink pain cramp stiff fall chair house work money law travel child
partner friend carer worry mood memory thinking spinal cord immune system blood marker
scan clinic hospital guide choice machine mask tube device letter word screen eye switch
keyboard heat cold exercise rest stretch therapist group charity country month chance
number cause loss growth signal factor stress oxygen sugar fat virus metal smoke sport
soldier farm water air light motor neuron sclerosis lateral lower upper stem therapy
inflammation guideline review evidence doubt claim cure dose tablet autoimmune mutation
"""
FIRST = "ba ce di fo gu ha il jo ka le mi no or pa qui ra so tu ul vo wa xe yo zi am es"
SOUNDS = "ba co di fe ga hu ki lo me nu pa ro si ta vo xe"
BEGINNINGS, SYLLABLES, WORDS = FIRST.split(), SOUNDS.split(), SPOKEN.split()
# A word is drawn the less often the later it stands, as in any language.
WEIGHTS = list(accumulate(1 / place for place in range(1, len(WORDS) + 1)))
# So many names there are; a stride that shares no factor with them meets each once.
NAMES, STRIDE = len(BEGINNINGS) * len(SYLLABLES) ** 4, 611_953
PARAGRAPHS = 600  # of a stock, from which all bodies are put together
LABELS = list(ArticleRevision.Confidence)


class Named(NamedTuple):
    """A term that paragraphs may link to."""

    slug: str
    name: str


class Stock(NamedTuple):
    """What texts are put together from, and the seed that orders them."""

    seed: int
    paragraphs: Sequence[str]


def stock(seed: int, terms: Sequence[Named], sources: Sequence[str]) -> Stock:
    """Paragraphs that link to these terms and cite these sources (keys)."""
    chance = Random(f"{seed} paragraphs")  # noqa: S311 (no secret is drawn)
    made = [_paragraph(chance, terms, sources) for _each in range(PARAGRAPHS)]
    return Stock(seed, made)


def slug(kind: str, number: int) -> str:
    """The address of the text of this number: `generated-article-0000042`."""
    return f"{PREFIX}-{kind}-{number:07}"


def name(number: int) -> str:
    """A word that no other number has, as if a language had that many."""
    number, first = divmod(number * STRIDE % NAMES, len(BEGINNINGS))
    parts = [BEGINNINGS[first]]
    for _each in range(4):
        number, sound = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[sound])
    return "".join(parts).capitalize()


def chance_of(seed: int, kind: str, number: int) -> Random:
    """Where all that is drawn for one entry comes from."""
    return Random(f"{seed} {kind} {number}")  # noqa: S311


def article(chance: Random, number: int, stock: Stock) -> ArticleRevision:
    """An unsaved article of 300 to 1,500 words, most of them short."""
    return ArticleRevision(
        title=f"{_said(chance, 3, 6).capitalize()} ({PREFIX} {number})",
        summary=f"Generated, not to be read: {_said(chance, 8, 14)}.",
        key_messages="\n".join(_sentence(chance) for _each in range(3)),
        body=_body(chance, number, stock),
        confidence=chance.choice(LABELS),
        disclosure="Nobody wrote this text, and nobody paid for it.",
        byline=BYLINE,
    )


def term(chance: Random, number: int, stock: Stock) -> TermRevision:
    """An unsaved term with a name of its own, every tenth with initials."""
    own = name(number)
    return TermRevision(
        name=f"{own} {chance.choice(WORDS[40:])}",
        initials=own[:4].upper() if number % 10 == 0 else "",
        short_definition=f"Generated, means nothing: {_said(chance, 8, 16)}.",
        fuller_definition="\n\n".join([NOTICE, chance.choice(stock.paragraphs)]),
        aliases="\n".join(f"{own} {word}" for word in chance.sample(WORDS[40:], k=2)),
        byline=BYLINE,
    )


def texts(
    kind: str, number: int, count: int, stock: Stock, chance: Random
) -> list[Any]:
    """So many versions of one text under one heading; some later ones correct."""
    make = {"article": article, "term": term}[kind]
    made = [make(chance, number, stock) for _each in range(count)]
    for later in made[1:]:
        setattr(later, later.heading_field, made[0].heading)
        if chance.random() < 0.2:
            later.change_kind = later.ChangeKind.CORRECTION
            later.change_note = "Corrected to measure the site."
    return made


def related(number: int, chance: Random) -> list[str]:
    """Addresses of terms that stand near this one."""
    near = range(max(1, number - 50), number)
    return [slug("term", n) for n in chance.sample(near, k=min(2, len(near)))]


def read(text: Any) -> tuple[set[tuple[str, str]], dict[str, str], set[str]]:
    """A text's mentions, search row and words; a block is read once for all with it."""
    if not isinstance(text, ArticleRevision):
        page = Page(text)
        return text.mentions(), text.search_row(), wordings.words_of(page.whole)
    blocks = text.body.split("\n\n")
    words = "\n\n".join(map(_plain, blocks))
    body = "\n".join([*text.messages(), words])
    row = {"title": text.title, "keywords": text.summary, "body": body}
    page = Page(text)
    said = wordings.words_of([*page.heading, *page.plain]).union(*map(_words, blocks))
    return {mention for block in blocks for mention in _mentions(block)}, row, said


@cache
def _plain(block: str) -> str:
    return markup.plain(block)


@cache
def _words(block: str) -> frozenset[str]:
    return frozenset(wordings.words_of(prose.paragraphs(block)))


@cache
def _mentions(block: str) -> frozenset[tuple[str, str]]:
    return frozenset(ArticleRevision(body=block).mentions())


def _body(chance: Random, number: int, stock: Stock) -> str:
    length = round(chance.triangular(300, 1_500, 300))
    return "\n\n".join(_blocks(chance, number, stock, length))


def _blocks(chance: Random, number: int, stock: Stock, length: int) -> Iterator[str]:
    yield NOTICE
    words = len(NOTICE.split())
    place = 0
    while words < length:
        if place % 4 == 0:
            yield f"## {_heading(place // 4)}"
        block = chance.choice(stock.paragraphs)
        words += len(block.split())
        place += 1
        yield block


def _heading(place: int) -> str:
    return f"Part {place + 1}: {WORDS[20 + place]} and {WORDS[60 + place]}"


def _paragraph(chance: Random, terms: Sequence[Named], sources: Sequence[str]) -> str:
    """Some sentences; most paragraphs link to a term, and some cite a source."""
    said = [_sentence(chance) for _each in range(chance.randint(3, 6))]
    if terms and chance.random() < 0.8:
        linked = chance.choice(terms)
        said.insert(1, f"This has to do with [{linked.name}](term:{linked.slug}).")
    if sources and chance.random() < 0.4:
        said[-1] = f"{said[-1][:-1]} [@{chance.choice(sources)}]."
    return " ".join(said)


def _sentence(chance: Random) -> str:
    return (
        f"{_said(chance, 8, 16).capitalize()} {name(chance.randrange(2_000)).lower()}."
    )


def _said(chance: Random, least: int, most: int) -> str:
    length = chance.randint(least, most)
    return " ".join(chance.choices(WORDS, cum_weights=WEIGHTS, k=length))
