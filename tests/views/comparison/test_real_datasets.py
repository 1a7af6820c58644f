"""The essay beside the real datasets of the field, where these are there: what the two are known to disagree on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import input_stream
from pyoxigraph import DefaultGraph, RdfFormat, Store

from kg.build.assembly import assemble
from kg.importers.descriptor import find_descriptor
from kg.importers.importing import import_files
from kg.store.embedded import EmbeddedStore
from kg.views.comparison.aspect import Answer
from kg.views.comparison.comparing import Question, read_comparison
from kg.views.comparison.topic import Comparison, Topic, account_names
from kg.views.comparison.verdict import Verdict
from tests.integrity.datasets.imported import WORKSPACE, real
from tests.views.comparison.test_comparing import aspect, sayings

FILES = {
    "cow-alliances": ("cow_alliances/alliance_v4.1_by_member.csv", ()),
    "atop": ("atop/*.csv", ()),
    "cow-trade": ("cow_trade_dyadic/*.csv.gz", ("ccode1=365",)),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Everything that the essay and the three datasets can be compared on."""
    folder = tmp_path_factory.mktemp("real")
    files = {name: real(pattern) for name, (pattern, _) in FILES.items()}
    store = Store(str(folder / "store"))
    store.bulk_extend(assemble(WORKSPACE))
    graphs = [load(store, folder / name, name, files[name], only) for name, (_, only) in FILES.items()]
    store.flush()
    del store
    prefixes = WORKSPACE.namespaces.prefixes
    curated, whole = EmbeddedStore(folder / "store", prefixes), EmbeddedStore(folder / "store", prefixes, graphs)
    return read_comparison(curated, whole, Question(), WORKSPACE.margins)


def load(store: Store, folder: Path, name: str, files: tuple[Path, ...], only: tuple[str, ...]) -> str:
    """Import files into a store; gives the graph of the release."""
    folder.mkdir()
    outcome = import_files(find_descriptor(name, WORKSPACE), files, folder, WORKSPACE, only=only)
    store.bulk_load(input_stream(folder / "rows.nq.zst", compression="zstd"), format=RdfFormat.N_QUADS)
    store.bulk_load(path=folder / "shared.nt", format=RdfFormat.N_TRIPLES, to_graph=DefaultGraph())
    return outcome.graph


def topic(found: Comparison, slug: str) -> Topic:
    return next(each for each in found.topics if each.slug == slug)


def differences(topic: Topic, name: str) -> set[tuple[str, str, str]]:
    """Give how far apart each two sources are in one respect."""
    names = account_names(topic.accounts)
    return {(names[each.first], names[each.second], str(each.match)) for each in aspect(topic, name).differences}


def test_the_treaty_of_1961_has_three_ends_and_none_from_the_essay(found: Comparison) -> None:
    treaty = topic(found, "treaty-1961")
    assert aspect(treaty, "begin").verdict is Verdict.AGREE
    end = aspect(treaty, "end")
    assert end.verdict is Verdict.CONFLICT
    assert [saying.text for saying in end.sayings] == ["does not say", "1996-09-10", "1995-09-07"]
    assert end.sayings[0].remark == (
        "replaced by Treaty on Friendship, Cooperation, Good Neighborliness (since 2000-02)"
    )
    assert differences(treaty, "end") == {
        ("atop 4.01", "cow-alliances 4.1", "369 days earlier"),
        ("Lankov 2007", "atop 4.01", "1,239 to 1,267 days earlier"),
        ("Lankov 2007", "cow-alliances 4.1", "1,608 to 1,636 days earlier"),
    }
    assert "cow-alliances 4.1, member, row 794" in sayings(treaty, "end")["cow-alliances 4.1"]
    assert aspect(treaty, "provides military alliance").verdict is Verdict.AGREE


def test_the_treaty_of_2000_is_told_consistently(found: Comparison) -> None:
    treaty = topic(found, "treaty-2000")
    assert treaty.verdict is Verdict.AGREE
    assert {each.verdict for each in treaty.aspects} <= {Verdict.AGREE, Verdict.SILENT}
    alliance = aspect(treaty, "provides military alliance")
    assert [saying.answer for saying in alliance.sayings] == [Answer.DENIED, Answer.NOT_NAMED, Answer.NOT_NAMED]
    consultation = aspect(treaty, "provides consultation")
    assert [saying.text for saying in consultation.sayings] == ["does not say", "consultation", "entente"]


@pytest.mark.parametrize(
    ("slug", "other", "measured"),
    [
        ("trade-1994", "about 101 million USD", "27.9 % less"),
        ("trade-2006", "about 229 million USD", "9.2 % more"),
        ("trade-rok-2006", "about 11.35 billion USD", "22.0 % more"),
    ],
)
def test_trade_figures_differ(slug: str, other: str, measured: str, found: Comparison) -> None:
    trade = topic(found, slug)
    assert trade.verdict is Verdict.CONFLICT
    assert aspect(trade, "value").sayings[1].text == other
    assert differences(trade, "value") == {("Lankov 2007", "cow-trade 4.0", measured)}


def test_the_zero_of_1990_is_a_gap(found: Comparison) -> None:
    trade = topic(found, "trade-1990")
    assert trade.verdict is Verdict.SILENT
    assert sayings(trade, "value") == {
        "Lankov 2007": "2.1 billion USD [Lankov 2007, P14]",
        "cow-trade 4.0": "gap: recorded 0, which stands for unknown [cow-trade 4.0, rounded, row 425075]",
    }
    assert aspect(trade, "actors").verdict is Verdict.AGREE  # the Soviet Union has Russia's number
