"""`kg source add` and `kg source check`, with good and bad input."""

from __future__ import annotations

import codecs
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cli.source import source
from kg.config import Workspace
from kg.rdf.documents import read_data, read_documents

LETTERS = "A Year of Letters\n\nThe first letter came in June.\n"


@pytest.fixture(autouse=True)
def home(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(workspace.root)
    (workspace.root / "letters.txt").write_text(LETTERS, encoding="utf-8")
    return workspace.root


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(source, arguments, input=stdin, catch_exceptions=False)
    return result.exit_code, result.output


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as caught:
        main(["source", *arguments])
    assert isinstance(caught.value.code, int)
    return caught.value.code, capsys.readouterr().err


def alter(home: Path, old: str, new: str) -> None:
    path = home / "memoir-1931.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_faithful_copy_is_the_same_document() -> None:
    code, output = run("check", "memoir-1931.txt")
    assert code == 0
    assert output == (
        "memoir-1931.txt is the text of memoir-1931 (Two Ministries: “Recollections of an Envoy”): "
        "all 8 passages are at their place.\n"
    )


def test_line_ends_and_a_byte_order_mark_make_no_difference(home: Path) -> None:
    path = home / "memoir-1931.txt"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("check", "memoir-1931.txt")[0] == 0


def test_a_different_copy_says_which_passages_and_claims_are_lost(home: Path) -> None:
    alter(home, "The new treaty", "The newer treaty")
    code, output = run("check", "memoir-1931.txt")
    assert code == 1
    assert output == (
        "memoir-1931.txt differs from memoir-1931 (Two Ministries: “Recollections of an Envoy”).\n"
        "4 of 8 passages are at their place, 3 moved, 1 lost.\n"
        "moved  P6 to P8: 2 characters later\n"
        "lost   P5: characters 513 to 689\n"
        "Claims that lost their passage:\n"
        "  claim:no-military-clause-1902 (P5): The treaty of 1902 held no military clause\n"
        "Claims that lost one passage and keep another:\n"
        "  claim:alliance-since-1921 (P5, P8): The treaty of 1921 made Arvenia and Belmark allies, and they still are\n"
    )


def test_a_rewrapped_copy_keeps_its_passages(home: Path) -> None:
    alter(home, "allies we are still", "allies\nwe are still")
    code, output = run("check", "memoir-1931.txt")
    assert code == 1
    assert "7 of 8 passages are at their place, 1 moved, 0 lost.\nmoved  P5: the same but for white space\n" in output
    assert "Claims" not in output


def test_a_copy_can_come_from_standard_input(home: Path) -> None:
    code, output = run("check", "-", stdin=(home / "memoir-1931.txt").read_text(encoding="utf-8"))
    assert code == 0
    assert output.startswith("standard input is the text of memoir-1931")


def test_the_document_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "letters.txt", "--document", "src:memoir-1931")[0] == 1
    code, error = failure(capsys, "check", "letters.txt", "--document", "memoir")
    assert (code, "Did you mean: memoir-1931?" in error) == (2, True)


@pytest.mark.parametrize("command", ["add", "check"])
def test_bad_input_is_refused_with_its_place_and_a_remedy(
    home: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (home / "cyrillic.txt").write_bytes(b"We met\n" + "мост".encode("cp1251"))
    (home / "empty.txt").touch()
    expected = {
        "cyrillic.txt": "cyrillic.txt:2:1: not UTF-8: byte 0xEC\n",
        "empty.txt": "empty.txt: the file is empty\n",
        "data": "data: a folder stands where a text belongs\n",
        "nowhere.txt": "nowhere.txt: cannot be read: No such file or directory\n",
    }
    for file, message in expected.items():
        code, error = failure(capsys, command, file)
        assert (code, error.startswith("kg: " + message)) == (2, True), error


def test_a_record_is_added_and_the_copy_it_was_made_of_is_the_same(workspace: Workspace) -> None:
    code, output = run("add", "letters.txt", "--author", "Min-ji Kang", "--author", "Tomas Hale", "--date", "1931~")
    path = workspace.data / "letters" / "document.ttl"
    assert (code, output) == (0, f"{path}: 2 passages, 50 characters of “A Year of Letters”\n")
    letters, _ = read_documents(read_data(workspace), workspace.namespaces)
    assert (letters.label, letters.creators) == ("Kang 1931", ("min-ji-kang", "tomas-hale"))
    record = path.read_text(encoding="utf-8")
    assert 'ent:min-ji-kang a kg:Person ;\n    rdfs:label "Min-ji Kang"@en .' in record
    assert "ent:tomas-hale a" not in record  # the graph describes him already
    assert "came in June" not in record
    assert run("check", "letters.txt")[0] == 0


def test_adding_twice_writes_the_same_bytes(workspace: Workspace) -> None:
    path = workspace.data / "letters" / "document.ttl"
    run("add", "letters.txt", "--author", "Min-ji Kang")
    first = path.read_bytes()
    assert run("add", "letters.txt", "--author", "Min-ji Kang", "--force", "--out", "copy.ttl")[0] == 0
    path.unlink()
    assert run("add", "letters.txt", "--author", "Min-ji Kang")[0] == 0
    assert path.read_bytes() == first


def test_a_record_that_is_there_is_kept_unless_forced(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace.data / "memoir-1931" / "document.ttl"
    before = path.read_bytes()
    code, error = failure(capsys, "add", "letters.txt", "--slug", "memoir-1931")
    assert (code, "--force" in error) == (2, True)
    assert path.read_bytes() == before
    assert run("add", "letters.txt", "--slug", "memoir-1931", "--force")[0] == 0
    assert path.read_bytes() != before


def test_a_record_can_be_printed() -> None:
    code, output = run("add", "-", "--slug", "letters", "--title", "Letters", "--out", "-", stdin=LETTERS)
    assert code == 0
    assert 'dcterms:title "Letters"@en' in output
    assert output.endswith(" .\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "letters.txt", "--date", "July 2000"], "Did you mean 2000-07?"),
        (["add", "letters.txt", "--slug", "../letters"], "cannot be a slug"),
        (["add", "letters.txt", "--language", "none at all"], "is no language tag"),
        (["add", "-"], "no slug can be made of"),
        (["add"], "Missing argument 'FILE'"),
    ],
)
def test_wrong_usage_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(LETTERS.encode())))
    code, error = failure(capsys, *arguments)
    assert (code, message in error) == (2, True), error


def test_a_place_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, error = failure(capsys, "add", "letters.txt", "--out", "letters.txt/document.ttl")
    assert (code, "letters.txt/document.ttl: cannot be written" in error) == (1, True)


def test_the_graph_that_comes_with_the_package_is_not_added_to(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kg.cli.source.SHIPPED", home)
    code, error = failure(capsys, "add", "letters.txt")
    assert (code, "kg new DIR" in error) == (2, True)
