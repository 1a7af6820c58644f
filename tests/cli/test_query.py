"""`kg query`: what is asked, how it is printed, and what is said where nothing can be."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.config import Workspace
from tests.cli.test_build import run
from tests.conftest import ROOT

Output = pytest.CaptureFixture[str]
TREATIES = ("query", "treaties-in-force", "--date", "1922-06-30")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def here(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The built fixture workspace, with the command line in it."""
    monkeypatch.chdir(built.root)
    monkeypatch.delenv("COLUMNS", raising=False)
    return built


def type_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


# --- what is asked ---------------------------------------------------------------------------------


def test_a_named_question_into_a_pipe_is_csv(here: Workspace, capsys: Output) -> None:
    assert run(*TREATIES) == 0
    out, err = capsys.readouterr()
    assert err == ""
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["treatyLabel"], row["certainty"], row["parties"]) for row in rows] == [
        ("Treaty of friendship of 1921", "certain", "Arvenia; Belmark")
    ]
    assert rows[0]["treaty"] == "https://w3id.org/diplograph/id/treaty-1921"


@pytest.mark.parametrize("name", ["arvenia", "ent:arvenia", "Arvenia", "арвения", "아르베니아"])
def test_an_entity_is_named_as_people_type_it(here: Workspace, capsys: Output, name: str) -> None:
    assert run("query", "names-of", f"--node={name}") == 0
    assert "아르베니아" in capsys.readouterr().out


