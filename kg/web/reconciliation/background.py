"""The background of a build: its vocabulary, schemes and states, read when somebody first asks and then kept."""

from __future__ import annotations

from kg.config.namespaces import CODE
from kg.linking.names import Rarity
from kg.linking.reconciling.resolving import StateResolver
from kg.linking.record import Record
from kg.linking.schemes import Scheme, Schemes
from kg.linking.states.reading import read_states
from kg.linking.states.table import StateTable
from kg.store.protocol import Selecting
from kg.web.kept import Kept
from kg.web.reconciliation.properties import Properties, Property, propose, read_properties
from kg.web.reconciliation.types import Types, read_types
from kg.web.snapshot import Snapshot

_POLICY = "legal"  # of state identity
GRAPH = "kg"  # the scheme of the graph's own short names, as the table of states has it

_SCHEMES = """
SELECT ?scheme ?space ?title ?page {
    ?scheme void:uriSpace ?space ; rdfs:label ?title
    OPTIONAL { ?scheme schema:urlTemplate ?page }
} ORDER BY ?scheme"""
_NAMES = """
SELECT ?node ?name {
    VALUES ?property { rdfs:label skos:altLabel }
    ?node ?property ?name FILTER(STRSTARTS(STR(?node), STR(ent:)))
} LIMIT 100000"""


class Background:
    """What answers to every query need. It keeps no store, so that a build that is over can be let go of."""

    def __init__(self, snapshot: Snapshot) -> None:
        namespaces, store = snapshot.workspace.namespaces, snapshot.store
        self.namespaces = namespaces
        self.schemes = read_schemes(store)
        self.types: Types = read_types(store, namespaces)
        self.properties: Properties = read_properties(store, namespaces, self.schemes)
        self.rarity = Rarity(_read_names(store))
        self.states = States(read_states(snapshot.workspace, (), snapshot.whole))
        self._proposed: dict[str, list[Property]] = {}

    def propose(self, store: Selecting, name: str) -> list[Property]:
        """Give the properties that entities of a type have (its local name; empty: any), the commonest first."""
        if name not in self._proposed:
            class_ = self.namespaces.term(name) if name else ""
            self._proposed[name] = propose(store, self.properties, self.schemes, class_)
        return self._proposed[name]


class States:
    """What is known of states through time, and who finds which of them a name means at a date."""

    def __init__(self, table: StateTable) -> None:
        self.table = table
        self.by_slug = {state.codes[GRAPH]: state for state in table.states.values() if GRAPH in state.codes}
        table.find_name("-")  # has all names indexed, so that nobody's query waits for it

    @property
    def resolver(self) -> StateResolver:
        """A resolver that gives the graph's own short names; it remembers what it is asked, so none is kept.

        What is a state of its own in the graph is one here too, whatever lists of states have been imported: COW has
        the Soviet Union and Russia as one.
        """
        return StateResolver(self.table, (GRAPH,), _POLICY)


def read_schemes(store: Selecting) -> Schemes:
    """Read the schemes that a graph is linked to, as it describes them."""
    found = {}
    for row in store.select(_SCHEMES):
        prefix = row["scheme"].value.removeprefix(CODE)
        page = row["page"].value if "page" in row else ""
        found[prefix] = Scheme(prefix, row["title"].value, row["space"].value, page)
    return Schemes(found)


def background_of(snapshot: Snapshot) -> Background:
    """Give the background of a build, read once however many ask."""
    return _KEPT.of(snapshot)


_KEPT = Kept(Background)


def _read_names(store: Selecting) -> list[Record]:
    names: dict[str, list[str]] = {}
    for row in store.select(_NAMES):
        names.setdefault(row["node"].value, []).append(row["name"].value)
    return [Record(node, texts[0], tuple(texts)) for node, texts in names.items()]
