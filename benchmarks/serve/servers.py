"""Who answers: our server and its peers, each a process that listens on loopback with the same quads.

oxigraph and rdflib-endpoint are installed in a temporary folder, since rdflib-endpoint wants other libraries than we
do; Virtuoso is Debian's (virtuoso-opensource-7-bin).
"""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from urllib.parse import urlencode

from benchmarks.graph import command
from kg.config import Workspace

KG, OXIGRAPH, RDFLIB, VIRTUOSO = "kg serve", "oxigraph serve", "rdflib-endpoint", "Virtuoso"
OXIGRAPH_VERSION, RDFLIB_VERSION = "0.5.13", "0.6.3"
VERSIONS = MappingProxyType({OXIGRAPH: OXIGRAPH_VERSION, RDFLIB: RDFLIB_VERSION, VIRTUOSO: "7.2.5 (Debian)"})

_SOON, _PATIENCE = 0.2, 100

_DEFAULT_GRAPH = "urn:default"
_PASSWORD = "dba"  # that of a new database, which listens on loopback for as long as it is measured
_SETTINGS = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {folder}
NumberOfBuffers = 85000
MaxDirtyBuffers = 65000
ServerThreads = 100
MaxClientConnections = 100
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 100
MaxClientConnections = 100
"""


@dataclass(frozen=True)
class Server:
    """A server that runs: its name, its port, the path of its endpoint, and what each request has beside the query."""

    name: str
    port: int
    path: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def target(self, query: str) -> str:
        """Give the path that asks a query."""
        return f"{self.path}?{urlencode({'query': query, **self.fields})}"

    def ask(self, query: str, accept: str = "application/sparql-results+json") -> bytes:
        """Ask a query."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{self.target(query)}", headers={"Accept": accept}
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            content: bytes = answer.read()
        return content


@contextmanager
def ours(workspace: Workspace) -> Iterator[Server]:
    """Run `kg serve`."""
    server = Server(KG, free_port(), "/sparql")
    with running([*command(["serve"]), "--port", str(server.port)], workspace.root, server):
        yield server


@contextmanager
def peers(quads: Path) -> Iterator[list[Server]]:
    """Run the peers on a file of N-Quads, all that there are."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        programs = _install(folder / "venv")
        with (
            _oxigraph(programs, quads, folder) as oxigraph,
            _rdflib(programs, quads, folder) as rdflib,
            _virtuoso(quads, folder) as virtuoso,
        ):
            yield [oxigraph, rdflib, virtuoso]


@contextmanager
def _oxigraph(programs: Path, quads: Path, folder: Path) -> Iterator[Server]:
    server, store = Server(OXIGRAPH, free_port(), "/query"), folder / "oxigraph"
    program = str(programs / "oxigraph")
    subprocess.run([program, "load", "--location", str(store), "--file", str(quads)], check=True, capture_output=True)
    words = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{server.port}"]
    with running(words, folder, server):
        yield server


@contextmanager
def _rdflib(programs: Path, quads: Path, folder: Path) -> Iterator[Server]:
    server = Server(RDFLIB, free_port(), "/")
    words = [str(programs / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(server.port), str(quads)]
    with running(words, folder, server):
        yield server


@contextmanager
def _virtuoso(quads: Path, folder: Path) -> Iterator[Server]:
    home = folder / "virtuoso"
    home.mkdir()
    (home / quads.name).write_bytes(quads.read_bytes())
    fields = {"default-graph-uri": _DEFAULT_GRAPH, "format": "application/sparql-results+json"}
    server, port = Server(VIRTUOSO, free_port(), "/sparql", fields), free_port()
    settings = home / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=home, port=port, http=server.port), encoding="utf-8")
    load = f"ld_dir('{home}', '{quads.name}', '{_DEFAULT_GRAPH}'); rdf_loader_run(); checkpoint;"
    with running(["virtuoso-t", "+foreground", "+configfile", str(settings)], home, server):
        subprocess.run(["isql-vt", str(port), "dba", _PASSWORD, f"exec={load}"], check=True, capture_output=True)
        yield server


@contextmanager
def running(words: Sequence[str], folder: Path, server: Server) -> Iterator[None]:
    """Run a server until the block ends; it begins when the first query is answered."""
    process = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(server, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(server: Server, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    """Wait until a query is answered."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(urllib.error.URLError, OSError):
            server.ask("ASK {}")
            return
        time.sleep(0.005)
    raise RuntimeError(f"{server.name} does not answer")


def settle(server: Server) -> None:
    """Wait until a server is done with what it was asked last, though nobody waits for that any more."""
    for _ in range(_PATIENCE):
        begun = time.monotonic()
        server.ask("ASK {}")
        if time.monotonic() - begun < _SOON:
            return
    raise RuntimeError(f"{server.name} does not come to rest")


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _install(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    wanted = [f"oxigraph=={OXIGRAPH_VERSION}", f"rdflib-endpoint[cli]=={RDFLIB_VERSION}"]
    subprocess.run(
        [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *wanted], check=True, capture_output=True
    )
    return folder / "bin"
