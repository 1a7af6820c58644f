"""A snapshot: one build, opened for as long as requests need it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.views.search.index import NameIndex
from kg.web.engine.pool import Pool


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Snapshot:
    """One build as it is served: `name` tells it from every other.

    `store` is what is curated, `whole` has the imported releases too; both are asked with fixed queries, in threads.
    Whatever somebody else wrote runs in the `pool`.
    """

    name: str
    folder: Path
    workspace: Workspace
    store: EmbeddedStore
    whole: EmbeddedStore
    names: NameIndex
    pool: Pool

    async def close(self) -> None:
        """Let go of the build; nobody may be reading it."""
        await self.pool.close()
        self.names.close()
