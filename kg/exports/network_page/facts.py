"""The facts of a node or an edge as a page shows them beside the picture."""

from __future__ import annotations

from kg.views.network import Attributes, Network

# What a page shows elsewhere or in better words, and what no reader asks for.
_NOT_SHOWN = frozenset(
    {"iri", "label", "labels", "class", "classes", "when", "held", "claims", "unasserted", "asserted"}
    | {"date", "earliestBegin", "latestBegin", "earliestEnd", "latestEnd"}
    | {"description", "note", "altLabel", "kind", "sha256", "characters", "lat", "long"}
)


def facts_of(data: Attributes) -> list[list[str]]:
    """Give the further facts of a node, each with its name in words."""
    return [[words(name), text] for name, text in sorted(data.items()) if name not in _NOT_SHOWN]


def kind_of(data: Attributes) -> str:
    """Say what sort of thing a node is: its kind, or its class in words."""
    return data.get("kind", "") or words(data["class"])


def languages_of(network: Network) -> list[str]:
    """Give the languages of the labels, English first."""
    found = {language for _, data in network.nodes(data=True) for language in data["labels"] if language}
    return sorted(found, key=lambda language: (language != "en", language))


def claims_of(network: Network) -> set[str]:
    """Give the IRIs of all claims behind a network."""
    parts = [*(data for _, data in network.nodes(data=True)), *(data for *_, data in network.edges(data=True))]
    return {claim for data in parts for claim in (*data["claims"], *data.get("unasserted", ()))}


def without_blanks(attributes: Attributes) -> Attributes:
    """Leave out what is empty, zero or false."""
    return {name: value for name, value in attributes.items() if value}


def words(name: str) -> str:
    """Give a name of the ontology in words: "latestBegin" is "latest begin"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
