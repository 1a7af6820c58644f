"""`kg link review`: on a real terminal, from a pipe, and from a table."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cli.link_review import review
from kg.config import Workspace
from kg.linking.judgement import Judgement, judgement_of
from kg.linking.reading import read_mapping_set
from kg.model.mapping import Mapping

HEADER = """#mapping_set_id: https://w3id.org/diplograph/candidates/cow
#mapping_set_title: Suggestions
#license: https://w3id.org/sssom/license/unspecified
#curie_map:
#  ent: https://w3id.org/diplograph/id/
#  cow: https://w3id.org/diplograph/code/cow.
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tconfidence\tother\tcomment\tdecision
"""
OTHER = '"{""names"": ""Republic of Arvenia"", ""date"": ""1816-01-01/1931-12-31""}"'
DRAFTS = (
    ("ent:arvenia", "Arvenia", "cow:900", "Arvenia", "0.90"),
    ("ent:arvenia", "Arvenia", "cow:902", "Corland", "0.40"),
    ("ent:belmark", "Belmark", "cow:901", "Belmark", "0.80"),
    ("ent:kingdom-of-belmark", "Kingdom of Belmark", "cow:901", "Belmark", "0.30"),
)


@pytest.fixture(autouse=True)
def home(built: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built workspace, in which suggestions wait."""
    folder = tmp_path / "embassy"
    shutil.copytree(built.root, folder)
    (folder / ".kg" / "candidates").mkdir()
    put_drafts(folder / ".kg" / "candidates" / "cow.sssom.tsv")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("KG_AUTHOR", "Anna Reyl")
    return folder


