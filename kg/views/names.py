"""Names: which node of the graph somebody means by what she types."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum

from kg.config import Namespaces
from kg.config.namespaces import CODE
from kg.errors import AmbiguousNameError, NameNotFoundError
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting

_QUOTES = "\"'`“”„‟‘’‚‛«»‹›「」『』《》〈〉"
_CURIE = re.compile(r"([A-Za-z][\w-]*):(\S+)")
_SLUG = re.compile(r"[^\W_][\w.-]*")
_INSIDE_WORDS = re.compile(r"[.'’]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_SUGGESTIONS = 5

_PREFIXES = "SELECT (STR(kg:) AS ?kg) (STR(ent:) AS ?ent) (STR(src:) AS ?src) (STR(claim:) AS ?claim) {}"
_IS_DESCRIBED = "SELECT ?node { ?node ?property ?value } LIMIT 1"
_SPACE = "SELECT ?space { ?scheme void:uriSpace ?space }"
_CALLED = "SELECT ?node { ?node skos:exactMatch ?record } LIMIT 2"
_NAMES = """
SELECT ?node ?property ?name {
    VALUES ?property { rdfs:label skos:altLabel dcterms:title }
    ?node ?property ?name
}"""
_CLASS = """
SELECT ?node ?label {
    ?node a ?class . ?class rdfs:label ?label
    FILTER NOT EXISTS { ?node a ?narrower . ?narrower rdfs:subClassOf ?class FILTER(?narrower != ?class) }
} ORDER BY ?label LIMIT 1"""


class _Fit(IntEnum):
    """How well a name fits what was typed, best first."""

    LABEL = 0
    OTHER_NAME = 1
    FOLDED_LABEL = 2
    FOLDED_OTHER_NAME = 3
    FOLDED_SLUG = 4


@dataclass(frozen=True, slots=True)
class _Name:
    node: IRI
    text: str
    is_label: bool


def resolve(store: Selecting, text: str) -> IRI:
    """Give the node that a text names: an IRI, a CURIE, a slug, or a label or other name in any language.

    Case, diacritics, hyphens, punctuation and quotes around it are set aside where nothing fits as typed. An exact
    label beats another name, and both beat a folded one. Terms of the ontology are found by CURIE or IRI alone; an
    entity also by what it is called elsewhere, under the prefix of a scheme: wikidata:Q159.
    Raises AmbiguousNameError with the candidates, or NameNotFoundError with the nearest names.
    """
    wanted = text.strip().strip(_QUOTES).strip()
    namespaces = namespaces_of(store)
    addressed = _addressed(store, wanted, namespaces)
    if addressed is not None:
        return addressed
    names = _names(store, namespaces)
    fitting = _fitting(names, wanted, namespaces)
    if not fitting:
        raise NameNotFoundError(wanted, _nearest(names, wanted, namespaces))
    if len(fitting) > 1:
        raise AmbiguousNameError(wanted, [_candidate(store, node, names, namespaces) for node in fitting])
    return fitting[0]


def namespaces_of(store: Selecting) -> Namespaces:
    """Give the namespaces that a store's prefixes stand for."""
    row = next(iter(store.select(_PREFIXES)))
    return Namespaces(row["ent"].value.removesuffix("id/"), row["kg"].value)


def slug(node: IRI, namespaces: Namespaces) -> str:
    """Give the short name of a node, which `resolve` finds: what follows its namespace, or a CURIE, or the IRI.

    A claim has its CURIE, since claims are often called like what they are about.
    """
    for namespace in (namespaces.ent, namespaces.src):
        if node.value.startswith(namespace):
            return node.value.removeprefix(namespace)
    return namespaces.shrink(node.value)


def fold(text: str) -> str:
    """Set aside case, diacritics, punctuation and spacing."""
    letters = text.casefold()
    if not letters.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    return " ".join(_BETWEEN_WORDS.sub(" ", _INSIDE_WORDS.sub("", letters)).split())


