from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.rdf.files import read_file
from kg.rdf.listing import list_files

PREFIX = "@prefix ex: <http://ex.org/> .\n"


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_file(path, "x.ttl")
    return caught.value


def refuse(folder: Path, content: str | bytes, name: str = "x.ttl") -> InputError:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return refusal(path)


def test_reads_a_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.trig"
    path.write_text(PREFIX + "ex:g { ex:a ex:b ex:c . }", encoding="utf-8-sig")
    file = read_file(path)
    assert (file.name, len(file.quads), file.text[0]) == (str(path), 1, "@")


@pytest.mark.parametrize(
    ("body", "place", "message", "remedy"),
    [
        ("ex:a ex:b no:c .", "2:11", "the prefix no: is not declared", "Declare it"),
        ("ex:a ex:b ex:c\nex:d ex:e ex:f .", "3:1", "the statement before this should have ended", "“.”"),
        ("ex:a ex:b , .", "2:11", ", stands where a value belongs", "missing"),
        ("ex:a ex:b ex:c ; ex:d .", "2:23", ". stands where a value belongs", "missing"),
        ("ex:a ex:b ex:c . }", "2:18", "} stands where a statement should begin", "too early"),
        ("ex:a ex:b 'open .\nex:d ex:e ex:f .", "2:11", "a text begins here and never ends", "quotation mark"),
        ("ex:a ex:b <http://open .", "2:11", "an IRI begins here and never ends", "Close it"),
        ("ex:a ex:b ex:c", "2:15", "the file ends in the middle of a statement", "missing"),
        ("ex:a <relative> ex:c .", "2:6", "the IRI is not absolute", "in full"),
        (r'ex:a ex:b "\q" .', "2:12", r"\q is no escape sequence", "backslash"),
        ('ex:a ex:b "2000"^^ .', "2:20", ". stands where a datatype belongs", "edtf:EDTF"),
        ("ex:a . ", "2:6", ". stands where a property belongs", "missing"),
    ],
)
def test_mistakes_in_syntax(tmp_path: Path, body: str, place: str, message: str, remedy: str) -> None:
    error = refuse(tmp_path, PREFIX + body)
    assert str(error.location) == f"x.ttl:{place}"
    assert error.message == f"syntax error: {message}"
    assert remedy in (error.remedy or "")
    line = int(place.split(":", maxsplit=1)[0])
    assert error.excerpt == (PREFIX + body).split("\n")[line - 1]


def test_a_mistake_in_trig(tmp_path: Path) -> None:
    error = refuse(tmp_path, PREFIX + "ex:g { ex:a ex:b ex:c .\nex:h { ex:a ex:b ex:c } }", "x.trig")
    assert (error.location and error.location.line, error.location and error.location.column) == (3, 6)
    assert error.message == "syntax error: { stands where a property belongs"


def test_columns_count_characters_and_the_caret_stands_below(tmp_path: Path) -> None:
    error = refuse(tmp_path, PREFIX + '\tex:a ex:b "한국 é\u0301" , no:c .')
    assert error.location and error.location.column == 22
    shown, caret = str(error).split("\n")[1:3]
    assert shown == '    \tex:a ex:b "한국 é\u0301" , no:c .'
    assert caret == "    \t" + " " * len("ex:a ex:b ") + " " * len('"Kor  ') + " " * len('é" , ') + "^"


def test_a_long_line_is_cut_around_the_caret(tmp_path: Path) -> None:
    error = refuse(tmp_path, PREFIX + f'ex:a ex:b "{"x" * 300}" , no:c , "{"y" * 300}" .')
    shown, caret = str(error).split("\n")[1:3]
    assert len(shown) < 110
    assert shown[caret.index("^") :].startswith("no:c")


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in str(refuse(tmp_path, PREFIX + 'ex:a ex:b "\x1b[31m" , no:c .'))


def test_a_long_token_is_cut_in_the_message(tmp_path: Path) -> None:
    assert len(refuse(tmp_path, PREFIX + f'ex:a "{"x " * 300}" ex:c .').message) < 100


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_wrong_encoding_is_placed_by_character(tmp_path: Path, ending: str) -> None:
    text = f"# Köln{ending}# Käse und Caf"
    error = refuse(tmp_path, text.encode() + "é # Ende".encode("latin-1") + ending.encode())
    assert str(error.location) == "x.ttl:2:15"
    assert error.message == "not UTF-8: byte 0xE9"
    assert error.excerpt == "# Käse und Caf\ufffd # Ende"
    assert error.remedy == "Save the file in UTF-8."


def test_utf_16_is_wrong_encoding(tmp_path: Path) -> None:
    assert "not UTF-8" in refuse(tmp_path, PREFIX.encode("utf-16")).message


@pytest.mark.parametrize("content", ["", "\n", PREFIX, "# only a comment", "\ufeff"])
def test_an_empty_file(tmp_path: Path, content: str) -> None:
    assert refuse(tmp_path, content).message == "the file holds no statement"


def test_a_folder_where_a_file_belongs(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").mkdir()
    error = refusal(tmp_path / "x.ttl")
    assert error.message == "a folder stands where a file belongs"
    assert list_files(tmp_path) == [tmp_path / "x.ttl"]


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in the file system")
def test_a_pipe_where_a_file_belongs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.ttl")
    assert "no file" in refusal(tmp_path / "x.ttl").message


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").symlink_to(tmp_path / "gone")
    assert "cannot be read" in refusal(tmp_path / "x.ttl").message


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('ex:a ex:b "_:no [" . # _:no [\nex:a ex:b [ ex:c ex:d ] .', "3:11"),
        ("ex:a ex:b ex:c .\n_:x ex:b ex:c .", "3:1"),
        ("ex:a ex:b ( ex:c ) .", "2:11"),
    ],
)
def test_blank_nodes_are_refused_where_they_stand(tmp_path: Path, body: str, place: str) -> None:
    error = refuse(tmp_path, PREFIX + body)
    assert error.message.startswith("a blank node")
    assert str(error.location) == f"x.ttl:{place}"


def test_blank_nodes_may_be_allowed(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(PREFIX + "ex:a ex:b [ ex:c ex:d ] .", encoding="utf-8")
    assert len(read_file(path, blank_nodes=True).quads) == 2


@pytest.mark.parametrize("body", ["ex:a ex:b <<( ex:a ex:b ex:c )>> .", "ex:a ex:b ex:c {| ex:d ex:e |} ."])
def test_triple_terms_are_refused(tmp_path: Path, body: str) -> None:
    error = refuse(tmp_path, PREFIX + body)
    assert error.message.startswith("a triple term")
    assert error.location and error.location.line == 2 and error.location.column > 10


def test_hidden_files_and_other_suffixes_are_left_out(tmp_path: Path) -> None:
    for name in (".#x.ttl", "x.ttl~", "x.txt", ".checkpoints/x.ttl", "b/y.TTL", "b/a.trig", "a.ttl", "ttl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [path.relative_to(tmp_path).as_posix() for path in list_files(tmp_path)]
    assert names == ["a.ttl", "b/a.trig", "b/y.TTL"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list_files(tmp_path / "none")
