from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.build.fingerprint import build_key
from kg.build.imports import (
    DamagedImportError,
    list_imports,
    release_name,
    remove_import,
    staged_import,
)
from kg.build.publication import sole_builder
from kg.build.stamp import take_stamp
from kg.config import Workspace
from kg.errors import BuildError, UsageError
from kg.rdf.listing import IMPORTS, RECORD, REPLACED, ROWS, SHARED
from tests.build.releases import graph_of, put_release, rows_of, shared_of, unpack, write_release

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

# An import in a process of its own, which stops half-way for the test to see.
CHILD = """
import sys, time
from pathlib import Path
from kg.build.imports import staged_import
from kg.config import read_workspace
from tests.build.releases import rows_of

with staged_import(read_workspace(Path(sys.argv[1])), "pacts-1.0") as folder:
    (folder / "rows.nq.zst").write_text(rows_of("pacts-1.0", range(100)))
    print("half", flush=True)
    time.sleep(60)
"""


def home(workspace: Workspace) -> Path:
    return workspace.store / IMPORTS


def leftovers(workspace: Workspace) -> list[str]:
    return [path.name for path in home(workspace).iterdir() if path.name.startswith(".")]


def rows(workspace: Workspace, name: str = "pacts-1.0") -> str:
    return unpack(home(workspace) / name / ROWS)


def test_nothing_is_imported_at_first(workspace: Workspace) -> None:
    assert list_imports(workspace) == []


def test_a_release_is_registered_with_what_it_is(workspace: Workspace) -> None:
    name = put_release(workspace)
    [found] = list_imports(workspace)
    assert (found.name, found.dataset, found.release) == (name, "pacts", "1.0")
    assert (found.graph, found.rows, found.written, found.quads) == (graph_of(name), 4, 3, 15)
    assert found.retrieved == "2026-11-01"
    found.check_whole()
    assert leftovers(workspace) == []


def test_a_release_replaces_itself_alone(workspace: Workspace) -> None:
    put_release(workspace)
    put_release(workspace, "2.0", [7])
    put_release(workspace, "1.0", [9])
    assert [release.name for release in list_imports(workspace)] == ["pacts-1.0", "pacts-2.0"]
    assert rows(workspace) == rows_of("pacts-1.0", [9])
    assert leftovers(workspace) == []


def test_an_import_that_fails_leaves_the_old_release(workspace: Workspace) -> None:
    put_release(workspace)
    with pytest.raises(ZeroDivisionError), staged_import(workspace, "pacts-1.0") as folder:
        (folder / ROWS).write_bytes(b"half")
        raise ZeroDivisionError
    assert rows(workspace) == rows_of("pacts-1.0", (1, 2, 3))
    assert leftovers(workspace) == []


def test_what_has_no_record_is_not_published(workspace: Workspace) -> None:
    put_release(workspace)
    with pytest.raises(DamagedImportError), staged_import(workspace, "pacts-1.0") as folder:
        (folder / ROWS).write_bytes(b"")
    assert rows(workspace) == rows_of("pacts-1.0", (1, 2, 3))


@pytest.mark.parametrize("name", [ROWS, SHARED])
def test_what_differs_from_its_record_is_not_published(workspace: Workspace, name: str) -> None:
    with pytest.raises(DamagedImportError, match=name), staged_import(workspace, "pacts-1.0") as folder:
        write_release(folder, "pacts", "1.0", rows_of("pacts-1.0", [1]), shared_of("pacts-1.0"))
        (folder / name).write_bytes((folder / name).read_bytes().replace(b"1", b"2"))
    assert list_imports(workspace) == []


def test_a_release_is_taken_out(workspace: Workspace) -> None:
    put_release(workspace)
    remove_import(workspace, "pacts-1.0")
    assert list_imports(workspace) == []
    assert leftovers(workspace) == []


def test_an_unknown_release_cannot_be_taken_out(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="Nothing is imported yet"):
        remove_import(workspace, "pacts-1.0")
    put_release(workspace)
    with pytest.raises(UsageError, match=r"There are: pacts-1\.0"):
        remove_import(workspace, "pacts-2.0")


