"""What the words of a text alone tell, found once: by the watch-list and by its shape.

Kept in this process under all that it is made of: the words, and the rows of the
watch-list as they stand. So the form, the gate and the next form read a text once.
"""

from alsinfo.text.ready import Kept

from ..printed import digest
from .finding import Finding
from .page import Page
from .texts import of_text
from .watchlist import of_watch_list

MOST = 2_000_000  # bytes, about
OF_ONE = 600  # what one finding takes of them

_kept = Kept(MOST)


def of_words(page: Page) -> tuple[Finding, ...]:
    """What the watch-list and the text's own shape say, in that order."""
    found: tuple[Finding, ...] = _kept.get(
        _made_of(page),
        lambda: (*of_watch_list(page), *of_text(page)),
        lambda found: OF_ONE * len(found),
    )
    return found


def _made_of(page: Page) -> bytes:
    revision = page.revision
    fields = (page.heading_field, *revision.plain_fields, *revision.marked_fields)
    texts = [(field, page.text(field)) for field in fields]
    return digest("findings", texts, page.shelf.watch_list)
