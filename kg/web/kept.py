"""What is kept of a snapshot and goes with it: what is read once, and what was made last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from kg.web.snapshot import Snapshot

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


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


class Recent(Generic[K, T]):
    """What was made last of each snapshot, by what else it depends on; up to `most` in weight for a snapshot.

    What was not asked for longest goes first, and what is heavier than all that may be kept is not kept at all. For
    one thread alone.
    """

    def __init__(self, most: int, weigh: Callable[[K, T], int]) -> None:
        self._most = most
        self._weigh = weigh
        self._made: WeakKeyDictionary[Snapshot, OrderedDict[K, T]] = WeakKeyDictionary()
        self._weights: WeakKeyDictionary[Snapshot, int] = WeakKeyDictionary()

    def get(self, snapshot: Snapshot, key: K) -> T | None:
        """Give what was kept."""
        made = self._made.get(snapshot)
        if made is None or key not in made:
            return None
        made.move_to_end(key)
        return made[key]

    def keep(self, snapshot: Snapshot, key: K, value: T) -> None:
        """Keep something, unless it is there."""
        made, weight = self._made.setdefault(snapshot, OrderedDict()), self._weigh(key, value)
        if key in made or weight > self._most:
            return
        made[key] = value
        weight += self._weights.get(snapshot, 0)
        while weight > self._most:
            weight -= self._weigh(*made.popitem(last=False))
        self._weights[snapshot] = weight
