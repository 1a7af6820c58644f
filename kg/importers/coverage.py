"""Coverage: from the first to the last day of which the rows speak, where a descriptor leaves it to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from kg.importers.dataset import BY_ROWS


class Coverage:
    """The days of which a release speaks: those that are stated, or else found in its rows."""

    def __init__(self, stated: str) -> None:
        self._stated = stated
        self._days: list[str] = []

    def add(self, rows: nw.DataFrame[Any], days: Sequence[nw.Expr]) -> None:
        """Take in a batch of rows, with the bounds of their dates; an empty text is no bound."""
        if self._stated == BY_ROWS and days and len(rows):
            known = [nw.when(day != "").then(day) for day in days]
            ends = [end for day in known for end in (day.min(), day.max())]
            found = rows.select(*(end.alias(str(number)) for number, end in enumerate(ends))).row(0)
            self._days = sorted({*self._days, *filter(None, found)})
            del self._days[1:-1]

    @property
    def text(self) -> str:
        """The coverage in EDTF, or nothing where it is neither stated nor found."""
        return "/".join(self._days) if self._stated == BY_ROWS else self._stated
