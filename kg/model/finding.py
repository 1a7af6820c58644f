"""Findings: what a check found, with a stable code, a severity, a place and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from kg.errors import Location


class Severity(Enum):
    """How bad a finding is; only an error fails a check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """What a finding of a code means, in one line, and how bad it is."""

    severity: Severity
    meaning: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of validation. `node` is the IRI it is about, `code` a stable kebab-case name."""

    code: str
    severity: Severity
    message: str
    node: str = ""
    location: Location | None = None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, in reading order: by severity, place, code and node."""

    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Report:
        """Collect findings into reading order, each once."""
        return cls(tuple(sorted(set(findings), key=_reading_order)))

    def joined(self, findings: Iterable[Finding]) -> Report:
        """Give a report with further findings."""
        return Report.of([*self.findings, *findings])

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that fail the check."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(f.severity is severity for f in self.findings)


def _reading_order(finding: Finding) -> tuple[int, str, int, int, str, str, str]:
    place = finding.location or Location("")
    rank = list(Severity).index(finding.severity)
    return rank, place.path, place.line, place.column, finding.code, finding.node, finding.message
