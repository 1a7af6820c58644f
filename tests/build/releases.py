"""Releases as an importer leaves them, written by hand: pacts of the invented states, a few quads each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from kg.build.imports import release_name, staged_import
from kg.config import Workspace
from kg.rdf.listing import RECORD, ROWS, SHARED

KG, CODE, SRC = (f"https://w3id.org/diplograph/{name}" for name in ("ontology#", "code/", "source/"))
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def graph_of(name: str) -> str:
    return SRC + name


def rows_of(name: str, pacts: Iterable[int]) -> str:
    """Each pact: its class, its label, and Arvenia as its party."""
    return "".join(_pact(name, number) for number in pacts)


def _pact(name: str, number: int) -> str:
    graph, pact = graph_of(name), f"{CODE}{name.rpartition('-')[0]}.{number}"
    part = f"{pact}.1"
    triples = [
        (pact, TYPE, f"<{KG}Treaty>"),
        (pact, LABEL, f'"Pact {number}"@en'),
        (pact, f"{KG}participation", f"<{part}>"),
        (part, f"{KG}actor", f"<{CODE}state.1>"),
        (pact, f"{KG}statedIn", f"<{graph}>"),
    ]
    return "".join(f"<{subject}> <{verb}> {value} <{graph}> .\n" for subject, verb, value in triples)


def shared_of(name: str) -> str:
    """The state that all pacts share, and the release itself."""
    return (
        f"<{CODE}state.1> <{TYPE}> <{KG}State> .\n"
        f'<{CODE}state.1> <{LABEL}> "Arvenia"@en .\n'
        f"<{graph_of(name)}> <{TYPE}> <{KG}DatasetRelease> .\n"
        f'<{graph_of(name)}> <{LABEL}> "Pacts, release {name}"@en .\n'
    )


def pack(text: str) -> bytes:
    return bytes(pa.compress(text.encode(), codec="zstd", asbytes=True))


def unpack(path: Path) -> str:
    with pa.input_stream(str(path), compression="zstd") as stream:
        return bytes(stream.read()).decode()


def write_release(folder: Path, dataset: str, release: str, rows: str, shared: str) -> None:
    """Write what an importer writes."""
    sha256 = {}
    for name, text in ((ROWS, rows), (SHARED, shared)):
        content = pack(text) if name == ROWS else text.encode()
        (folder / name).write_bytes(content)
        sha256[name] = hashlib.sha256(content).hexdigest()
    record = {
        "dataset": dataset,
        "release": release,
        "title": "Pacts",
        "graph": graph_of(f"{dataset}-{release}"),
        "descriptor": "",
        "files": [{"name": "pacts.csv", "table": "pact", "sha256": "", "bytes": 1}],
        "options": {"retrieved": "2026-11-01", "only": []},
        "rows": rows.count("Treaty") + 1,
        "written": rows.count("Treaty"),
        "problems": {"row-ragged": 1},
        "quads": rows.count("\n"),
        "sha256": sha256,
    }
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")


def put_release(
    workspace: Workspace, release: str = "1.0", pacts: Iterable[int] = (1, 2, 3), dataset: str = "pacts"
) -> str:
    """Import a release of pacts; gives its name."""
    name = release_name(dataset, release)
    with staged_import(workspace, name) as folder:
        write_release(folder, dataset, release, rows_of(name, pacts), shared_of(name))
    return name
