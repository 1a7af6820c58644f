"""Copies: the reader's own text against the checksums."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.config import Workspace
from kg.model.finding import Finding
from tests.validation.edits import FILES, findings_of


def alter(workspace: Workspace, old: str, new: str) -> None:
    path = workspace.texts["memoir-1931"]
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(workspace: Workspace, text: str) -> int:
    lines = (workspace.root / FILES["document"]).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def places(findings: tuple[Finding, ...]) -> list[tuple[str, int]]:
    return [(finding.code, finding.location.line if finding.location else 0) for finding in findings]


def test_a_changed_passage_is_lost(workspace: Workspace) -> None:
    alter(workspace, "in the spring of 1921", "in the winter months of 1921")
    assert places(findings_of(workspace)) == [
        ("passage-lost", line_of(workspace, "src:memoir-1931.P3 a")),
        ("text-differs", line_of(workspace, "src:memoir-1931 a")),
        *[("passage-moved", line_of(workspace, f"src:memoir-1931.P{n} a")) for n in range(4, 9)],
    ]


def test_a_blank_line_more_only_moves_passages(workspace: Workspace) -> None:
    alter(workspace, "\n\nTo sum up", "\n\n\nTo sum up")
    findings = findings_of(workspace)
    assert [finding.code for finding in findings] == ["text-differs", "passage-moved"]
    assert findings[1].message == "src:memoir-1931.P8 stands at 1243 in memoir-1931.txt, not at 1242"


def test_a_copy_that_cannot_be_read_is_named(workspace: Workspace) -> None:
    workspace.texts["memoir-1931"].write_bytes("Zwei Länder".encode("latin-1"))
    (finding,) = findings_of(workspace)
    assert finding.code == "text-unreadable"
    assert "not UTF-8" in finding.message
    assert "UTF-8" in finding.remedy


def test_a_copy_that_is_not_there_is_named(workspace: Workspace) -> None:
    workspace.texts["memoir-1931"].unlink()
    assert [finding.code for finding in findings_of(workspace)] == ["text-unreadable"]


def test_a_text_of_no_document_is_named(workspace: Workspace) -> None:
    (finding,) = findings_of(replace(workspace, texts={"memoir-1913": Path("memoir.txt")}))
    assert finding.code == "unknown-text"
    assert "Did you mean memoir-1931?" in finding.remedy


def test_without_a_copy_nothing_is_compared(workspace: Workspace) -> None:
    alter(workspace, "in the spring of 1921", "in the winter months of 1921")
    assert findings_of(replace(workspace, texts={})) == ()
