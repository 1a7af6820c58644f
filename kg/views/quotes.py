"""Quotes: passages as they stand in the reader's own copy of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.model.passage import Document
from kg.rdf.documents import read_documents
from kg.rdf.terms import DefaultGraph, Quad
from kg.sources.copies import compare, find_document
from kg.sources.texts import read_text
from kg.store.protocol import Selecting
from kg.views.names import namespaces_of
from kg.views.sources import Place

_DOCUMENTS = """
SELECT ?node ?property ?value { VALUES ?class { kg:Document kg:Passage } ?node a ?class ; ?property ?value }"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage and its text; None where the copy, `file`, does not hold it, or where there is no copy at all."""

    place: Place
    text: str | None
    file: str | None


def read_quotes(store: Selecting, places: Iterable[Place], copies: Mapping[str, Path]) -> tuple[Quote, ...]:
    """Read passages in the reader's copies (by slug of document); a copy is known by what it holds, not by its name.

    The name "" stands for a copy of whichever document it is most like. Raises UsageError if no copy is given for any
    of the passages, InputError if one cannot be read.
    """
    documents = _read_documents(store)
    places = sorted(places)
    wanted = {place.slug.rpartition(".")[0] for place in places}
    texts: dict[str, str] = {}
    files: dict[str, str] = {}
    for slug, path in copies.items():
        if slug and slug not in wanted:
            continue
        text = read_text(path)
        document = find_document(text, documents, slug or None)
        texts.update(_passages(text, document))
        files[document.slug] = str(path)
    if wanted and not wanted & files.keys():
        raise _no_copy(wanted)
    return tuple(Quote(place, texts.get(place.slug), files.get(place.slug.rpartition(".")[0])) for place in places)


def _read_documents(store: Selecting) -> list[Document]:
    rows = store.select(_DOCUMENTS)
    quads = [Quad(row["node"], row["property"], row["value"], DefaultGraph()) for row in rows]  # type: ignore[arg-type]
    return read_documents(quads, namespaces_of(store))


def _passages(text: str, document: Document) -> dict[str, str]:
    """Give the passages that a copy holds, at their place or elsewhere, by slug."""
    report = compare(text, document)
    found = {passage.slug: text[passage.start : passage.end] for passage in report.found}
    found |= {moved.passage.slug: text[moved.start : moved.end] for moved in report.moved}
    return {f"{document.slug}.{name}": passage for name, passage in found.items()}


def _no_copy(wanted: set[str]) -> UsageError:
    slugs = ", ".join(sorted(wanted))
    slug = min(wanted)
    return UsageError(
        f"no copy of {slugs} to quote from",
        remedy=f'Give yours with --text FILE, or name it in kg.toml under [texts]: {slug} = "FILE"',
    )
