"""Counting the words of a page and of what became of it, without the importer's help.

A word is a run of letters and digits, soft hyphens left out. A mark such as `[@key]`
counts as the numbers of the references that it names, because those stood there; a
reference's own number counts where it led an entry.
"""

import re
from collections import Counter

# Superscripts count as the citations that they are, not as parts of a word.
WORD = re.compile(r"[^\W_⁰¹²³⁴-⁹]+")
MARK = re.compile(r"(?<!\\)\[@[^\]]+\]")


def words(text):
    return WORD.findall(text.replace("\u00ad", ""))


def is_in_order(part, whole):
    """Whether the words of a part stand in the whole in the same order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def parts(document):
    """The words of title, body, references and dropped; marks taken out."""
    return {
        "title": words(document.title),
        "body": words(MARK.sub(" ", document.body)),
        "references": words(" ".join(r.text for r in document.references)),
        "dropped": words(" ".join(piece.text for piece in document.dropped)),
    }


def missing_and_added(page, document):
    """(words of the page that stand nowhere, words that the page does not have)."""
    there = Counter(words(page))
    here = sum(map(Counter, parts(document).values()), Counter())
    return there - here, here - there
