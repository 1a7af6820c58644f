from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.current import CURRENT, current_build, fresh_build
from kg.build.publication import Staging, sole_builder, staged_build
from kg.errors import BuildError, StoreError
from kg.rdf.writing import write_file


class Place:
    """A store's home and the exports beside it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / ".kg"
        self.exports = folder / "exports"

    def publish(self, word: str) -> None:
        with sole_builder(self.home), staged_build(self.home, self.exports, word) as staging:
            fill(staging, word)

    def seen(self) -> tuple[str, dict[str, str]]:
        """What a reader sees: the store, and the exports."""
        folder = current_build(self.home)
        assert folder is not None
        files = {path.name: path.read_text(encoding="utf-8") for path in self.exports.iterdir() if path.is_file()}
        return (folder / "store").read_text(encoding="utf-8"), files

    def leftovers(self) -> set[str]:
        hidden = {path.name for folder in (self.home, self.exports) for path in folder.iterdir() if path.name[0] == "."}
        return hidden | {path.name for path in self.home.iterdir()} - {CURRENT, "lock", *self.builds()}

    def builds(self) -> list[str]:
        return sorted(path.name for path in self.home.iterdir() if path.is_dir() and path.name[0] != ".")


def fill(staging: Staging, word: str) -> None:
    (staging.store / "store").write_text(word, encoding="utf-8")
    for name in ("a.nt", "b.nt", f"{word}.nt"):
        write_file(staging.exports / name, word.encode())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.publish("old")
    (place.exports / "mine.html").write_text("mine", encoding="utf-8")
    return place


OLD = ("old", {"a.nt": "old", "b.nt": "old", "old.nt": "old", "mine.html": "mine"})


def test_there_is_no_build_at_first(tmp_path: Path) -> None:
    assert current_build(tmp_path / "none") is None


def test_a_build_takes_the_place_of_the_last(place: Place) -> None:
    assert place.seen() == OLD
    place.publish("new")
    store, files = place.seen()
    assert (store, files["a.nt"], files["b.nt"], files["new.nt"], files["mine.html"]) == (
        "new",
        "new",
        "new",
        "new",
        "mine",
    )
    assert place.leftovers() == set()


def test_the_build_before_is_kept_for_its_readers_and_no_other(place: Place) -> None:
    for word in ("two", "three", "three"):
        place.publish(word)
    assert place.builds() == ["0003-three", "0004-three"]
    assert fresh_build(place.home, "three") == place.home / "0004-three"
    assert fresh_build(place.home, "two") is None


@pytest.mark.parametrize(
    "error", [ValueError, KeyboardInterrupt, OSError(28, "No space left on device"), StoreError("full")]
)
def test_a_build_that_fails_changes_nothing(place: Place, error: type[BaseException] | BaseException) -> None:
    expected = BuildError if isinstance(error, OSError | StoreError) else error
    with pytest.raises(expected), sole_builder(place.home), staged_build(place.home, place.exports, "new") as staging:  # type: ignore[arg-type]
        fill(staging, "new")
        raise error
    assert place.seen() == OLD
    assert place.leftovers() == set()


@pytest.mark.parametrize("step", range(6))
def test_a_publication_that_fails_at_any_step_changes_nothing(
    place: Place, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each renaming in turn is interrupted before it happens: the store, three exports and the pointer, then none."""
    calls = iter(range(100))
    for name in ("rename", "replace"):
        original = getattr(Path, name)

        def interrupted(self: Path, target: Path, original=original) -> Path:  # type: ignore[no-untyped-def]
            if "lock" not in self.name and next(calls) == step:
                raise KeyboardInterrupt
            return original(self, target)  # type: ignore[no-any-return]

        monkeypatch.setattr(Path, name, interrupted)
    with sole_builder(place.home):
        staged = staged_build(place.home, place.exports, "new")
        staging = staged.__enter__()
        (staging.store / "store").write_text("new", encoding="utf-8")
        for name in ("a.nt", "b.nt", "new.nt"):
            (staging.exports / name).write_text("new", encoding="utf-8")
        if step < 5:
            with pytest.raises(KeyboardInterrupt):
                staged.__exit__(None, None, None)
            assert place.seen() == OLD
        else:
            staged.__exit__(None, None, None)
            assert place.seen()[0] == "new"
    assert place.leftovers() == set()


def test_a_folder_where_an_export_belongs_changes_nothing(place: Place) -> None:
    (place.exports / "new.nt").mkdir()
    with pytest.raises(BuildError, match="could not be written"):
        place.publish("new")
    assert place.seen() == OLD


def test_what_a_killed_build_left_is_cleared_away(place: Place) -> None:
    for folder in (place.home / ".staging", place.exports / ".staging" / "replaced", place.home / "0009-killed"):
        folder.mkdir(parents=True)
        (folder / "half").touch()
    assert place.seen() == OLD
    place.publish("new")
    assert place.leftovers() == set()
    assert place.builds() == ["0001-old", "0010-new"]


@pytest.mark.parametrize("content", [b"", b"0007-gone", b"\xff\xfe", b"../../etc", b".", b"0001-old\0"])
def test_a_damaged_pointer_is_as_good_as_none(place: Place, content: bytes) -> None:
    (place.home / CURRENT).write_bytes(content)
    assert current_build(place.home) is None
    place.publish("new")
    assert place.seen()[0] == "new"


def test_a_folder_where_the_pointer_belongs(place: Place) -> None:
    (place.home / CURRENT).unlink()
    (place.home / CURRENT).mkdir()
    with pytest.raises(StoreError, match="cannot be read") as caught:
        current_build(place.home)
    assert "kg build" in (caught.value.remedy or "")


def test_a_file_where_the_home_belongs(tmp_path: Path) -> None:
    (tmp_path / ".kg").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match="could not be written"):
        Place(tmp_path).publish("new")
    assert (tmp_path / ".kg").read_text(encoding="utf-8") == "mine"
