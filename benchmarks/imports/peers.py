"""Who makes the same N-Quads: our importer, morph-kgc in an environment of its own, and a loop over rdflib."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from benchmarks.imports.runs import Run, run_measured
from kg.config import Workspace

KG = "kg import"
MORPH_VERSION = "2.10.0"
EVENTS_FILE = "events.tsv"

_MAPPING = Path(__file__).with_name("mapping.ttl")
_SETTINGS = """[CONFIGURATION]
output_file = {output}
output_format = N-QUADS
number_of_processes = 2
na_values = ,

[events]
mappings = {mapping}
"""


class Peer(Protocol):
    """Makes N-Quads of the events in a folder."""

    @property
    def name(self) -> str:
        """Who it is, with the version."""

    def make(self, folder: Path, limit: float) -> Run:
        """Make them, in at most so many seconds; the rows it came to are in the answer."""

    def outputs(self, folder: Path) -> list[Path]:
        """Give the files it wrote."""


@dataclass(frozen=True)
class Ours:
    """Our importer, with the descriptor that is shipped, from the file as it is published."""

    workspace: Workspace
    name: str = KG

    def make(self, folder: Path, limit: float) -> Run:
        """Make them."""
        (folder / "ours").mkdir(exist_ok=True)
        words = [str(self.workspace.root), str(folder / EVENTS_FILE), str(folder / "ours")]
        return run_measured([sys.executable, "-m", "benchmarks.imports.with_kg", *words], folder, limit)

    def outputs(self, folder: Path) -> list[Path]:
        """Give them."""
        return [folder / "ours" / "rows.nq.zst", folder / "ours" / "shared.nt"]


@dataclass(frozen=True)
class Morph:
    """morph-kgc with an RML mapping, from finished values."""

    python: Path
    name: str = f"morph-kgc {MORPH_VERSION}"

    def make(self, folder: Path, limit: float) -> Run:
        """Make them."""
        mapping = folder / "mapping.ttl"
        mapping.write_text(_MAPPING.read_text("utf-8").replace("FOLDER", str(folder)), encoding="utf-8")
        settings = folder / "morph.ini"
        settings.write_text(_SETTINGS.format(output=self.outputs(folder)[0], mapping=mapping), encoding="utf-8")
        return run_measured([str(self.python), "-m", "morph_kgc", str(settings)], folder, limit)

    def outputs(self, folder: Path) -> list[Path]:
        """Give them."""
        return [folder / "morph.nq"]


@dataclass(frozen=True)
class Rdflib:
    """A loop over rdflib, from finished values."""

    name: str = f"rdflib {version('rdflib')}"

    def make(self, folder: Path, limit: float) -> Run:
        """Make them, or as many as it can."""
        words = [str(folder), str(self.outputs(folder)[0]), str(limit)]
        return run_measured([sys.executable, "-m", "benchmarks.imports.with_rdflib", *words], folder, limit + 600)

    def outputs(self, folder: Path) -> list[Path]:
        """Give them."""
        return [folder / "rdflib.nq"]


@contextmanager
def installed_peers() -> Iterator[tuple[Morph, Rdflib]]:
    """Give the peers; morph-kgc wants another pyoxigraph than we do, so it is installed in a temporary folder."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", f"morph-kgc=={MORPH_VERSION}"],
            check=True,
            capture_output=True,
        )
        yield Morph(python), Rdflib()
