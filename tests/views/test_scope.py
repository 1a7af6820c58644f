from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Margins, Workspace
from kg.errors import NameNotFoundError, UsageError
from kg.store.embedded import EmbeddedStore
from kg.views.scope import Scope, describe_scope, read_scope, sources_of


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


def test_names_are_read_as_people_type_them(store: EmbeddedStore) -> None:
    network, focus = read_scope(store, Scope(("Ирена Волкова", "ent:belmark"), depth=0), Margins())
    assert focus == ["irena-volkova", "belmark"]
    assert set(network) == set(focus)


def test_everything_comes_together(store: EmbeddedStore) -> None:
    scope = Scope(("arvenia",), as_of="1922", sources=("Hale 1931",), modalities=("Fact",))
    network, focus = read_scope(store, scope, Margins())
    assert focus == ["arvenia"]
    assert {"volkova-office", "belmark", "quarrel"} <= set(network)
    assert not {"alliance", "trade-1925"} & set(network)  # a judgement, a report
    assert (
        describe_scope(scope, ["Arvenia"]) == "1 step around Arvenia · as of 1922 · according to Hale 1931 · only Fact"
    )


def test_an_unasserted_modality_asks_for_what_is_unasserted(store: EmbeddedStore) -> None:
    network, _ = read_scope(store, Scope(modalities=("speculation",)), Margins())
    assert set(network) == {"customs-union", "early-end-of-quarrel"}


def test_the_whole_needs_no_words() -> None:
    assert describe_scope(Scope()) == ""


@pytest.mark.parametrize(
    ("scope", "message"),
    [
        (Scope(modalities=("gossip",)), "no modality"),
        (Scope(as_of="last year"), "not a date"),
        (Scope(("claim:alliance-since-1921",)), "no node of this network"),
        (Scope(("kg:Party",)), "no node of this network"),
    ],
)
def test_mistakes_are_said(store: EmbeddedStore, scope: Scope, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_scope(store, scope, Margins())


def test_an_unknown_name_is_said(store: EmbeddedStore) -> None:
    with pytest.raises(NameNotFoundError):
        read_scope(store, Scope(("Atlantis",)), Margins())


def test_every_claim_of_a_network_has_its_source(store: EmbeddedStore) -> None:
    network, _ = read_scope(store, Scope(("alliance",), unasserted=True), Margins())
    sources = sources_of(store, network)
    assert sources["https://w3id.org/diplograph/claim/alliance-since-1921"].citation.startswith("Hale 1931, P")
    assert {claim for *_, data in network.edges(data=True) for claim in data["claims"]} <= set(sources)
