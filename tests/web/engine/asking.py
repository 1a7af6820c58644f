"""What tests ask of a pool, and what they look at."""

from __future__ import annotations

from pathlib import Path

from kg.web.engine.job import Job, Reply
from kg.web.engine.pool import Pool

ASK = Job("ASK { ?s ?p ?o }")
RUNAWAY = Job("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
GREEDY = Job("SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


def rows(number: int) -> Job:
    """Ask for a million rows, or how many there may be: each has 100 bytes or so."""
    digits = " ".join(str(digit) for digit in range(100))
    values = " ".join(f"VALUES ?{name} {{ {digits} }}" for name in "abc")
    text = f"SELECT ?a ?b ?c (CONCAT('{'x' * 90}', STR(?a)) AS ?d) {{ {values} }} LIMIT {number}"
    return Job(text, results="csv")


async def read(reply: Reply) -> bytes:
    """Give the whole answer."""
    return b"".join([chunk async for chunk in reply.chunks])


def pids(pool: Pool) -> set[int]:
    """Give the processes of the workers that are ready."""
    return {worker.pid for worker in pool._crew._workers.values() if worker.pid}


def busy_pids(pool: Pool) -> set[int]:
    """Give the processes of the workers that have a job."""
    return {worker.pid for worker in pool._lanes.busy}


def most_memory(pid: int | str) -> int:
    """Give the bytes that a process has had in memory at most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024
