"""Documents go to Turtle in one fixed layout and come back the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Namespaces, Workspace
from kg.errors import InputError
from kg.model.dates import parse_date
from kg.model.passage import Document, Passage
from kg.rdf.documents import (
    described_entities,
    format_document,
    read_citations,
    read_data,
    read_documents,
)
from kg.rdf.formats import find_format

NAMESPACES = Namespaces()
LETTERS = Document(
    slug="letters",
    title='A Year of "Letters"',
    characters=120,
    sha256="ab" * 32,
    passages=(
        Passage("P1", 0, 12, "cd" * 32),
        Passage("F1", 14, 20, "ef" * 32),
        Passage("P2", 22, 30, "01" * 32, "P1"),
    ),
    label="Kang 1931",
    creators=("min-ji-kang", "tomas-hale"),
    date=parse_date("1931~"),
    language="en",
)


def read_back(text: str, namespaces: Namespaces = NAMESPACES) -> list[Document]:
    return read_documents(find_format("turtle").read(text.encode()), namespaces)


def test_a_document_is_written_in_the_layout_of_the_data() -> None:
    text = format_document(LETTERS, NAMESPACES, {"min-ji-kang": "Min-ji Kang"})
    _, _, body = text.partition("never the text.\n\n")
    assert body == (
        "src:letters a kg:Document ;\n"
        '    rdfs:label "Kang 1931"@en ;\n'
        '    dcterms:title "A Year of \\"Letters\\""@en ;\n'
        "    dcterms:creator ent:min-ji-kang , ent:tomas-hale ;\n"
        '    dcterms:language "en" ;\n'
        '    kg:date "1931~"^^edtf:EDTF ;\n'
        f'    kg:sha256 "{"ab" * 32}" ;\n'
        "    kg:characters 120 .\n"
        "\n"
        "ent:min-ji-kang a kg:Person ;\n"
        '    rdfs:label "Min-ji Kang"@en .\n'
        "\n"
        "src:letters.P1 a kg:Passage ;\n"
        '    rdfs:label "P1"@en ;\n'
        "    kg:document src:letters ;\n"
        '    dcterms:identifier "P1" ;\n'
        "    kg:start 0 ;\n"
        "    kg:end 12 ;\n"
        f'    kg:sha256 "{"cd" * 32}" .\n'
        "\n"
        "src:letters.F1 a kg:Passage ;\n"
        '    rdfs:label "F1"@en ;\n'
        "    kg:document src:letters ;\n"
        '    dcterms:identifier "F1" ;\n'
        "    kg:start 14 ;\n"
        "    kg:end 20 ;\n"
        f'    kg:sha256 "{"ef" * 32}" .\n'
        "\n"
        "src:letters.P2 a kg:Passage ;\n"
        '    rdfs:label "P2"@en ;\n'
        "    kg:document src:letters ;\n"
        '    dcterms:identifier "P2" ;\n'
        "    kg:start 22 ;\n"
        "    kg:end 30 ;\n"
        f'    kg:sha256 "{"01" * 32}" ;\n'
        "    kg:continues src:letters.P1 .\n"
    )


def test_the_prefixes_are_those_of_the_workspace() -> None:
    namespaces = Namespaces("https://example.org/graph/", "https://example.org/terms#")
    text = format_document(LETTERS, namespaces)
    assert text.startswith(
        "@prefix kg: <https://example.org/terms#> .\n@prefix ent: <https://example.org/graph/id/> .\n"
    )
    assert read_back(text, namespaces) == [LETTERS]


titles = st.text(min_size=1).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))


@given(titles, st.sampled_from(["en", "ko", "pt-br"]), st.sampled_from([None, "1931", "193X~"]))
def test_a_document_comes_back_the_same(title: str, language: str, date: str | None) -> None:
    document = Document(
        slug="letters",
        title=title,
        characters=1,
        sha256="ab",
        passages=LETTERS.passages,
        label=title,
        date=parse_date(date) if date else None,
        language=language,
    )
    assert read_back(format_document(document, NAMESPACES)) == [document]


def test_documents_and_citations_are_read_from_the_data(workspace: Workspace) -> None:
    quads = read_data(workspace)
    (document,) = read_documents(quads, workspace.namespaces)
    assert (document.slug, document.label, document.creators) == ("memoir-1931", "Hale 1931", ("tomas-hale",))
    assert [passage.slug for passage in document.passages] == [f"P{n}" for n in range(1, 9)]
    assert document.passages[3].continues == "P3"
    citations = {citation.claim: citation for citation in read_citations(quads, workspace.namespaces)}
    assert citations["treaty-1921-replaces-1902"].passages == {("memoir-1931", "P3"), ("memoir-1931", "P8")}
    assert citations["trade-1925"].label == "Trade was worth three to four million dollars in 1925"
    assert {"tomas-hale", "trade-1925.arvenia"} & described_entities(quads, workspace.namespaces) == {"tomas-hale"}


def test_a_workspace_without_data_has_no_documents(workspace: Workspace, tmp_path: Path) -> None:
    empty = Workspace(tmp_path, tmp_path, tmp_path / "data", tmp_path, tmp_path)
    assert read_data(empty) == []


@pytest.mark.parametrize(
    ("found", "instead", "reason"),
    [
        (f'kg:end 12 ;\n    kg:sha256 "{"cd" * 32}"', "kg:end 12", "ontology#sha256>"),
        ("kg:start 0 ;", "", "letters.P1> has no <https://w3id.org/diplograph/ontology#start>"),
        ("kg:start 0 ;", 'kg:start "soon" ;', "but 'soon'"),
        ("kg:document src:letters ;", "", "has no"),
        ("kg:characters 120", "kg:characters 1.5", "but '1.5'"),
    ],
)
def test_a_record_that_lacks_something_is_refused(found: str, instead: str, reason: str) -> None:
    text = format_document(LETTERS, NAMESPACES).replace(found, instead)
    with pytest.raises(InputError, match=re.escape(reason)) as caught:
        read_back(text)
    assert caught.value.remedy
