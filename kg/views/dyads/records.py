"""Records: ties by the node that they are from, spread over the rows of a table and put into words there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.views.dyads.columns import Codes, Interner, Mask
from kg.views.dyads.sources import Source
from kg.views.dyads.ties import Measured, Tie
from kg.views.dyads.universe import Universe


@dataclass(frozen=True)
class Spread:
    """Which records hold in which rows: `records[n]` in the row `rows[n]`, each once, sorted by row."""

    rows: Codes
    records: Codes

    def __or__(self, other: Spread) -> Spread:
        """Give what is in either."""
        return _once(np.concatenate([self.rows, other.rows]), np.concatenate([self.records, other.records]))

    def only(self, kept: Mask) -> Spread:
        """Keep the rows that a mask keeps."""
        chosen = kept[self.rows]
        return Spread(self.rows[chosen], self.records[chosen])

    def of_records(self, kept: Mask) -> Spread:
        """Keep the records that a mask keeps."""
        chosen = kept[self.records]
        return Spread(self.rows[chosen], self.records[chosen])

    def renumbered(self, numbers: Codes) -> Spread:
        """Give each record the number that `numbers` has for it; those that have the same become one."""
        return _once(self.rows, numbers[self.records])

    def texts(self, size: int, words: Callable[[int], Iterable[str]], intern: Interner) -> Codes:
        """Give for each of `size` rows the words of all its records, sorted, as the number of an interned text."""
        codes = np.zeros(size, dtype=np.int64)
        starts = np.flatnonzero(np.diff(self.rows, prepend=-1))
        known: dict[bytes, int] = {}
        for group, row in zip(np.split(self.records, starts[1:]), self.rows[starts], strict=False):
            key = group.tobytes()
            if key not in known:
                known[key] = intern(" ".join(sorted({word for record in group.tolist() for word in words(record)})))
            codes[row] = known[key]
        return codes


class Records:
    """The records behind some ties; a record that ties several pairs is one record."""

    def __init__(self, ties: Sequence[Tie]) -> None:
        self.ties = ties
        numbers: dict[str, int] = {}
        self._of_tie = np.array([numbers.setdefault(tie.node, len(numbers)) for tie in ties], dtype=np.int64)
        self._ties: dict[int, Tie] = dict(zip(self._of_tie.tolist(), ties, strict=True))

    def spread(self, universe: Universe, *, certain: bool) -> Spread:
        """Spread them over the years in which they certainly hold, or in which they possibly do."""
        first, last = universe.first, universe.last
        spans = [(tie.years.certain if certain else tie.years.possible)(first, last) for tie in self.ties]
        ends = [(tie.one, tie.other, *span) for tie, span in zip(self.ties, spans, strict=True)]
        one, other, begin, end = np.array(ends, dtype=np.int64).reshape(-1, 4).T
        rows, ties = universe.rows_of(one, other, begin, end)
        return _once(rows, self._of_tie[ties])

    @property
    def measured(self) -> list[Measured | None]:
        """The value of each record, by its number."""
        return [self._ties[number].measured for number in range(len(self._ties))]

    def ids(self, record: int) -> tuple[str, ...]:
        """Give the claims or rows of a record."""
        return self._ties[record].ids

    def sources(self, record: int, of_graph: Mapping[str, tuple[Source, ...]]) -> list[str]:
        """Give the names of the sources of a record."""
        return [source.name for graph in self._ties[record].graphs for source in of_graph[graph]]

    def of_source(self, name: str, of_graph: Mapping[str, tuple[Source, ...]]) -> Codes:
        """Give the records of a source."""
        return np.array([n for n in self._ties if name in self.sources(n, of_graph)], dtype=np.int64)


def name_sets(masks: Mapping[str, Mask], size: int, intern: Interner) -> Codes:
    """Give for each of `size` rows the names whose masks hold there, as the number of an interned text."""
    codes = np.zeros(size, dtype=np.int64)
    sets: list[tuple[str, ...]] = [()]
    for name, mask in sorted(masks.items()):
        codes = codes * 2 + mask
        used = np.flatnonzero(np.bincount(codes, minlength=2 * len(sets)))
        sets = [(*sets[code >> 1], name) if code & 1 else sets[code >> 1] for code in used.tolist()]
        renumbered = np.zeros(used[-1] + 1 if len(used) else 1, dtype=np.int64)
        renumbered[used] = np.arange(len(used))
        codes = renumbered[codes]
    texts = np.array([intern(" ".join(names)) for names in sets], dtype=np.int64)
    return texts[codes] if len(texts) else codes


def _once(rows: Codes, records: Codes) -> Spread:
    """Give each row and record once, in order."""
    count = int(records.max(initial=0)) + 1
    both = np.unique(rows * count + records)
    return Spread(both // count, both % count)
