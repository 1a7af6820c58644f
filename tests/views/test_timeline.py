"""What has a date, in order, and whether it held on a day or in a period."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.opening import open_store
from kg.config import Margins, Namespaces, Workspace
from kg.errors import NameNotFoundError, UsageError
from kg.exports.timeline import to_page
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.timeline import Question, Timeline, read_timeline
from kg.views.when import Held


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


def ask(store: EmbeddedStore, question: Question) -> Timeline:
    return read_timeline(store, question, Margins())


def by_answer(found: Timeline) -> dict[str, list[str]]:
    return {held.value: [entry.slug for entry in found.entries if entry.held is held] for held in Held}


def test_everything_dated_by_earliest_begin_and_latest_end(store: EmbeddedStore) -> None:
    found = ask(store, Question())
    assert [entry.slug for entry in found.entries] == [
        "treaty-1902",
        "volkova-office",
        "volkova-on-quarrel",
        "quarrel",
        "trade",
        "hale-visit-1921",
        "signing-1921",
        "alliance",
        "treaty-1921",
        "election-money",
        "trade-1925",
        "src:memoir-1931",
    ]
    assert {entry.held for entry in found.entries} == {None}
    assert (found.undated, found.left_out) == ((), 1)


def test_an_entry_knows_its_kind_its_participants_and_its_sources(store: EmbeddedStore) -> None:
    entry = next(entry for entry in ask(store, Question()).entries if entry.slug == "volkova-office")
    assert entry.kind == "office held"
    assert entry.parts == (("jurisdiction", "Arvenia"), ("officeholder", "Irena Volkova"))
    assert [str(source) for source in entry.sources] == ["[Hale 1931, P3]"]


def test_the_undated_come_last_if_asked_for(store: EmbeddedStore) -> None:
    found = ask(store, Question(undated=True))
    assert [entry.slug for entry in found.undated] == ["school-opening"]
    assert found.left_out == 0


def test_as_of_tells_certain_possible_and_unknown_apart(store: EmbeddedStore) -> None:
    assert by_answer(ask(store, Question(as_of="1922-06-30"))) == {
        "certain": ["volkova-on-quarrel", "quarrel", "alliance", "treaty-1921"],
        "possible": ["trade"],
        "unknown": ["treaty-1902", "volkova-office"],
        "not": [],
    }


def test_a_work_does_not_hold_on_a_day(store: EmbeddedStore) -> None:
    assert "src:memoir-1931" not in str(by_answer(ask(store, Question(as_of="1931"))))


@pytest.mark.parametrize(
    ("first", "last", "certain", "possible"),
    [
        ("1924", None, ["alliance", "treaty-1921", "election-money", "trade-1925", "src:memoir-1931"], ["trade"]),
        (None, "1917", ["treaty-1902"], ["volkova-office"]),
        ("1921-05", "1921-05", ["volkova-on-quarrel", "quarrel", "signing-1921", "alliance", "treaty-1921"], ["trade"]),
    ],
)
def test_a_period_takes_dates_of_any_precision(
    store: EmbeddedStore, first: str | None, last: str | None, certain: list[str], possible: list[str]
) -> None:
    found = by_answer(ask(store, Question(first=first, last=last)))
    assert set(certain) <= set(found["certain"])
    assert set(possible) <= set(found["possible"])


def test_names_take_what_has_to_do_with_any_of_them(store: EmbeddedStore) -> None:
    found = ask(store, Question(("Tomas Hale", "Port Selin")))
    assert [entry.slug for entry in found.entries] == ["quarrel", "hale-visit-1921", "signing-1921", "src:memoir-1931"]


def test_sources_and_modalities_narrow_it(store: EmbeddedStore) -> None:
    merchants = ask(store, Question(sources=("Merchants of Port Selin",)))
    assert [entry.slug for entry in merchants.entries] == ["election-money", "trade-1925"]
    judged = ask(store, Question(modalities=("judgement",)))
    assert {entry.slug for entry in judged.entries} == {"alliance", "volkova-on-quarrel"}


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (Question(as_of="soon"), "not a date"),
        (Question(as_of="1922/.."), "no last day"),
        (Question(first="last year"), "not a date"),
        (Question(first="1930", last="1920"), "comes after"),
        (Question(first="1930", as_of="1920"), "either as of a date or between two"),
        (Question(modalities=("gossip",)), "no modality"),
    ],
)
def test_mistakes_are_said(store: EmbeddedStore, question: Question, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ask(store, question)


def test_an_unknown_name_is_said(store: EmbeddedStore) -> None:
    with pytest.raises(NameNotFoundError):
        ask(store, Question(("Atlantis",)))


def test_an_empty_graph_has_an_empty_timeline(tmp_path: Path) -> None:
    write_store(tmp_path / "store", [])
    store = EmbeddedStore(tmp_path / "store", Namespaces().prefixes)
    assert ask(store, Question(undated=True)) == Timeline(())
    assert str(to_page(Timeline(()))) == "Nothing dated fits.\n"
