"""Sources: who says what stands in a table, and which releases of datasets speak of which years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.config import Namespaces
from kg.errors import DateError, UsageError
from kg.model.dates import parse_date
from kg.rdf.terms import IRI, Term
from kg.store.protocol import Selecting
from kg.views.names import slug

_RELEASES = """
SELECT ?release ?title ?covers ?actors ?citation ?rights {
    ?release a kg:DatasetRelease
    OPTIONAL { ?release dcterms:title ?title }
    OPTIONAL { ?release kg:covers ?covers }
    OPTIONAL { ?release kg:coversActors ?actors }
    OPTIONAL { ?release dcterms:bibliographicCitation ?citation }
    OPTIONAL { ?release dcterms:rights ?rights }
} ORDER BY ?release"""
_CLAIMS = """
SELECT DISTINCT ?claim ?document ?title ?modality {
    ?claim kg:modality ?modality ; kg:passage ?passage . ?passage kg:document ?document
    OPTIONAL { ?document dcterms:title ?title }
}"""


@dataclass(frozen=True, slots=True)
class Source:
    """A document or a release of a dataset; only a release says of which full years it speaks (`first` to `last`)."""

    name: str
    title: str = ""
    first: int | None = None
    last: int | None = None
    covers: str = ""
    actors: str = ""
    citation: str = ""
    rights: str = ""

    @property
    def is_release(self) -> bool:
        """Whether it is a release of a dataset."""
        return bool(self.covers)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a table: by their graphs, which are claims or releases; and the claims that deny something."""

    of_graph: Mapping[str, tuple[Source, ...]]
    denials: frozenset[str]

    @property
    def all(self) -> list[Source]:
        """Every source once, by name."""
        return sorted({source for sources in self.of_graph.values() for source in sources}, key=lambda s: s.name)

    @property
    def releases(self) -> dict[str, Source]:
        """The releases of datasets, by their graphs."""
        return {graph: sources[0] for graph, sources in self.of_graph.items() if sources[0].is_release}

    def only(self, names: Iterable[str], namespaces: Namespaces) -> Sources:
        """Keep the sources of these names; raises UsageError for one that there is not."""
        wanted = {name.removeprefix("src:").removeprefix(namespaces.src) for name in names}
        there = {source.name for source in self.all}
        if missing := wanted - there:
            listed = ", ".join(sorted(there)) or "none"
            raise UsageError(f"no source is called {', '.join(sorted(missing))!r}", remedy=f"There are: {listed}.")
        kept = {graph: tuple(s for s in sources if s.name in wanted) for graph, sources in self.of_graph.items()}
        return Sources({graph: sources for graph, sources in kept.items() if sources}, self.denials)


def read_sources(store: Selecting, namespaces: Namespaces) -> Sources:
    """Read who says what: the document of each claim, and the releases with what they cover."""
    of_graph: dict[str, set[Source]] = defaultdict(set)
    denials = set()
    for row in store.select(_CLAIMS):
        claim, document = row["claim"], row["document"]
        if isinstance(document, IRI):
            of_graph[claim.value].add(Source(slug(document, namespaces), _text(row.get("title"))))
        if row["modality"].value == namespaces.term("Denial"):
            denials.add(claim.value)
    for row in store.select(_RELEASES):
        of_graph[row["release"].value] = {_release(row, namespaces)}
    ordered = {graph: tuple(sorted(sources, key=lambda s: s.name)) for graph, sources in sorted(of_graph.items())}
    return Sources(ordered, frozenset(denials))


def _release(row: Mapping[str, Term], namespaces: Namespaces) -> Source:
    release = row["release"]
    assert isinstance(release, IRI)
    covers = _text(row.get("covers"))
    first, last = _full_years(covers)
    words = [_text(row.get(name)) for name in ("actors", "citation", "rights")]
    return Source(slug(release, namespaces), _text(row.get("title")), first, last, covers or "unknown", *words)


def _full_years(covers: str) -> tuple[int | None, int | None]:
    """Give the first and last year of which a release speaks from 1 January to 31 December; None where it has none."""
    try:
        bounds = parse_date(covers).bounds()
    except DateError:
        return None, None
    begin, end = bounds.earliest_begin, bounds.latest_end
    if begin is None or end is None:
        return None, None
    first = begin.year + ((begin.month, begin.day) != (1, 1))
    last = end.year - ((end.month, end.day) != (12, 31))
    return (first, last) if first <= last else (None, None)


def _text(term: Term | None) -> str:
    return term.value if term is not None else ""
