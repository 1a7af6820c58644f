"""What the page runs: its scripts and styles as they were bundled, the query engine, and the graph that it queries."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

from kg.rdf.terms import Quad

_HERE = "kg.exports.html"
BUNDLE = Path(__file__).parent / "bundle"  # what the page runs, as files


@cache
def bundled(name: str) -> str:
    """Give the text of a bundled file."""
    return resources.files(_HERE).joinpath("bundle", name).read_text(encoding="utf-8")


@cache
def template() -> str:
    """Give the template of the page."""
    return resources.files(_HERE).joinpath("page.html.jinja").read_text(encoding="utf-8")


@cache
def packed_engine() -> str:
    """Give the query engine, compressed as it is bundled, in letters that a page can hold."""
    return base64.b64encode(resources.files(_HERE).joinpath("bundle", "oxigraph.wasm.gz").read_bytes()).decode()


def pack(text: str) -> str:
    """Compress a text into letters that a page can hold; the same text, the same letters."""
    packed = bytearray(gzip.compress(text.encode(), 9, mtime=0))
    packed[9] = 255  # the system it was packed on: unknown, so that all write the same (RFC 1952, section 2.3.1)
    return base64.b64encode(packed).decode()


def sorted_quads(quads: Iterable[Quad]) -> str:
    """Give quads as N-Quads, one a line, in order."""
    return "".join(sorted({f"{quad} .\n" for quad in quads}))


def checksum(text: str) -> str:
    """Give the SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
