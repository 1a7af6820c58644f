"""Mapping sets for tests: a header, rows by column, and the text of both."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.config import Workspace
from kg.linking.checking import check_links
from kg.linking.links import read_links
from kg.model.finding import Finding

WIKIDATA = "http://www.wikidata.org/entity/"
HEADER = f"""#mapping_set_id: https://example.org/links/wikidata
#mapping_set_title: Embassy to Wikidata
#mapping_set_version: 1.0.0
#license: https://creativecommons.org/licenses/by/4.0/
#curie_map:
#  ent: https://w3id.org/diplograph/id/
#  wikidata: {WIKIDATA}
"""
ROW: Mapping[str, str] = {
    "subject_id": "ent:arvenia",
    "predicate_id": "skos:exactMatch",
    "predicate_modifier": "",
    "object_id": "wikidata:Q1001",
    "mapping_justification": "semapv:ManualMappingCuration",
    "author_label": "Irena Volkova",
    "mapping_date": "2026-11-24",
    "confidence": "0.9",
    "see_also": "https://example.org/evidence",
}
DESCRIBED = {f"https://w3id.org/diplograph/id/{slug}" for slug in ("arvenia", "belmark")}


def set_text(*changes: Mapping[str, str], header: str = HEADER) -> str:
    """Give the text of a set with a row for each of the changes to ROW."""
    columns = list(dict.fromkeys([*ROW, *(name for change in changes for name in change)]))
    rows = [[{**ROW, **change}.get(name, "") for name in columns] for change in changes]
    return header + "".join("\t".join(row) + "\n" for row in [columns, *rows])


def put_set(workspace: Workspace, *changes: Mapping[str, str], name: str = "wikidata", header: str = HEADER) -> Path:
    """Write a set into a workspace."""
    path = workspace.data / "links" / f"{name}.sssom.tsv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(set_text(*changes, header=header), encoding="utf-8")
    return path


def link_findings(workspace: Workspace) -> list[Finding]:
    """Check the links of a workspace whose data describe Arvenia and Belmark."""
    return list(check_links(read_links(workspace), DESCRIBED, workspace.namespaces))