def test_sparql_from_the_command_line_a_file_and_standard_input(
    here: Workspace, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "SELECT ?n { ent:belmark skos:altLabel ?n }"
    path = tmp_path / "names.rq"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    type_in(monkeypatch, text.encode())
    for arguments in (["-e", text], [str(path)], ["-"]):
        assert run("query", *arguments) == 0
        assert capsys.readouterr().out.split() == ["n", "Republic", "of", "Belmark"]


def test_options_may_stand_anywhere(here: Workspace, capsys: Output) -> None:
    assert run("query", "--format", "tsv", "treaties-in-force", "--date=1922-06-30", "--cite") == 0
    assert capsys.readouterr().out.startswith("?treaty\t?treatyLabel\t")


def test_a_question_of_ones_own(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.chdir(workspace.root)
    folder = workspace.ontology / "queries"
    folder.mkdir(exist_ok=True)
    (folder / "who.rq").write_text(
        "# title: Who\n# description: Who is a person.\n# example: kg query who\nSELECT ?who { ?who a kg:Person }\n"
    )
    assert run("query", "who") == 0
    out, err = capsys.readouterr()
    assert len(out.split()) == 3
    assert err.startswith("The graph is not built yet: building it.")


def test_a_stale_graph_is_built_first(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.chdir(workspace.root)
    assert run("query", "-e", "ASK { ent:belmark a kg:State }") == 0
    entities = workspace.data / "memoir-1931" / "entities.ttl"
    text = entities.read_text(encoding="utf-8")
    entities.write_text(text.replace('"Irena Volkova"@en', '"Irena Volkov"@en'), encoding="utf-8")
    capsys.readouterr()
    assert run("query", "names-of", "--node", "irena-volkova") == 0
    out, err = capsys.readouterr()
    assert err.startswith("The data have changed: building the graph again.")
    assert "Irena Volkov," in out


# --- questions -------------------------------------------------------------------------------------


def test_the_list_of_questions(here: Workspace, capsys: Output) -> None:
    assert run("query", "--list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 30
    names = [line.split("  ")[0] for line in lines]
    assert names == sorted(names)
    assert lines[names.index("treaties-in-force")].endswith("  Treaties in force on a day")


def test_a_question_is_shown_with_its_sparql(here: Workspace, capsys: Output) -> None:
    assert run("query", "--show", "treaties-in-force") == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Usage: kg query treaties-in-force --date DATE [--party ENTITY]\n\n  Treaties in force on a day\n"
    )
    assert "  --date DATE     the day asked about\n" in out
    assert "# title: Treaties in force on a day\n" in out
    assert "SELECT ?treaty" in out


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_of_a_question(here: Workspace, capsys: Output, option: str) -> None:
    assert run("query", "claims-of-several-passages", option) == 0
    out = capsys.readouterr().out
    assert "Usage: kg query claims-of-several-passages [--least INTEGER]" in out
    assert "in at least so many passages [default: 2]" in out
    assert "SELECT" not in out
    assert all(line == line.rstrip() for line in out.splitlines())


def test_help_of_the_command(here: Workspace, capsys: Output) -> None:
    for arguments in (["--help"], []):
        assert run("query", *arguments) == 0
        assert "--allow-service" in capsys.readouterr().out


# --- how it is printed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("csv", "s,l\r\n"),
        ("tsv", "?s\t?l\n"),
        ("json", '{"head":{"vars":["s","l"]}'),
        ("xml", "<?xml version="),
        ("markdown", "| s | l |\n| --- | --- |\n| ent:arvenia | Arvenia |\n"),
        ("table", "s "),
    ],
)
def test_formats_of_rows(here: Workspace, capfdbinary: pytest.CaptureFixture[bytes], form: str, beginning: str) -> None:
    text = "SELECT ?s ?l { ?s a kg:State ; rdfs:label ?l FILTER(LANG(?l) = 'en') } ORDER BY ?s"
    assert run("query", "-e", text, "--format", form) == 0
    out = capfdbinary.readouterr().out.decode()
    assert out.startswith(beginning)
    assert out.endswith("\n")
    assert "Kingdom of Belmark" in out


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld"])
def test_formats_of_triples(here: Workspace, capsys: Output, form: str) -> None:
    assert run("query", "-e", "CONSTRUCT WHERE { ?s kg:replaces ?o }", "--format", form) == 0
    out = capsys.readouterr().out
    assert "treaty-1902" in out
    assert "SELECT" not in out


def test_yes_and_no(here: Workspace, capsys: Output) -> None:
    for text, answer in (("ASK { ?s a kg:State }", "yes\n"), ("ASK { ?s a kg:Work , kg:State }", "no\n")):
        assert run("query", "-e", text) == 0
        assert capsys.readouterr() == (answer, "")
    assert run("query", "-e", "ASK {}", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["boolean"] is True


def test_on_a_terminal_it_is_a_table(built: Workspace) -> None:
    main, child = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "90", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "kg", "query", "names-of", "--node", "arvenia"]
    subprocess.run(command, cwd=built.root, env=environment, stdout=child, check=True)
    os.close(child)
    lines = [line.rstrip() for line in os.read(main, 10_000).decode().splitlines()]
    os.close(main)
    assert lines == [
        "name        language  sort",
        "Arvenia     en        label",
        "아르베니아  ko        label",
        "Арвения     ru        label",
    ]


def test_footnotes_stand_below_the_table(here: Workspace, capsys: Output) -> None:
    assert run(*TREATIES, "--cite", "--format", "table") == 0
    rows, notes = capsys.readouterr().out.split("\n\n")
    assert rows.splitlines()[1].rstrip().endswith("[1]")
    assert notes.startswith("[1]  Arvenia and Belmark signed a treaty of friendship in May 1921 [Hale 1931, P3]")


def test_sources_are_a_column_of_their_own_in_csv(here: Workspace, capsys: Output) -> None:
    assert run("query", "-e", "SELECT ?s { ?s a kg:Observation }", "--cite") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows == [
        {
            "s": "https://w3id.org/diplograph/id/trade-1925",
            "sources": "[Hale 1931, P6; report from Merchants of Port Selin]",
        }
    ]


@pytest.mark.parametrize(
    ("form", "beginning"), [("bibtex", "@misc{memoir-1931,"), ("csl", '[\n  {\n    "id": "memoir')]
)
def test_the_works_behind_the_rows(here: Workspace, capsys: Output, form: str, beginning: str) -> None:
    assert run(*TREATIES, "--bibliography", form) == 0
    out = capsys.readouterr().out
    assert out.startswith(beginning)
    assert "Two Ministries: “Recollections of an Envoy”" in out


# --- where there is no answer ----------------------------------------------------------------------


def test_no_row_is_not_a_no(here: Workspace, capsys: Output) -> None:
    assert run("query", "treaties-between", "--a", "port-selin-merchants", "--b", "treaty-1902") == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "the graph's sources do not say. That is not a 'no'." in err
    assert "Of Treaty of 1902 they leave open: party." in err


def test_no_triple_is_not_a_no_either(here: Workspace, capsys: Output) -> None:
    assert run("query", "-e", "CONSTRUCT WHERE { ?s kg:replaces ent:treaty-1921 }") == 0
    out, err = capsys.readouterr()
    assert out.strip() == ""
    assert "That is not a 'no'." in err


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_what_only_a_query_makes_is_printed(here: Workspace, capsys: Output, form: str) -> None:
    text = "SELECT (BNODE() AS ?claim) (TRIPLE(ent:a, ent:b, 3) AS ?t) {}"
    assert run("query", "-e", text, "--cite", "--format", form) == 0
    assert "https://w3id.org/diplograph/id/b" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["treaties-in-forc"], 2, "no question is called 'treaties-in-forc'\n  Did you mean: treaties-in-force"),
        (["--show", "treaty"], 2, "no question is called 'treaty'"),
        (["treaties-in-force"], 2, "treaties-in-force needs --date: the day asked about\n  For example: kg query"),
        (["treaties-in-force", "--date", "1995"], 2, "--date asks about one day, and '1995' is longer"),
        (["treaties-in-force", "--date", "May"], 2, "--date is a date, and 'May' is none"),
        (["treaties-in-force", "--dat", "1995-01-01"], 2, "has no parameter --dat\n  Its parameters: --date, --party."),
        (["treaties-in-force", "--date"], 2, "--date needs a value"),
        (["treaties-in-force", "1995-01-01"], 2, "'1995-01-01' is one word too many"),
        (["names-of", "--node", "arvenai"], 2, "nothing here is called 'arvenai'\n  Did you mean: arvenia"),
        (["events", "--kind", "Vist"], 2, "nothing here is called 'Vist'\n  Did you mean: Visit"),
        (["-e", "ASK {}", "--date", "1995"], 2, "--date is no option of kg query"),
        (["-e", "ASK {}", "--format", "turtle"], 2, "turtle is a format of triples"),
        (["-e", "CONSTRUCT WHERE {?s ?p ?o} LIMIT 1", "--format", "csv"], 2, "csv is a format of rows"),
        (["-e", "ASK {}", "--format", "yaml"], 2, "'yaml' is not one of"),
        (["-e", "ASK {}", "--cite"], 2, "--cite needs rows, and this query gives none"),
        (["-e", "ASK {}", "--bibliography", "csl"], 2, "--bibliography needs rows"),
        (["-e", "ASK {}", "--timeout", "0"], 2, "--timeout"),
        (["-e", "ASK {}", "--timeout", "nan"], 2, "nan is not more than 0 and at most 604800"),
        (["-e", "ASK {}", "--timeout", "inf"], 2, "inf is not more than 0 and at most 604800"),
        (["-e", "ASK {}", "names-of"], 2, "'names-of' is one word too many"),
        (["events", "--from", "1920", "--to", "1910"], 2, "--from 1920-01-01 comes after --to 1910-12-31"),
        (["-e", "LOAD <http://127.0.0.1:1/>"], 1, "LOAD changes data and is no query"),
        (
            ["-e", "SELECT * {\n ?s ex:p ?o }"],
            1,
            "<query>:2:5: the prefix ex: is not declared\n     ?s ex:p ?o }\n        ^",
        ),
        (["-e", "ASK { SERVICE <http://127.0.0.1:1/> {} }"], 1, "SERVICE would call another server, which is off"),
        (["-e", "CLEAR ALL"], 1, "CLEAR changes data and is no query"),
        (["-e", ""], 1, "the query is empty"),
        (["-e", RUNAWAY, "--timeout", "0.5"], 1, "the query was ended after 0.5 seconds"),
        (["missing.rq"], 1, "missing.rq: cannot be read: No such file or directory"),
        (["./data"], 1, "data: a folder stands where a text belongs"),
    ],
)
def test_what_cannot_be_asked_is_said(
    here: Workspace, capsys: Output, arguments: list[str], code: int, message: str
) -> None:
    assert run("query", *arguments) == code
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "wrong.rq: the file is empty"),
        (b" \n\t\n", "wrong.rq: the file is empty"),
        (b"# only a comment\n", "the query is empty"),
        (b"SELECT *\n{ ?s ?p '\xe9' }", "wrong.rq:2:10: not UTF-8: byte 0xE9"),
        ("ASK {}".encode("utf-16"), "wrong.rq: no plain text but UTF-16"),
        (b"SELECT *\n{ ?s ?p }", "wrong.rq:2:3: what begins with “?s” is no SPARQL"),
    ],
)
def test_a_query_file_that_is_none(
    here: Workspace, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, content: bytes, message: str
) -> None:
    path = tmp_path / "wrong.rq"
    path.write_bytes(content)
    assert run("query", str(path)) == 1
    assert message in capsys.readouterr().err
    type_in(monkeypatch, content)
    assert run("query", "-") == 1
    assert message.replace("wrong.rq", "<stdin>") in capsys.readouterr().err


