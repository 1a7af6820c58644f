from __future__ import annotations

from pathlib import Path

import pytest

from kg.rdf.writing import write_file


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "file"
    write_file(path, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_takes_the_place_of_the_old_one_in_a_folder_that_is_made_if_need_be(tmp_path: Path) -> None:
    path = tmp_path / "data" / "letters" / "document.ttl"
    write_file(path, b"first")
    write_file(path, b"second")
    assert path.read_bytes() == b"second"
    assert [each.name for each in path.parent.iterdir()] == ["document.ttl"]
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        write_file(tmp_path / "file" / "document.ttl", b"third")
