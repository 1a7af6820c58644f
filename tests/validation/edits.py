"""Edits of the fixture workspace: one small change, the findings it should cause, and exactly where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.build.assembly import assemble
from kg.config import Workspace
from kg.errors import Location
from kg.model.finding import Finding, Report, Severity
from kg.validation.checking import at_least, check

MARK = "§"  # in the new text of an edit: here the finding should point
FILES = {
    "document": "data/memoir-1931/document.ttl",
    "entities": "data/memoir-1931/entities.ttl",
    "treaties": "data/memoir-1931/claims/treaties.trig",
    "trade": "data/memoir-1931/claims/quarrel-and-trade.trig",
    "shapes": "ontology/shapes.ttl",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A change that should cause one finding; `also` are the codes of others that cannot but come with it.

    An edit is (file, old text, new text); an empty old text means the end of the file.
    """

    code: str
    edits: tuple[tuple[str, str, str], ...]
    also: tuple[str, ...] = ()
    says: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        return self.code


def case(code: str, *edits: tuple[str, str, str], also: tuple[str, ...] = (), says: str = "", remedy: str = "") -> Case:
    """Make a case."""
    return Case(code, edits, also, says, remedy)


def check_case(case: Case, workspace: Workspace) -> None:
    """Apply the edits of a case and compare what is found with what should be."""
    place = [place for edit in case.edits if (place := edit_file(workspace.root, *edit))]
    findings = findings_of(workspace)
    assert sorted(f.code for f in findings) == sorted([case.code, *case.also]), findings
    finding = next(f for f in findings if f.code == case.code and [f.location] == place)
    assert case.says in finding.message
    assert finding.remedy
    assert case.remedy in finding.remedy


def edit_file(root: Path, file: str, old: str, new: str) -> Location | None:
    """Put `new` in the place of `old`, which stands in the file just once; give the place of the mark in it."""
    path = root / FILES[file]
    text = path.read_text(encoding="utf-8")
    assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    marked = text.replace(old, new) if old else f"{text}\n{new}\n"
    path.write_text(marked.replace(MARK, ""), encoding="utf-8")
    if MARK not in marked:
        return None
    before = marked[: marked.index(MARK)].split("\n")
    return Location(FILES[file], len(before), len(before[-1]) + 1)


def report_of(workspace: Workspace) -> Report:
    """Check a workspace."""
    assembly = assemble(workspace)
    return check(assembly.corpus, assembly.default, margins=workspace.margins, texts=workspace.texts)


def findings_of(workspace: Workspace) -> tuple[Finding, ...]:
    """Check a workspace; give its errors and warnings."""
    return at_least(report_of(workspace), Severity.WARNING).findings
