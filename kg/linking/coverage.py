"""Coverage: how many entities of each class are linked into each scheme, and how many are not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.linking.checking import EXACT
from kg.linking.links import Link, Links

ANY = "any"


class Coverage(NamedTuple):
    """Of the entities of a class: with an exact match in a scheme, with other matches only, and with none."""

    scheme: str
    kind: str
    exact: int
    other: int
    none: int


def measure_coverage(links: Links, classes: Mapping[str, str]) -> list[Coverage]:
    """Count by scheme and class; `classes` gives the class of every entity, by IRI.

    The scheme "any" comes first, with every class; of the others each has the classes that have a link into it.
    """
    totals, asserted = Counter(classes.values()), list(links.asserted)
    rows = list(_count(ANY, asserted, classes, totals))
    by_scheme: dict[str, list[Link]] = defaultdict(list)
    for link in asserted:
        by_scheme[link.scheme.prefix if link.scheme else ""].append(link)
    for scheme, found in sorted(by_scheme.items()):
        rows += (row for row in _count(scheme, found, classes, totals) if row.exact or row.other)
    return rows


def _count(
    scheme: str, links: Iterable[Link], classes: Mapping[str, str], totals: Mapping[str, int]
) -> Iterator[Coverage]:
    is_exact: dict[str, bool] = defaultdict(bool)
    for link in links:
        is_exact[link.subject] |= link.predicate == EXACT
    counts = Counter((classes.get(subject, ""), exact) for subject, exact in is_exact.items())
    for kind, total in sorted(totals.items()):
        exact, other = counts[kind, True], counts[kind, False]
        yield Coverage(scheme, kind, exact, other, total - exact - other)
