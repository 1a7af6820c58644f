"""Prefixes and the IRIs they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

BASE = "https://w3id.org/diplograph/"
CODE = BASE + "code/"  # codes of outside schemes and records of datasets: the same in every graph

STANDARD: Mapping[str, str] = MappingProxyType(
    {
        "bibo": "http://purl.org/ontology/bibo/",
        "dcterms": "http://purl.org/dc/terms/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "semapv": "https://w3id.org/semapv/vocab/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sssom": "https://w3id.org/sssom/",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

_LOCAL = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)*|_[\w.-]*\w", re.UNICODE)


class Namespaces(NamedTuple):
    """The prefixes of one graph: ours under its base, and the standard ones."""

    base: str = BASE
    ontology: str = BASE + "ontology#"

    @property
    def ent(self) -> str:
        """Namespace of entities."""
        return self.base + "id/"

    @property
    def claim(self) -> str:
        """Namespace of claims."""
        return self.base + "claim/"

    @property
    def src(self) -> str:
        """Namespace of documents and passages."""
        return self.base + "source/"

    @property
    def prefixes(self) -> dict[str, str]:
        """Every prefix with its namespace, sorted by prefix."""
        ours = {"kg": self.ontology, "ent": self.ent, "claim": self.claim, "src": self.src, "code": CODE}
        return dict(sorted({**STANDARD, **ours}.items()))

    def term(self, name: str) -> str:
        """IRI of an ontology term, by its local name."""
        return self.ontology + name

    def shrink(self, iri: str) -> str:
        """Give the CURIE of an IRI, or the IRI itself where no prefix fits."""
        fitting = [(p, ns) for p, ns in self.prefixes.items() if iri.startswith(ns)]
        for prefix, namespace in sorted(fitting, key=lambda pair: -len(pair[1])):
            local = iri[len(namespace) :]
            if _LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
        return iri

    def expand(self, curie: str) -> str | None:
        """Give the IRI of a CURIE, or None where its prefix is unknown."""
        prefix, colon, local = curie.partition(":")
        namespace = self.prefixes.get(prefix) if colon else None
        return None if namespace is None else namespace + local
