"""A saved web page as text -> title, Markdown, references, and what was left out.

Imports the standard library and `..markup` for its bounds. Every word of the page (a
run of letters and digits) stands in exactly one of title, body, references and
dropped, in the order of the page, and none is added. What is no word of a text:

* a citation in the text, `[2,3]` or a superscript, becomes a mark such as
  `[@smith-2020; @doe-2021]`: take the marks out before counting words;
* the number that leads a reference is its `number`, not a part of its `text`;
* the summary repeats words of the body.

Costs time linear in the length of the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from . import citations, publications, references, structure, titles, writing
from .blocks import Builder
from .decoding import NotADocumentError, decode
from .lines import lines_of, width_of
from .pieces import Bin, Block, Dropped
from .publications import Reference

__all__ = [
    "Document",
    "Dropped",
    "NotADocumentError",
    "Reference",
    "convert",
    "decode",
]

# A line of more characters than this is no paragraph that somebody wrote.
LONGEST_LINE = 200_000
Keys = Callable[[Sequence[Reference]], Sequence[Reference]]


@dataclass(frozen=True)
class Document:
    """What was made of a page; see the module for what is where.

    `heading` is the first heading of the body, for pages without a title; `uncited`
    are the numbers of references that no mark names, `unknown` the numbers in brackets
    that no reference has.
    """

    title: str
    summary: str
    body: str
    references: tuple[Reference, ...]
    dropped: tuple[Dropped, ...]
    heading: str = ""
    uncited: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()


def convert(text: str, keys: Keys = publications.keyed) -> Document:
    """Make a document of a page's text; `keys` gives its references their keys.

    Raises `NotADocumentError` when there is nothing in it to read.
    """
    lines = lines_of(text)
    if any(len(line.text) > LONGEST_LINE for line in lines):
        raise NotADocumentError(
            f"one of its lines has more than {LONGEST_LINE:,} characters."
        )
    if not any(c.isalnum() for line in lines for c in line.text):
        raise NotADocumentError("it holds no words.")
    dropped = Bin()
    width = width_of(lines)
    lines, entries = references.split(lines, width, dropped)
    title, lines = titles.take(lines, width, dropped)
    blocks = Builder(lines, width, dropped).build()
    blocks = structure.settle(blocks, title, dropped)
    if not any(any(c.isalnum() for c in _words(block)) for block in blocks):
        if entries:
            raise NotADocumentError("it holds no text, only a list of references.")
        raise NotADocumentError(
            "it holds no text, only what surrounds one: menus, forms, contacts."
        )
    numbered = publications.numbers(entries)
    listed = keys([publications.read(number, entry) for number, entry in numbered])
    listed = publications.one_key_each(listed)
    return _written(title, blocks, listed, dropped)


def _words(block: Block) -> str:
    return " ".join(map(" ".join, block.rows)) if block.rows else block.text


def _written(
    title: str, blocks: Sequence[Block], listed: Sequence[Reference], dropped: Bin
) -> Document:
    by_number = {r.number: r.key for r in reversed(listed)}
    rounded = citations.are_round(map(_words, blocks), by_number)
    marks = citations.Marks(by_number, rounded)
    writer = writing.Writer(marks)
    body = writer.write(blocks)
    uncited = [r.number for r in listed if r.key not in writer.cited]
    heading = next((b.text for b in blocks if b.kind == "heading"), "")
    return Document(
        title,
        writing.summary(blocks, marks),
        body,
        tuple(listed),
        tuple(dropped.sorted()),
        heading,
        tuple(uncited),
        tuple(sorted(marks.unknown)),
    )


def rekeyed(reference: Reference, key: str) -> Reference:
    """The same reference under another key."""
    return replace(reference, key=key)
