"""Suggesting: candidates for the entities that have no link into a scheme, from a table, a service or the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg.config import Workspace
from kg.errors import InputError, Location, UsageError
from kg.linking.candidates import Candidate, Options, suggest
from kg.linking.classes import Classes
from kg.linking.columns import NOTHING, Choice, Columns, choose_columns
from kg.linking.entities import count_dated, read_records
from kg.linking.evidence import Evidence
from kg.linking.known import Known, read_known
from kg.linking.reconciliation import Found, ReconciliationService
from kg.linking.record import Record
from kg.linking.schemes import Scheme, find_scheme
from kg.linking.table_records import read_table_records
from kg.linking.tables import Table, read_table
from kg.store.protocol import Selecting

_TAKEN = -3.0  # log odds that a record is a second entity, in a scheme that gives each one identifier
_SURE = 3.0  # and that a service is right when it says that it is sure
_LATER = -0.5  # for each candidate that a service puts before another
_MANY = 50_000  # records that are read without regard to who takes part in them
_EXAMPLES = 3

Progress = Callable[[int], None]


class Suggester(NamedTuple):
    """Who suggests links into one scheme: what is known already, and which entities are asked about."""

    workspace: Workspace
    scheme: Scheme
    known: Known
    classes: Classes
    entities: Sequence[Record]
    kind: str | None = None

    def among(self, pool: Pool, options: Options) -> list[Candidate]:
        """Suggest records of a pool."""
        taken = self.known.taken(self.scheme.prefix) if self.scheme.is_function else {}

        def more(entity: Record, record: Record) -> Iterator[Evidence]:
            yield from pool.said(entity, record)
            if holder := taken.get(record.id):
                name = self.workspace.namespaces.shrink(holder)
                yield Evidence("identifiers", _TAKEN, f"it is {name} already")

        options = options._replace(decided=self.known.judged(self.scheme.prefix))
        return suggest(self.entities, pool.records, options, near=pool.near, more=more)

    def table(self, path: Path, choice: Choice = NOTHING, encoding: str = "utf-8") -> Pool:
        """Read the rows of a table; raises InputError or UsageError where it cannot be read so."""
        table = read_table(path, encoding)
        columns = choose_columns(table, self.scheme.prefix, self.known.schemes, choice)
        records, unfit = self._fitting(read_table_records(table, columns, self.classes, self.kind, self._clean))
        if not records:
            raise _no_identifiers(table, columns, self.scheme, unfit)
        return Pool(records, columns, tuple(unfit))

    def service(self, service: ReconciliationService, progress: Progress | None = None) -> Pool:
        """Ask a reconciliation service for all entities; raises ServiceError where it does not answer as it must."""
        found = [self._typed(each) for each in service.find(self.entities, progress)]
        records, unfit = self._fitting(list({each.record.id: each.record for each in found}.values()))
        fit = {record.id: record for record in records}
        answers: dict[str, dict[str, Found]] = defaultdict(dict)
        for each in found:
            answers[each.entity][self._clean(self.scheme.prefix, each.record.id)] = each
        return Pool(
            records,
            None,
            tuple(unfit),
            lambda entity: [fit[identifier] for identifier in answers[entity.id] if identifier in fit],
            lambda entity, record: _said_by_service(answers[entity.id][record.id]),
        )

    def imported(self, whole: Selecting) -> Pool:
        """Read the records of the scheme that the whole graph has imported; raises UsageError if there are none.

        Where there are very many, only those that an actor of the entities takes part in, as far as links tell.
        """
        space, actors = self.scheme.iri, frozenset[str]()
        if count_dated(whole, space) > _MANY:
            actors = frozenset(iri for each in self.entities for actor in each.actors for iri in actor.ids)
        found = read_records(whole, self.workspace.namespaces, space, self.known.elsewhere(), actors=actors)
        if not found:
            remedy = "Import it (kg import --list), or name a table or a reconciliation service."
            raise UsageError(f"the graph holds no record of {self.scheme.title}", remedy=remedy)
        return Pool([replace(record, id=record.id.removeprefix(self.scheme.iri)) for record in found])

    # --- how ----------------------------------------------------------------------------------------

    def _fitting(self, records: Sequence[Record]) -> tuple[list[Record], list[str]]:
        """Give the records with a bare identifier of the scheme, and the identifiers that are none."""
        bare = [(record, self._clean(self.scheme.prefix, record.id)) for record in records]
        fit = [replace(record, id=identifier) for record, identifier in bare if self.scheme.fits(identifier)]
        return fit, [record.id for record, identifier in bare if not self.scheme.fits(identifier)]

    def _clean(self, prefix: str, cell: str) -> str:
        """Give the bare identifier in a cell: of an address its end, of a padded number the number."""
        scheme = self.known.schemes[prefix]
        tries = (cell, cell.removeprefix(scheme.iri), cell.rstrip("/").rpartition("/")[2], cell.lstrip("0"))
        return next((each for each in tries if "://" not in each and scheme.fits(each)), cell)

    def _typed(self, found: Found) -> Found:
        kind = self.kind or self.classes.called(found.record.kind)
        classes = self.classes.with_above(kind) if kind else frozenset[str]()
        return found._replace(record=replace(found.record, kind=kind or "", classes=classes))


class Pool(NamedTuple):
    """Records to choose from; which columns of a table were read, and which identifiers are none of the scheme.

    `near` gives those that are worth weighing against an entity (None: whatever an index finds), `said` what is known
    of a pair beside what the records themselves show.
    """

    records: Sequence[Record]
    columns: Columns | None = None
    unfit: tuple[str, ...] = ()
    near: Callable[[Record], Iterable[Record]] | None = None
    said: Callable[[Record, Record], Iterable[Evidence]] = lambda _entity, _record: ()


def prepare(
    store: Selecting, workspace: Workspace, name: str, type_: str | None = None, known: Known | None = None
) -> Suggester:
    """Read what suggestions for a scheme need; `type_`: the class of entities that are asked about, as people call it.

    `known` takes the place of the mapping sets. Raises UsageError for an unknown scheme or class.
    """
    known = known or read_known(workspace)
    scheme, classes = find_scheme(known.schemes, name), Classes(store, workspace.namespaces)
    kind = None if type_ is None else classes.called(type_)
    if type_ is not None and kind is None:
        raise UsageError(f"{type_!r} is no class", remedy=f"There are: {', '.join(classes.names())}.")
    links, settled = known.elsewhere(), known.settled(scheme.prefix)
    found = read_records(store, workspace.namespaces, workspace.namespaces.ent, links, classes=(kind,) if kind else ())
    entities = [record for record in found if record.id not in settled]
    return Suggester(workspace, scheme, known, classes, entities, kind)


def _said_by_service(found: Found) -> Iterator[Evidence]:
    if found.is_match:
        yield Evidence("service", _SURE, "the service is sure")
    elif found.rank:
        yield Evidence("service", _LATER * found.rank, f"number {found.rank + 1} of the service")


def _no_identifiers(table: Table, columns: Columns, scheme: Scheme, unfit: Sequence[str]) -> InputError:
    some = ", ".join(map(repr, unfit[:_EXAMPLES])) or "nothing"
    return InputError(
        f"the column {columns.id} holds no identifiers of {scheme.title}, but {some}",
        location=Location(table.path, 1),
        remedy="Name the column of identifiers with --id.",
    )
