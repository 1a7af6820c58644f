"""Reports as text, JSON and SARIF."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.errors import Location
from kg.exports.report import FORMATS, format_json, format_sarif, format_text
from kg.model.finding import Finding, Report, Severity

DATE = Finding(
    "date-invalid",
    Severity.ERROR,
    "ent:trade: 'soon' is no date",
    "https://w3id.org/diplograph/id/trade",
    Location("data/new claims.trig", 12, 9),
    "Did you mean 1925?",
)
REPORT = Report.of(
    [
        DATE,
        Finding("kind-missing", Severity.WARNING, "ent:trade: no kind", "x:trade", Location("data/a.trig", 3)),
        Finding("unused-terms", Severity.INFO, "1 of 2 classes are not used: kg:Media"),
    ]
)
EMPTY = Report.of([])


def test_text_is_a_line_for_each_finding_and_one_for_its_remedy() -> None:
    assert format_text(REPORT) == (
        "data/new claims.trig:12:9: error date-invalid: ent:trade: 'soon' is no date\n"
        "    Did you mean 1925?\n"
        "data/a.trig:3: warning kind-missing: ent:trade: no kind\n"
        "info unused-terms: 1 of 2 classes are not used: kg:Media\n"
        "Found 1 error, 1 warning, 1 info.\n"
    )
    assert format_text(EMPTY) == "Nothing found.\n"


def test_text_counts_in_the_plural() -> None:
    other = Finding("date-invalid", Severity.ERROR, "another")
    assert format_text(Report.of([DATE, other])).endswith("Found 2 errors.\n")


def test_text_plays_no_tricks_on_a_terminal() -> None:
    text = format_text(Report.of([Finding("x", Severity.ERROR, "a\x1b[2Jb\nc\u202e", "", None, "d\re")]))
    assert text.splitlines()[:2] == ["error x: a\ufffd[2Jb\ufffdc\ufffd", "    d\ufffde"]


def test_text_cuts_what_is_too_long_for_a_line() -> None:
    line = format_text(Report.of([Finding("x", Severity.INFO, "word " * 200)])).splitlines()[0]
    assert len(line) == 400
    assert line.endswith("…")


def test_json_has_everything() -> None:
    report = json.loads(format_json(REPORT))
    assert report["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert report["findings"][0] == {
        "code": "date-invalid",
        "severity": "error",
        "message": DATE.message,
        "remedy": DATE.remedy,
        "node": DATE.node,
        "file": "data/new claims.trig",
        "line": 12,
        "column": 9,
    }
    assert [(f["line"], f["column"], f["remedy"]) for f in report["findings"][1:]] == [
        (3, None, None),
        (None, None, None),
    ]


def test_sarif_has_what_the_standard_demands() -> None:
    log = json.loads(format_sarif(REPORT))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["date-invalid", "kind-missing", "unused-terms"]
    assert rules[0]["shortDescription"]["text"] == "A date is not valid EDTF."
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [f.code for f in REPORT.findings]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert run["results"][0]["message"]["text"] == "ent:trade: 'soon' is no date\nDid you mean 1925?"


def test_sarif_points_at_the_place() -> None:
    results: list[dict[str, Any]] = json.loads(format_sarif(REPORT))["runs"][0]["results"]
    first, second = results[0]["locations"][0], results[1]["locations"][0]
    assert first["physicalLocation"] == {
        "artifactLocation": {"uri": "data/new%20claims.trig"},
        "region": {"startLine": 12, "startColumn": 9},
    }
    assert first["logicalLocations"] == [{"fullyQualifiedName": DATE.node}]
    assert second["physicalLocation"]["region"] == {"startLine": 3}
    assert "locations" not in results[2]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_its_last_line_and_is_the_same_each_time(form: str) -> None:
    for report in (REPORT, EMPTY):
        assert FORMATS[form](report).endswith("\n")
        assert FORMATS[form](report) == FORMATS[form](report)
