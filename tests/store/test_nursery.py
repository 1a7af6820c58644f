"""The nursery: its workers answer, die when they are told to, and never outlive it; it never outlives its parent."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import forking
from kg.store.embedded import EmbeddedStore
from kg.store.frames import Frames
from kg.store.nursery import Nursery
from kg.store.request import BROKEN, READY, SOLUTIONS, Request
from tests.processes import wait_until_gone

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


class Worker:
    """The socket to a worker, read as it comes."""

    def __init__(self, nursery: Nursery, number: int) -> None:
        self.socket = nursery.fork(number)
        self._frames = Frames(self.socket.fileno(), self.socket.fileno())
        ready = self.read()
        assert ready is not None
        assert ready[:1] == READY
        self.pid = int(ready[1:])

    def __del__(self) -> None:
        self.socket.close()

    def begin(self, text: str) -> None:
        self._frames.write(Request(text, {}, 60, 1 << 20).pack())

    def read(self, seconds: float = 20) -> bytes | None:
        """Give the next message; None if the worker is gone."""
        assert select.select([self.socket], [], [], seconds)[0], "the worker says nothing"
        try:
            return self._frames.read()
        except ConnectionResetError:
            return None

    def ask(self, text: str) -> bytes:
        self.begin(text)
        answer = self.read()
        assert answer is not None
        return answer


@pytest.fixture
def nursery(embassy: EmbeddedStore) -> Iterator[Nursery]:
    nursery = Nursery(embassy.folder, 1 << 30)
    yield nursery
    nursery.end()


def threads_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def test_workers_share_what_is_in_memory(nursery: Nursery, embassy: EmbeddedStore) -> None:
    workers = [Worker(nursery, number) for number in range(3)]
    assert len({worker.pid for worker in workers}) == 3
    expected = str(embassy.select(COUNT).rows[0][0].value)  # type: ignore[union-attr]
    for worker in workers:
        answer = worker.ask(COUNT)
        assert answer[:1] == SOLUTIONS
        assert f'"value":"{expected}"'.encode() in answer
    assert threads_of(nursery.pid) == 1, "it may be forked only while it has a single thread"
    assert not any("store" in link for link in open_files(workers[0].pid, embassy)), "nothing is read from disk"


def open_files(pid: int, store: EmbeddedStore) -> list[str]:
    links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
    return [link.replace(str(store.folder), "store") for link in links]


def test_a_graph_too_large_for_memory_is_read_from_disk(
    embassy: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert forking.in_memory(str(embassy.folder)) is not None
    monkeypatch.setattr(forking, "_LARGEST_IN_MEMORY", 10)
    assert forking.in_memory(str(embassy.folder)) is None


def test_what_is_in_memory_is_what_is_on_disk(embassy: EmbeddedStore) -> None:
    store = forking.in_memory(str(embassy.folder))
    assert store is not None
    assert set(store) == set(embassy.quads())


def test_a_worker_is_killed_in_the_middle_of_its_work(nursery: Nursery) -> None:
    worker, other = Worker(nursery, 1), Worker(nursery, 2)
    worker.begin(RUNAWAY)
    nursery.kill(1)
    assert worker.read() is None
    wait_until_gone(worker.pid)
    assert other.ask(COUNT)[:1] == SOLUTIONS
    nursery.kill(1)  # nobody is called so any more
    assert other.ask(COUNT)[:1] == SOLUTIONS


def test_a_slow_worker_gives_way(nursery: Nursery) -> None:
    worker = Worker(nursery, 1)
    nursery.renice(1)
    Worker(nursery, 2)  # orders are followed one after another
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) == 19


def test_workers_die_with_the_nursery_which_is_replaced(nursery: Nursery) -> None:
    busy, idle = Worker(nursery, 1), Worker(nursery, 2)
    busy.begin(RUNAWAY)
    os.kill(nursery.pid, signal.SIGKILL)
    for worker in (busy, idle):
        assert worker.read() is None
        wait_until_gone(worker.pid)
    assert Worker(nursery, 3).ask(COUNT)[:1] == SOLUTIONS
    assert nursery.restarts == 1


def test_nothing_outlives_whoever_started_it(embassy: EmbeddedStore) -> None:
    script = f"""
import sys
from pathlib import Path
from tests.store.test_nursery import RUNAWAY, Nursery, Worker
nursery = Nursery(Path({str(embassy.folder)!r}), 1 << 30, is_writable=sys.argv[1] == "copy")
worker = Worker(nursery, 1)
worker.begin(RUNAWAY)
print(nursery.pid, worker.pid, nursery._copy, flush=True)
sys.stdin.read()
"""
    for mode in ("memory", "copy"):
        process = subprocess.Popen(
            [sys.executable, "-c", script, mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        with process:
            assert process.stdout is not None
            nursery, worker, *copy = process.stdout.readline().split()
            process.kill()
        wait_until_gone(int(worker))
        wait_until_gone(int(nursery))
        assert not any(Path(folder).exists() for folder in copy)


def test_an_interrupt_of_the_terminal_does_not_reach_it(nursery: Nursery) -> None:
    worker = Worker(nursery, 1)
    assert os.getpgid(worker.pid) == os.getpgid(nursery.pid) != os.getpgid(0)
    os.kill(nursery.pid, signal.SIGTERM)
    assert worker.ask(COUNT)[:1] == SOLUTIONS


def test_a_store_that_cannot_be_opened_is_said_to_be_so(tmp_path: Path) -> None:
    nursery = Nursery(tmp_path, 1 << 30)
    assert Worker(nursery, 1).ask("ASK {}")[:1] == BROKEN
    nursery.end()


def test_what_is_written_is_written_to_a_copy(embassy: EmbeddedStore) -> None:
    before = set(embassy.quads())
    nursery = Nursery(embassy.folder, 1 << 30, is_writable=True)
    copy = Path(nursery._copy)
    worker = Worker(nursery, 1)
    worker._frames.write(Request("INSERT DATA { <a:a> <a:b> <a:c> }", {}, 60, 1 << 20, is_update=True).pack())
    assert worker.read() == b"D"
    os.kill(worker.pid, signal.SIGKILL)
    assert worker.read() is None
    assert b"true" in Worker(nursery, 2).ask("ASK { <a:a> <a:b> <a:c> }"), "what was said to be written is kept"
    pid = nursery.pid
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)
    assert b"true" in Worker(nursery, 3).ask("ASK { <a:a> <a:b> <a:c> }")
    nursery.end()
    assert not copy.exists()
    assert set(ox.Store.read_only(str(embassy.folder))) == before
