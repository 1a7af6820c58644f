"""The site: what is served, whichever build is the current one."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import ParamSpec, TypeVar

import anyio.to_thread
from starlette.requests import Request

from kg.config import Workspace
from kg.config.licence import licence_address, licence_of
from kg.web.settings import Settings
from kg.web.snapshot import Snapshot

P = ParamSpec("P")
T = TypeVar("T")


class Site:
    """A workspace on the web: its settings, and the snapshot that new requests are answered from.

    Only the thread of the event loop changes it.
    """

    def __init__(self, workspace: Workspace, settings: Settings, snapshot: Snapshot) -> None:
        self.workspace = workspace
        self.settings = settings
        self.snapshot = snapshot
        self._opened = time.monotonic()
        self._readers: Counter[Snapshot] = Counter()
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        """Give the address that the site is known by, without a slash at its end."""
        return self.settings.address

    @property
    def seconds(self) -> float:
        """Give the seconds since the site was opened."""
        return time.monotonic() - self._opened

    @cached_property
    def licence(self) -> str:
        """Give the licence of the data (an SPDX identifier); empty where the workspace names none."""
        return licence_of(self.workspace)

    @property
    def licence_address(self) -> str:
        """Give the IRI of that licence; empty where there is none."""
        return licence_address(self.licence) if self.licence else ""

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Give the current snapshot, which stays open until the block ends."""
        snapshot = self.snapshot
        self._readers[snapshot] += 1
        try:
            yield snapshot
        finally:
            self._readers[snapshot] -= 1
            self._retire(snapshot)

    def show(self, snapshot: Snapshot) -> None:
        """Answer new requests from another snapshot; the one before is closed when nobody reads it any more."""
        before, self.snapshot = self.snapshot, snapshot
        self._retire(before)

    async def close(self) -> None:
        """Close every snapshot; nobody may be reading one."""
        await self.snapshot.close()
        await asyncio.gather(*self._closing)

    def _retire(self, snapshot: Snapshot) -> None:
        if snapshot is self.snapshot or self._readers[snapshot]:
            return
        del self._readers[snapshot]
        task = asyncio.get_running_loop().create_task(snapshot.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


def site_of(request: Request) -> Site:
    """Give the site that a request is for."""
    site = request.state.site
    assert isinstance(site, Site)
    return site


def snapshot_of(request: Request) -> Snapshot:
    """Give the snapshot that a request is answered from: the same from its first byte to its last."""
    snapshot = request.state.snapshot
    assert isinstance(snapshot, Snapshot)
    return snapshot


async def in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do work that waits for the store, such as reading a view, while other requests go on."""
    return await anyio.to_thread.run_sync(lambda: work(*args, **kwargs))
