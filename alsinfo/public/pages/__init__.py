"""THE PAGE CACHE. Ready answers in the process, in front of Django.

Public pages change a few times a year, so their bytes are made once and given to
everybody. An edition is all pages of one state of the site: it ends when the site's
stamp is renewed, at the next instant at which a text comes or goes, and at midnight.

`asking` reads from a request which page it means, `wrapper` answers. The pages stand
on a `shelf`, each is an `answer` in several `encodings`, and the `watch` says which
edition is current. What is not kept is `passing`: compressed, and no more.

May import Django and `alsinfo.editorial`; nothing is written to a disk, so a process
that is killed leaves nothing behind.
"""

from .passing import Compressing
from .wrapper import PageCache

__all__ = ["Compressing", "PageCache"]
