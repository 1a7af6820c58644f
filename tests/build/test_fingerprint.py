from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build import fingerprint as module
from kg.build.fingerprint import build_key, fingerprint
from kg.config import Margins, Namespaces, Workspace, read_workspace

CLAIMS = "memoir-1931/claims/treaties.trig"


def change(workspace: Workspace) -> None:
    with (workspace.data / CLAIMS).open("a", encoding="utf-8") as file:
        file.write("# a comment\n")


def rename(workspace: Workspace) -> None:
    (workspace.data / CLAIMS).rename(workspace.data / "treaties.trig")


def add(workspace: Workspace) -> None:
    shutil.copy(workspace.data / CLAIMS, workspace.data / "more.trig")


def remove(workspace: Workspace) -> None:
    (workspace.data / CLAIMS).unlink()


def change_shapes(workspace: Workspace) -> None:
    with (workspace.ontology / "shapes.ttl").open("a", encoding="utf-8") as file:
        file.write("# a comment\n")


def swap_folders(workspace: Workspace) -> None:
    (workspace.data / CLAIMS).rename(workspace.ontology / "treaties.trig")


@pytest.mark.parametrize("alter", [change, rename, add, remove, change_shapes, swap_folders])
def test_changes_with_every_input(workspace: Workspace, alter: Callable[[Workspace], None]) -> None:
    before = fingerprint(workspace)
    alter(workspace)
    assert fingerprint(workspace) != before


def test_changes_with_the_settings_that_count(workspace: Workspace) -> None:
    others = [
        replace(workspace, margins=Margins(year=2)),
        replace(workspace, namespaces=Namespaces("https://example.org/")),
        replace(workspace, title="Another"),
    ]
    assert len({fingerprint(w) for w in [workspace, *others]}) == 4


def test_is_the_same_wherever_the_workspace_lies(workspace: Workspace, tmp_path: Path) -> None:
    shutil.copytree(workspace.root, tmp_path / "elsewhere")
    assert fingerprint(read_workspace(tmp_path / "elsewhere")) == fingerprint(workspace)


def test_does_not_change_with_what_is_not_read(workspace: Workspace) -> None:
    before = fingerprint(workspace)
    (workspace.data / ".#treaties.trig").write_text("an editor's", encoding="utf-8")
    (workspace.data / "notes.txt").write_text("mine", encoding="utf-8")
    settings = workspace.root / "kg.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[texts]", "# mine\n[texts]"), encoding="utf-8")
    assert fingerprint(read_workspace(workspace.root)) == before


def test_the_key_changes_with_the_code(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build_key(workspace)
    package = tmp_path / "kg"
    shutil.copytree(Path(module.__file__).parents[1], package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "__file__", str(package / "build" / "fingerprint.py"))
    assert build_key(workspace) == before
    (package / "rdf" / "files.py").write_text("", encoding="utf-8")
    assert build_key(workspace) != before
