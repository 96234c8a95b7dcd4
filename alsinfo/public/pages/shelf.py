"""Where the pages of one edition stand: bounded in bytes, the least used go first."""

from collections import OrderedDict
from threading import Event, Lock

from .answer import OVERHEAD, Page, Variant
from .asking import Key

Spelling = tuple[str | None, ...]
# How many ways of asking for a page are known by heart, and what one takes, in bytes.
MOST_SPELLINGS = 8
SPELLING = 1_000
LONGEST_SPELLING = 700  # characters


class Shelf:
    """Pages by their keys. Threads may do everything at once; nothing ever waits long.

    `most` is in bytes, of bodies and of what keeping them costs.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._sizes: dict[Key, int] = {}
        self._spelt: dict[Spelling, tuple[Key, Variant]] = {}
        self._spellings: dict[Key, list[Spelling]] = {}
        self._making: dict[Key, Event] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> Page | None:
        """The page of this key, which is now the last to go."""
        page = self._pages.get(key)
        if page is not None:
            try:  # noqa: SIM105 - `suppress` costs more than all the rest
                self._pages.move_to_end(key)
            except KeyError:
                pass  # Another thread has just put it out.
        return page

    def spelt(self, spelling: Spelling) -> Variant | None:
        """What was answered when a request was spelt in just this way.

        It is the way of nearly every request, so it looks into one dictionary only.
        """
        found = self._spelt.get(spelling)
        if found is None:
            return None
        try:  # noqa: SIM105 - `suppress` costs more than all the rest
            self._pages.move_to_end(found[0])
        except KeyError:
            pass  # Another thread has just put it out.
        return found[1]

    def spell(self, spelling: Spelling, key: Key, page: Page, variant: Variant) -> None:
        """Know a page by a way of asking for it, unless enough of them are known."""
        if sum(len(part or "") for part in spelling) > LONGEST_SPELLING:
            return
        with self._lock:
            if self._pages.get(key) is not page or spelling in self._spelt:
                return
            known = self._spellings.setdefault(key, [])
            if len(known) >= MOST_SPELLINGS:
                return
            known.append(spelling)
            self._spelt[spelling] = key, variant
            self._sizes[key] += SPELLING
            self.bytes += SPELLING
            self._make_room()

    def put(self, key: Key, page: Page, size: int) -> None:
        """Keep a page of so many bytes, unless it would push out a good part of all."""
        size += OVERHEAD
        if size > self.most / 4:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._sizes[key] = size
            self.bytes += size
            self._make_room()

    def grow(self, key: Key, page: Page, size: int) -> None:
        """Count what a page has grown by."""
        with self._lock:
            if self._pages.get(key) is page:
                self._sizes[key] += size
                self.bytes += size
                self._make_room()

    def begin(self, key: Key) -> Event | None:
        """None for the one who is to make the page; for the others what to wait for."""
        with self._lock:
            if key in self._making:
                return self._making[key]
            self._making[key] = Event()
            return None

    def end(self, key: Key) -> None:
        """Free those who wait, whether the page was made or not."""
        with self._lock:
            self._making.pop(key).set()

    def _make_room(self) -> None:
        while self.bytes > self.most:
            self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        if self._pages.pop(key, None) is not None:
            self.bytes -= self._sizes.pop(key)
            for spelling in self._spellings.pop(key, ()):
                self._spelt.pop(spelling, None)
