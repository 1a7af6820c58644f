from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

import pytest

from kg.build.assembly import assemble
from kg.build.fingerprint import fingerprint
from kg.build.manifest import read_manifest
from kg.config import Workspace


@pytest.fixture
def manifest(built: Workspace) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((built.exports / "manifest.json").read_text(encoding="utf-8"))
    return loaded


def test_names_the_graph_and_its_inputs(built: Workspace, manifest: dict[str, Any]) -> None:
    assert list(manifest) == ["title", "base", "fingerprint", "counts", "files"]
    assert manifest["title"] == "Arvenia and Belmark"
    assert manifest["fingerprint"] == fingerprint(built)


def test_has_every_file_with_size_and_checksum(built: Workspace, manifest: dict[str, Any]) -> None:
    names = sorted(path.name for path in built.exports.iterdir() if path.name != "manifest.json")
    assert list(manifest["files"]) == names == ["graph.nq", "graph.nt", "graph.trig", "graph.ttl"]
    for name, file in manifest["files"].items():
        content = (built.exports / name).read_bytes()
        assert file == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def test_counts_what_the_graph_holds(built: Workspace, manifest: dict[str, Any]) -> None:
    counts, assembly = manifest["counts"], assemble(built)
    assert (counts["claims"], counts["passages"]) == (14, 8)
    assert counts["triples"] == len(assembly.default) == len((built.exports / "graph.nt").read_bytes().splitlines())
    assert counts["triples_in_claims"] == len(assembly.named)
    assert counts["modalities"] == {
        "kg:Denial": 1,
        "kg:Fact": 8,
        "kg:Judgement": 2,
        "kg:Report": 2,
        "kg:Speculation": 1,
    }
    assert sum(counts["derived"].values()) == len(list(assembly.derivation))


def test_counts_nodes_by_class_with_its_superclasses(manifest: dict[str, Any]) -> None:
    classes = Counter(manifest["counts"]["classes"])
    assert (classes["kg:State"], classes["kg:Person"], classes["kg:Group"], classes["kg:Actor"]) == (3, 2, 1, 6)
    assert classes["kg:Treaty"] == 2
    assert not any(name.startswith(("owl:", "skos:")) for name in classes)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"fingerprint": "x"}', '{"fingerprint": "x", "files": []}', "\xff"]
)
def test_what_is_no_manifest_is_none(workspace: Workspace, content: str) -> None:
    workspace.exports.mkdir()
    (workspace.exports / "manifest.json").write_text(content, encoding="latin-1")
    assert read_manifest(workspace.exports, "x") is None