def _addressed(store: Selecting, wanted: str, namespaces: Namespaces) -> IRI | None:
    for iri in _addresses(wanted, namespaces):
        try:
            node = IRI(iri)
        except ValueError:
            continue
        if store.select(_IS_DESCRIBED, {"node": node}).rows:
            return node
    return _identified(store, wanted, namespaces)


def _identified(store: Selecting, wanted: str, namespaces: Namespaces) -> IRI | None:
    """Give the entity that is called so elsewhere, by the prefix of the scheme: wikidata:Q159."""
    curie = _CURIE.fullmatch(wanted)
    if curie is None or curie[1] in namespaces.prefixes:
        return None
    for row in store.select(_SPACE, {"scheme": IRI(CODE + curie[1])}):
        try:
            found = store.select(_CALLED, {"record": IRI(row["space"].value + curie[2])}).column("node")
        except ValueError:
            continue
        if len(found) == 1 and isinstance(found[0], IRI):
            return found[0]
    return None


def _addresses(wanted: str, namespaces: Namespaces) -> list[str]:
    if "://" in wanted:
        return [wanted.removeprefix("<").removesuffix(">")]
    if _CURIE.fullmatch(wanted):
        iri = namespaces.expand(wanted)
        return [iri] if iri else []
    spaces = (namespaces.ent, namespaces.src, namespaces.claim)
    return [namespace + wanted for namespace in spaces] if _SLUG.fullmatch(wanted) else []


def _names(store: Selecting, namespaces: Namespaces) -> list[_Name]:
    found = []
    for row in store.select(_NAMES):
        node = row["node"]
        if isinstance(node, IRI) and not node.value.startswith(namespaces.ontology):
            found.append(_Name(node, row["name"].value, row["property"].value.endswith("#label")))
    return sorted(found, key=lambda name: (not name.is_label, name.node.value, name.text))


def _fitting(names: list[_Name], wanted: str, namespaces: Namespaces) -> list[IRI]:
    by_fit: dict[_Fit, set[IRI]] = defaultdict(set)
    folded = fold(wanted)
    for name in names:
        fit = _fit(name, wanted, folded, namespaces)
        if fit is not None:
            by_fit[fit].add(name.node)
    best = by_fit[min(by_fit)] if by_fit else set()
    things = {node for node in best if not node.value.startswith(namespaces.claim)}
    return sorted(things or best, key=lambda node: node.value)


def _fit(name: _Name, wanted: str, folded: str, namespaces: Namespaces) -> _Fit | None:
    if name.text == wanted:
        return _Fit.LABEL if name.is_label else _Fit.OTHER_NAME
    if not folded:
        return None
    if fold(name.text) == folded:
        return _Fit.FOLDED_LABEL if name.is_label else _Fit.FOLDED_OTHER_NAME
    return _Fit.FOLDED_SLUG if fold(slug(name.node, namespaces)) == folded else None


def _candidate(store: Selecting, node: IRI, names: list[_Name], namespaces: Namespaces) -> tuple[str, str, str]:
    label = next((name.text for name in names if name.node == node), "")
    kind = next((row["label"].value for row in store.select(_CLASS, {"node": node})), "")
    return slug(node, namespaces), label, kind


def _nearest(names: list[_Name], wanted: str, namespaces: Namespaces) -> list[str]:
    from rapidfuzz import fuzz, process

    folded = fold(wanted)
    choices: dict[tuple[str, str], str] = {}
    for name in names:
        if not name.node.value.startswith(namespaces.claim):
            short = slug(name.node, namespaces)
            choices[short, name.text] = fold(name.text)
            choices[short, short] = fold(short)
    words = set(folded.split())
    holding = [key for key, choice in choices.items() if words and words <= set(choice.split())]
    close = process.extract(folded, choices, scorer=fuzz.ratio, score_cutoff=65, limit=_SUGGESTIONS * 3)
    found = sorted(holding, key=lambda key: (len(choices[key]), key)) + [key for _, _, key in close]
    return list(dict.fromkeys(short for short, _ in found))[:_SUGGESTIONS]
