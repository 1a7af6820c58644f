"""The same N-Quads by a loop over rdflib: a row after the other, ten thousand of them in a dataset at a time.

`python -m benchmarks.imports.with_rdflib FOLDER FILE SECONDS` prints how many rows it came to in that time.
"""

from __future__ import annotations

import csv
import itertools
import json
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD

from benchmarks.imports.prepared import ACTORS, COUNTRIES, EVENTS, PLACES

CODE = Namespace("https://w3id.org/diplograph/code/")
KG = Namespace("https://w3id.org/diplograph/ontology#")
SRC = Namespace("https://w3id.org/diplograph/source/")
RELEASE = SRC["icews-2018"]
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")

AT_ONCE = 10_000  # a million rows in one dataset would not fit into memory

Row = dict[str, str]


def write_quads(folder: Path, output: Path, limit: float) -> int:
    """Write the quads of the events in a folder until they end, or the time does; gives the number of rows."""
    rows, start = 0, time.perf_counter()
    with output.open("wb") as file:
        _write_shared(folder, file)
        for part in _iter_parts(folder / EVENTS):
            dataset = Dataset()
            graph = dataset.graph(RELEASE)
            for row in part:
                _add_event(graph, row)
            dataset.serialize(file, format="nquads", encoding="utf-8")
            rows += len(part)
            if time.perf_counter() - start > limit:
                break
    return rows


def _iter_parts(path: Path) -> Iterator[list[Row]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        while part := list(itertools.islice(rows, AT_ONCE)):
            yield part


def _add_event(graph: Graph, row: Row) -> None:
    event = CODE[f"icews.{row['id']}"]
    graph.add((event, RDF.type, KG.Event))
    graph.add((event, RDF.type, KG.TemporalEntity))
    graph.add((event, KG.statedIn, RELEASE))
    graph.add((event, KG.row, SRC[f"icews-2018.events#row={row['row']}"]))
    graph.add((event, RDFS.label, Literal(row["label"], lang="en")))
    graph.add((event, KG.date, Literal(row["date"], datatype=EDTF)))
    for bound in ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd"):
        graph.add((event, KG[bound], Literal(row["date"], datatype=XSD.date)))
    graph.add((event, KG.kind, KG[row["kind"]]))
    graph.add((event, SKOS.notation, Literal(row["code"], datatype=KG.CAMEO)))
    graph.add((event, KG.intensity, Literal(row["intensity"], datatype=XSD.decimal, normalize=False)))
    graph.add((event, KG.place, CODE[row["place"]]))
    graph.add((event, DCTERMS.source, Literal(row["report"])))
    for side in ("source", "target"):
        part, actor = CODE[f"icews.{row['id']}-{side}"], CODE[f"icews-actor.{row[side]}"]
        graph.add((event, KG.participation, part))
        graph.add((event, KG.participant, actor))
        graph.add((part, RDF.type, KG.Participation))
        graph.add((part, KG.statedIn, RELEASE))
        graph.add((part, KG.actor, actor))
        graph.add((part, KG.role, KG[row[f"{side}_role"]]))


def _write_shared(folder: Path, file: BinaryIO) -> None:
    graph = Graph()
    for row in _rows(folder / ACTORS):
        _add_shared(graph, CODE[f"icews-actor.{row['id']}"], row["label"], ["Actor"])
        if row["country"]:
            graph.add((CODE[f"icews-actor.{row['id']}"], KG.memberOf, CODE[f"icews-country.{row['country']}"]))
    for row in _rows(folder / COUNTRIES):
        _add_shared(graph, CODE[f"icews-country.{row['country']}"], row["name"], ["Actor"])
    for row in _rows(folder / PLACES):
        place = CODE[f"icews-place.{row['country']}_{row['city']}"]
        _add_shared(graph, place, row["label"], ["Place"])
        graph.add((place, KG.partOf, CODE[f"icews-country.{row['country']}"]))
    graph.serialize(file, format="nt", encoding="utf-8")


def _add_shared(graph: Graph, node: URIRef, label: str, classes: list[str]) -> None:
    for name in classes:
        graph.add((node, RDF.type, KG[name]))
    graph.add((node, KG.statedIn, RELEASE))
    graph.add((node, RDFS.label, Literal(label, lang="en")))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # rdflib warns of what it uses itself
    begin = time.perf_counter()
    done = write_quads(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
    print(json.dumps({"rows": done, "seconds": time.perf_counter() - begin}))
