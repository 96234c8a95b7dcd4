"""Whether a document was imported before: known by its bytes, or its name and words.

Many pages are called `page.txt`. So a name alone tells nothing: a document is the one
that came before under its name when the title is the same or much of the text is.
"""

import re
from typing import Any

from alsinfo.text import documents

from .models import Article

# Of all runs of three words in the shorter text, so many stand in the other, too.
# Two texts about the same illness share less than a tenth, a changed page most.
ALIKE = 0.15
MOST_WORDS = 20_000
MOST_OF_ONE_NAME = 50


def of_the_same_bytes(digest: str) -> Any:
    """The article whose newest text was made of these bytes, or None."""
    return Article.objects.made_of(digest).select_for_update().first()


def of_the_same_name(name: str, document: documents.Document) -> tuple[Any, Any]:
    """(the article that became of an earlier state, one of something else) or None."""
    named = Article.objects.imported_from(name).select_for_update()
    found = list(named[:MOST_OF_ONE_NAME])
    pairs = [(likeness(_imported(article), document), article) for article in found]
    best = max(pairs, key=lambda pair: pair[0], default=(0.0, None))
    if best[0] >= ALIKE:
        return best[1], None
    return None, found[0] if found else None


def _imported(article: Any) -> Any:
    """The text as it was imported, before editors changed it."""
    newest = article.newest_revision()
    return article.as_imported(newest.origin_digest) or newest


def likeness(text: Any, document: documents.Document) -> float:
    """How much of the words two texts share, from 0 to 1; one title makes it 1."""
    titles = _words(text.origin_title), _words(document.title[:300])
    if titles[0] and titles[0] == titles[1]:
        return 1.0
    one, other = _runs(text.body), _runs(document.body)
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())[:MOST_WORDS]
