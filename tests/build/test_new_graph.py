from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from kg.build.new_graph import BASE, TEMPLATE, create_graph
from kg.build.opening import open_store
from kg.build.snapshot import build_snapshot
from kg.errors import BuildError, UsageError
from kg.rdf.corpus import read_corpus


def test_builds_and_checks_clean(tmp_path: Path) -> None:
    workspace = create_graph(tmp_path / "mine")
    report = build_snapshot(workspace, lambda _step: None)
    assert report is not None
    assert [str(finding) for finding in report.findings.findings if finding.severity.value != "info"] == []
    rows = open_store(workspace, print).select("SELECT ?e { ?e a kg:Event ; kg:statedIn/kg:passage src:example.P2 }")
    assert [str(row["e"]) for row in rows] == [f"<{BASE}id/meeting-1950>"]


def test_its_iris_begin_with_the_base(tmp_path: Path) -> None:
    workspace = create_graph(tmp_path / "mine", "https://history.example/korea/")
    assert workspace.namespaces.base == "https://history.example/korea/"
    subjects = {str(quad.subject) for quad in read_corpus(workspace).quads}
    assert all(subject.startswith("<https://history.example/korea/") for subject in subjects)
    assert build_snapshot(workspace, lambda _step: None)


def test_its_passages_are_those_of_its_text(tmp_path: Path) -> None:
    workspace = create_graph(tmp_path / "mine")
    text = workspace.texts["example"].read_text(encoding="utf-8")
    document = (workspace.data / "example" / "document.ttl").read_text(encoding="utf-8")
    for passage in text.strip().split("\n\n"):
        assert hashlib.sha256(passage.encode()).hexdigest() in document
        assert f"kg:start {text.index(passage)} ;\n    kg:end {text.index(passage) + len(passage)} ;" in document


def test_has_all_that_a_graph_needs(tmp_path: Path) -> None:
    create_graph(tmp_path / "mine")
    names = {path.relative_to(tmp_path / "mine").parts[0] for path in (tmp_path / "mine").rglob("*")}
    assert names == {"README.md", ".gitignore", "kg.toml", "ontology", "data"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert create_graph(tmp_path).root == tmp_path


def test_a_full_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty") as caught:
        create_graph(tmp_path)
    assert caught.value.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        create_graph(tmp_path / "mine")


@pytest.mark.parametrize(
    "base", ["", "mine", "https://example.org", "https://x.org/a b/", 'https://x.org/"/', "x:> ./"]
)
def test_a_base_that_is_no_iri_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="ends in a slash"):
        create_graph(tmp_path / "mine", base)
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_cannot_be_filled_is_left_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BuildError, match="No space left on device"):
        create_graph(tmp_path / "mine")
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_template_is_a_graph_itself(tmp_path: Path) -> None:
    workspace = create_graph(tmp_path / "mine")
    for path in TEMPLATE.rglob("*.t*"):
        shutil.copy(path, tmp_path / "mine" / path.relative_to(TEMPLATE))
    assert read_corpus(workspace).quads
