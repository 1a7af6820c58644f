"""The report of a reconciliation: what was left empty, why, in which rows, and what may have been meant."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kg.errors import Location, UsageError
from kg.linking.files.table import TableFile
from kg.linking.reconciling.answer import Answer, Status
from kg.linking.reconciling.column import Case, Reconciled, Resolver

Guard = Callable[[str], str]  # what makes a text that a spreadsheet would run as a formula harmless
Endings = tuple[tuple[str, Status], ...]  # what is told of a cell: for each scheme, how its search ended

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
            remedy="Choose with --policy: cow, gw or legal. docs/reconciling.md says how they differ.",
        )
        self.cases = tuple(cases)


def entries(result: Reconciled, table: TableFile, resolver: Resolver) -> Iterator[dict[str, Any]]:
    """Yield what was not found, or found with a reservation, one cell and scheme at a time."""
    suggestions: dict[str, list[str]] = {}
    for case in result.cases:
        for target, answer in case.resolved.answers.items():
            if not _is_told(answer):
                continue
            if answer.status is Status.UNKNOWN and case.text not in suggestions:
                suggestions[case.text] = resolver.suggestions(case.text)
            yield {
                "value": case.text,
                "date": case.when,
                "scheme": target,
                "status": answer.status.value,
                "code": answer.code,
                "reason": answer.note,
                "candidates": [] if answer.code else list(answer.candidates),
                "suggestions": suggestions.get(case.text, []) if answer.status is Status.UNKNOWN else [],
                "rows": case.rows,
                "first_rows": [str(table.place(row, result.column)) for row in case.first],
            }


def write_report(result: Reconciled, table: TableFile, resolver: Resolver, suffix: str, guard: Guard = str) -> bytes:
    """Give the report as CSV, or as JSON for that suffix; `guard` changes each text of a CSV file."""
    found = list(entries(result, table, resolver))
    if suffix == ".json":
        return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for entry in found:
        texts = {key: "; ".join(value) if isinstance(value, list) else str(value) for key, value in entry.items()}
        writer.writerow({key: guard(text) for key, text in texts.items()})
    return buffer.getvalue().encode()


def write_policies(result: Reconciled, table: TableFile, guard: Guard = str) -> bytes:
    """Give as CSV every cell for which a policy must be chosen, with what each policy gives."""
    policies = list(dict.fromkeys(policy for _, _, under in _differing(result) for policy in under))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["value", "date", "scheme", *policies, "rows", "first_rows"])
    for case, target, under in _differing(result):
        codes = [under[policy].code for policy in policies]
        places = "; ".join(str(table.place(row, result.column)) for row in case.first)
        writer.writerow(map(guard, [case.text, case.when, target, *codes, str(case.rows), places]))
    return buffer.getvalue().encode()


def _differing(result: Reconciled) -> Iterator[tuple[Case, str, Mapping[str, Answer]]]:
    for case in result.undecided:
        for target, under in case.resolved.differing.items():
            yield case, target, under


def summary(result: Reconciled, table: TableFile, resolver: Resolver) -> Iterator[str]:
    """Yield for a person: how many cells were found in each scheme, and the first values that were not."""
    rows = len(result.order)
    for target in result.targets:
        found = result.count(target, Status.FOUND)
        counts = [(status.value, result.count(target, status)) for status in Status if status is not Status.FOUND]
        rest = ", ".join(f"{number} {name}" for name, number in counts if number)
        yield f"{target}: {found} of {rows} found" + (f"; left empty: {rest}" if rest else "")
    values = _by_value(result)
    for (text, endings), cases in list(values.items())[:_LISTED]:
        yield "  " + _line(text, endings, cases, table.place(cases[0].first[0], result.column), resolver)
    if len(values) > _LISTED:
        yield f"  and {len(values) - _LISTED} more values; --report FILE lists every one with its rows"


def _by_value(result: Reconciled) -> dict[tuple[str, Endings], list[Case]]:
    """Put cases together that differ in their date alone and ended alike."""
    values: dict[tuple[str, Endings], list[Case]] = {}
    for case in result.cases:
        answers = case.resolved.answers.items()
        endings = tuple((target, answer.status) for target, answer in answers if _is_told(answer))
        if endings:
            values.setdefault((case.text, endings), []).append(case)
    return values


def _is_told(answer: Answer) -> bool:
    """Say whether an answer is reported: it is missing, or given with a reservation."""
    return answer.status not in _SILENT or answer.is_reserved


def _line(text: str, endings: Endings, cases: Sequence[Case], place: Location, resolver: Resolver) -> str:
    by_status: dict[Status, list[str]] = {}
    for target, status in endings:
        by_status.setdefault(status, []).append(target)
    told = "; ".join(f"{', '.join(targets)} {status.value}" for status, targets in by_status.items())
    details = [_detail(cases[0].resolved.answers[targets[0]], text, resolver) for targets in by_status.values()]
    when = sorted({case.when for case in cases} - {""})
    dates = f" {when[0]}" + (f" … {when[-1]}" if len(when) > 1 else "") if when else ""
    rows = sum(case.rows for case in cases)
    number = "1 row" if rows == 1 else f"{rows} rows"
    return f"{place}: {text}{dates} ({number}): {'; '.join([told, *filter(None, details)])}"


def _detail(answer: Answer, text: str, resolver: Resolver) -> str:
    if answer.status is Status.UNKNOWN:
        near = resolver.suggestions(text)
        return f"did you mean {' or '.join(near)}?" if near else ""
    candidates = "" if answer.code else " or ".join(answer.candidates)
    return "; ".join(filter(None, [candidates, answer.note]))


def _policy_lines(case: Case, table: TableFile, column: str) -> Iterator[str]:
    for target, under in case.resolved.differing.items():
        given = ", ".join(f"{policy} {answer.code or '-'}" for policy, answer in under.items())
        rows = "1 row" if case.rows == 1 else f"{case.rows} rows"
        yield (
            f"{table.place(case.first[0], column)}: {case.text} {case.when}".rstrip() + f" ({rows}), {target}: {given}"
        )
