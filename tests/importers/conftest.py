"""An invented dataset of pacts, and a place to import it into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from kg.config import Workspace
from kg.importers.descriptor import find_descriptor
from kg.importers.importing import Outcome, import_files
from tests.build.releases import unpack
from tests.conftest import copy_embassy

PACTS = """\
[dataset]
name = "pacts"
title = "Pacts of the Invented World"
release = "1.2"
citation = "Nobody. 2001. A Book of Pacts."
licence = "none stated"
homepage = "https://example.org/pacts"
covers = "1816/2012"
closed = "2012-12-31"
covers_actors = "the states of the invented world"

[[table]]
name = "member"
null = ["", "-9", "NA"]

[table.columns]
pact = ["pactid"]
state = []
name = []
sy = []
sm = []
sd = []
ey = []
em = []
ed = []
open = []
type = []
flow = []

[table.lookups.kind]
"Type I: Defence" = "kg:AllianceTreaty"
"none" = ""

[[table.node]]
id = "code:inv.{state}"
shared = true
class = "kg:State"
label = "{name}"

[[table.node]]
id = "code:pact.{pact}"
once = true
class = "kg:Treaty"
label = "Pact {pact}"
date = { begin = ["sy", "sm", "sd"], end = ["ey", "em", "ed"], still = { open = "1" } }
set = [
  { property = "kg:kind", value = "{type|lookup:kind}" },
  { property = "kg:provides", value = "kg:MutualDefence", when = { type = "Type I: Defence" } },
  { property = "skos:altLabel", value = "{name}", as = "en", every = true },
]

[[table.node.participation]]
id = "code:pact.{pact}.{state}"
actor = "code:inv.{state}"
role = "kg:Party"

[[table.node]]
id = "code:trade.{pact}-{state}"
class = "kg:Observation"
label = "Trade of {name} under pact {pact}"
date = { year = "sy" }
set = [
  { property = "kg:value", value = "{flow}", as = "decimal", scale = 1000000, gap = ["0"] },
  { property = "kg:measure", value = "kg:TradeVolume" },
  { property = "kg:about", value = "code:inv.{state}" },
  { property = "kg:reporter", value = "src:pacts-{_release}" },
]
"""

HEADER = "pact,state,name,sy,sm,sd,ey,em,ed,open,type,flow"
ROWS = (
    '7,12,"Arvenia, ""the Old""",1902,7,6,1921,9,7,0,Type I: Defence,0',
    "7,14,Belmark,1902,7,6,1921,9,7,0,Type I: Defence,1.50",
    "8,14,Belmark,1930,-9,,,,,1,none,101",
    "9,12,Arvenia,1961,7,6,1961,,,0,none,",
    "10,15,Corvia,,,,,,,0,none,-9",
)


@dataclass(frozen=True)
class Imported:
    """What an import wrote: its outcome, the quads of its rows, the triples that are shared."""

    outcome: Outcome
    folder: Path
    quads: set[Quad]
    shared: set[Quad]
    text: str

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The objects of a property of a node: names without their namespaces, literals by their text."""
        found = [
            str(getattr(quad.object, "value", ""))
            for quad in (*self.quads, *self.shared)
            if short(str(quad.subject)[1:-1]) == subject and short(quad.predicate.value) == predicate
        ]
        return sorted(short(value) for value in found)

    def codes(self) -> list[str]:
        """The codes of the problems, in order."""
        return [problem.code for problem in self.outcome.problems]


def short(iri: str) -> str:
    """Give an IRI without the namespace it stands in."""
    for namespace in ("https://w3id.org/diplograph/code/", "https://w3id.org/diplograph/ontology#"):
        iri = iri.removeprefix(namespace)
    return iri.rpartition("/")[2] if iri.startswith("http://www.w3.org") else iri


class Desk:
    """A workspace to which descriptors and files are brought."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        (workspace.data / "datasets").mkdir(exist_ok=True)

    def describe(self, text: str, name: str = "pacts") -> Path:
        """Write a descriptor."""
        path = self.workspace.data / "datasets" / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file to import."""
        path = self.workspace.root / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def bring(self, files: Mapping[str, str | bytes], name: str = "pacts", **options: Any) -> Imported:
        """Import files and read what was written."""
        folder = self.workspace.root / "imported"
        paths = [self.file(file, content) for file, content in files.items()]
        outcome = import_files(find_descriptor(name, self.workspace), paths, folder, self.workspace, **options)
        rows = unpack(folder / "rows.nq.zst")
        return Imported(
            outcome,
            folder,
            set(parse(input=rows, format=RdfFormat.N_QUADS)),
            set(parse(path=folder / "shared.nt", format=RdfFormat.N_TRIPLES)),
            rows,
        )


def table(*rows: str, header: str = HEADER, end: str = "\n") -> str:
    """Make a CSV file."""
    return end.join((header, *rows, ""))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workspace with the descriptor of pacts."""
    found = Desk(copy_embassy(tmp_path / "embassy"))
    found.describe(PACTS)
    return found
