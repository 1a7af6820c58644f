"""Asking for ties: what is asked of the nodes of a variable, in the claims or in one release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.config import Namespaces
from kg.store.protocol import Selecting
from kg.views.dyads.sources import Sources
from kg.views.dyads.states import System
from kg.views.dyads.variables import Kind, Variable
from kg.views.dyads.years import BOUND_VARIABLES, bounds_of

# What is asked of a node: where its class stands, since that of an entity stands outside of claims, and what a claim
# or a release states.
PATTERNS: Mapping[Kind, tuple[str, str]] = {
    Kind.TIE: ("", "?node kg:kind {concept}"),
    Kind.PROVISION: ("", "?node kg:provides {concept}"),
    Kind.CLASS: ("?node a {concept} .", "?node kg:date ?when"),
    Kind.QUANTITY: ("", "?node kg:measure {concept} ; kg:date ?year FILTER(STRLEN(STR(?year)) = 4)"),
    Kind.COOPERATION: ("", "?node kg:intensity ?intensity FILTER(?intensity > 0)"),
    Kind.CONFLICT: ("", "?node kg:intensity ?intensity FILTER(?intensity < 0)"),
}
STATED = "SELECT ?graph ?node ?row { PATTERN OPTIONAL { ?node kg:row ?row } }"
ACTORS = """
SELECT ?node ?participation ?actor ?role {
    PATTERN ?node kg:participation ?participation . ?participation kg:actor ?actor
    OPTIONAL { ?participation kg:role ?role }
}"""
ABOUT = "SELECT ?node ?participation ?actor ?role { PATTERN ?node kg:about ?actor }"
DATES = f"SELECT ?node {BOUND_VARIABLES} {{ PATTERN ?node kg:date ?date {bounds_of('?node')} }}"
STAYS = f"""
SELECT ?participation {BOUND_VARIABLES} {{
    PATTERN ?node kg:participation ?participation . ?participation kg:date ?date
    {bounds_of("?participation")}
}}"""
VALUES = """
SELECT ?node ?year ?value ?unit ?precision {
    PATTERN
    OPTIONAL { ?node kg:value ?value }
    OPTIONAL { ?node kg:unit ?unit }
    OPTIONAL { ?node kg:precision ?precision }
}"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ties are read: of which variable, between which states, as which sources state them.

    `curated` sees the claims alone, `whole` the releases too.
    """

    curated: Selecting
    whole: Selecting
    variable: Variable
    system: System
    sources: Sources
    namespaces: Namespaces

    @property
    def is_quantity(self) -> bool:
        """Whether values are asked for."""
        return self.variable.kind is Kind.QUANTITY


@dataclass(frozen=True, slots=True)
class Scope:
    """Nodes of a pattern (what stands outside of a claim, and in it): those of all claims, or those of one release.

    All that a release says stands in its graph, where it is found far faster than among all releases.
    """

    asked: Asked
    outside: str
    inside: str
    release: str = ""

    def rows(self, query: str) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a query about these nodes as texts; an unbound variable is an empty text."""
        if self.release:
            head, brace, body = query.partition("{")
            text = f"{head}{brace} GRAPH <{self.release}> {{ {body} }}"
            solutions = self.asked.whole.select(text.replace("PATTERN", f"{self.outside} {self.inside} ."))
        else:
            pattern = f"{self.outside} GRAPH ?graph {{ {self.inside} }}"
            solutions = self.asked.curated.select(query.replace("PATTERN", pattern))
        for row in solutions.rows:
            yield tuple("" if term is None else term.value for term in row)
