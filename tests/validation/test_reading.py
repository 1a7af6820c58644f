"""Reading: every file that cannot be read is named, with its place."""

from __future__ import annotations

import shutil

import pytest

from kg.config import Workspace
from kg.errors import Location
from kg.validation.reading import check_files
from tests.validation.edits import FILES, edit_file

DOCUMENT = FILES["document"]


def test_a_sound_workspace_can_be_read(workspace: Workspace) -> None:
    assert list(check_files(workspace)) == []


def test_malformed_turtle_is_found_in_its_place(workspace: Workspace) -> None:
    place = edit_file(workspace.root, "entities", "kg:borders ent:belmark ;", "kg:borders § ;")
    (finding,) = check_files(workspace)
    assert finding.code == "unreadable-file"
    assert place is not None
    assert finding.location is not None
    assert (finding.location.path, finding.location.line) == (place.path, place.line)
    assert "in the line: kg:borders" in finding.message
    assert finding.remedy


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no statement"),
        (b"# nothing but a remark\n", "no statement"),
        ('<x:a> <x:b> "Länder" .'.encode("latin-1"), "not UTF-8"),
        (b"<x:a> <x:b> [] .", "blank node"),
        (b"<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", "triple term"),
    ],
)
def test_other_files_that_cannot_be_read(content: bytes, says: str, workspace: Workspace) -> None:
    (workspace.root / DOCUMENT).write_bytes(content)
    (finding,) = check_files(workspace)
    assert says in finding.message
    assert finding.location is not None
    assert finding.location.path == DOCUMENT


def test_all_of_them_are_named(workspace: Workspace) -> None:
    edit_file(workspace.root, "entities", "kg:borders ent:belmark ;", "kg:borders ;")
    edit_file(workspace.root, "shapes", "", "shape:odd sh:path")
    (workspace.root / DOCUMENT).unlink()
    (workspace.root / DOCUMENT).mkdir()
    found = {finding.location.path for finding in check_files(workspace) if finding.location}
    assert found == {FILES["entities"], FILES["shapes"], DOCUMENT}


def test_a_missing_folder_is_named(workspace: Workspace) -> None:
    shutil.rmtree(workspace.data)
    (finding,) = check_files(workspace)
    assert finding.location == Location(str(workspace.data))
    assert finding.remedy


def test_a_folder_without_data_is_named(workspace: Workspace) -> None:
    shutil.rmtree(workspace.data / "memoir-1931")
    (finding,) = check_files(workspace)
    assert "holds no" in finding.message
