"""Reports of a check, as text for people, as JSON, and as SARIF 2.1.0 for editors and code hosts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from kg.linking.codes import CODES as LINK_CODES
from kg.model.finding import Finding, Report, Severity
from kg.validation.codes import CODES as DATA_CODES

_CODES = {**DATA_CODES, **LINK_CODES}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LONGEST = 400  # characters of a line for people; JSON has them all
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def format_text(report: Report) -> str:
    """Write a line `file:line:column: severity code: message` for each finding, its remedy below, and the counts."""
    return "\n".join([*(line for finding in report.findings for line in _iter_lines(finding)), _summary(report)]) + "\n"


def format_json(report: Report) -> str:
    """Write the counts by severity and all findings as JSON."""
    counts = {severity.value: report.count(severity) for severity in Severity}
    return _dump({"counts": counts, "findings": [_describe(finding) for finding in report.findings]})


def format_sarif(report: Report) -> str:
    """Write all findings as a SARIF log (OASIS, Static Analysis Results Interchange Format 2.1.0)."""
    rules = {finding.code: finding for finding in reversed(report.findings)}
    codes = sorted(rules)
    run = {
        "tool": {"driver": {"name": "kg check", "rules": [_rule(rules[code]) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in report.findings],
    }
    return _dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"text": format_text, "json": format_json, "sarif": format_sarif}
)


def _iter_lines(finding: Finding) -> Iterator[str]:
    place = f"{finding.location}: " if finding.location else ""
    yield _shown(f"{place}{finding.severity.value} {finding.code}: {finding.message}")
    if finding.remedy:
        yield _shown(f"    {finding.remedy}")


def _shown(text: str) -> str:
    """Cut a long text, and put a mark for every control character, with which data could play tricks on a terminal."""
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return "".join(c if c.isprintable() else "\ufffd" for c in cut)


def _summary(report: Report) -> str:
    if not report.findings:
        return "Nothing found."
    counts = ((severity.value, report.count(severity)) for severity in Severity)
    return "Found " + ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts if count) + "."


def _describe(finding: Finding) -> dict[str, Any]:
    place = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy or None,
        "node": finding.node or None,
        "file": place.path if place else None,
        "line": place.line or None if place else None,
        "column": place.column or None if place else None,
    }


def _rule(finding: Finding) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": finding.code, "defaultConfiguration": {"level": _LEVELS[finding.severity]}}
    if finding.code in _CODES:
        rule["shortDescription"] = {"text": _CODES[finding.code].meaning}
    return rule


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    text = f"{finding.message}\n{finding.remedy}" if finding.remedy else finding.message
    result = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
    }
    if location := _location(finding):
        result["locations"] = [location]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if place := finding.location:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(place.path)}}
        region = {name: n for name, n in (("startLine", place.line), ("startColumn", place.column)) if n}
        if region:
            location["physicalLocation"]["region"] = region
    if finding.node:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.node}]
    return location


def _dump(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
