"""Identifiers that have come before: a file of millions of rows may repeat one at its end."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import polars as pl

Array = np.ndarray[Any, Any]
_RUNS = 32  # sorted runs that are kept apart before they are merged
_PLAIN = r"^(0|[1-9][0-9]{0,17})$"


class Seen:
    """Identifiers in eight bytes each: whole numbers as they are, other texts by their hash (a chance of one in 10^5
    that among ten million some two have the same).
    """

    def __init__(self) -> None:
        self._runs: dict[bool, list[Array]] = defaultdict(list)

    def repeated(self, keys: pl.Series) -> tuple[Array, bool, Array]:
        """Say which keys have come before, here or in what was added; give what `add` needs, too."""
        is_number = bool(keys.str.contains(_PLAIN).all())
        values: Array = (keys.cast(pl.Int64) if is_number else keys.hash()).to_numpy()
        repeated = np.zeros(len(values), dtype=bool)
        if len(values) > 1 and not bool((values[1:] > values[:-1]).all()):
            order = np.argsort(values, kind="stable")
            repeated[order[1:]] = values[order[1:]] == values[order[:-1]]
        for run in self._runs[is_number]:
            if len(values) and len(run) and values.min() <= run[-1] and values.max() >= run[0]:
                places = np.minimum(np.searchsorted(run, values), len(run) - 1)
                repeated |= run[places] == values
        return repeated, is_number, values

    def add(self, values: Array, *, is_number: bool) -> None:
        """Remember values that `repeated` gave."""
        runs = self._runs[is_number]
        runs.append(np.sort(values))
        if len(runs) > _RUNS:
            runs[:] = [np.sort(np.concatenate(runs), kind="stable")]
