"""Passages in the reader's own copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.errors import InputError, UsageError
from kg.store.embedded import EmbeddedStore
from kg.views.entity import read_entity
from kg.views.names import resolve
from kg.views.quotes import read_quotes
from kg.views.sources import Place


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


@pytest.fixture(scope="module")
def places(store: EmbeddedStore) -> tuple[Place, ...]:
    """The passages of one person: P3 and P6."""
    return read_entity(store, resolve(store, "Volkova")).passages


def test_passages_are_quoted_from_the_copy_that_is_named(
    store: EmbeddedStore, places: tuple[Place, ...], built: Workspace
) -> None:
    third, sixth = read_quotes(store, places, built.texts)
    assert third.place.passage == "P3"
    assert (third.text or "").startswith("I was sent to Arvenia")
    assert (sixth.text or "").endswith("Volkova wanted the quarrel buried.")


def test_a_copy_that_differs_says_which_passage_it_lacks(
    store: EmbeddedStore, places: tuple[Place, ...], built: Workspace, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    text = built.texts["memoir-1931"].read_text(encoding="utf-8")
    copy.write_text("A foreword.\n\n" + text.replace("Volkova wanted", "Volkova had wanted"), encoding="utf-8")
    third, sixth = read_quotes(store, places, {"": copy})
    assert (third.text or "").startswith("I was sent to Arvenia")  # moved, but there
    assert (sixth.text, sixth.file) == (None, str(copy))


def test_without_a_copy_it_says_how_to_give_one(store: EmbeddedStore, places: tuple[Place, ...]) -> None:
    with pytest.raises(UsageError, match=r"no copy of memoir-1931") as caught:
        read_quotes(store, places, {})
    assert "--text FILE" in str(caught.value)


def test_a_copy_that_cannot_be_read_is_said(store: EmbeddedStore, places: tuple[Place, ...], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_quotes(store, places, {"": tmp_path / "none.txt"})


def test_copies_of_other_documents_are_left_alone(
    store: EmbeddedStore, places: tuple[Place, ...], tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="no copy"):
        read_quotes(store, places, {"another-1900": tmp_path / "none.txt"})


def test_nothing_to_quote_is_no_mistake(store: EmbeddedStore) -> None:
    assert read_quotes(store, (), {}) == ()
