"""`kg import`: rows come in, are asked, are taken out; nothing comes in by half."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.build.imports import list_imports
from kg.config import Workspace
from kg.exports.datasets import Arrival, arrival_page, problems_csv
from kg.model.finding import Finding, Severity
from kg.rdf.listing import IMPORTS
from tests.cli.test_build import here, run
from tests.conftest import ROOT

__all__ = ["here"]

Output = pytest.CaptureFixture[str]

PACTS = """\
[dataset]
name = "pacts"
title = "Pacts of the coast"
release = "1.0"
citation = "Ash, B. 1950. Pacts."
licence = "as you like"
covers = "1900/1950"
covers_actors = "the states of the coast"
reuse = "user supplies"
notes = "A year alone is all that some pacts have."

[[table]]
name = "pact"

[table.columns]
pact = []
state = []
state_name = []
year = ["yr"]

[[table.node]]
id = "code:pacts.{pact}"
class = "kg:Treaty"
label = "Pact {pact}"
once = true
date = { year = "year" }
set = [ { property = "kg:kind", value = "kg:FriendshipTreaty" } ]

[[table.node.participation]]
id = "code:pacts.{pact}.{state}"
actor = "code:coast.{state}"
role = "kg:Party"

[[table.node]]
id = "code:coast.{state}"
class = "kg:State"
label = "{state_name}"
once = true
shared = true
"""
ROWS = "pact,state,state_name,year\n7,1,Arvenia,1921\n7,2,Belmark,1921\n8,1,Arvenia,1930\n"


@pytest.fixture
def coast(here: Workspace) -> Workspace:
    """The fixture workspace with the descriptor of a dataset, a file of it, and a link to one of its records."""
    (here.data / "datasets").mkdir()
    (here.data / "datasets" / "pacts.toml").write_text(PACTS, encoding="utf-8")
    (here.root / "pacts.csv").write_text(ROWS, encoding="utf-8")
    os.utime(here.root / "pacts.csv", (1_700_000_000, 1_700_000_000))
    return here


def rows_of(capsys: Output, *arguments: str) -> list[dict[str, str]]:
    capsys.readouterr()
    assert run("query", *arguments, "--format", "csv") == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


PLAIN = ("-e", "SELECT ?label ?when { ?treaty a kg:Treaty ; rdfs:label ?label ; kg:date ?when } ORDER BY ?label")


def test_a_file_comes_in_by_its_columns(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv") == 0
    out, err = capsys.readouterr()
    lines = re.sub(r", [\d,]+ rows a second", "", out).splitlines()
    assert lines[0].startswith("pacts-1.0  3 rows in, ")
    assert lines[1].split() == ["2", "treaty"]
    assert err.splitlines()[:1] == ["read …"]
    labels = [row["label"] for row in rows_of(capsys, *PLAIN)]
    assert [label for label in labels if label.startswith("Pact")] == ["Pact 7", "Pact 8"]
    assert len(labels) == 4


def test_a_dataset_can_be_named(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts", "pacts.csv", "--release", "2.0", "--retrieved", "2024-05", "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    [found] = list_imports(coast)
    assert (found.name, found.retrieved) == ("pacts-2.0", "2024-05")


def test_files_have_the_date_that_the_system_knows(coast: Workspace) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    assert [found.retrieved for found in list_imports(coast)] == ["2023-11-14"]


def test_only_some_rows_come_in(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--only", "year=1930,1931", "--quiet") == 0
    assert [row["label"] for row in rows_of(capsys, *PLAIN) if row["label"].startswith("Pact")] == ["Pact 8"]
    assert run("import", "--list") == 0
    assert "pacts-1.0: 1 row, only year=1930,1931" in " ".join(capsys.readouterr().out.split())


def test_what_is_curated_is_asked_alone(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    assert len(rows_of(capsys, *PLAIN, "--no-datasets")) == 2
    assert len(rows_of(capsys, *PLAIN, "--datasets")) == 4


def test_a_question_about_claims_is_asked_of_what_is_curated(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    treaties = ("entities", "--class", "Treaty")
    assert len(rows_of(capsys, *treaties)) == len(rows_of(capsys, *treaties, "--no-datasets")) == 2
    assert len(rows_of(capsys, *treaties, "--datasets")) == 4


def test_a_question_finds_what_is_imported(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    [found] = rows_of(capsys, "records-of", "--node", "pacts.7", "--cite")
    assert (found["recordLabel"], found["when"], found["sources"]) == ("Pact 7", "1921", "[pacts-1.0]")
    assert found["rows"].split() == ["https://w3id.org/diplograph/source/pacts-1.0.pact#row=2"]
    assert [row["source"] for row in rows_of(capsys, "records-of", "--node", "treaty-1921")] == [
        "https://w3id.org/diplograph/source/memoir-1931"
    ]


@pytest.mark.parametrize("name", ["pacts.7", "code:pacts.7", "https://w3id.org/diplograph/code/pacts.7", "Pact 7"])
def test_a_record_is_shown_by_any_of_its_names(coast: Workspace, capsys: Output, name: str) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    assert run("show", name) == 0
    out = capsys.readouterr().out
    assert out.startswith("Pact 7  (treaty: friendship treaty)")
    assert "[pacts-1.0]" in out


def test_what_is_curated_is_found_first(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    assert run("show", "Arvenia") == 0
    assert "Coastal state" in capsys.readouterr().out
    assert run("show", "pacts-1.0") == 0
    assert "Ash, B. 1950. Pacts." in capsys.readouterr().out


def test_a_name_that_is_nowhere_is_missed_as_ever(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    assert run("show", "arvenja") == 2
    assert "Did you mean: arvenia" in capsys.readouterr().err


def test_rows_that_do_not_fit_are_left_out_and_named(coast: Workspace, capsys: Output) -> None:
    bad = "".join(f"9{n},1,Arvenia,no year\n" for n in range(12)) + '"=1+1",1\n'
    (coast.root / "pacts.csv").write_text(ROWS + bad, encoding="utf-8")
    assert run("import", "pacts.csv", "--problems", "problems.csv") == 1
    out = capsys.readouterr().out
    assert "pacts-1.0  3 rows in" in out
    assert "Left out: 13 rows" in out
    assert "pacts.csv:5" in out
    assert "… and 3 more" in out
    problems = list(csv.DictReader((coast.root / "problems.csv").read_text(encoding="utf-8").splitlines()))
    assert len(problems) == 13
    assert {problem["file"] for problem in problems} == {"pacts.csv"}
    assert {int(problem["line"]) for problem in problems} == set(range(5, 18))
    assert len(rows_of(capsys, *PLAIN)) == 4


def test_strict_imports_nothing_where_a_row_does_not_fit(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    (coast.root / "pacts.csv").write_text(ROWS + "9,1,Arvenia,no year\n", encoding="utf-8")
    assert run("import", "pacts.csv", "--strict") == 1
    assert "pacts.csv:5" in capsys.readouterr().err
    assert [found.written for found in list_imports(coast)] == [3]


def test_what_came_in_before_an_error_is_in_the_graph_and_told(coast: Workspace, capsys: Output) -> None:
    other = PACTS.replace('"pacts"', '"zones"').replace("code:pacts.", "code:zones.").replace("pact = []", "zone = []")
    (coast.data / "datasets" / "zones.toml").write_text(other.replace("{pact}", "{zone}"), encoding="utf-8")
    bad = ROWS.replace("pact,", "zone,") + "9,1,Arvenia,no year\n"
    (coast.root / "zones.csv").write_text(bad, encoding="utf-8")
    assert run("import", "pacts.csv", "zones.csv", "--strict") == 1
    out, err = capsys.readouterr()
    assert out.startswith("pacts-1.0  3 rows in, ")
    assert "zones.csv:5:4: " in err
    assert [found.name for found in list_imports(coast)] == ["pacts-1.0"]
    assert len(rows_of(capsys, *PLAIN)) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_who_stops_the_build_after_an_import_is_told_how_to_go_on(
    coast: Workspace, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.import_._build", lambda *_, **__: signal.raise_signal(signal.SIGINT))
    assert run("import", "pacts.csv") == 1
    err = capsys.readouterr().err
    assert "Imported, but the graph is not built with it yet: pacts-1.0" in err
    assert "kg build" in err


def test_a_release_is_taken_out(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    assert run("import", "--remove", "pacts-1.0") == 0
    assert capsys.readouterr().out == "pacts-1.0 is no longer in the graph.\n"
    assert len(rows_of(capsys, *PLAIN)) == 2


def test_datasets_are_listed_and_described(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    assert run("import", "--list") == 0
    assert re.search(r"pacts +Pacts of the coast\n +pacts-1\.0: 3 rows", capsys.readouterr().out)
    for name in ("pacts", "pacts-1.0"):
        assert run("import", "--describe", name) == 0
        out = capsys.readouterr().out
        assert "Ash, B. 1950. Pacts." in out
        assert "1900 to 1950; the states of the coast" in out
        assert "pact, state, state_name, year" in out
        assert "A year alone" in out


def test_a_descriptor_that_cannot_be_read_is_listed_as_such(coast: Workspace, capsys: Output) -> None:
    (coast.data / "datasets" / "wrong.toml").write_text("[dataset", encoding="utf-8")
    assert run("import", "--list") == 0
    assert re.search(r"wrong +cannot be read", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "kg import needs a file"),
        (["pacts"], 2, "no file is given"),
        (["pacts", "missing.csv"], 2, "there is no file missing.csv"),
        (["packts", "pacts.csv"], 2, "Did you mean pacts"),
        (["pacts.csv", "--release", "../../x"], 2, "no name of a release"),
        (["pacts.csv", "--retrieved", "yesterday"], 2, "--retrieved is a date"),
        (["pacts.csv", "--only", "color=red"], 2, "no column 'color'"),
        (["pacts.csv", "--only", "color"], 2, "no filter"),
        (["memoir-1931.txt"], 1, "its columns are those of no dataset"),
        (["--remove", "../.."], 2, "no name of a release"),
        (["--remove", "pacts-9"], 2, "no release 'pacts-9' is imported"),
        (["--describe", "packts"], 2, "Did you mean pacts"),
    ],
)
def test_wrong_usage_is_explained(coast: Workspace, capsys: Output, arguments: list[str], code: int, said: str) -> None:
    assert run("import", *arguments) == code
    assert said in capsys.readouterr().err
    assert list_imports(coast) == []


@pytest.mark.parametrize(("argument", "status"), [("pacts.csv", 2), ("--describe=pacts", 0), ("--list", 0)])
def test_only_who_imports_needs_the_extra(coast: Workspace, argument: str, status: int) -> None:
    """As in an installation without it: its libraries cannot be imported."""
    code = """
