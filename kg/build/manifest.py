"""The manifest: what a build holds and what its files are, without a clock."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.build.assembly import Assembly
from kg.config import Workspace
from kg.rdf.terms import IRI, RDF, Quad

MANIFEST = "manifest.json"


def describe(assembly: Assembly, workspace: Workspace, fingerprint: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Give the manifest of a build, ready for JSON: counts, and each file's size and checksum."""
    return {
        "title": workspace.title,
        "base": workspace.namespaces.base,
        "fingerprint": fingerprint,
        "counts": _count(assembly, workspace),
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }


def format_manifest(manifest: Mapping[str, Any]) -> bytes:
    """Write a manifest as JSON."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(exports: Path, fingerprint: str) -> dict[str, Any] | None:
    """Give the manifest in a folder if it is that of the build with that fingerprint and its files are whole."""
    try:
        manifest: dict[str, Any] = json.loads((exports / MANIFEST).read_bytes())
        is_whole = manifest["fingerprint"] == fingerprint and all(
            hashlib.sha256((exports / name).read_bytes()).hexdigest() == file["sha256"]
            for name, file in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if is_whole else None


def _count(assembly: Assembly, workspace: Workspace) -> dict[str, Any]:
    vocabulary, shrink = assembly.corpus.vocabulary, workspace.namespaces.shrink
    nodes = [quad for quad in assembly.default if quad.subject not in vocabulary.all_terms]
    classes = _tally(nodes, RDF["type"], vocabulary.classes, shrink)
    return {
        "triples": len(assembly.default),
        "triples_in_claims": len(assembly.named),
        "claims": classes.get(shrink(vocabulary.terms["Claim"].value), 0),
        "passages": classes.get(shrink(vocabulary.terms["Passage"].value), 0),
        "derived": assembly.derivation.counts(),
        "links": dict(assembly.linked.counts),
        "modalities": _tally(nodes, vocabulary.terms["modality"], vocabulary.concepts, shrink),
        "classes": classes,
    }


def _tally(
    quads: Iterable[Quad], predicate: IRI, counted: frozenset[IRI], shrink: Callable[[str], str]
) -> dict[str, int]:
    """How often each of the counted terms is the value of a property, by CURIE."""
    values = (quad.object for quad in quads if quad.predicate == predicate)
    tally = Counter(shrink(value.value) for value in values if isinstance(value, IRI) and value in counted)
    return dict(sorted(tally.items()))
