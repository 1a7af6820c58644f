"""The tasks: a scheme, where its records are, and the links into it that were verified by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from benchmarks.graph import HOUSE, run
from kg.build.opening import open_store
from kg.config import Workspace
from kg.config.namespaces import BASE
from kg.linking.known import Known, read_known
from kg.linking.links import Links
from kg.linking.suggesting import Pool, Suggester, prepare

DATASETS = HOUSE.parent / "shared" / "datasets"
COUNTRIES, STATES = "country_codes/country-codes.csv", "cow_states/states2016.csv"
IMPORTED = {
    "cow-alliances": ("cow_alliances/alliance_v4.1_by_member.csv",),
    "atop": ("atop/atop-alliance-level.csv", "atop/atop-member-level.csv"),
}

KEPT = frozenset({"cow"})  # by which a treaty's parties are known
# Answers that are no verified link and yet right, checked by hand in the table: the leader of the Soviet Union to 1953.
ALSO_RIGHT = {(f"{BASE}id/joseph-stalin", "archigos"): "82204800-1e42-11e4-b4cd-db5882bf8def"}

Truth = Mapping[str, frozenset[str]]


class Source(NamedTuple):
    """Where the records of a scheme are: a table with its encoding, or an imported release; and what they are."""

    scheme: str
    kind: str
    file: str = ""
    encoding: str = "utf-8"


class Task(NamedTuple):
    """Entities without links, records to link them to, and for each entity the identifiers that are right."""

    name: str
    suggester: Suggester
    pool: Pool
    truth: Truth


SOURCES = (
    Source("wikidata", "state", COUNTRIES),
    Source("geonames", "state", COUNTRIES),
    Source("iso3166-1-alpha-2", "state", COUNTRIES),
    Source("iso3166-1-alpha-3", "state", COUNTRIES),
    Source("cow", "state", STATES),
    Source("cow-abbrev", "state", STATES),
    Source("gw", "state", "gw_states/ksgmdw.txt", "latin-1"),
    Source("archigos", "person", "archigos/arch_annual.txt", "latin-1"),
    Source("cow-alliance", "treaty"),
    Source("atop", "treaty"),
)


def import_releases(workspace: Workspace) -> None:
    """Bring the alliances into a workspace: suggestions for treaties are made from imported releases."""
    for name, files in IMPORTED.items():
        run(["import", name, *(str(DATASETS / file) for file in files), "--quiet"], workspace)


def read_tasks(workspace: Workspace, *, is_typed: bool) -> list[Task]:
    """Make the tasks; `is_typed`: only for entities of the class that the records have, as `--type` says."""
    return [_read_task(workspace, source, source.kind if is_typed else None) for source in SOURCES]


def _read_task(workspace: Workspace, source: Source, kind: str | None) -> Task:
    store = open_store(workspace, lambda _line: None)
    known = read_known(workspace)
    blind = Known(_without_links(known.links, KEPT if source.kind == "treaty" else frozenset()))
    suggester = prepare(store, workspace, source.scheme, kind, blind)
    if source.file:
        pool = suggester.table(DATASETS / source.file, encoding=source.encoding)
    else:
        pool = suggester.imported(store.whole())
    identifiers = {record.id for record in pool.records}
    truth = {
        entity: found & identifiers
        for entity, found in _verified(known.links, source.scheme).items()
        if found & identifiers
    }
    return Task(source.scheme, suggester, pool, truth)


def read_states(workspace: Workspace) -> Task:
    """Make a task of the states of Gleditsch and Ward: which of the COW project is each? They have the same numbers."""
    store = open_store(workspace, lambda _line: None)
    known = Known(Links(read_known(workspace).schemes))
    theirs, ours = (prepare(store, workspace, scheme, "state", known) for scheme in ("gw", "cow"))
    states = theirs.table(DATASETS / "gw_states/ksgmdw.txt", encoding="latin-1").records
    pool = ours.table(DATASETS / STATES)
    numbers = {record.id for record in pool.records}
    entities = [replace(state, codes={}) for state in states]
    truth = {state.id: frozenset({state.id}) for state in states if state.id in numbers}
    return Task("gw to cow", ours._replace(entities=entities), pool, truth)


def read_held_out(workspace: Workspace) -> Task:
    """Make a task that nothing was tuned on: states and microstates of Gleditsch and Ward, to ISO 3166-1 alpha-3.

    What is right is what country_converter has: the number of each state that there is now.
    """
    import country_converter

    store = open_store(workspace, lambda _line: None)
    known = Known(Links(read_known(workspace).schemes))
    theirs, ours = (prepare(store, workspace, scheme, "state", known) for scheme in ("gw", "iso3166-1-alpha-3"))
    files = ("gw_states/ksgmdw.txt", "gw_states/microstates.txt")
    states = {state.id: state for file in files for state in theirs.table(DATASETS / file, encoding="latin-1").records}
    rows = country_converter.CountryConverter().data[["GWcode", "ISO3"]].dropna()
    right = {str(int(number)): code for number, code in rows.itertuples(index=False)}
    pool = ours.table(DATASETS / COUNTRIES)
    codes = {record.id for record in pool.records}
    truth = {number: frozenset({right[number]}) for number in states if right.get(number) in codes}
    return Task("gw to iso3166-1-alpha-3", ours._replace(entities=list(states.values())), pool, truth)


def _without_links(links: Links, kept: frozenset[str]) -> Links:
    """Take away all links but those into some schemes."""
    sets = (each for each in links.sets if each.id.rpartition("/")[2] in kept)
    return Links(links.schemes, tuple(sets))


def _verified(links: Links, scheme: str) -> dict[str, frozenset[str]]:
    """Give for each entity the identifiers that are exactly or nearly it."""
    found = {entity: {identifier} for (entity, into), identifier in ALSO_RIGHT.items() if into == scheme}
    for link in links.asserted:
        if link.scheme and link.scheme.prefix == scheme and link.predicate.endswith(("#exactMatch", "#closeMatch")):
            found.setdefault(link.subject, set()).add(link.identifier)
    return {entity: frozenset(identifiers) for entity, identifiers in found.items()}