import sys
from importlib.abc import MetaPathFinder

class Missing(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name in {"defusedxml", "fastexcel", "narwhals", "polars", "pyarrow", "pyreadstat"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from kg.cli import main
main(["import", sys.argv[1]])
"""
    command = [sys.executable, "-c", code, argument]
    done = subprocess.run(command, cwd=coast.root, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    assert ("pip install 'diplograph[datasets]'" in done.stderr) == bool(status)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_a_terminal_shows_progress_and_a_pipe_does_not(coast: Workspace) -> None:
    command = [sys.executable, "-m", "kg", "import", "pacts.csv"]
    piped = subprocess.run(command, cwd=coast.root, capture_output=True, check=True)
    assert b"\x1b[" not in piped.stdout + piped.stderr
    ours, theirs = pty.openpty()
    shown = b""
    with subprocess.Popen(command, cwd=coast.root, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        while chunk := _read(ours):
            shown += chunk
    assert process.returncode == 0
    assert b"pacts-1.0" in shown
    assert b"rows" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux says so when the other end is closed
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_import_leaves_the_old_graph(coast: Workspace, capsys: Output) -> None:
    assert run("import", "pacts.csv", "--quiet") == 0
    many = "".join(f"{n},1,Arvenia,1930\n" for n in range(100, 600_000))
    (coast.root / "many.csv").write_text(ROWS + many, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "import", "pacts", "many.csv"]
    with subprocess.Popen(command, cwd=coast.root, stderr=subprocess.DEVNULL) as process:
        while not list((coast.store / IMPORTS).glob(".staging/*/.rows.nq.zst")):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert [found.written for found in list_imports(coast)] == [3]
    assert len(rows_of(capsys, *PLAIN)) == 4
    assert run("import", "pacts.csv", "--quiet") == 0
    assert [path.name for path in (coast.store / IMPORTS).iterdir() if not path.name.startswith(".loaded")] == [
        "pacts-1.0"
    ]


def test_errors_in_the_data_leave_the_old_graph(coast: Workspace, capsys: Output) -> None:
    assert run("build", "--quiet") == 0
    path = coast.data / "memoir-1931" / "entities.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("a kg:Place", "a kg:Plaice"), encoding="utf-8")
    assert run("import", "pacts.csv") == 1
    assert "nothing was built" in capsys.readouterr().err


def test_many_problems_are_told_on_a_page_of_few_lines() -> None:
    problems = [Finding("row-bad", Severity.ERROR, f"wrong {n}\x1b[31m") for n in range(50)]
    page = str(arrival_page(Arrival("pacts-1.0", 1, 50, 1, 0.0, {"treaty": 1}, problems, 50), 80, colour=False))
    assert len(page.splitlines()) < 20
    assert "… and 40 more" in page
    assert "\x1b" not in page
    assert problems_csv(problems[:1]).decode().splitlines()[1].startswith(",,,row-bad,wrong 0")


@pytest.mark.skipif(not (ROOT.parent / "shared" / "datasets").is_dir(), reason="the real datasets are not there")
def test_the_essay_and_the_datasets_answer_together(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ontology", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "kg.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    shared = ROOT.parent / "shared" / "datasets"
    files = [*shared.glob("cow_alliances/*by_member.csv"), *shared.glob("atop/*.csv"), *shared.glob("icews/*.tab")]
    assert run("import", *map(str, files), "--quiet") == 0
    records = rows_of(capsys, "records-of", "--node", "treaty-1961")
    assert [(row["recordLabel"], row["when"]) for row in records] == [
        ("COW alliance 264 of 1961", "1961-07-06/1995-09-07"),
        ("ATOP alliance 3440", "1961-07-06/1996-09-10"),
        ("Treaty of 1961", "1961/"),
    ]
    found = {
        row["record"].rpartition("/")[2]
        for row in rows_of(capsys, "treaties-recorded", "--a=russia", "--b=north-korea")
    }
    assert {"treaty-1961", "treaty-2000", "cow-alliance.264", "cow-alliance.397", "atop.3440", "atop.4940"} <= found
