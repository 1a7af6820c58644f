"""How a site ends: in order when it is asked to, and without leaving a process behind in any case."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.config import Workspace
from tests.web.asking import ask
from tests.web.serving import serving
from tests.web.shell.test_reload import descendants

# Half a second or more of work, however fast the machine is.
SLOW = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(STR(?c) < STR(?f)) }")


def wait_until_gone(processes: set[int], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while any(is_alive(process) for process in processes):
        assert time.monotonic() < deadline, processes
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    """Say whether a process runs; one that has ended and was not yet taken note of does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_is_being_answered_gets_the_rest(built: Workspace, tmp_path: Path, number: signal.Signals) -> None:
    with serving(built.root, tmp_path / "log", "--timeout", "3") as server:
        ask(server, "/sparql?query=ASK%7B%7D")
        workers = descendants(server.process.pid)
        idle = socket.create_connection(("127.0.0.1", server.port))
        statuses: list[int] = []

        def ask_slowly() -> None:
            statuses.append(ask(server, SLOW).status)

        asking = threading.Thread(target=ask_slowly)
        asking.start()
        time.sleep(0.3)
        server.process.send_signal(number)
        time.sleep(0.3)
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        asking.join(20)
        assert statuses in ([200], [504])  # its time may have been over, but it was told so
        assert server.process.wait(15) == 0
        idle.close()
        wait_until_gone(workers)
    assert "Traceback" not in server.log.read_text()


def test_an_idle_site_ends_at_once(built: Workspace, tmp_path: Path) -> None:
    with serving(built.root, tmp_path / "log") as server:
        kept = http.client.HTTPConnection("127.0.0.1", server.port)
        kept.request("GET", "/health")
        kept.getresponse().read()
        start = time.monotonic()
        server.process.terminate()
        assert server.process.wait(10) == 0
        assert time.monotonic() - start < 5
        kept.close()


def test_no_worker_outlives_a_site_that_is_killed(built: Workspace, tmp_path: Path) -> None:
    with serving(built.root, tmp_path / "log") as server:
        ask(server, "/sparql?query=ASK%7B%7D")
        workers = descendants(server.process.pid)
        assert workers
        server.process.kill()
        server.process.wait()
        wait_until_gone(workers)


def test_a_site_is_up_soon(shipped: Workspace, tmp_path: Path) -> None:
    """Well below a second on a quiet machine; the bound leaves room for a busy one."""
    with serving(shipped.root, tmp_path / "first"):
        pass
    start = time.monotonic()
    with serving(shipped.root, tmp_path / "log") as server:
        assert ask(server, "/health").status == 200
        assert time.monotonic() - start < 5


def test_each_request_leaves_a_line_without_what_was_searched(built: Workspace, tmp_path: Path) -> None:
    log = tmp_path / "access.jsonl"
    with serving(built.root, tmp_path / "log", "--access-log", str(log)) as server:
        ask(server, "/search?q=somebody")
        ask(server, "/nothing%0Ahere", "POST", body=b"secret")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["method"], line["path"], line["query"], line["status"]) for line in lines] == [
        ("GET", "/search", 10, 200),
        ("POST", "/nothing%0Ahere", 0, 404),
    ]
    assert all(line["bytes"] > 0 and line["ms"] > 0 and line["time"].endswith("Z") for line in lines)
    assert "somebody" not in log.read_text()
    assert "127.0.0.1" not in log.read_text()


def test_clients_are_written_down_where_that_is_asked(built: Workspace, tmp_path: Path) -> None:
    log = tmp_path / "access.jsonl"
    options = ("--access-log", str(log), "--log-clients", "--trusted-proxy", "127.0.0.1")
    with serving(built.root, tmp_path / "log", *options) as server:
        ask(server, "/health", headers={"X-Forwarded-For": "198.51.100.1"})
    assert json.loads(log.read_text())["client"] == "198.51.100.1"
