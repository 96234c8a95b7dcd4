"""Families of hostile Markdown: each makes a text of about `size` characters.

Collected from the ways in which Markdown parsers, and our marks, could be made slow,
deep or verbose. The tests render every family and watch the clock and the length.
"""

from collections.abc import Callable

Family = Callable[[int], str]


def repeated(unit: str, before: str = "", after: str = "") -> Family:
    """A family that says one thing again and again."""
    return lambda size: before + unit * (size // len(unit)) + after


def halves(first: str, second: str) -> Family:
    """A family that opens everything and then closes everything."""
    return lambda size: (
        first * (size // 2 // len(first)) + second * (size // 2 // len(second))
    )


def numbered(line: str) -> Family:
    """A family of lines that are all different; `@@` stands for the number."""

    def build(size: int) -> str:
        count = size // (len(line) + 4)
        return "".join(line.replace("@@", str(number)) for number in range(count))

    return build


def growing(before: str, unit: str, after: str) -> Family:
    """A family of runs, each one longer than the one before."""

    def build(size: int) -> str:
        longest = int((2 * size) ** 0.5)
        return "".join(before + unit * n + after for n in range(1, longest))

    return build


def square_table(size: int) -> str:
    """A heading as wide as the table is long, and rows of one cell."""
    width = size // 8
    return "|a" * width + "|\n" + "|-" * width + "|\n" + "|b\n" * width


def table_of_width(columns: int) -> Family:
    """A table of that many columns, and rows of one cell that are filled up."""
    return repeated("|b\n", "|a" * columns + "|\n" + "|-" * columns + "|\n")


def reference_bomb(size: int) -> str:
    """One long definition that short words call up again and again."""
    half = size // 2
    return f"[a]: /{'x' * half}\n\n" + "[a]" * (half // 3)


def nested_list(size: int) -> str:
    depth = int(size**0.5)
    return "".join("  " * level + "- a\n" for level in range(depth))


def nested_numbers(size: int) -> str:
    depth = int((size / 2) ** 0.5)
    return "".join("   " * level + "1. a\n" for level in range(depth))


def deep_quote_lines(size: int) -> str:
    return (">" * 100 + " a\n") * (size // 103)


FAMILIES: dict[str, Family] = {
    "brackets that open": repeated("["),
    "brackets that close": repeated("]"),
    "brackets that open and close": halves("[", "]"),
    "brackets in pairs": repeated("[]"),
    "brackets around a letter": halves("[a", "]"),
    "brackets as nested links": halves("[", "](/a)"),
    "links that never close": repeated("[a]("),
    "links with an open address": repeated("[a](<b"),
    "links with an open title": repeated('[a](b "'),
    "links with an open title in single quotes": repeated("[a](b 'c"),
    "links with an open title in parentheses": repeated("[a](b (c"),
    "links with parentheses": repeated("(", "[a](", ""),
    "links with balanced parentheses": lambda size: (
        "[a](" + "(" * (size // 2) + ")" * (size // 2) + ")"
    ),
    "links by the thousand": repeated("[a](/b)"),
    "links with a long address": repeated("b", "[a](https://x.org/", ")"),
    "links with a host of percents": repeated("%", "[a](https://x.org/", ")"),
    "links with accents in the host": repeated("é", "[a](https://", ".org)"),
    "links with many dots": repeated("a.", "[a](https://", "org)"),
    "images that open": repeated("!["),
    "images nested": halves("![", "](/media/a)"),
    "images by the thousand": repeated("![a](/media/b)"),
    "images with an open title": repeated('![a](/media/b "'),
    "images with backslashes": repeated("![\\"),
    "emphasis that opens": repeated("*a "),
    "emphasis that closes": repeated("a* "),
    "emphasis in one run": repeated("*"),
    "emphasis around a letter": halves("*", "*a"),
    "emphasis of both kinds": repeated("*_"),
    "emphasis of three": repeated("***a"),
    "emphasis mixed lengths": repeated("*a **b ***c "),
    "emphasis opened and closed": repeated("a**b"),
    "emphasis underlines": repeated("_a __b "),
    "emphasis within links": repeated("*[a*](/b)"),
    "emphasis opened and brackets": repeated("**x [a*b**c*](d"),
    "quotes on one line": repeated(">"),
    "quotes with blanks": repeated("> "),
    "quotes by the line": repeated("> a\n"),
    "quotes on many deep lines": deep_quote_lines,
    "quotes with lazy lines": repeated("> a\nb\n"),
    "lists on one line": repeated("- "),
    "lists of stars": repeated("* "),
    "lists of numbers on one line": repeated("1. "),
    "lists by the line": repeated("- a\n"),
    "lists without words": repeated("-\n"),
    "lists that nest": nested_list,
    "lists of numbers that nest": nested_numbers,
    "lists and quotes in turn": repeated("- > "),
    "lists with changing markers": repeated("- a\n+ b\n* c\n"),
    "lists after empty lines": repeated("- a\n\n\n"),
    "lists and then tabs": repeated("-\t"),
    "tables as a square": square_table,
    "tables of forty columns": table_of_width(39),
    "tables of two hundred columns": table_of_width(200),
    "tables that are filled up": repeated(
        "|a" * 39 + "|\n" + "|-" * 39 + "|\n" + "|b\n" * 100 + "\n"
    ),
    "tables of one wide row": repeated("|a", "", "\n|-|\n"),
    "tables of dashes": repeated("|-"),
    "tables by the thousand": repeated("|a|\n|-|\n\n"),
    "tables with escaped bars": repeated("\\|", "|a|\n|-|\n|", "|"),
    "tables by the row": repeated("|a\n", "|a|\n|-|\n"),
    "backticks in runs that grow": growing("a", "`", ""),
    "backticks in one run": repeated("`"),
    "backticks in turn": repeated("`a``b"),
    "backticks as fences": repeated("```\n"),
    "backticks as fences that grow": growing("", "`", "\n"),
    "tildes as fences": repeated("~~~\n"),
    "entities": repeated("&amp;"),
    "entities by number": repeated("&#38;"),
    "entities without an end": repeated("&a"),
    "entities too long": repeated("a", "&"),
    "entities of ampersands": repeated("&"),
    "quotation marks": repeated('"'),
    "autolinks": repeated("<https://a.b>"),
    "autolinks that never close": repeated("<a:"),
    "autolinks that are long": repeated("a", "<https://x.org/", ">"),
    "autolinks for mail": repeated("a.", "<a@", "b>"),
    "autolinks for mail that fail": repeated("a-", "<a@", "!>"),
    "tags that open": repeated("<a "),
    "tags with attributes": repeated("<a b='c' ", "", ">"),
    "tags as comments": repeated("<!-- "),
    "tags as instructions": repeated("<?"),
    "tags as declarations": repeated("<!A "),
    "tags as character data": repeated("<![CDATA["),
    "tags by the line": repeated("<div>\n"),
    "definitions": numbered("[a@@]: /b\n"),
    "definitions as a bomb": reference_bomb,
    "definitions that never end": repeated("[a\n"),
    "definitions with an open title": repeated('[a]: /b "\n'),
    "headings": repeated("# a\n"),
    "headings that differ": numbered("# a @@\n"),
    "headings of hashes": repeated("#"),
    "headings with closing hashes": repeated(" #", "# a"),
    "headings underlined": repeated("a\n=\n"),
    "headings of long paragraphs": repeated("a\n", "", "="),
    "rules": repeated("---\n"),
    "rules of stars": repeated("* * *\n"),
    "rules that fail": repeated("* ", "", "a"),
    "backslashes": repeated("\\"),
    "backslashes before brackets": repeated("\\["),
    "hard breaks": repeated("a\\\n"),
    "hard breaks by blanks": repeated("a  \n"),
    "blanks": repeated(" "),
    "blanks and a letter": repeated(" ", "a", "b"),
    "tabs": repeated("\t"),
    "empty lines": repeated("\n"),
    "carriage returns": repeated("\r"),
    "code by indentation": repeated("    a\n\n"),
    "one word": repeated("a"),
    "letters by the line": repeated("a\n"),
    "paragraphs of a letter": repeated("a\n\n"),
    "marks that cite": repeated("[@a] "),
    "marks that cite in one bracket": repeated("@a;", "[", "@a]"),
    "marks that never close": repeated("[@a;"),
    "marks with blanks that never close": repeated(" ", "[@a", ""),
    "marks that cite many": numbered("[@k@@] "),
    "marks of terms": repeated("[a](term:a)"),
    "marks of terms that nest": halves("[", "](term:a)"),
    "marks of terms that never close": repeated("[a](term:a"),
    "marks of figures": repeated("[a](figure:a) "),
    "marks with long keys": repeated("a", "[@", "]"),
    "marks inside emphasis": repeated("*[a*](term:a)"),
    "surrogates": repeated("\ud800"),
    "nothing characters": repeated("\0"),
    "right to left": repeated("\u202ea"),
    "combining accents": repeated("\u0301", "# a"),
    "letters beyond the plane": repeated("😀*"),
}
