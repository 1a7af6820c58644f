"""What is known: the links that the mapping sets of a workspace hold already, by the IRIs of both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kg.config import Workspace
from kg.errors import InputError
from kg.linking.entities import Elsewhere
from kg.linking.judgement import Judgement, judgement_of
from kg.linking.links import Link, Links, read_links
from kg.linking.schemes import Schemes
from kg.model.finding import Severity

_EXACT = "exactMatch"
_NEAR = frozenset({_EXACT, "closeMatch"})


class Known(NamedTuple):
    """All judgements of a workspace, read for suggestions."""

    links: Links

    @property
    def schemes(self) -> Schemes:
        """The schemes that there are."""
        return self.links.schemes

    def elsewhere(self) -> Elsewhere:
        """Give what the graph's nodes are called elsewhere."""
        exact: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        near: dict[str, set[str]] = defaultdict(set)
        for link in self._yes():
            if link.scheme and _local(link) == _EXACT:
                exact[link.subject][link.scheme.prefix].add(link.identifier)
            if _local(link) in _NEAR:
                near[link.subject].add(link.object)
        return Elsewhere(
            {node: {scheme: frozenset(ids) for scheme, ids in by.items()} for node, by in exact.items()},
            {node: frozenset(iris) for node, iris in near.items()},
        )

    def judged(self, scheme: str) -> frozenset[tuple[str, str]]:
        """Give the pairs that somebody has judged, however: the IRI of a node and an identifier of the scheme."""
        return frozenset((link.subject, link.identifier) for link in self._into(scheme))

    def settled(self, scheme: str) -> frozenset[str]:
        """Give the nodes that are linked into a scheme, or may be: a mere "no" leaves the question open."""
        return frozenset(link.subject for link in self._into(scheme) if judgement_of(link.mapping) is not Judgement.NO)

    def taken(self, scheme: str) -> dict[str, str]:
        """Give the identifiers of a scheme that are exactly some node's already, with that node."""
        into = (link for link in self._yes() if link.scheme and link.scheme.prefix == scheme)
        return {link.identifier: link.subject for link in into if _local(link) == _EXACT}

    def _into(self, scheme: str) -> Iterator[Link]:
        return (link for link in self.links.all if link.scheme and link.scheme.prefix == scheme)

    def _yes(self) -> Iterator[Link]:
        return (link for link in self.links.all if judgement_of(link.mapping) is Judgement.YES)


def read_known(workspace: Workspace) -> Known:
    """Read all mapping sets of a workspace; raises InputError where one of them is not SSSOM."""
    links = read_links(workspace)
    for found in links.findings:
        if found.severity is Severity.ERROR:
            raise InputError(found.message, location=found.location, remedy=found.remedy or None)
    return Known(links)


def _local(link: Link) -> str:
    return link.predicate.rpartition("#")[2]
