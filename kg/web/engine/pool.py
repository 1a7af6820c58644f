"""The pool: jobs wait their turn, run in workers, and end when their time is over."""

from __future__ import annotations

from collections.abc import AsyncIterator

import anyio.to_thread

from kg.rdf.formats import find_format
from kg.store.embedded import EmbeddedStore
from kg.store.formats import format_answer
from kg.store.results import Boolean, Graph
from kg.web.engine.job import Job, Kind, Reply
from kg.web.settings import Settings


class Pool:
    """Workers over one build."""

    def __init__(self, store: EmbeddedStore, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    async def run(self, job: Job) -> Reply:
        """Run a job; raises QueryError, QueryTimeoutError or BusyError."""
        answer = await anyio.to_thread.run_sync(self._store.query, job.text)
        if isinstance(answer, Graph):
            content = find_format(job.triples).write((), {})
            return Reply(Kind.TRIPLES, _once(content))
        kind = Kind.BOOLEAN if isinstance(answer, Boolean) else Kind.SOLUTIONS
        return Reply(kind, _once(format_answer(answer, job.results)))

    async def close(self) -> None:
        """End all workers, once their jobs are done."""


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
