"""The report of a reconciliation: what was left empty, why, in which rows, and what may have been meant."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from kg.errors import UsageError
from kg.linking.reconciling.answer import Status
from kg.linking.reconciling.column import Case, Reconciled, Resolver
from kg.linking.reconciling.files.table import TableFile

_LISTED = 10
_COLUMNS = (
    "value",
    "date",
    "scheme",
    "status",
    "code",
    "reason",
    "candidates",
    "suggestions",
    "rows",
    "first_rows",
)
_SILENT = {Status.FOUND, Status.EMPTY}


class PolicyNeededError(UsageError):
    """The policies of state identity give different codes for `cases`, and none was chosen."""

    def __init__(self, cases: Sequence[Case], table: TableFile, column: str) -> None:
        lines = [line for case in cases[:_LISTED] for line in _policy_lines(case, table, column)]
        more = [f"and {len(cases) - _LISTED} other values"] if len(cases) > _LISTED else []
        rows = sum(case.rows for case in cases)
        said = "one row depends" if rows == 1 else f"{rows} rows depend"
        super().__init__(
            "\n  ".join([f"{said} on what counts as one state:", *lines, *more]),
            remedy="Choose with --policy: cow, gw or legal. docs/linking.md says how they differ.",
        )
        self.cases = tuple(cases)


def entries(result: Reconciled, table: TableFile, resolver: Resolver) -> Iterator[dict[str, Any]]:
    """Yield what was not found, or found with a reservation, one cell and scheme at a time."""
    for case in result.cases:
        suggestions: list[str] | None = None
        for target, answer in case.resolved.answers.items():
            reserved = answer.status is Status.FOUND and ";" in answer.note
            if answer.status in _SILENT and not reserved:
                continue
            if answer.status is Status.UNKNOWN and suggestions is None:
                suggestions = resolver.suggestions(case.text)
            yield {
                "value": case.text,
                "date": case.when,
                "scheme": target,
                "status": answer.status.value,
                "code": answer.code,
                "reason": answer.note,
                "candidates": list(answer.candidates),
                "suggestions": (suggestions or []) if answer.status is Status.UNKNOWN else [],
                "rows": case.rows,
                "first_rows": [str(table.place(row, result.column)) for row in case.first],
            }


def write_report(result: Reconciled, table: TableFile, resolver: Resolver, suffix: str) -> bytes:
    """Give the report as CSV, or as JSON for that suffix."""
    found = list(entries(result, table, resolver))
    if suffix == ".json":
        return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: "; ".join(v) if isinstance(v, list) else v for key, v in entry.items()} for entry in found)
    return buffer.getvalue().encode()


def summary(result: Reconciled, table: TableFile, resolver: Resolver) -> Iterator[str]:
    """Yield for a person: how many cells were found in each scheme, and the first of those that were not."""
    rows = len(result.order)
    for target in result.targets:
        found = result.count(target, Status.FOUND)
        counts = [(status.value, result.count(target, status)) for status in Status if status is not Status.FOUND]
        rest = ", ".join(f"{number} {name}" for name, number in counts if number)
        yield f"{target}: {found} of {rows} found" + (f"; left empty: {rest}" if rest else "")
    found_entries = list(entries(result, table, resolver))
    for entry in found_entries[:_LISTED]:
        yield "  " + _line(entry)
    if len(found_entries) > _LISTED:
        yield f"  and {len(found_entries) - _LISTED} more; --report FILE lists all"


def _line(entry: dict[str, Any]) -> str:
    told = [entry["reason"]] if entry["reason"] else []
    told += [" or ".join(entry["candidates"])] if entry["candidates"] else []
    told += [f"did you mean {', '.join(entry['suggestions'])}?"] if entry["suggestions"] else []
    what = f"{entry['value']} {entry['date']}".strip()
    rows = "1 row" if entry["rows"] == 1 else f"{entry['rows']} rows"
    return f"{entry['first_rows'][0]}: {what}: {entry['scheme']} {entry['status']} ({rows})" + "".join(
        f"; {each}" for each in told
    )


def _policy_lines(case: Case, table: TableFile, column: str) -> Iterator[str]:
    for target, under in case.resolved.differing.items():
        given = ", ".join(f"{policy} {answer.code or '-'}" for policy, answer in under.items())
        rows = "1 row" if case.rows == 1 else f"{case.rows} rows"
        yield (
            f"{table.place(case.first[0], column)}: {case.text} {case.when}".rstrip() + f" ({rows}), {target}: {given}"
        )