def put_drafts(path: Path, *decisions: str) -> Path:
    """Write the suggestions, with what somebody has put into the column of decisions."""
    lines = []
    for number, (subject, name, object_, label, sure) in enumerate(DRAFTS):
        decision = decisions[number] if number < len(decisions) else ""
        cells = (subject, name, "skos:exactMatch", object_, label, "semapv:LexicalMatching", sure)
        lines.append("\t".join((*cells, OTHER, "the same name", decision)) + "\n")
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def run(*arguments: str, keys: str = "") -> str:
    result = CliRunner().invoke(review, arguments, input="\n".join(keys), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as caught:
        main(["link", "review", *arguments])
    assert isinstance(caught.value.code, int)
    return caught.value.code, capsys.readouterr().err


def decisions(home: Path) -> dict[tuple[str, str], Mapping]:
    path = home / "data" / "links" / "cow.sssom.tsv"
    return {each.pair: each for each in read_mapping_set(path).mappings} if path.exists() else {}


def judged(home: Path) -> dict[str, str]:
    return {f"{one} {other}": judgement_of(each).value for (one, other), each in decisions(home).items()}


# --- keys from a pipe -------------------------------------------------------------------------------


def test_both_sides_and_the_evidence_are_shown() -> None:
    output = run(keys="q")
    for text in (
        "1 of 4  COW state",
        "ours  Arvenia  ent:arvenia",
        "also Арвения · 아르베니아",
        "Coastal state, ally of Belmark since 1921",
        "theirs  Arvenia  cow:900",
        "1816-01-01/1931-12-31",
        "also Republic of Arvenia",
        "why  0.90  the same name",
        "nothing decided; the rest waits.",
    ):
        assert text in output


def test_each_decision_is_written(home: Path) -> None:
    output = run(keys="ynu")
    assert "1 yes, 1 no, 1 unsure; all is seen." in output
    assert judged(home) == {
        "ent:arvenia cow:900": "yes",
        "ent:belmark cow:901": "no",
        "ent:kingdom-of-belmark cow:901": "unsure",
    }
    (mapping, *_) = decisions(home).values()
    assert mapping.author_labels == ("Anna Reyl",)
    assert mapping.date is not None


def test_after_a_yes_the_other_records_of_a_scheme_that_gives_one_are_not_asked_about() -> None:
    assert "cow:902" not in run(keys="yq")
    assert "nothing decided; the rest waits" in run(keys="q")


def test_a_close_match_is_a_yes_and_leaves_the_others_open(home: Path) -> None:
    assert "cow:902" in run(keys="cq")
    assert decisions(home)["ent:arvenia", "cow:900"].predicate_id == "skos:closeMatch"


def test_what_was_skipped_comes_again_and_what_was_decided_does_not() -> None:
    run(keys="snq")
    output = run(keys="q")
    assert "cow:900" in output
    assert "2 of 4" not in run(keys="sq")


def test_going_back_shows_and_replaces_the_decision(home: Path) -> None:
    output = run(keys="nbyq")
    assert "so far  no, by Anna Reyl on " in output
    mapping = decisions(home)["ent:arvenia", "cow:900"]
    assert judgement_of(mapping) is Judgement.YES
    assert "before: no, by Anna Reyl on " in mapping.comment


def test_nobody_can_go_back_before_the_first(home: Path) -> None:
    assert "This is the first." in run(keys="bq")
    assert judged(home) == {}


def test_other_keys_do_nothing(home: Path) -> None:
    run(keys="xz7n")
    assert judged(home) == {"ent:arvenia cow:900": "no"}


def test_a_list_of_links_tells_the_three_apart(capsys: pytest.CaptureFixture[str]) -> None:
    run("--author", "0000-0002-1825-0097", keys="nyu")
    with pytest.raises(SystemExit):
        main(["link", "list", "--format", "csv"])
    rows = [row.split(",") for row in capsys.readouterr().out.splitlines()]
    where = {name: rows[0].index(name) for name in ("entity", "match", "author")}
    assert [[row[column] for column in where.values()] for row in rows[1:]] == [
        ["arvenia", "not exact", "orcid:0000-0002-1825-0097"],
        ["arvenia", "exact", "orcid:0000-0002-1825-0097"],
        ["belmark", "perhaps exact", "orcid:0000-0002-1825-0097"],
    ]


# --- from a table -----------------------------------------------------------------------------------


def test_a_table_is_applied(home: Path) -> None:
    path = put_drafts(home / "mine.sssom.tsv", "yes", "", " No ", "U")
    output = run("--apply", str(path), "--author", "0000-0002-1825-0097")
    assert output.splitlines()[0] == "1 yes, 1 no, 1 unsure"
    assert judged(home) == {
        "ent:arvenia cow:900": "yes",
        "ent:belmark cow:901": "no",
        "ent:kingdom-of-belmark cow:901": "unsure",
    }
    before = (home / "data" / "links" / "cow.sssom.tsv").read_bytes()
    run("--apply", str(path), "--author", "0000-0002-1825-0097")
    assert (home / "data" / "links" / "cow.sssom.tsv").read_bytes() == before


def test_a_table_without_decisions_changes_nothing(home: Path) -> None:
    assert run("--apply", str(put_drafts(home / "mine.sssom.tsv"))) == "nothing is decided in that table\n"
    assert judged(home) == {}


def test_a_word_that_is_no_decision_stops_all(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put_drafts(home / "mine.sssom.tsv", "yes", "perhaps")
    code, said = failure(capsys, "--apply", str(path))
    assert code == 1
    assert re.search(r"mine\.sssom\.tsv:9:\d+: 'perhaps' is no decision", said)
    assert judged(home) == {}


# --- taking back ------------------------------------------------------------------------------------


def test_a_decision_is_taken_back_and_asked_for_again(home: Path) -> None:
    run(keys="nq")
    assert run("--undo", "arvenia", "cow:900") == "Taken back: ent:arvenia and cow:900\n"
    assert judged(home) == {}
    assert "cow:900" in run(keys="q")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--undo", "arvenia", "cow:900"), "nothing has been decided about ent:arvenia and cow:900"),
        (("--undo", "arvenia", "cows:900"), "there is no scheme 'cows'"),
        (("--apply",), "--apply needs a FILE"),
        (("--author", "0000-0002-1825-0098"), "is no ORCID"),
        (("none.tsv",), "none.tsv: cannot be read"),
        (("kg.toml",), "kg.toml:1"),
    ],
)
def test_wrong_usage_is_said(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    code, error = failure(capsys, *arguments)
    assert code in {1, 2}
    assert said in error


def test_somebody_has_to_sign(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("KG_AUTHOR")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    assert failure(capsys) == (
        2,
        "kg: nobody signs the decisions\n  Say who you are: --author NAME, a name or an ORCID.\n",
    )
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Tomas Hale")
    run(keys="nq")
    assert [each.author_labels for each in decisions(home).values()] == [("Tomas Hale",)]


def test_without_suggestions_there_is_nothing_to_review(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(home / ".kg" / "candidates")
    assert "no suggestions are waiting" in failure(capsys)[1]


def test_suggestions_for_no_scheme_are_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put_drafts(home / "mine.sssom.tsv")
    path.write_text(path.read_text("utf-8").replace("code/cow.", "code/cattle."), encoding="utf-8")
    assert "cow:900 belongs to no scheme" in failure(capsys, str(path))[1]


# --- on a terminal ----------------------------------------------------------------------------------


# The keys that interrupt do so only on the terminal that controls a process.
_ON_A_TERMINAL_OF_ITS_OWN = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "kg", "link", "review"])
"""


class Terminal:
    """A real terminal with the review in it."""

    def __init__(self, home: Path) -> None:
        self._master, slave = pty.openpty()
        command = [sys.executable, "-c", _ON_A_TERMINAL_OF_ITS_OWN]
        environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm", "NO_COLOR": "1"}
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=home, env=environment, start_new_session=True
        )
        os.close(slave)
        self._text = ""

    def expect(self, text: str) -> None:
        """Wait until a text appears; what comes before it is forgotten."""
        deadline = time.monotonic() + 60
        while text not in self._text:
            assert time.monotonic() < deadline, f"{text!r} does not appear after {self._text[-500:]!r}"
            if select.select([self._master], [], [], 0.1)[0]:
                self._text += self._read()
        self._text = self._text.partition(text)[2]

    def press(self, keys: str) -> None:
        """Press keys, without Enter."""
        os.write(self._master, keys.encode())

    def kill(self, how: signal.Signals) -> None:
        """Send the process a signal."""
        self._process.send_signal(how)

    def wait(self) -> int:
        """Wait for the end."""
        return self._process.wait(60)

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _read(self) -> str:
        try:
            return os.read(self._master, 65536).decode(errors="replace")
        except OSError:  # the other side is closed
            return ""


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    made = Terminal(home)
    try:
        yield made
    finally:
        made.close()


def test_keys_on_a_terminal_need_no_enter(terminal: Terminal, home: Path) -> None:
    terminal.expect("1 of 4  COW state")
    terminal.expect("[q]uit")
    terminal.press("n")
    terminal.expect("2 of 4")
    terminal.expect("[q]uit")
    terminal.press("u")
    terminal.expect("3 of 4")
    terminal.expect("[q]uit")
    terminal.press("q")
    terminal.expect("1 no, 1 unsure; the rest waits.")
    assert terminal.wait() == 0
    assert judged(home) == {"ent:arvenia cow:900": "no", "ent:arvenia cow:902": "unsure"}


def test_keys_pressed_ahead_of_time_count_and_arrows_do_not(terminal: Terminal, home: Path) -> None:
    terminal.expect("[q]uit")
    terminal.press("\x1b[C\x1b[B\x1bOCn\x1b[3~nnq")
    terminal.expect("3 no; the rest waits.")
    assert terminal.wait() == 0
    assert set(judged(home).values()) == {"no"}


def test_control_d_is_the_end(terminal: Terminal, home: Path) -> None:
    terminal.expect("[q]uit")
    terminal.press("\x04")
    terminal.expect("nothing decided; the rest waits.")
    assert terminal.wait() == 0


def test_control_c_loses_nothing(terminal: Terminal, home: Path) -> None:
    terminal.expect("[q]uit")
    terminal.press("y")
    terminal.expect("3 of 4")
    terminal.expect("[q]uit")
    terminal.press("\x03")
    terminal.expect("1 yes; the rest waits.")
    assert terminal.wait() == 0
    assert judged(home) == {"ent:arvenia cow:900": "yes"}


def test_a_killed_review_loses_nothing(terminal: Terminal, home: Path) -> None:
    terminal.expect("[q]uit")
    terminal.press("y")
    terminal.expect("3 of 4")
    terminal.kill(signal.SIGKILL)
    terminal.wait()
    assert judged(home) == {"ent:arvenia cow:900": "yes"}
    assert sorted(path.name for path in (home / "data" / "links").iterdir()) == ["cow.sssom.tsv"]
