"""The stamp: a glance that never takes a stale build for a fresh one."""

from __future__ import annotations

import os
from pathlib import Path

from kg.build.current import current_build
from kg.build.opening import open_store
from kg.build.stamp import STAMP, put_stamp, stamped_build, take_stamp
from kg.config import Workspace


def opened(workspace: Workspace) -> list[str]:
    said: list[str] = []
    open_store(workspace, said.append)
    return said


def a_file(workspace: Workspace) -> Path:
    return next(workspace.data.rglob("entities.ttl"))


def test_a_build_is_stamped_when_it_is_opened(workspace: Workspace) -> None:
    assert opened(workspace)
    assert stamped_build(workspace, take_stamp(workspace)) == current_build(workspace.store)
    assert opened(workspace) == []


def test_a_changed_file_is_seen(workspace: Workspace) -> None:
    opened(workspace)
    path = a_file(workspace)
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert stamped_build(workspace, take_stamp(workspace)) is None
    assert opened(workspace)[0] == "The data have changed: building the graph again."


def test_a_file_that_was_only_touched_is_read_and_found_the_same(workspace: Workspace) -> None:
    opened(workspace)
    os.utime(a_file(workspace), ns=(1, 1))
    assert stamped_build(workspace, take_stamp(workspace)) is None
    assert opened(workspace) == []
    assert stamped_build(workspace, take_stamp(workspace)) is not None


def test_a_stamp_of_another_build_or_a_damaged_one_counts_for_nothing(workspace: Workspace) -> None:
    opened(workspace)
    stamp, folder = take_stamp(workspace), current_build(workspace.store)
    assert folder is not None
    put_stamp(workspace, folder.with_name("0000-other"), stamp)
    assert stamped_build(workspace, stamp) is None
    (workspace.store / STAMP).write_bytes(b"\xff")
    assert stamped_build(workspace, stamp) is None
    assert opened(workspace) == []
