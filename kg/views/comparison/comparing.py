"""Comparing: from what somebody asks for to the topics on which several sources speak or could."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.config import Margins
from kg.errors import NameNotFoundError
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting
from kg.views.comparison.aspect import Aspect
from kg.views.comparison.contents import VALUE, kinds, provisions, values
from kg.views.comparison.correspondence import Actors, linked_groups
from kg.views.comparison.coverage import Absence, Coverage
from kg.views.comparison.joining import Joining, join
from kg.views.comparison.members import actors_of, members
from kg.views.comparison.origins import Origin, read_releases
from kg.views.comparison.records import Record, Records, when_of
from kg.views.comparison.sorts import Sorts, find_sorts, is_of
from kg.views.comparison.times import times
from kg.views.comparison.topic import Account, Comparison, Topic
from kg.views.comparison.verdict import Verdict, overall
from kg.views.names import resolve
from kg.views.nodes import Nodes

_TEMPORAL = "SELECT DISTINCT ?node { ?node a kg:TemporalEntity }"
_LINKED = "SELECT DISTINCT ?node {{ GRAPH {graph} {{ ?node skos:exactMatch ?other }} }}"
_BY_LINK, _BY_RULE = "linked", "same actors and time"


@dataclass(frozen=True, slots=True)
class Question:
    """What is compared, as typed: everything, unless something narrows it.

    `names`: these things, or whatever one of these actors takes part in. `datasets`: with these releases alone, and
    also what they hold that only they describe and that is linked. `kinds`: only things of such a class or kind.
    """

    names: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def describe_question(question: Question) -> str:
    """Say in words what is compared, as it was typed; nothing where it is everything."""
    parts = (", ".join(question.names), ", ".join(question.kinds), ", ".join(question.datasets))
    return " · ".join(filter(None, parts))


def read_comparison(curated: Selecting, whole: Selecting, question: Question, margins: Margins) -> Comparison:
    """Compare what documents and dataset releases say.

    `curated` is the graph of the documents, `whole` the same with all releases. What is curated or named is looked up
    in the releases; these are never read through. Raises NameNotFoundError or AmbiguousNameError.
    """
    return _Reading(curated, whole, question, margins).comparison()


@dataclass(frozen=True, slots=True)
class _Group:
    """The nodes that are linked as one thing, and what is said of them; what a rule joins comes to the records only."""

    nodes: frozenset[IRI]
    records: list[Record]


class _Reading:
    """One reading of a graph for a question."""

    def __init__(self, curated: Selecting, whole: Selecting, question: Question, margins: Margins) -> None:
        self.curated, self.whole = curated, whole
        self.question = question
        self.nodes = Nodes(whole)
        self.releases = read_releases(self.nodes, margins, question.datasets)
        self.actors = Actors(self.nodes)
        self.sorts = Sorts(self.nodes)
        self.coverage = Coverage(self.nodes, self.actors, self.sorts)
        self.records = Records(self.nodes, self.releases)

    def comparison(self) -> Comparison:
        named = [self._resolve(name) for name in self.question.names]
        sorts = find_sorts(self.nodes, self.question.kinds)
        groups = [group for group in self._groups(named) if self._is_wanted(group, named, sorts)]
        records = [group.records for group in groups]
        joining = Joining(self.nodes, self.actors, self.sorts, self.coverage)
        join(joining, self.records, records, self.releases)
        self._load([record for group in records for record in group])
        topics = [
            self._topic(group, absences)
            for group in groups
            if _is_shared(group.records, absences := self._absences(group.records)) or group.nodes & set(named)
        ]
        origins = {account.origin for topic in topics for account in topic.accounts}.union(self.releases)
        return Comparison(tuple(sorted(topics, key=_in_order)), tuple(sorted(origins)), len(groups) - len(topics))

    # --- which things -----------------------------------------------------------------------------

    def _resolve(self, name: str) -> IRI:
        try:
            return resolve(self.curated, name)
        except NameNotFoundError:
            if ":" not in name:
                raise
            return resolve(self.whole, name)

    def _groups(self, named: Sequence[IRI]) -> list[_Group]:
        """Gather the records of each thing: curated ones, those that are named, and those of the chosen releases."""
        found = {row["node"] for row in self.curated.select(_TEMPORAL)}
        if named and found.issuperset(named):
            found = set(named)
        seeds = sorted((node for node in found if isinstance(node, IRI)), key=str)
        seeds += [node for node in named if node not in found]
        if self.question.datasets:
            seeds += [node for release in self.releases for node in self._linked(release) if node not in found]
        groups = linked_groups(self.nodes, seeds)
        read = self.records.read(node for group in groups for node in group)
        self._load([record for records in read.values() for record in records])
        found_groups = [
            _Group(frozenset(group), [record for node in group for record in read[node]]) for group in groups
        ]
        return [group for group in found_groups if group.records]

    def _load(self, records: Sequence[Record]) -> None:
        """Read in a few queries what each record would ask for one by one."""
        term = self.nodes.term
        self.nodes.load(record.node for record in records)
        self.nodes.load(graph for record in records for graph in record.graphs(*record.said))
        self.nodes.load(node for record in records for node in record.links(term["about"]))
        self.actors.load(actor for record in records for actor in actors_of(self.nodes, record))

    def _linked(self, release: Origin) -> Iterator[IRI]:
        for row in self.whole.select(_LINKED.format(graph=IRI(release.iri))):
            if isinstance(row["node"], IRI):
                yield row["node"]

    def _is_wanted(self, group: _Group, named: Sequence[IRI], sorts: Sequence[frozenset[IRI]]) -> bool:
        if not any(self.nodes.is_a(record.node, "TemporalEntity") for record in group.records):
            return False
        if sorts and not any(is_of(record, self.nodes, sorts) for record in group.records):
            return False
        if not named or group.nodes & set(named):
            return True
        acting = {actor for record in group.records for actor in actors_of(self.nodes, record)}
        return any(self.actors.same(actor, node) for actor in acting for node in named)

    # --- what is said of them ---------------------------------------------------------------------

    def _topic(self, group: _Group, absences: tuple[Absence, ...]) -> Topic:
        records = sorted(group.records, key=lambda record: (record.origin.is_release, record.origin, record.node.value))
        first = group.records[0]
        self.nodes.load(record.node for record in records)
        aspects = tuple(self._aspects(records))
        telling = [aspect for aspect in aspects if aspect.name == VALUE] or aspects
        verdict = overall(aspect.verdict for aspect in telling)
        if len({record.origin for record in records}) == 1:
            verdict = overall(absence.verdict for absence in absences) or Verdict.NOT_COVERED
        return Topic(
            slug=self.nodes.slug(first.node),
            label=self.nodes.label(first.node),
            kind=self.sorts.words(first.node, records),
            accounts=tuple(self._account(record, first, group) for record in records),
            aspects=aspects,
            absences=absences,
            verdict=verdict or Verdict.SILENT,
        )

    def _account(self, record: Record, first: Record, group: _Group) -> Account:
        basis = "" if record.node == first.node else _BY_LINK if record.node in group.nodes else _BY_RULE
        return Account(record.origin, self.nodes.slug(record.node), self.nodes.label(record.node), basis)

    def _aspects(self, records: Sequence[Record]) -> Iterator[Aspect]:
        yield from values(self.nodes, records)
        yield from times(self.nodes, records)
        yield from kinds(self.nodes, records)
        yield from members(self.nodes, self.actors, records)
        yield from provisions(self.nodes, records, self.coverage.codes)

    def _absences(self, group: list[Record]) -> tuple[Absence, ...]:
        """Say of each release that has no record of a thing whether it is silent about it or does not cover it."""
        sort = next((sort for record in group if (sort := self.sorts.of(record))), None)
        if sort is None:
            return ()
        spoken = {record.origin for record in group}
        known = next((record for record in group if actors_of(self.nodes, record)), group[0])
        bounds = [when.bounds for record in group if (when := when_of(record, self.nodes)).is_bounded]
        found = (self.coverage.absence(each, sort, known, bounds) for each in self.releases if each not in spoken)
        return tuple(absence for absence in found if absence)


def _is_shared(group: Sequence[Record], absences: Sequence[Absence]) -> bool:
    """Say whether at least two sources speak of a thing, or could."""
    silent = sum(absence.verdict is Verdict.SILENT for absence in absences)
    return len({record.origin for record in group}) + silent > 1


def _in_order(topic: Topic) -> tuple[str, ...]:
    return topic.kind.partition(":")[0], topic.label, topic.slug
