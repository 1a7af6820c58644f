from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.build import snapshot
from kg.build.current import current_build
from kg.build.manifest import read_manifest
from kg.build.snapshot import FILES, BuildReport, CheckFailedError, build_snapshot
from kg.config import Workspace, read_workspace
from kg.errors import BuildError, InputError, Location
from kg.model.finding import Finding, Report, Severity
from kg.store.embedded import EmbeddedStore
from tests.conftest import copy_embassy

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts of POSIX")

# A build in a process of its own, without the checks, which stops at a step for the test to see.
CHILD = """
import sys, time
from pathlib import Path
from kg.build import snapshot
from kg.config import read_workspace
from kg.model.finding import Report

folder, stop = sys.argv[1:]
snapshot.check = lambda *_, **__: Report(())

def progress(step):
    print(step, flush=True)
    if step == stop:
        time.sleep(60)

snapshot.build_snapshot(read_workspace(Path(folder)), progress)
"""


def silent(_step: str) -> None:
    pass


def build(workspace: Workspace, *, force: bool = False) -> BuildReport:
    report = build_snapshot(workspace, silent, force=force)
    assert report is not None
    return report


def change(workspace: Workspace, old: str = "Treaty of 1902", new: str = "Old treaty") -> None:
    path = workspace.data / "memoir-1931" / "entities.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def ask(workspace: Workspace, text: str) -> list[str]:
    folder = current_build(workspace.store)
    assert folder is not None
    solutions = EmbeddedStore(folder, workspace.namespaces.prefixes).select(text)
    return sorted(str(term) for row in solutions for term in row.values())


def state(workspace: Workspace) -> dict[str, bytes]:
    """Every byte of the exports, and which build is in use."""
    files = {path.name: path.read_bytes() for path in workspace.exports.rglob("*") if path.is_file()}
    return {**files, "current": (workspace.store / "current").read_bytes()}


def leftovers(workspace: Workspace) -> list[Path]:
    folders = [folder for folder in (workspace.store, workspace.exports) if folder.is_dir()]
    return [path for folder in folders for path in folder.iterdir() if path.name.startswith(".")]


@pytest.fixture
def old(workspace: Workspace, unchecked: None) -> Workspace:
    """A workspace with a build, whose data have changed since."""
    build(workspace)
    change(workspace)
    return workspace


@pytest.fixture
def start() -> Iterator[Callable[[Workspace, str], subprocess.Popen[str]]]:
    """Start a build in another process and wait until it has come to a step."""
    started = []

    def start_and_wait(workspace: Workspace, stop: str) -> subprocess.Popen[str]:
        arguments = [sys.executable, "-c", CHILD, str(workspace.root), stop]
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        assert f"{stop}\n" in iter(process.stdout.readline, "")
        return process

    yield start_and_wait
    for process in started:
        process.kill()
        process.communicate()


def test_a_fresh_workspace_is_built_and_checked(built: Workspace) -> None:
    assert set(FILES) | {"manifest.json"} == {path.name for path in built.exports.iterdir()}
    assert ask(built, "SELECT ?n { ent:irena-volkova kg:statedIn|^kg:actor|^kg:holder ?n FILTER(ISIRI(?n)) } LIMIT 1")
    assert ask(built, "SELECT (COUNT(*) AS ?n) { GRAPH claim:alliance-since-1921 { ?s ?p ?o } }") != ['"0"']


def test_a_plain_query_sees_each_triple_once(built: Workspace) -> None:
    assert len(ask(built, "SELECT ?kind { ent:treaty-1902 kg:kind ?kind }")) == 1


def test_says_what_it_read_derived_found_and_wrote(workspace: Workspace) -> None:
    steps: list[str] = []
    report = build_snapshot(workspace, steps.append)
    assert report is not None
    assert steps == list(report.seconds) == ["read", "link", "derive", "check", "store", "export"]
    assert report.read["data_files"] == 4
    assert report.read["data_triples"] == 330
    assert not report.findings.errors
    assert report.manifest["counts"]["claims"] == 14


