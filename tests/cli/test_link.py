"""`kg link check`, `list` and `stats`."""

from __future__ import annotations

import json

import pytest

from kg.config import Workspace
from tests.cli.test_build import run
from tests.linking.sets import put_set, set_text

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The fixture workspace with links, and the command line in it."""
    close = {"subject_id": "ent:belmark", "predicate_id": "skos:closeMatch", "object_id": "wikidata:Q1002"}
    put_set(workspace, {"object_label": "Arvenia"}, close, {"object_id": "wikidata:Q9", "predicate_modifier": "Not"})
    monkeypatch.chdir(workspace.root)
    monkeypatch.setenv("COLUMNS", "120")
    return workspace


def test_sound_links_pass_and_nothing_is_built(here: Workspace, capsys: Output) -> None:
    assert run("link", "check") == 0
    assert capsys.readouterr().out == "Nothing found.\n"
    assert not here.store.exists()


def test_unsound_ones_fail_in_both_checks(here: Workspace, capsys: Output) -> None:
    put_set(here, {"subject_id": "ent:nowhere"})
    expected = "data/links/wikidata.sssom.tsv:9:1: error unknown-subject: ent:nowhere is nowhere described\n"
    assert run("link", "check") == 1
    assert expected in capsys.readouterr().out
    assert run("check") == 1
    assert expected in capsys.readouterr().out
    assert run("link", "check", "--format", "sarif") == 1
    (rule,) = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "A mapping is about something that the graph does not describe."


def test_a_file_can_be_checked_before_it_is_put_among_the_links(here: Workspace, capsys: Output) -> None:
    draft = here.root / "draft.sssom.tsv"
    draft.write_text(set_text({"object_id": "wikidata:1"}), encoding="utf-8")
    assert run("link", "check", str(draft)) == 1
    assert "draft.sssom.tsv:9:30: error identifier-malformed" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_a_finding(here: Workspace, capsys: Output) -> None:
    assert run("link", "check", "nowhere.sssom.tsv") == 1
    assert "nowhere.sssom.tsv: error mapping-set-malformed: cannot be read" in capsys.readouterr().out


def test_list(capsys: Output) -> None:
    assert run("link", "list", "arvenia") == 0
    heading, yes, no = capsys.readouterr().out.splitlines()
    assert heading.split() == ["match", "record", "label", "confidence", "author", "comment"]
    assert yes.split() == ["exact", "Wikidata", "Q1001", "Arvenia", "0.9", "Irena", "Volkova"]
    assert no.split()[:4] == ["not", "exact", "Wikidata", "Q9"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["Q1001", "Q1002", "Q9"]),
        (("--predicate", "close"), ["Q1002"]),
        (("--scheme", "wikidata", "--predicate", "exact"), ["Q1001", "Q9"]),
        (("--scheme", "cow"), []),
        (("Arvenia",), ["Q1001", "Q9"]),
    ],
)
def test_list_can_be_narrowed(options: tuple[str, ...], expected: list[str], capsys: Output) -> None:
    assert run("link", "list", *options, "--format", "json") == 0
    records = json.loads(capsys.readouterr().out)
    assert [record["identifier"] for record in records] == expected


def test_json_says_all(capsys: Output) -> None:
    assert run("link", "list", "arvenia", "--predicate", "exact", "--format", "json") == 0
    record = json.loads(capsys.readouterr().out)[0]
    assert record["iri"] == "http://www.wikidata.org/entity/Q1001"
    assert record["page"] == "https://www.wikidata.org/wiki/Q1001"
    assert record["evidence"] == ["https://example.org/evidence"]
    assert record["place"] == "data/links/wikidata.sssom.tsv:9:1"


def test_csv(capsys: Output) -> None:
    assert run("link", "list", "--predicate", "close", "--format", "csv") == 0
    heading, row = capsys.readouterr().out.splitlines()
    assert heading.startswith("entity,name,match,record,scheme,identifier,iri,page,")
    assert row.startswith("belmark,,close,Wikidata Q1002,wikidata,Q1002,http://www.wikidata.org/entity/Q1002,")


def test_an_unknown_scheme_is_refused(capsys: Output) -> None:
    assert run("link", "list", "--scheme", "wikidat") == 2
    assert "there is no scheme 'wikidat'" in capsys.readouterr().err


def test_stats(capsys: Output) -> None:
    assert run("link", "stats", "--format", "json") == 0
    rows = {(row["scheme"], row["kind"]): row for row in json.loads(capsys.readouterr().out)}
    expected = {"scheme": "wikidata", "kind": "State", "exact": 1, "other": 1, "none": 1, "share": 67}
    assert rows["wikidata", "State"] == expected
    assert rows["any", "Person"]["none"] == 2
    assert run("link", "stats") == 0
    assert capsys.readouterr().out.split()[:6] == ["scheme", "kind", "exact", "other", "none", "share"]


def test_show_names_identifiers(capsys: Output) -> None:
    assert run("show", "arvenia") == 0
    out = capsys.readouterr().out
    assert "Elsewhere\n  exact match  Wikidata Q1001 (Irena Volkova, confidence 0.9)\n" in out


def test_a_misspelt_command_is_told_the_nearest(capsys: Output) -> None:
    assert run("link", "lst") == 2
    assert "Did you mean: list" in capsys.readouterr().err
