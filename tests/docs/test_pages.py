"""The pages: links lead somewhere, and nothing that exists goes unmentioned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from kg.rdf.formats import RDF_FORMATS
from tests.conftest import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "exports" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    headings = HEADING.findall(FENCED.sub("", read(page)))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCED.sub("", read(page))):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_pages_are_linked_from_another_one(page: Path) -> None:
    linked = {
        (other.parent / link.partition("#")[0]).resolve() for other in PAGES for link in LINK.findall(read(other))
    }
    assert name(page) in {"README.md", "exports/README.md"} or page in linked


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert f"`kg {command}" in read(ROOT / "docs" / "cli.md")
    assert f"kg {command}" in read(ROOT / "README.md")
    assert re.search(rf"^\$ kg {command}\b", read(ROOT / "docs" / "tutorial.md"), re.MULTILINE)


def test_the_two_commands_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"^make ([\w-]+)", read(ROOT / "README.md"), re.MULTILINE))
    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("form", [*RDF_FORMATS, "graphml", "gexf", "csv"])
def test_every_format_is_explained(form: str) -> None:
    assert f"`{form}`" in read(ROOT / "docs" / "tutorial.md")


def test_every_class_is_in_the_glossary() -> None:
    ontology = read(ROOT / "ontology" / "diplomacy.ttl")
    words = read(ROOT / "docs" / "glossary.md").lower()
    classes = re.findall(r'^kg:\w+ a owl:Class.*?rdfs:label "([^"]+)"@en', ontology, re.MULTILINE | re.DOTALL)
    assert classes
    assert [label for label in classes if label not in words] == []