@pytest.mark.parametrize("name", ["..", "../data", "a/b", "", ".hidden", "/etc", "a\\b", "a" * 200, "Ü-1", "a-1\n"])
def test_a_name_never_becomes_another_path(workspace: Workspace, name: str) -> None:
    with pytest.raises(UsageError):
        remove_import(workspace, name)
    with pytest.raises(UsageError), staged_import(workspace, name):
        pass
    assert not home(workspace).exists()


@pytest.mark.parametrize("release", ["../../x", "", "4.1/..", "4 1", "x" * 200, "4.1."])
def test_a_release_has_a_plain_name(release: str) -> None:
    with pytest.raises(UsageError, match="--release"):
        release_name("cow-alliances", release)


@pytest.mark.parametrize("record", [b"", b"[]", b"{}", b'{"dataset": 1}', b"\xff"])
def test_a_damaged_record_is_named_and_can_be_taken_out(workspace: Workspace, record: bytes) -> None:
    put_release(workspace)
    (home(workspace) / "pacts-1.0" / RECORD).write_bytes(record)
    with pytest.raises(DamagedImportError, match=r"pacts-1\.0(.|\n)*kg import --remove pacts-1\.0"):
        list_imports(workspace)
    remove_import(workspace, "pacts-1.0")
    assert list_imports(workspace) == []


def test_a_folder_without_a_record_is_no_release(workspace: Workspace) -> None:
    (home(workspace) / "pacts-1.0").mkdir(parents=True)
    assert list_imports(workspace) == []
    put_release(workspace)
    assert len(list_imports(workspace)) == 1


def test_the_key_and_the_stamp_tell_what_is_imported(workspace: Workspace) -> None:
    seen = {(build_key(workspace), take_stamp(workspace))}
    for release, pacts in (("1.0", [1]), ("1.0", [1, 2]), ("2.0", [1])):
        put_release(workspace, release, pacts)
        seen.add((build_key(workspace), take_stamp(workspace)))
    assert len({key for key, _ in seen}) == len({stamp for _, stamp in seen}) == 4


def test_a_release_that_was_set_aside_when_its_import_was_killed_is_still_there(workspace: Workspace) -> None:
    put_release(workspace)
    (home(workspace) / REPLACED).mkdir()
    (home(workspace) / "pacts-1.0").rename(home(workspace) / REPLACED / "pacts-1.0")
    assert [release.name for release in list_imports(workspace)] == ["pacts-1.0"]
    put_release(workspace, "2.0")
    assert rows(workspace) == rows_of("pacts-1.0", (1, 2, 3))
    assert leftovers(workspace) == []


@POSIX
def test_a_killed_import_leaves_the_old_release(workspace: Workspace) -> None:
    put_release(workspace)
    arguments = [sys.executable, "-c", CHILD, str(workspace.root)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        os.kill(process.pid, signal.SIGKILL)
    assert [release.written for release in list_imports(workspace)] == [3]
    assert put_release(workspace, "2.0") == "pacts-2.0"
    assert leftovers(workspace) == []


def test_one_imports_or_builds_at_a_time(workspace: Workspace) -> None:
    with sole_builder(workspace.store):
        with pytest.raises(BuildError, match="another process"), staged_import(workspace, "pacts-1.0", patience=0):
            pass
        with pytest.raises(BuildError, match="another process"):
            remove_import(workspace, "pacts-1.0", patience=0)


def test_an_import_waits_for_another(workspace: Workspace) -> None:
    threads = [threading.Thread(target=put_release, args=(workspace, f"{n}.0")) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list_imports(workspace)) == 4
    assert leftovers(workspace) == []


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(workspace: Workspace) -> None:
    workspace.store.mkdir(parents=True)
    workspace.store.chmod(0o500)
    with pytest.raises(BuildError, match="could not be written"), staged_import(workspace, "pacts-1.0"):
        pass