def start(workspace: Workspace, text: str, seconds: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg", "query", "-e", text, "--timeout", str(seconds)]
    return subprocess.Popen(
        command, cwd=workspace.root, env=environment, stderr=subprocess.PIPE, start_new_session=True
    )


def running(group: int) -> list[int]:
    """Give the processes of a group that still run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, of_group = status.read_text().rpartition(")")[2].split()[:3]
            if int(of_group) == group and state not in {"Z", "X"}:
                found.append(int(status.parent.name))
    return found


def await_end(group: int) -> None:
    deadline = time.monotonic() + 20
    while running(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running(group) == []


def await_child(group: int) -> None:
    deadline = time.monotonic() + 20
    while len(running(group)) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="tells processes by /proc")


@needs_proc
def test_a_runaway_query_leaves_no_process(built: Workspace) -> None:
    asked = start(built, RUNAWAY, 1)
    _, err = asked.communicate(timeout=30)
    assert b"the query was ended after 1 seconds" in err
    assert asked.returncode == 1
    assert running(asked.pid) == []


@needs_proc
def test_an_interrupted_query_leaves_no_process(built: Workspace) -> None:
    asked = start(built, RUNAWAY, 60)
    await_child(asked.pid)
    os.killpg(asked.pid, signal.SIGINT)
    _, err = asked.communicate(timeout=30)
    assert b"Traceback" not in err
    await_end(asked.pid)


@needs_proc
def test_a_query_ends_though_whoever_asked_was_killed(built: Workspace) -> None:
    asked = start(built, RUNAWAY, 1)
    await_child(asked.pid)
    os.kill(asked.pid, signal.SIGKILL)
    asked.communicate(timeout=30)
    await_end(asked.pid)


def test_a_reader_that_goes_away_is_no_mistake(built: Workspace) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = f"{sys.executable} -m kg query -e 'SELECT * {{ ?s ?p ?o . ?a rdf:type ?c }}' | head -1"
    shown = subprocess.run(command, shell=True, cwd=built.root, env=environment, capture_output=True, check=True)
    assert b"Traceback" not in shown.stderr
