"""Terms: the names in a descriptor that stand for IRIs, each checked against the prefixes and the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from kg.config import Namespaces, Workspace
from kg.rdf.files import read_file
from kg.rdf.listing import list_files
from kg.rdf.terms import IRI
from kg.rdf.vocabulary import Vocabulary, read_vocabulary

_ABSOLUTE = re.compile(r"https?://\S+")
_SHAPES = "shapes.ttl"

# What may stand in a descriptor without being a term of ours; these prefixes mean what they mean in mapping sets.
OUTSIDE = {
    "dbpedia": "http://dbpedia.org/resource/",
    "geonames": "https://www.geonames.org/",
    "wikidata": "http://www.wikidata.org/entity/",
}


class UnknownTermError(ValueError):
    """A name has no such prefix, or the ontology no such term; its message says which, `remedy` what there is."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True)
class Terms:
    """The prefixes and the vocabulary of a workspace."""

    namespaces: Namespaces
    vocabulary: Vocabulary = field(repr=False)

    def is_name(self, text: str) -> bool:
        """Say whether a text begins like an IRI: with a prefix that is known, or http."""
        prefix, colon, _local = text.partition(":")
        return bool(colon) and (prefix in self.prefixes or _ABSOLUTE.match(text) is not None)

    @property
    def prefixes(self) -> dict[str, str]:
        """Every prefix with its namespace."""
        return {**OUTSIDE, **self.namespaces.prefixes}

    def expand(self, name: str) -> str:
        """Give the IRI that a name begins with its prefix; raises UnknownTermError for a prefix nobody knows."""
        prefix, colon, local = name.partition(":")
        if colon and prefix in self.prefixes:
            return self.prefixes[prefix] + local
        if _ABSOLUTE.match(name):
            return name
        raise UnknownTermError(
            f"{name!r} begins with no known prefix", f"There are: {', '.join(sorted(self.prefixes))}."
        )

    def class_iri(self, name: str) -> str:
        """Give the IRI of a class."""
        return self._term(name, self.vocabulary.classes, "class")

    def property_iri(self, name: str) -> str:
        """Give the IRI of a property."""
        return self._term(name, self.vocabulary.properties, "property")

    def datatype_iri(self, name: str) -> str:
        """Give the IRI of a datatype."""
        return self._term(name, frozenset(self.vocabulary.labels), "datatype")

    def value_iri(self, name: str) -> str:
        """Give the IRI of whatever a name stands for: a concept, a class, a code."""
        return self._term(name, self.vocabulary.all_terms, "term")

    def ancestors(self, kind: str) -> list[str]:
        """Give the IRIs of a class of ours and of those above it, as the build derives them, itself first."""
        above = (found for found in self.vocabulary.ancestors(IRI(kind)) if found in self.vocabulary.terms)
        return [kind, *sorted(found.value for found in above)]

    def _term(self, name: str, known: frozenset[IRI], what: str) -> str:
        iri = self.expand(name)
        if iri.startswith(self.namespaces.ontology) and IRI(iri) not in known:
            names = (term.value.removeprefix(self.namespaces.ontology) for term in known)
            raise UnknownTermError(f"the ontology has no {what} {name}", _nearest(name, names))
        return iri


def read_terms(workspace: Workspace) -> Terms:
    """Read the terms that a workspace's descriptors may use, from its ontology."""
    return Terms(workspace.namespaces, _read_vocabulary(workspace.ontology, workspace.namespaces))


@lru_cache(maxsize=4)
def _read_vocabulary(folder: Path, namespaces: Namespaces) -> Vocabulary:
    files = [read_file(path) for path in list_files(folder) if path.name != _SHAPES]
    return read_vocabulary((quad for file in files for quad in file.quads), namespaces)


def _nearest(name: str, names: Iterable[str]) -> str:
    nearest = get_close_matches(name.partition(":")[2], list(names), 3)
    return f"Did you mean kg:{', kg:'.join(nearest)}?" if nearest else "Add it to the ontology, or use another one."
