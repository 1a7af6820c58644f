"""Values: what entities have for a property, as cells of a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kg.linking.record import Record
from kg.rdf.terms import DCTERMS, IRI, RDFS, SKOS, XSD, Literal, Term
from kg.views.nodes import Nodes, iter_values
from kg.web.reconciliation.background import Background
from kg.web.reconciliation.matching import read_records
from kg.web.reconciliation.properties import Property, Sort
from kg.web.reconciliation.relations import Relations
from kg.web.snapshot import Snapshot

# The claims that describe a node, or what it takes part in; and the documents of their passages.
_CLAIMS = """
SELECT ?node (COUNT(DISTINCT ?claim) AS ?claims) {{
    VALUES ?node {{ {nodes} }} ?node (^kg:participant)?/kg:statedIn ?claim . ?claim a kg:Claim
}} GROUP BY ?node"""
_SOURCES = """
SELECT ?node ?document (MIN(?name) AS ?title) {{
    VALUES ?node {{ {nodes} }} ?node (^kg:participant)?/kg:statedIn/kg:passage/kg:document ?document .
    ?document rdfs:label ?name
}} GROUP BY ?node ?document ORDER BY ?title"""
_NUMBERS = frozenset({XSD["decimal"], XSD["double"], XSD["float"]})
Cell = dict[str, Any]


class Wanted(NamedTuple):
    """A property that is to be fetched, with its settings: how many values, in which language, identifiers as what."""

    property: str
    limit: int = 0
    language: str = ""
    as_url: bool = False


class Values:
    """What the graph says of some entities; each sort of property is read for all of them at once."""

    def __init__(
        self, snapshot: Snapshot, background: Background, nodes: Collection[str], properties: Iterable[Property]
    ) -> None:
        self.background = background
        self.space = background.namespaces.ent
        self.nodes = Nodes(snapshot.store)
        self.records = read_records(snapshot, background, nodes)
        self.relations = Relations(snapshot.store, self.records)
        known = list(properties)
        self.relations.load(each for each in known if each.sort in {Sort.STATED, Sort.COUNTRY})
        sorts = {each.sort for each in known}
        self.sources = _read_said(snapshot, _SOURCES, "title", self.records) if Sort.SOURCE in sorts else {}
        self.claims = _read_said(snapshot, _CLAIMS, "claims", self.records) if Sort.CLAIMS in sorts else {}
        self.nodes.load({*map(IRI, self.records), *self.relations.others()})
        self.nodes.load(IRI(iri) for each in self.records.values() for actor in each.actors for iri in actor.ids)

    def cells(self, node: str, known: Property, wanted: Wanted) -> list[Cell]:
        """Give the values of a property, as many as are wanted."""
        record = self.records.get(node)
        if record is None:
            return []
        values = list(_READERS[known.sort](self, record, known, wanted))
        return values[: wanted.limit] if wanted.limit else values

    def entity(self, node: IRI) -> Cell:
        """Give a node: an entity of the graph with its identifier, anything else by its name."""
        label = self.nodes.label(node)
        if node.value.startswith(self.space):
            return {"id": node.value.removeprefix(self.space), "name": label}
        return {"str": label}

    def term(self, value: Term) -> Cell:
        """Give a node or literal."""
        return self.entity(value) if isinstance(value, IRI) else _literal(value)


def _names(of: Values, record: Record, _known: Property, wanted: Wanted) -> Iterator[Cell]:
    values = of.nodes.values(IRI(record.id), RDFS["label"], SKOS["altLabel"], DCTERMS["title"])
    names = [value for value in values if isinstance(value, Literal)]
    if wanted.language:
        names = [name for name in names if (name.language or "").casefold().startswith(wanted.language.casefold())]
    names.sort(key=lambda name: (name.value != record.label, name.language != "en"))
    yield from ({"str": text} for text in dict.fromkeys(name.value for name in names))


def _kinds(of: Values, record: Record, _known: Property, _wanted: Wanted) -> Iterator[Cell]:
    lineage = of.nodes.lineage(IRI(record.id))[:1]
    kinds = of.nodes.links(IRI(record.id), of.nodes.term["kind"])
    yield from ({"str": of.nodes.label(term)} for term in (*lineage, *kinds))


def _description(_values: Values, record: Record, _known: Property, _wanted: Wanted) -> Iterator[Cell]:
    if record.about:
        yield {"str": record.about}


def _on(_values: Values, record: Record, known: Property, _wanted: Wanted) -> Iterator[Cell]:
    bounds = record.bounds
    if known.id != "year":
        yield from [{"str": record.date}] if record.date else []
    elif bounds and bounds.earliest_begin:
        latest = bounds.latest_begin or bounds.earliest_begin
        is_one = latest.year == bounds.earliest_begin.year
        yield {"int": latest.year} if is_one else {"str": record.date}


def _begin(_values: Values, record: Record, _known: Property, _wanted: Wanted) -> Iterator[Cell]:
    if record.bounds and record.bounds.earliest_begin:
        yield _date(record.bounds.earliest_begin.isoformat())


def _end(_values: Values, record: Record, _known: Property, _wanted: Wanted) -> Iterator[Cell]:
    if record.bounds and record.bounds.latest_end:
        yield _date(record.bounds.latest_end.isoformat())


def _parties(of: Values, record: Record, _known: Property, _wanted: Wanted) -> Iterator[Cell]:
    nodes = sorted(iri for actor in record.actors for iri in actor.ids)
    yield from (of.entity(IRI(iri)) for iri in nodes)


def _related(of: Values, record: Record, known: Property, _wanted: Wanted) -> Iterator[Cell]:
    values = sorted(of.relations.of(record.id, known), key=str)
    yield from map(of.term, values)


def _codes(of: Values, record: Record, known: Property, wanted: Wanted) -> Iterator[Cell]:
    scheme = of.background.schemes[known.id]
    for code in sorted(record.codes.get(known.id, ())):
        yield {"str": (scheme.page_of(code) or scheme.iri + code) if wanted.as_url else code}


def _address(_values: Values, record: Record, _known: Property, _wanted: Wanted) -> Iterator[Cell]:
    yield {"str": record.id}


def _claims(of: Values, record: Record, _known: Property, _wanted: Wanted) -> Iterator[Cell]:
    yield {"int": sum(int(count) for count in of.claims.get(record.id, ()))}


def _sources(of: Values, record: Record, _known: Property, _wanted: Wanted) -> Iterator[Cell]:
    yield from ({"str": title} for title in of.sources.get(record.id, ()))


_Reader = Callable[[Values, Record, Property, Wanted], Iterator[Cell]]
_READERS: Mapping[Sort, _Reader] = {
    Sort.NAME: _names,
    Sort.KIND: _kinds,
    Sort.DESCRIPTION: _description,
    Sort.ON: _on,
    Sort.BEGIN: _begin,
    Sort.END: _end,
    Sort.COUNTRY: _related,
    Sort.PARTY: _parties,
    Sort.CODE: _codes,
    Sort.ADDRESS: _address,
    Sort.CLAIMS: _claims,
    Sort.SOURCE: _sources,
    Sort.STATED: _related,
}


def _read_said(snapshot: Snapshot, query: str, variable: str, nodes: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for values in iter_values(map(IRI, nodes)):
        for row in snapshot.store.select(query.format(nodes=values)):
            if "node" in row:
                found.setdefault(row["node"].value, []).append(row[variable].value)
    return found


def _literal(value: Literal) -> Cell:
    if value.datatype == XSD["date"]:
        return _date(value.value)
    try:
        if value.datatype == XSD["integer"]:
            return {"int": int(value.value)}
        return {"float": float(value.value)} if value.datatype in _NUMBERS else {"str": value.value}
    except ValueError:
        return {"str": value.value}


def _date(day: str) -> Cell:
    """Give a day as the moment at which it begins, which is how this service has dates."""
    return {"date": f"{day}T00:00:00Z"}
