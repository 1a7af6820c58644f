"""A new build while the site runs: nobody is turned away, and everybody sees one build from first to last."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.build.current import current_build
from kg.build.snapshot import build_snapshot
from kg.config import Workspace
from tests.web.asking import ask
from tests.web.serving import Server, serving

PAGE = {"Accept": "text/html"}


@pytest.fixture
def own(workspace: Workspace, tmp_path: Path) -> Iterator[tuple[Workspace, Server]]:
    """A workspace of one's own, built and served."""
    build_snapshot(workspace, lambda _step: None)
    with serving(workspace.root, tmp_path / "server.log") as server:
        yield workspace, server


def rename(workspace: Workspace, title: str) -> None:
    """Change what every page shows."""
    file = next(workspace.data.rglob("entities.ttl"))
    text = file.read_text(encoding="utf-8")
    label = text.split('rdfs:label "', 1)[1].split('"', 1)[0]
    file.write_text(text.replace(f'rdfs:label "{label}"', f'rdfs:label "{title}"', 1), encoding="utf-8")


def build_of(server: Server) -> str:
    return str(json.loads(ask(server, "/health").body)["build"])


def wait_for(server: Server, build: str, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while build_of(server) != build:
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.05)


@contextmanager
def hammering(server: Server, *paths: str) -> Iterator[list[tuple[str, int, str | None]]]:
    """Ask without a pause until the block ends; gives what came back: path, status, build or tag."""
    seen: list[tuple[str, int, str | None]] = []
    ending = threading.Event()

    def hammer(path: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        while not ending.is_set():
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            seen.append((path, response.status, response.headers["ETag"]))
        connection.close()

    threads = [threading.Thread(target=hammer, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        ending.set()
        for thread in threads:
            thread.join()


def test_a_new_build_is_served_and_nobody_is_turned_away(own: tuple[Workspace, Server]) -> None:
    workspace, server = own
    query = "/sparql?query=SELECT%20*%20%7B%20%3Fs%20rdfs:label%20%3Fo%20%7D"
    before = build_of(server)
    while ask(server, "/search?q=a").headers["ETag"] is None:  # the index of names is still being written
        time.sleep(0.05)
    with hammering(server, "/timeline", "/search?q=a", query) as seen:
        rename(workspace, "Renamed while it runs")
        subprocess.run([sys.executable, "-m", "kg", "build"], cwd=workspace.root, check=True, capture_output=True)
        folder = current_build(workspace.store)
        assert folder is not None
        assert folder.name != before
        wait_for(server, folder.name)
        time.sleep(0.5)
    assert {status for _, status, _ in seen} == {200}
    for path in {path for path, _, _ in seen}:
        tags = [tag for each, _, tag in seen if each == path]
        changes = sum(one != other for one, other in itertools.pairwise(tags))
        assert changes == 1, path  # old answers, then new ones, never old ones again
    assert "Renamed while it runs" in ask(server, query).text
    assert f"the build {folder.name} is served from now on" in server.log.read_text()


def test_the_workers_of_the_build_before_are_gone(own: tuple[Workspace, Server]) -> None:
    workspace, server = own
    assert ask(server, "/sparql?query=ASK%7B%7D").status == 200
    old = descendants(server.process.pid)
    assert old
    rename(workspace, "Another name")
    build_snapshot(workspace, lambda _step: None)
    folder = current_build(workspace.store)
    assert folder is not None
    wait_for(server, folder.name)
    assert ask(server, "/sparql?query=ASK%7B%7D").status == 200
    deadline = time.monotonic() + 10
    while old & descendants(server.process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_build_that_cannot_be_opened_leaves_the_old_one_served(own: tuple[Workspace, Server]) -> None:
    workspace, server = own
    before = build_of(server)
    broken = workspace.store / "0099-broken"
    broken.mkdir()
    (broken / "CURRENT").write_text("nonsense")
    (workspace.store / "current").write_text(broken.name)
    deadline = time.monotonic() + 10
    while "cannot be served" not in server.log.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    time.sleep(2.5)
    assert build_of(server) == before
    assert ask(server, "/timeline", headers=PAGE).status == 200
    assert server.log.read_text().count("cannot be served") == 1


def test_a_build_that_is_killed_leaves_the_old_one_served(own: tuple[Workspace, Server]) -> None:
    workspace, server = own
    before = build_of(server)
    rename(workspace, "Never seen")
    for seconds in (0.5, 1.0, 1.5):
        builder = subprocess.Popen(
            [sys.executable, "-m", "kg", "build"], cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        time.sleep(seconds)
        is_unfinished = builder.poll() is None
        builder.send_signal(signal.SIGKILL)
        builder.communicate()
        if not is_unfinished:
            break
        assert ask(server, "/timeline", headers=PAGE).status == 200
        assert build_of(server) == before
    build_snapshot(workspace, lambda _step: None)
    folder = current_build(workspace.store)
    assert folder is not None
    wait_for(server, folder.name)


def descendants(pid: int) -> set[int]:
    """Give the processes that a process started, and those that they did."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new}
        found |= new
    return found - {os.getpid()}