def test_the_same_input_gives_the_same_bytes(workspace: Workspace, tmp_path: Path, unchecked: None) -> None:
    build(workspace)
    twin = copy_embassy(tmp_path / "elsewhere" / "twin")
    build(twin)
    assert {name: data for name, data in state(workspace).items() if name != "current"} == {
        name: data for name, data in state(twin).items() if name != "current"
    }
    before = state(workspace)
    build(workspace, force=True)
    assert {**state(workspace), "current": b""} == {**before, "current": b""}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_bytes_do_not_depend_on_the_order_of_sets(workspace: Workspace, unchecked: None, seed: str) -> None:
    build(workspace)
    before = state(workspace)
    (workspace.exports / "manifest.json").unlink()
    arguments = [sys.executable, "-c", CHILD, str(workspace.root), "none"]
    subprocess.run(arguments, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
    assert {**state(workspace), "current": b""} == {**before, "current": b""}


def test_nothing_to_do_when_fresh(workspace: Workspace, unchecked: None) -> None:
    build(workspace)
    before = state(workspace)
    assert build_snapshot(workspace, silent) is None
    assert state(workspace) == before


@pytest.mark.parametrize("name", ["graph.ttl", "manifest.json"])
def test_lost_or_changed_exports_are_made_again(workspace: Workspace, unchecked: None, name: str) -> None:
    build(workspace)
    (workspace.exports / name).write_bytes(b"[]")
    build(workspace)
    (workspace.exports / name).unlink()
    build(workspace)
    assert read_manifest(workspace.exports, build(workspace, force=True).manifest["fingerprint"])


@pytest.mark.parametrize("damage", [b"", b"damaged"])
def test_a_damaged_store_is_built_again(workspace: Workspace, unchecked: None, damage: bytes) -> None:
    build(workspace)
    folder = current_build(workspace.store)
    assert folder is not None
    for path in folder.glob("*.sst"):
        path.write_bytes(damage)
    build(workspace)
    assert len(ask(workspace, "SELECT ?s { ?s a kg:Claim }")) == 14


def test_data_with_errors_are_refused(old: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    errors = [Finding("bad", Severity.ERROR, f"wrong {n}", location=Location("a.ttl", n)) for n in range(1, 13)]
    monkeypatch.setattr(snapshot, "check", lambda *_, **__: Report.of(errors))
    before = state(old)
    with pytest.raises(CheckFailedError) as caught:
        build(old)
    assert caught.value.report.errors == tuple(errors)
    assert "12 errors" in str(caught.value)
    assert "a.ttl:1: wrong 1 [bad]" in str(caught.value)
    assert "… and 2 more" in str(caught.value)
    assert caught.value.exit_code == 1
    assert (state(old), leftovers(old)) == (before, [])


def test_an_unknown_term_is_refused(workspace: Workspace) -> None:
    change(workspace, "a kg:Topic", "a kg:Topical")
    change(workspace, "a kg:Place", "a kg:Plaice")
    with pytest.raises(CheckFailedError, match=r"entities\.ttl:\d+.*kg:Plaice"):
        build(workspace)


@pytest.mark.parametrize("content", [b"", b"ent:x a kg:State", b"# caf\xe9"])
def test_a_file_that_cannot_be_read_changes_nothing(old: Workspace, content: bytes) -> None:
    before = state(old)
    (old.data / "broken.ttl").write_bytes(content)
    with pytest.raises(InputError, match=r"data/broken\.ttl"):
        build(old)
    assert (state(old), leftovers(old)) == (before, [])


def test_a_folder_named_like_a_file_changes_nothing(old: Workspace) -> None:
    before = state(old)
    (old.data / "x.ttl").mkdir()
    with pytest.raises(InputError, match=r"data/x\.ttl: a folder"):
        build(old)
    assert state(old) == before


def test_no_data_folder(workspace: Workspace) -> None:
    shutil.rmtree(workspace.data)
    with pytest.raises(InputError, match="cannot be read: No such file") as caught:
        build(workspace)
    assert "kg new" in (caught.value.remedy or "")


def test_an_empty_data_folder(workspace: Workspace) -> None:
    shutil.rmtree(workspace.data)
    workspace.data.mkdir()
    with pytest.raises(InputError, match="no Turtle or TriG file"):
        build(workspace)


@pytest.mark.parametrize("stop", ["read", "check", "store", "export"])
def test_an_interrupt_changes_nothing(old: Workspace, stop: str) -> None:
    before = state(old)

    def interrupt(step: str) -> None:
        if step == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_snapshot(old, interrupt)
    assert (state(old), leftovers(old)) == (before, [])
    build(old)


@POSIX
@pytest.mark.parametrize(
    ("number", "stop"),
    [
        (signal.SIGINT, "check"),
        (signal.SIGTERM, "store"),
        (signal.SIGKILL, "check"),
        (signal.SIGKILL, "store"),
        (signal.SIGKILL, "export"),
    ],
)
def test_a_signal_changes_nothing_and_the_next_build_clears_away(
    old: Workspace, start: Callable[[Workspace, str], subprocess.Popen[str]], number: signal.Signals, stop: str
) -> None:
    before = state(old)
    process = start(old, stop)
    process.send_signal(number)
    process.wait(30)
    seen = {name: data for name, data in state(old).items() if name in before}
    assert seen == before
    assert ask(old, 'SELECT ?s { ?s rdfs:label "Treaty of 1902"@en }')
    build(old)
    assert leftovers(old) == []
    assert ask(old, 'SELECT ?s { ?s rdfs:label "Old treaty"@en }')
    assert len([path for path in old.store.iterdir() if path.is_dir()]) == 2


@POSIX
def test_two_builds_at_once(old: Workspace, start: Callable[[Workspace, str], subprocess.Popen[str]]) -> None:
    before = state(old)
    process = start(old, "store")
    with pytest.raises(BuildError, match="another process is building") as caught:
        build(old)
    assert caught.value.exit_code == 1
    assert ask(old, 'SELECT ?s { ?s rdfs:label "Treaty of 1902"@en }')
    process.kill()
    process.wait(30)
    build(old)
    assert state(old) != before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    mount = shutil.which("mount")
    disk = tmp_path / "disk"
    disk.mkdir()
    if mount is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting is not permitted here")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk], check=False).returncode:
        pytest.skip("mounting is not permitted here")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@POSIX
@pytest.mark.parametrize("full", ["store", "exports"])
def test_a_full_disk_changes_nothing(workspace: Workspace, small_disk: Path, unchecked: None, full: str) -> None:
    settings = workspace.root / "kg.toml"
    build(workspace)
    shutil.copytree(
        workspace.exports, small_disk / "exports", ignore=lambda _folder, names: set(names) - {"manifest.json"}
    )
    settings.write_text(
        f'{settings.read_text(encoding="utf-8")}[paths]\n{full} = "{small_disk}/{full}"\n', encoding="utf-8"
    )
    moved = read_workspace(workspace.root)
    before = state(workspace)
    with pytest.raises(BuildError, match="No space left on device") as caught:
        build(moved)
    assert "previous build is untouched" in (caught.value.remedy or "")
    assert state(workspace) == before
    assert (small_disk / "exports" / "manifest.json").read_bytes() == before["manifest.json"]
    assert leftovers(moved) == []


@POSIX
def test_a_file_size_limit_changes_nothing(old: Workspace) -> None:
    before = state(old)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n{CHILD}"
    process = subprocess.run(
        [sys.executable, "-c", limit, str(old.root), "none"], capture_output=True, text=True, check=False
    )
    assert "kg.errors.BuildError" in process.stderr
    assert "File too large" in process.stderr
    assert (state(old), leftovers(old)) == (before, [])


def test_a_reader_goes_on_while_builds_are_published(workspace: Workspace, unchecked: None) -> None:
    build(workspace)
    folder = current_build(workspace.store)
    assert folder is not None
    store = EmbeddedStore(folder, workspace.namespaces.prefixes)
    assert len(store.select("SELECT ?s { ?s a kg:Claim }")) == 14
    for new in ("One", "Two", "Three"):
        change(workspace, "a kg:Place", f"skos:altLabel '{new}'@en ; a kg:Place")
        build(workspace)
    assert len(store.select("SELECT ?s { ?s a kg:Claim }")) == 14


def test_each_step_is_timed(workspace: Workspace, unchecked: None) -> None:
    def slow(step: str) -> None:
        if step == "store":
            time.sleep(0.01)

    report = build_snapshot(workspace, slow)
    assert report is not None
    assert all(0 <= seconds < 30 for seconds in report.seconds.values())
