"""The same through a real server: what strangers send, and that others do not notice."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from kg.config import Workspace
from tests.processes import wait_until_gone
from tests.web.engine.asking import RUNAWAY, most_memory, rows
from tests.web.serving import Server, serving

ASK = "ASK { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(built.root, tmp_path_factory.mktemp("log") / "log", "--timeout", "20") as server:
        yield server


@contextlib.contextmanager
def asking(server: Server, text: str, accept: str = "text/csv") -> Iterator[http.client.HTTPConnection]:
    """Send a query; the answer has yet to be read."""
    address = urlsplit(server.address)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    connection.request("GET", f"/sparql?query={quote(text)}", headers={"Accept": accept})
    try:
        yield connection
    finally:
        connection.close()


def ask(server: Server, text: str = ASK, accept: str = "application/sparql-results+json") -> bytes:
    with asking(server, text, accept) as connection:
        response = connection.getresponse()
        assert response.status == 200
        return response.read()


def children(pid: int) -> set[int]:
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()))


def workers(server: Server) -> set[int]:
    return {worker for child in children(server.process.pid) for worker in children(child)}


def slow(server: Server) -> set[int]:
    """Give the workers that have only the time that no other wants."""
    found = set()
    for pid in workers(server):
        with contextlib.suppress(OSError):
            found |= {pid} if os.getpriority(os.PRIO_PROCESS, pid) == 19 else set()
    return found


def wait_for_slow(server: Server, number: int) -> set[int]:
    deadline = time.monotonic() + 20
    while len(found := slow(server)) != number:
        assert time.monotonic() < deadline
    return found


def test_ten_runaways_leave_a_simple_query_quick(server: Server) -> None:
    ask(server)
    with contextlib.ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(asking(server, RUNAWAY.text))
        times = []
        for _ in range(10):
            start = time.monotonic()
            ask(server)
            times.append(time.monotonic() - start)
    assert max(times) < 1, times


def test_a_client_that_hangs_up_takes_the_work_along(server: Server) -> None:
    wait_for_slow(server, 0)
    with asking(server, RUNAWAY.text) as connection:
        (worker,) = wait_for_slow(server, 1)
        connection.close()
        wait_until_gone(worker)
    assert json.loads(ask(server))["boolean"] is True


def test_a_client_that_hangs_up_in_the_middle_of_an_answer_does(server: Server) -> None:
    wait_for_slow(server, 0)
    with asking(server, rows(1_000_000).text) as connection, connection.getresponse() as response:
        response.read(1 << 20)
        (worker,) = wait_for_slow(server, 1)
    wait_until_gone(worker)


def test_an_answer_of_a_million_rows_takes_no_memory(server: Server) -> None:
    ask(server, rows(30_000).text, "text/csv")
    before = most_memory(server.process.pid)
    with asking(server, rows(1_000_000).text) as connection:
        response = connection.getresponse()
        lines = 0
        while chunk := response.read(1 << 20):
            lines += chunk.count(b"\n")
    assert lines == 1_000_001
    assert most_memory(server.process.pid) - before < 24 << 20


def test_an_answer_that_breaks_off_is_seen_to(server: Server) -> None:
    with asking(server, rows(1_000_000).text) as connection:
        response = connection.getresponse()
        response.read(1 << 16)
        for worker in workers(server):
            os.kill(worker, signal.SIGKILL)
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            while response.read(1 << 20):
                pass
    ask(server)


def test_a_reader_that_is_slow_does_not_hold_up_others(server: Server) -> None:
    with asking(server, rows(1_000_000).text) as connection:
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.getresponse()
        start = time.monotonic()
        for _ in range(20):
            ask(server)
        assert time.monotonic() - start < 5


def test_many_clients_at_once(server: Server) -> None:
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(ask(server, f"SELECT ({n} AS ?n) {{}}", "text/csv")))
        for n in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(f"n\r\n{n}\r\n".encode() for n in range(40))


def test_nothing_is_left_of_it(built: Workspace, tmp_path: Path) -> None:
    with serving(built.root, tmp_path / "log") as server:
        ask(server)
        left = workers(server) | children(server.process.pid)
        assert len(left) >= 3
    for pid in left:
        wait_until_gone(pid)
