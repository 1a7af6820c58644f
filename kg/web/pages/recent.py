"""Recent pages: those of a snapshot that were written last, since the same build makes the same page."""

from __future__ import annotations

from collections import OrderedDict
from weakref import WeakKeyDictionary

from kg.web.snapshot import Snapshot

MOST = 200  # pages of a snapshot
_LARGEST = 1 << 20  # bytes; a larger one is written anew each time

Key = tuple[str, ...]


class RecentPages:
    """Pages by what they depend on besides their snapshot, with which they go."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._pages: WeakKeyDictionary[Snapshot, OrderedDict[Key, bytes]] = WeakKeyDictionary()

    def get(self, snapshot: Snapshot, key: Key) -> bytes | None:
        """Give a page that was kept."""
        pages = self._pages.get(snapshot, OrderedDict())
        if key in pages:
            pages.move_to_end(key)
        return pages.get(key)

    def keep(self, snapshot: Snapshot, key: Key, page: bytes) -> None:
        """Keep a page, and let go of the one that was not asked for longest where there are too many."""
        pages = self._pages.setdefault(snapshot, OrderedDict())
        if len(page) <= _LARGEST:
            pages[key] = page
        if len(pages) > self._most:
            pages.popitem(last=False)
