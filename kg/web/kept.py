"""What is read of a snapshot once, when somebody first asks, and goes with it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from kg.web.snapshot import Snapshot

T = TypeVar("T")


class Kept(Generic[T]):
    """What a function reads of a snapshot; it is read once, however many threads ask.

    It may not hold the snapshot, nor a store of it, or neither would ever be let go of.
    """

    def __init__(self, read: Callable[[Snapshot], T]) -> None:
        self._read = read
        self._known: WeakKeyDictionary[Snapshot, T] = WeakKeyDictionary()
        self._lock = Lock()

    def of(self, snapshot: Snapshot) -> T:
        """Give it, once it is read; raises what reading it raises."""
        with self._lock:
            if snapshot not in self._known:
                self._known[snapshot] = self._read(snapshot)
            return self._known[snapshot]
