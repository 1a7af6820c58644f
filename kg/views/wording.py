"""Wording: how properties read from either end, how measured values read, and how several of a class are called."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from kg.rdf.terms import IRI, SKOS
from kg.views.nodes import Nodes, local_name

# How a property reads from the node it points at, where its own label does not serve: "X part of Y", "Y has part X".
_FROM_THE_OTHER_END = {
    "about": "subject",
    "attributedTo": "source",
    "bearsOn": "touched by",
    "causes": "caused by",
    "cites": "cited by",
    "continues": "continued by",
    "enables": "enabled by",
    "hinders": "hindered by",
    "memberOf": "has member",
    "motivates": "motivated by",
    "namedIn": "names",
    "partOf": "has part",
    "regardedAs": "regarded as this",
    "replaces": "replaced by",
    "requires": "required by",
    "signals": "signalled by",
    "signedIn": "signing of",
    "statedIn": "states",
    "successorOf": "succeeded by",
    "isPartOf": "contains",
    "broader": "narrower",
    "subClassOf": "has subclass",
}
_SCALES = ((10**9, "billion"), (10**6, "million"))


def relation(nodes: Nodes, property_: IRI, *, outgoing: bool) -> str:
    """Say in words how a property joins a node to the one at its other end."""
    own = nodes.label(property_)
    return own if outgoing else from_the_other_end(property_, own)


def from_the_other_end(property_: IRI, label: str) -> str:
    """Say how a property of that label reads from the node it points at."""
    return _FROM_THE_OTHER_END.get(local_name(property_), label)


def amount(nodes: Nodes, observation: IRI) -> str:
    """Put the value of an observation into words: "about 2 per cent", "10,000 to 20,000 persons"."""
    term = nodes.term
    single, least, most = (nodes.texts(observation, term[name]) for name in ("value", "valueMin", "valueMax"))
    if single:
        number = " or ".join(format_number(text) for text in single)
    elif least and most:
        number = f"{format_number(least[0])} to {format_number(most[0])}"
    else:
        number = "".join(f"at least {format_number(n)}" for n in least) or "".join(
            f"at most {format_number(n)}" for n in most
        )
    return " ".join(
        part for part in (_precision(nodes, observation, number), number, _unit(nodes, observation)) if part
    )


def format_number(text: str) -> str:
    """Write a decimal number for readers: 209700000.0 is "209.7 million", 9301 is "9,301"."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    for size, name in _SCALES:
        if abs(number) >= size:
            return f"{_plain(number / size)} {name}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    whole = f"{number:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _precision(nodes: Nodes, observation: IRI, number: str) -> str:
    """Give "about", "at least" and the like; "exact" goes without saying, and nothing is said twice."""
    words = [
        nodes.label(term) for term in nodes.links(observation, nodes.term["precision"]) if local_name(term) != "Exact"
    ]
    return " ".join(word for word in words if not number.startswith(word))


def _unit(nodes: Nodes, observation: IRI) -> str:
    """Give the unit's symbol, or else its name; a rank and a ratio need none."""
    unit = next(iter(nodes.links(observation, nodes.term["unit"])), None)
    if unit is None or local_name(unit) in {"Rank", "Dimensionless"}:
        return ""
    symbols = nodes.texts(unit, SKOS["notation"])
    return symbols[0] if symbols else nodes.label(unit)


def plural(word: str) -> str:
    """Give the plural of what the ontology calls a class."""
    if word.endswith("media"):
        return word
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
