"""Problems: rows that do not fit, as findings with the file, the line and the number of the column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, Location
from kg.importers.batches import Batch, Columns
from kg.importers.codes import finding
from kg.importers.rows import Check
from kg.model.finding import Finding

KEPT = 20_000  # findings that are kept; all are counted
_LONGEST = 60  # characters of a cell that a message shows


@dataclass(slots=True)
class Problems:
    """The findings of one import. In a strict one, the first ends it."""

    strict: bool = False
    kept: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def report(self, findings: Iterable[Finding]) -> None:
        """Add findings; raises InputError at once if the import is strict."""
        for problem in findings:
            if self.strict:
                raise InputError(
                    f"{problem.message} ({problem.code})",
                    location=problem.location,
                    remedy=f"{problem.remedy} Without --strict, the row is left out and the rest comes in.".strip(),
                )
            self.counts[problem.code] += 1
            if len(self.kept) < KEPT:
                self.kept.append(problem)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the rows of a batch stand."""

    path: Path
    columns: Columns
    batch: Batch

    def finding(self, place: int, check: Check, cells: Sequence[str]) -> Finding:
        """Make the finding for the row at a place of the batch; the column is the number of the first one it names."""
        shown = " ".join(self._shown(cell) for cell in cells)
        names = ", ".join(check.columns)
        number = self.columns.number(check.columns[0]) if check.columns else 0
        return self._made(check.code, f"{names}: {check.message.format(shown)}", place, number, check.remedy)

    def ragged(self) -> list[Finding]:
        """Make the findings for rows with too many or too few cells."""
        return [
            finding(
                "row-ragged",
                f"row {row.row} has {row.cells} cells where the file has {row.expected} columns",
                Location(str(self.path), row.line),
                "Correct the row: is a delimiter not quoted, or missing?",
            )
            for row in self.batch.ragged
        ]

    def _made(self, code: str, message: str, place: int, number: int, remedy: str) -> Finding:
        line = self.batch.line(place)
        where = Location(str(self.path), line, number if line else 0)
        row = "" if line else f"row {self.batch.rows[place]}, "
        return finding(code, row + message, where, remedy)

    def _shown(self, cell: str) -> str:
        return repr(cell if len(cell) <= _LONGEST else cell[:_LONGEST] + "…")
