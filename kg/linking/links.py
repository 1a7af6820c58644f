"""Links: the mapping sets of a graph, and what their mappings say once prefixes are expanded and schemes are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.config import Workspace
from kg.linking.judgement import Judgement, judgement_of
from kg.linking.listing import list_mapping_sets
from kg.linking.reading import scan_mapping_set
from kg.linking.schemes import Scheme, Schemes, read_schemes
from kg.linking.slots import BUILT_IN
from kg.model.finding import Finding
from kg.model.mapping import Mapping, MappingSet


@dataclass(frozen=True, slots=True)
class Link:
    """A mapping with its IRIs; `scheme` and `identifier` are those of its object, None and empty where it has none."""

    mapping_set: MappingSet
    mapping: Mapping
    subject: str
    predicate: str
    object: str
    scheme: Scheme | None
    identifier: str

    @property
    def name(self) -> str:
        """The object for readers: "Wikidata Q159"."""
        return self.scheme.name(self.identifier) if self.scheme else self.mapping.object_id


@dataclass(frozen=True)
class Links:
    """All mapping sets of a graph. `findings` are what is wrong with their form: what could not be read is left out."""

    schemes: Schemes
    sets: tuple[MappingSet, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def all(self) -> tuple[Link, ...]:
        """Every judgement, negative ones too, set by set."""
        return tuple(_link(mapping_set, mapping, self.schemes) for mapping_set, mapping in self._iter_mappings())

    @property
    def asserted(self) -> Iterator[Link]:
        """Those that say yes."""
        return (link for link in self.all if judgement_of(link.mapping) is Judgement.YES)

    def _iter_mappings(self) -> Iterator[tuple[MappingSet, Mapping]]:
        for mapping_set in self.sets:
            yield from ((mapping_set, mapping) for mapping in mapping_set.mappings)


def read_links(workspace: Workspace, paths: Iterable[Path] | None = None) -> Links:
    """Read the schemes and all mapping sets, or those of `paths`; raises ConfigError where the schemes are wrong."""
    paths = list_mapping_sets(workspace) if paths is None else paths
    readings = [scan_mapping_set(path, _name(path, workspace)) for path in paths]
    return Links(
        read_schemes(workspace),
        tuple(reading.mapping_set for reading in readings),
        tuple(finding for reading in readings for finding in reading.findings),
    )


def _link(mapping_set: MappingSet, mapping: Mapping, schemes: Schemes) -> Link:
    subject, predicate, object_ = (
        _expand(curie, mapping_set) for curie in (mapping.subject_id, mapping.predicate_id, mapping.object_id)
    )
    scheme, identifier = schemes.parse(object_) or (None, "")
    return Link(mapping_set, mapping, subject, predicate, object_, scheme, identifier)


def _expand(curie: str, mapping_set: MappingSet) -> str:
    prefix, _, local = curie.partition(":")
    return (mapping_set.prefixes.get(prefix) or BUILT_IN[prefix]) + local


def _name(path: Path, workspace: Workspace) -> str:
    """Give what messages call a file: its path from the workspace, or the whole path where it lies elsewhere."""
    return path.relative_to(workspace.root).as_posix() if path.is_relative_to(workspace.root) else str(path)
