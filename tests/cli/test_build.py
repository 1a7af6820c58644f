from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from kg.cli import main
from kg.config import Workspace
from tests.build.releases import put_release
from tests.linking.sets import put_set


@pytest.fixture
def here(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The fixture workspace, with the command line in it."""
    monkeypatch.chdir(workspace.root)
    return workspace


def run(*arguments: str) -> int:
    """Run `kg` and give its exit code."""
    with pytest.raises(SystemExit) as caught:
        main(list(arguments))
    return int(caught.value.code or 0)


def test_says_what_it_did_and_how_long_it_took(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build") == 0
    out, err = capsys.readouterr()
    lines = re.sub(r" +\d+\.\d+ s", " T", out).splitlines()
    assert lines[0] == "Arvenia and Belmark: built in T"
    assert [line.split()[0] for line in lines[1:7]] == ["read", "link", "derive", "check", "store", "export"]
    assert "4 data files, 330 data triples" in lines[1]
    assert "14 claims, 8 passages" in lines[5]
    assert err.splitlines() == ["read …", "link …", "derive …", "check …", "store …", "export …"]
    assert run("build") == 0
    assert capsys.readouterr().out == "The graph is up to date.\n"


def test_one_of_a_kind_is_not_several(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    put_set(here, {})
    put_release(here)
    assert run("build") == 0
    out = capsys.readouterr().out
    assert "1 mapping set, 1 mapping, 0 negative judgements, 1 linked entity" in out
    assert re.search(r"imports .* 1 release, \d+ quads", out)


def test_force_builds_again(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build") == run("build", "--force") == 0
    assert capsys.readouterr().out.count("built in") == 2


def test_quiet_prints_nothing(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_json_is_for_machines(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["built"] is True
    assert list(report["seconds"]) == ["read", "link", "derive", "check", "store", "export"]
    assert report["manifest"] == json.loads((here.exports / "manifest.json").read_text(encoding="utf-8"))
    assert report["findings"]["error"] == 0
    assert run("build", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"built": False}


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (
            b"@prefix ent: <http://x/> .\n\tent:\xed\x95\x9c ent:b no:c .",
            [
                "kg: data/broken.ttl:2:14: syntax error: the prefix no: is not declared",
                "    \tent:한 ent:b no:c .",
                "    \t             ^",
                "  Declare it at the top of the file: @prefix no: <…> .",
            ],
        ),
        (b"", ["kg: data/broken.ttl: the file holds no statement", "  Fill it or delete it."]),
        (
            b"# caf\xe9",
            [
                "kg: data/broken.ttl:1:6: not UTF-8: byte 0xE9",
                "    # caf\ufffd",
                "         ^",
                "  Save the file in UTF-8.",
            ],
        ),
    ],
)
def test_a_file_that_cannot_be_read(
    here: Workspace, capsys: pytest.CaptureFixture[str], content: bytes, shown: list[str]
) -> None:
    (here.data / "broken.ttl").write_bytes(content)
    assert run("build", "--quiet") == 1
    assert capsys.readouterr() == ("", "\n".join(shown) + "\n")
    assert not here.exports.exists()


def test_data_with_errors(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = here.data / "memoir-1931" / "claims" / "treaties.trig"
    path.write_text(path.read_text(encoding="utf-8").replace("kg:Signing", "kg:Sining"), encoding="utf-8")
    assert run("build", "--quiet") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.match(
        r"kg: nothing was built: \d+ errors? in the data\n  data/memoir-1931/claims/treaties\.trig:\d+:\d+: ", err
    )
    assert "kg:Sining" in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_is_no_traceback(here: Workspace) -> None:
    arguments = [sys.executable, "-m", "kg", "build"]
    # A shell's job in the background ignores interrupts, and so would this one if it were not told otherwise.
    listen = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, preexec_fn=listen) as process:  # noqa: PLW1509
        assert process.stderr is not None
        assert process.stderr.readline() == "read …\n"
        process.send_signal(signal.SIGINT)
        err = process.stderr.read()
    assert process.returncode == 1
    assert "Traceback" not in err
    assert err.endswith("Aborted!\n")
    assert not here.exports.exists() or not list(here.exports.iterdir())


def test_settings_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kg.toml").write_text("[graph", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("build") == 2
