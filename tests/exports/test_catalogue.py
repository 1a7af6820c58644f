from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.errors import UsageError
from kg.exports.catalogue import EXPORTS, export, find_export
from kg.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_is_written_and_always_the_same(name: str, store: EmbeddedStore, built: Workspace) -> None:
    files = export(store, built, name)
    assert files == export(store, built, name)
    assert all(files.values())
    assert set(files) == ({"nodes.csv", "edges.csv"} if name == "csv" else {""})


@pytest.mark.parametrize("name", ["graphml", "gexf", "csv"])
def test_networks_show_what_is_imagined_only_if_asked(name: str, store: EmbeddedStore, built: Workspace) -> None:
    def written(*, unasserted: bool) -> bytes:
        return b"".join(export(store, built, name, unasserted=unasserted).values())

    claim = b"customs-union-would-end-quarrel"
    assert claim not in written(unasserted=False)
    assert claim in written(unasserted=True)


def test_datasets_keep_each_claim_apart(store: EmbeddedStore, built: Workspace) -> None:
    trig = export(store, built, "trig")[""].decode()
    assert "claim:alliance-since-1921 {" in trig
    assert trig.count("ent:alliance a kg:Relationship") == 1  # not once more in the default graph
    assert "ent:alliance a kg:Relationship" in export(store, built, "turtle")[""].decode()


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="word"):
        find_export("word")


def test_only_the_explorer_quotes_and_queries(store: EmbeddedStore, built: Workspace) -> None:
    whole, without = (export(store, built, "html", engine=engine)[""] for engine in (True, False))
    assert len(without) < len(whole) / 2
    with pytest.raises(UsageError, match="neither quotes nor an engine"):
        export(store, built, "turtle", text=built.root / "memoir-1931.txt")
    with pytest.raises(UsageError, match="neither quotes nor an engine"):
        export(store, built, "csv", engine=False)
