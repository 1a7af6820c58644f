"""Drafts: what is suggested and what is decided are SSSOM, for whoever else reads them."""

from __future__ import annotations

import datetime as dt
import json
import warnings
from pathlib import Path

import pytest

from kg.config import Namespaces, Workspace
from kg.linking.candidates import Candidate
from kg.linking.deciding import Author, Decision, decide, read_set
from kg.linking.drafts import DECISION, draft_path, draft_set
from kg.linking.evidence import Evidence
from kg.linking.judgement import Judgement
from kg.linking.reading import scan_mapping_set
from kg.linking.record import Record
from kg.linking.schemes import read_schemes
from kg.linking.writing import write_mapping_set
from kg.model.mapping import MappingSet

ARVENIA = Record("https://w3id.org/diplograph/id/arvenia", "Arvenia", ("Arvenia",))
HOSTILE = 'Arvenia\t"|\\\n=1+1'


def drafts(workspace: Workspace, name: str = "Arvenia", confidence: float = 0.9) -> MappingSet:
    record = Record("900", name, (name, "Republic of Arvenia"), "State", date="1816/1931", about=name)
    evidence = (Evidence("names", 4.2, f"“{name}”, the same name", 1.0), Evidence("type", 1.5, "both State"))
    candidate = Candidate(ARVENIA, record, confidence, evidence)
    return draft_set([candidate], read_schemes(workspace)["cow"], Namespaces(), "states.csv")


def test_a_suggestion_says_how_sure_it_is_and_why(workspace: Workspace) -> None:
    (mapping,) = drafts(workspace).mappings
    further = dict(mapping.further)
    assert mapping.pair == ("ent:arvenia", "cow:900")
    assert str(mapping.confidence) == "0.90"
    assert mapping.comment == "“Arvenia”, the same name; both State"
    assert (further["similarity_score"], further["similarity_measure"]) == ("1.00", "SoftTFIDF")
    assert further[DECISION] == ""
    assert json.loads(further["other"]) == {"names": "Republic of Arvenia", "date": "1816/1931", "about": "Arvenia"}


def test_a_suggestion_is_never_certain(workspace: Workspace) -> None:
    (mapping,) = drafts(workspace, confidence=1.0).mappings
    assert str(mapping.confidence) == "0.99"


@pytest.mark.parametrize("name", ["Arvenia", HOSTILE])
def test_a_file_of_suggestions_is_read_as_it_was_written(workspace: Workspace, name: str) -> None:
    path = draft_path(workspace, "cow")
    write_mapping_set(path, drafts(workspace, name))
    reading = scan_mapping_set(path)
    assert reading.findings == ()
    assert reading.mapping_set.mappings[0].object_label == name


@pytest.mark.parametrize("judgement", [None, *Judgement])
def test_the_sssom_library_reads_suggestions_and_decisions(
    workspace: Workspace, tmp_path: Path, judgement: Judgement | None
) -> None:
    made = drafts(workspace)
    if judgement:
        decision = Decision(judgement, Author("Anna Reyl", "0000-0002-1825-0097"), dt.date(1931, 5, 14))
        made = decide(read_set(workspace, read_schemes(workspace)["cow"]), made.mappings[0], decision)
    write_mapping_set(tmp_path / "set.sssom.tsv", made)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own
        from sssom.parsers import parse_sssom_table
        from sssom.validators import validate

        found = parse_sssom_table(tmp_path / "set.sssom.tsv")
        reports = validate(found, fail_on_error=True)
    assert all(not report.results for report in reports.values())
    assert list(found.df["object_id"]) == ["cow:900"]
    assert ("Not" in set(found.df.get("predicate_modifier", ()))) == (judgement is Judgement.NO)
