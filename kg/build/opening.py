"""Opening a graph: its store, built first where there is none or where the data have changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.build.current import current_build, fresh_build
from kg.build.fingerprint import build_key
from kg.build.stamp import put_stamp, stamped_build, take_stamp
from kg.config import Workspace
from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore

PATIENCE = 120.0  # seconds to wait for another process that is building the same graph

Say = Callable[[str], None]


def open_store(workspace: Workspace, say: Say) -> EmbeddedStore:
    """Open the store of a workspace, and build it first where it is missing, stale or damaged; `say` is told so.

    Raises what `kg.build.snapshot.build_snapshot` raises when it has to build.
    """
    stamp = take_stamp(workspace)
    folder = stamped_build(workspace, stamp)
    if folder is None:
        folder = fresh_build(workspace.store, build_key(workspace)) or _rebuild(workspace, say)
        put_stamp(workspace, folder, stamp)
    try:
        return _open(folder, workspace)
    except StoreError:
        say("The store is damaged: building the graph again.")
        return _open(_build(workspace, say, force=True), workspace)


def _rebuild(workspace: Workspace, say: Say) -> Path:
    stale = current_build(workspace.store) is not None
    say("The data have changed: building the graph again." if stale else "The graph is not built yet: building it.")
    return _build(workspace, say)


def _open(folder: Path, workspace: Workspace) -> EmbeddedStore:
    return EmbeddedStore(folder, workspace.namespaces.prefixes)


def _build(workspace: Workspace, say: Say, *, force: bool = False) -> Path:
    from kg.build.snapshot import build_snapshot  # loads all that checks and exports need, which a fresh graph does not

    build_snapshot(workspace, lambda step: say(f"  {step} …"), force=force, patience=PATIENCE)
    folder = current_build(workspace.store)
    assert folder is not None, "a build that raised nothing was published"
    return folder
