from __future__ import annotations

import datetime as dt

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.model.period import Period
from kg.views.network import Network, read_network
from kg.views.subnetworks import around, held_during


@pytest.fixture(scope="module")
def network(built: Workspace) -> Network:
    return read_network(open_store(built, lambda _: None))


def year(number: int) -> Period:
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31))


def test_no_step_is_the_node_itself(network: Network) -> None:
    assert set(around(network, ["tomas-hale"], 0)) == {"tomas-hale"}


def test_a_step_leads_through_an_event_to_who_takes_part(network: Network) -> None:
    found = set(around(network, ["tomas-hale"], 1))
    assert found == {"tomas-hale", "hale-visit-1921", "signing-1921", "irena-volkova", "arvenia", "src:memoir-1931"}


def test_more_steps_lead_further(network: Network) -> None:
    one, two = (set(around(network, ["tomas-hale"], depth)) for depth in (1, 2))
    assert one < two
    assert "belmark" in two


def test_a_part_is_a_copy(network: Network) -> None:
    around(network, ["belmark"]).nodes["belmark"]["label"] = "changed"
    assert network.nodes["belmark"]["label"] == "Belmark"


def test_what_held_is_told_apart_from_what_may_have(network: Network) -> None:
    found = held_during(network, year(1922))
    held = {key: data["held"] for key, data in found.nodes(data=True)}
    assert held["alliance"] == "certain"
    assert held["treaty-1902"] == "unknown"  # nobody knows when it lapsed
    assert held["school-opening"] == "unknown"  # undated
    assert held["trade"] == "possible"  # some time in the 1920s
    assert held["arvenia"] == "certain"
    assert "election-money" not in held
    assert found.edges["trade", "arvenia", "TradePartner"]["held"] == "possible"


def test_nothing_stands_alone_but_what_was_asked_for(network: Network) -> None:
    assert "irena-volkova" not in held_during(network, year(1905))
    assert "irena-volkova" in held_during(network, year(1905), keep=["irena-volkova"])
