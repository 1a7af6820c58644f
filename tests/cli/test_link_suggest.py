"""`kg link suggest`: candidates from tables, services and imported releases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build.imports import release_name, staged_import
from kg.cli import main
from kg.cli.link_suggest import suggest
from kg.config import Workspace, read_workspace
from kg.linking.reading import read_mapping_set
from tests.build.releases import write_release
from tests.linking.service import Reply, gazetteer, serve

STATES = """ccode,name,styear,stmonth,stday,endyear,endmonth,endday,Wikidata ID
900,Arvenia,1816,1,1,1931,12,31,Q900
901,Belmark,1919,3,2,1931,12,31,https://www.wikidata.org/wiki/Q901
902,Corland,1816,1,1,1931,12,31,Q902
"""
HEADER = """#mapping_set_id: https://w3id.org/diplograph/links/{scheme}
#mapping_set_title: Links
#mapping_set_version: 1.0.0
#license: https://creativecommons.org/licenses/by/4.0/
#curie_map:
#  ent: https://w3id.org/diplograph/id/
#  {scheme}: {iri}
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tauthor_label\tconfidence
"""
CODE, KG = "https://w3id.org/diplograph/code/", "https://w3id.org/diplograph/ontology#"


@pytest.fixture(autouse=True)
def home(built: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built workspace, so that only what changes the data has to build it again."""
    folder = tmp_path / "embassy"
    shutil.copytree(built.root, folder)
    (folder / "states.csv").write_text(STATES, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(suggest, arguments, catch_exceptions=False, env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    return result


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as caught:
        main(["link", "suggest", *arguments])
    assert isinstance(caught.value.code, int)
    return caught.value.code, capsys.readouterr().err


def link(home: Path, scheme: str, iri: str, *rows: tuple[str, str, str]) -> None:
    """Judge pairs: subject, object, and "Not" or a confidence or nothing."""
    lines = [
        f"{subject}\tskos:exactMatch\t{'Not' if said == 'Not' else ''}\t{object_}\tsemapv:ManualMappingCuration\tA\t"
        f"{'' if said == 'Not' else said}\n"
        for subject, object_, said in rows
    ]
    path = home / "data" / "links" / f"{scheme}.sssom.tsv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER.format(scheme=scheme, iri=iri) + "".join(lines), encoding="utf-8")


def test_rows_of_a_table_are_suggested_with_the_reason(home: Path) -> None:
    result = run("cow", "states.csv", "--type", "state")
    assert "Arvenia  ent:arvenia  State" in result.stdout
    assert "cow:900  Arvenia  “Arvenia”, the same name; both State" in result.stdout
    assert "Columns: identifier: ccode; names: name; begin: styear, stmonth, stday; end: endyear" in result.stderr
    assert "other identifiers: Wikidata ID (wikidata)" in result.stderr
    found = {each.pair for each in read_mapping_set(home / ".kg" / "candidates" / "cow.sssom.tsv").mappings}
    assert {("ent:arvenia", "cow:900"), ("ent:belmark", "cow:901")} <= found


def test_nothing_is_linked_by_a_suggestion(home: Path) -> None:
    run("cow", "states.csv", "--out", "candidates.sssom.tsv")
    assert not (home / "data" / "links").exists()
    (mapping, *_) = read_mapping_set(home / "candidates.sssom.tsv").mappings
    assert mapping.justification == "semapv:CompositeMatching"
    assert (mapping.author_labels, mapping.date) == ((), None)
    assert {"decision", "similarity_score", "similarity_measure", "mapping_tool", "other"} >= {
        name for name, _ in mapping.further
    }
    assert str(home) not in (home / "candidates.sssom.tsv").read_text("utf-8")


def test_the_same_input_gives_the_same_bytes(home: Path) -> None:
    run("cow", "states.csv", "--out", "one.sssom.tsv")
    run("cow", "states.csv", "--out", "two.sssom.tsv")
    assert (home / "one.sssom.tsv").read_bytes() == (home / "two.sssom.tsv").read_bytes()


def test_linked_and_unsure_entities_are_left_out_and_a_no_only_for_its_record(home: Path) -> None:
    link(
        home,
        "cow",
        CODE + "cow.",
        ("ent:arvenia", "cow:900", ""),
        ("ent:kingdom-of-belmark", "cow:901", "0.5"),
        ("ent:belmark", "cow:901", "Not"),
    )
    result = run("cow", "states.csv", "--type", "state", "--least", "0")
    assert "ent:arvenia" not in result.stdout
    assert "ent:kingdom-of-belmark" not in result.stdout
    assert "cow:901" not in result.stdout


def test_an_identifier_in_another_scheme_decides(home: Path) -> None:
    link(home, "wikidata", "http://www.wikidata.org/entity/", ("ent:belmark", "wikidata:Q902", ""))
    result = run("cow", "states.csv", "--type", "state")
    assert "cow:902  Corland  both are wikidata Q902" in result.stdout
    assert "ent:belmark" in result.stdout
    assert "cow:901  Belmark  wikidata Q902 here, Q901 there" not in result.stdout


def test_a_record_that_is_another_entity_already_is_unlikely(home: Path) -> None:
    link(home, "cow", CODE + "cow.", ("ent:kingdom-of-belmark", "cow:901", ""))
    result = run("cow", "states.csv", "--type", "state", "--least", "0")
    assert "it is ent:kingdom-of-belmark already" in result.stdout


def test_what_is_no_identifier_of_the_scheme_is_left_out_and_said(home: Path) -> None:
    (home / "odd.csv").write_text("cow,name\n900,Arvenia\nARV,Arvenia\n")
    assert "Left out: 1 records without an identifier of COW state, such as 'ARV'" in run("cow", "odd.csv").stderr


def test_a_service_is_asked() -> None:
    records = [{"id": "Q900", "name": "Arvenia", "type": "country"}, {"id": "Q901", "name": "Arvonia"}]
    with serve(gazetteer(records)) as service:
        result = run("wikidata", service.url, "--type", "state")
    assert "0.98  wikidata:Q900  Arvenia" in result.stdout
    assert "the service is sure" in result.stdout


def test_a_service_that_is_none_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve(lambda _request, _count: Reply(200, b"<html>", {"Content-Type": "text/html"})) as service:
        code, said = failure(capsys, "wikidata", service.url)
    assert (code, "answers with text/html, not with JSON" in said) == (1, True)
    assert not (home / ".kg" / "candidates").exists()


def test_treaties_of_an_imported_release_are_suggested_by_parties_and_date(home: Path) -> None:
    link(home, "cow", CODE + "cow.", ("ent:arvenia", "cow:900", ""), ("ent:belmark", "cow:901", ""))
    put_alliances(read_workspace(home))
    result = run("cow-alliance")
    assert "Treaty of friendship of 1921  ent:treaty-1921  Treaty 1921-05/.." in result.stdout
    assert "cow-alliance:7" in result.stdout
    assert "2 of 2 actors in common" in " ".join(result.stdout.split())
    assert "cow-alliance:8" not in result.stdout


def test_of_very_many_imported_records_only_those_of_known_actors_are_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link(home, "cow", CODE + "cow.", ("ent:arvenia", "cow:900", ""), ("ent:belmark", "cow:901", ""))
    put_alliances(read_workspace(home))
    assert "among 2 records" in run("cow-alliance").stderr
    monkeypatch.setattr("kg.linking.suggesting._MANY", 1)
    result = run("cow-alliance")
    assert "among 1 records" in result.stderr
    assert "cow-alliance:7" in result.stdout


def put_alliances(workspace: Workspace) -> None:
    """Import two alliances of 1921: one of Arvenia and Belmark, and one of others."""
    graph = "https://w3id.org/diplograph/source/cow-alliances-4.1"
    rdf, rdfs, xsd = (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/2000/01/rdf-schema#",
        "http://www.w3.org/2001/XMLSchema#",
    )
    lines = []
    for number, begin, states in ((7, "1921-05-14", (900, 901)), (8, "1921-05-20", (902, 903))):
        node = f"<{CODE}cow-alliance.{number}>"
        about = [
            (f"{rdf}type", f"<{KG}Treaty>"),
            (f"{rdfs}label", f'"COW alliance {number}"@en'),
            (f"{KG}date", f'"{begin}/"^^<http://id.loc.gov/datatypes/edtf/EDTF>'),
            (f"{KG}earliestBegin", f'"{begin}"^^<{xsd}date>'),
            (f"{KG}latestBegin", f'"{begin}"^^<{xsd}date>'),
            (f"{KG}earliestEnd", f'"{begin}"^^<{xsd}date>'),
            *((f"{KG}participant", f"<{CODE}cow.{code}>") for code in states),
        ]
        lines += [f"{node} <{verb}> {value} <{graph}> .\n" for verb, value in about]
    shared = "".join(f"<{CODE}cow.{code}> <{rdf}type> <{KG}State> .\n" for code in (900, 901, 902, 903))
    with staged_import(workspace, release_name("cow-alliances", "4.1")) as folder:
        write_release(folder, "cow-alliances", "4.1", "".join(lines), shared)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("cows", "states.csv"), 2, "there is no scheme 'cows'"),
        (("cow", "none.csv"), 1, "none.csv: cannot be read: No such file"),
        (("cow", "states.csv", "--type", "planet"), 2, "'planet' is no class"),
        (("cow", "states.csv", "--id", "nope"), 2, "has no column 'nope'"),
        (
            ("cow", "states.csv", "--id", "endyear"),
            1,
            "the column endyear holds no identifiers of COW state, but '1931'",
        ),
        (("cow-alliance",), 2, "the graph holds no record of COW alliance"),
        (("cow", "states.csv", "--property", "P571"), 2, "write it as PROPERTY=begin|end"),
        (("cow", "states.csv", "--out", "states.csv/x"), 2, "cannot be written"),
        (("wikidata", "ftp://example.org/"), 1, "is no web address"),
    ],
)
def test_wrong_usage_is_said(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    found, error = failure(capsys, *arguments)
    assert said in error
    assert found == code
