from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.build import opening, snapshot
from kg.build.current import current_build
from kg.build.opening import open_store
from kg.build.publication import sole_builder
from kg.config import Workspace
from kg.errors import BuildError, StoreError
from kg.model.finding import Finding, Report, Severity


@pytest.fixture
def heard(unchecked: None) -> list[str]:
    """What was said while a store was opened."""
    return []


def count_claims(workspace: Workspace, heard: list[str]) -> int:
    return len(open_store(workspace, heard.append).select("SELECT ?claim { ?claim a kg:Claim }"))


def touch(workspace: Workspace) -> None:
    with (workspace.data / "memoir-1931" / "entities.ttl").open("a", encoding="utf-8") as file:
        file.write("# mine\n")


def test_builds_first_and_says_so(workspace: Workspace, heard: list[str]) -> None:
    assert count_claims(workspace, heard) == 14
    assert heard[0] == "The graph is not built yet: building it."
    assert heard[1:] == ["  read …", "  link …", "  derive …", "  check …", "  store …", "  export …"]


def test_a_fresh_build_is_opened_without_a_word(built: Workspace) -> None:
    heard: list[str] = []
    assert count_claims(built, heard) == 14
    assert heard == []


def test_a_stale_build_is_built_again(workspace: Workspace, heard: list[str]) -> None:
    count_claims(workspace, heard)
    heard.clear()
    touch(workspace)
    assert count_claims(workspace, heard) == 14
    assert heard[0] == "The data have changed: building the graph again."


def test_a_store_that_is_gone_is_built_again(workspace: Workspace, heard: list[str]) -> None:
    count_claims(workspace, heard)
    heard.clear()
    folder = current_build(workspace.store)
    assert folder is not None
    for path in folder.iterdir():
        path.unlink()
    assert count_claims(workspace, heard) == 14
    assert heard[0] == "The store is damaged: building the graph again."


def test_data_with_errors_are_not_opened(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "check", lambda *_, **__: Report.of([Finding("bad", Severity.ERROR, "wrong")]))
    with pytest.raises(BuildError, match="1 error in the data"):
        open_store(workspace, lambda _line: None)


def test_waits_for_another_build(workspace: Workspace, heard: list[str]) -> None:
    with sole_builder(workspace.store):
        opened = threading.Thread(target=open_store, args=(workspace, heard.append))
        opened.start()
        opened.join(0.3)
        assert opened.is_alive()
        assert current_build(workspace.store) is None
    opened.join(60)
    assert current_build(workspace.store) is not None


def test_does_not_wait_for_ever(workspace: Workspace, heard: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.1)
    with sole_builder(workspace.store), pytest.raises(BuildError, match="another process is building"):
        open_store(workspace, heard.append)


def test_opening_a_fresh_build_loads_nothing_heavy(built: Workspace) -> None:
    code = """
import sys
from pathlib import Path
from kg.build.opening import open_store
from kg.config import read_workspace
open_store(read_workspace(Path(sys.argv[1])), print).select("SELECT ?s { ?s a kg:Claim } LIMIT 1")
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
    arguments = [sys.executable, "-c", code, str(built.root)]
    loaded = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.split()
    assert "pyoxigraph" in loaded
    assert not {"rdflib", "pyshacl", "networkx", "edtf", "edtf_validate", "rich", "json", "multiprocessing"} & {*loaded}


def test_the_folder_of_a_lock_is_made(tmp_path: Path) -> None:
    with sole_builder(tmp_path / "deep" / ".kg"):
        assert (tmp_path / "deep" / ".kg" / "lock").is_file()


@pytest.mark.parametrize("limited", [False, True])
def test_a_damaged_store_says_how_to_mend_it(workspace: Workspace, unchecked: None, limited: bool) -> None:
    open_store(workspace, lambda _line: None)
    folder = current_build(workspace.store)
    assert folder is not None
    for path in folder.glob("*.sst"):
        path.write_bytes(b"damaged")
    store = open_store(workspace, lambda _line: None)
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        (store.limited(10) if limited else store).select("SELECT ?s { ?s a kg:Claim }")
    assert "kg build" in (caught.value.remedy or "")
