"""Properties: what can be said of an entity as evidence, and what can be fetched of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from kg.config import Namespaces
from kg.linking.schemes import Schemes
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting
from kg.views.wording import from_the_other_end


class Sort(Enum):
    """How the values of a property are compared and read."""

    NAME = "name"
    KIND = "kind"
    DESCRIPTION = "description"
    ON = "on"  # a day or a year at which the entity was there
    BEGIN = "begin"
    END = "end"
    COUNTRY = "country"
    PARTY = "party"
    CODE = "code"  # what another scheme calls it
    ADDRESS = "address"
    CLAIMS = "claims"
    SOURCE = "source"
    STATED = "stated"  # whatever a property of the ontology says
    ANY = "any"  # whatever anything says


class Property(NamedTuple):
    """A property: its identifier, name and description; `iri` where the ontology has it, perhaps read backwards."""

    id: str
    name: str
    sort: Sort
    description: str = ""
    iri: str = ""
    is_incoming: bool = False


_OWN = (
    Property("name", "name", Sort.NAME, "Every name, in any language or the one that is set."),
    Property("type", "type", Sort.KIND, "What it is, as narrowly as it is known."),
    Property("description", "description", Sort.DESCRIPTION, "What it is, in words."),
    Property("year", "year", Sort.ON, "When it began; as evidence, a year in which it was there."),
    Property("date", "date", Sort.ON, "When it was (EDTF); as evidence, a date at which it was there."),
    Property("begin", "begin", Sort.BEGIN, "The first day on which it can have begun."),
    Property("end", "end", Sort.END, "The last day on which it can have ended."),
    Property("country", "country", Sort.COUNTRY, "A state that it belongs to, lies in or has to do with."),
    Property("participant", "participant", Sort.PARTY, "Who takes part in it, is party to it or signed it."),
    Property("claims", "number of claims", Sort.CLAIMS, "How many claims describe it, or what it takes part in."),
    Property("source", "source", Sort.SOURCE, "The documents of these claims."),
    Property("url", "address", Sort.ADDRESS, "Its IRI."),
)  # fmt: skip
_CALLED = {  # how else people and their spreadsheets call some of them
    **dict.fromkeys(("names", "label", "title", "alias", "altlabel", "prefLabel"), "name"),
    **dict.fromkeys(("when", "as-of", "as of", "at", "on"), "date"),
    **dict.fromkeys(("start", "since", "from", "start date"), "begin"),
    **dict.fromkeys(("until", "to", "end date"), "end"),
    **dict.fromkeys(("state", "nationality", "citizenship"), "country"),
    **dict.fromkeys(("party", "parties", "participants", "member", "members", "signatory", "actor"), "participant"),
    **dict.fromkeys(("kind", "class", "instance of"), "type"),
    **dict.fromkeys(("iri", "uri"), "url"),
}
_TERMS = """
SELECT ?property ?label ?definition {
    VALUES ?class { owl:ObjectProperty owl:DatatypeProperty }
    ?property a ?class ; rdfs:label ?label FILTER(STRSTARTS(STR(?property), STR(kg:)))
    OPTIONAL { ?property skos:definition|rdfs:comment ?definition }
} ORDER BY ?property (LANG(?label) != "en") ?label"""
_USED = """
SELECT ?property (COUNT(?value) AS ?times) (SUM(?is_node) AS ?nodes) {
    { SELECT ?node { %s ?node a ?class FILTER(STRSTARTS(STR(?node), STR(ent:))) } LIMIT 20000 }
    ?node ?property ?value FILTER(STRSTARTS(STR(?property), STR(kg:)))
    BIND(IF(ISIRI(?value) && STRSTARTS(STR(?value), STR(ent:)), 1, 0) AS ?is_node)
} GROUP BY ?property ORDER BY DESC(?times) ?property"""
_USED_BACKWARDS = """
SELECT ?property (COUNT(?other) AS ?times) {
    { SELECT ?node { %s ?node a ?class FILTER(STRSTARTS(STR(?node), STR(ent:))) } LIMIT 2000 }
    ?other ?property ?node
    FILTER(STRSTARTS(STR(?property), STR(kg:)) && STRSTARTS(STR(?other), STR(ent:)))
} GROUP BY ?property ORDER BY DESC(?times) ?property"""
_SCHEMES_USED = """
SELECT DISTINCT ?record {
    { SELECT ?node { %s ?node a ?class FILTER(STRSTARTS(STR(?node), STR(ent:))) } LIMIT 20000 }
    ?node skos:exactMatch ?record
}"""
_BACKWARDS = "^"  # as SPARQL writes a property read from its other end
# Bookkeeping of the build, parts of dates that have a property here, and links that lead to no entity.
_HIDDEN = frozenset({"statedIn", "namedIn", "notStated", "participation", "passage", "participant", "date"})


class Properties:
    """All properties of a graph, found by identifier or name."""

    def __init__(self, own: Iterable[Property], namespaces: Namespaces) -> None:
        self._space = namespaces.ontology
        self._all = {each.id: each for each in own}
        self._by_name = {each.name.casefold(): each for each in reversed(self._all.values())}

    def __iter__(self) -> Iterator[Property]:
        return iter(self._all.values())

    def get(self, text: str) -> Property | None:
        """Give the property that somebody calls so: by identifier, CURIE, IRI or name."""
        local = text.strip().removeprefix(self._space).removeprefix("kg:")
        name = local.casefold()
        return self._all.get(local) or self._by_name.get(name) or self._all.get(_CALLED.get(name, name))


def read_properties(store: Selecting, namespaces: Namespaces, schemes: Schemes) -> Properties:
    """Read the properties of an ontology, and the schemes that entities have identifiers in."""
    stated: dict[str, Property] = {}
    for row in store.select(_TERMS):
        iri, label = row["property"].value, row["label"].value
        local = iri.removeprefix(namespaces.ontology)
        definition = row["definition"].value if "definition" in row else ""
        stated.setdefault(local, Property(local, label, Sort.STATED, definition, iri))
    backwards = (_backwards(each) for each in stated.values())
    codes = (
        Property(scheme.prefix, scheme.title, Sort.CODE, f"What it is called there: an identifier of {scheme.title}.")
        for scheme in schemes.values()
    )
    shown = [each for each in (*stated.values(), *backwards) if each.id.removeprefix(_BACKWARDS) not in _HIDDEN]
    taking_part = [_backwards(stated["participant"])] if "participant" in stated else []
    return Properties((*shown, *taking_part, *codes, *_OWN), namespaces)


def _backwards(each: Property) -> Property:
    """Give a property as it reads from the node that it points at."""
    name = from_the_other_end(IRI(each.iri), f"{each.name} of")
    said = f"What has this as its “{each.name}”."
    return each._replace(id=_BACKWARDS + each.id, name=name, description=said, is_incoming=True)


def propose(store: Selecting, properties: Properties, schemes: Schemes, class_: str) -> list[Property]:
    """Give the properties that entities of a class have (its IRI; empty: any), the commonest first."""
    among = f"VALUES ?class {{ <{IRI(class_).value}> }}" if class_ else ""
    used = [row["property"].value for row in store.select(_USED % among) if "property" in row]
    backwards = [row["property"].value for row in store.select(_USED_BACKWARDS % among) if "property" in row]
    records = (row["record"].value for row in store.select(_SCHEMES_USED % among))
    codes = sorted({found[0].prefix for found in map(schemes.parse, records) if found})
    by_iri: Mapping[tuple[str, bool], Property] = {
        (each.iri, each.is_incoming): each for each in properties if each.iri
    }
    stated = [by_iri[iri, False] for iri in used if (iri, False) in by_iri]
    incoming = [by_iri[iri, True] for iri in backwards if (iri, True) in by_iri]
    named = [each for prefix in codes if (each := properties.get(prefix))]
    return [*(each for each in properties if each.sort not in {Sort.STATED, Sort.CODE}), *named, *stated, *incoming]
