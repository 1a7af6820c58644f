"""What it is: the kind, the provisions and the value that each account gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.rdf.terms import IRI, SKOS
from kg.views.comparison.aspect import Answer, Aspect, Saying, compare
from kg.views.comparison.evidence import cite
from kg.views.comparison.moment import NOT_SAID
from kg.views.comparison.origins import Origin
from kg.views.comparison.quantity import Quantity, read_quantity
from kg.views.comparison.records import Record, slugs_of
from kg.views.comparison.verdict import Match, Verdict
from kg.views.nodes import Nodes, local_name
from kg.views.wording import amount

VALUE = "value"  # the aspect that decides about an observation: its time and actors are why it is compared

Codes = Callable[[Origin, IRI], bool]  # whether a release names a provision anywhere


def kinds(nodes: Nodes, records: Sequence[Record]) -> Iterator[Aspect]:
    """Yield the kind. Kinds that are neither the same nor below one another need not exclude each other."""
    kind = nodes.term["kind"]
    found = [record.links(kind) for record in records]
    nodes.load(term for own in found for term in own)
    if not any(found) or records[0].links(nodes.term["measure"]):
        return

    def against(own: list[IRI], other: list[IRI]) -> Match:
        related = any(a == b or a in nodes.above(b) or b in nodes.above(a) for a in own for b in other)
        return Match(Verdict.AGREE) if related else Match()

    sayings = [
        Saying(", ".join(map(nodes.label, own)), Answer.SAID, cite(nodes, record, record.graphs(kind)))
        if own
        else Saying(NOT_SAID, Answer.NOT_SAID)
        for record, own in zip(records, found, strict=True)
    ]
    yield compare("kind", sayings, [own or None for own in found], against, slugs_of(records))


# --- provisions ---------------------------------------------------------------------------------


def provisions(nodes: Nodes, records: Sequence[Record], codes: Codes) -> Iterator[Aspect]:
    """Yield each provision that any account names or denies, with those below it; the widest that are named."""
    provides = nodes.term["provides"]
    named = {term for record in records for said in (record.said, record.denied) for term in said.get(provides, ())}
    named |= {
        term for record in records for term in record.links(nodes.term["notStated"]) if _is_provision(nodes, term)
    }
    terms = sorted((term for term in named if isinstance(term, IRI)), key=lambda term: (nodes.label(term), term.value))
    nodes.load(terms)
    for term in terms:
        if nodes.above(term).isdisjoint(terms):
            yield _provision(nodes, records, term, codes)


def _is_provision(nodes: Nodes, term: IRI) -> bool:
    return nodes.term["Provisions"] in nodes.links(term, SKOS["inScheme"])


def _provision(nodes: Nodes, records: Sequence[Record], term: IRI, codes: Codes) -> Aspect:
    sayings = [_provided(nodes, record, term, codes) for record in records]

    def against(own: Saying, other: Saying) -> Match:
        if Answer.SAID not in {own.answer, other.answer}:
            return Match(Verdict.AGREE)
        if own.answer is not other.answer:
            return Match(Verdict.CONFLICT)
        return Match(_nearness(own.text, other.text, nodes.label(term)))

    values = [saying if saying.answer is not Answer.NOT_SAID else None for saying in sayings]
    return compare(f"provides {nodes.label(term)}", sayings, values, against, slugs_of(records))


def _nearness(own: str, other: str, widest: str) -> Verdict:
    return Verdict.AGREE if own == other or widest in {own, other} else Verdict.OVERLAP


def _provided(nodes: Nodes, record: Record, term: IRI, codes: Codes) -> Saying:
    """Say how an account has a provision. A release that names it elsewhere, and not here, says that there is none."""
    provides = nodes.term["provides"]
    own = [value for value in record.links(provides) if value == term or term in nodes.above(value)]
    if own:
        graphs = {graph for value in own for graph in record.said[provides][value]}
        return Saying(", ".join(map(nodes.label, own)), Answer.SAID, cite(nodes, record, graphs))
    denied = record.denied.get(provides, {})
    above = {term, *nodes.above(term)} & set(denied)
    if above:
        graphs = {graph for value in above for graph in denied[value]}
        return Saying("no, denied", Answer.DENIED, cite(nodes, record, graphs))
    if record.origin.is_release and codes(record.origin, term):
        return Saying("no, named elsewhere only", Answer.NOT_NAMED, cite(nodes, record, ()))
    silent = record.said.get(nodes.term["notStated"], {}).get(term, set())
    return Saying(NOT_SAID, Answer.NOT_SAID, cite(nodes, record, silent) if silent else ())


# --- values -------------------------------------------------------------------------------------


def values(nodes: Nodes, records: Sequence[Record]) -> Iterator[Aspect]:
    """Yield the value of an observation; one that is recorded, but stands for unknown, is a gap."""
    if any(record.links(nodes.term["measure"]) for record in records):
        found = [_quantity(nodes, record) for record in records]
        sayings = [_value(nodes, *pair) for pair in zip(records, found, strict=True)]
        yield compare(VALUE, sayings, found, Quantity.against, slugs_of(records))


def _quantity(nodes: Nodes, record: Record) -> Quantity | None:
    term = nodes.term
    return read_quantity(
        record.texts(term["value"]),
        record.texts(term["valueMin"]),
        record.texts(term["valueMax"]),
        {local_name(precision) for precision in record.links(term["precision"])},
        next(iter(record.links(term["unit"])), None),
    )


def _value(nodes: Nodes, record: Record, quantity: Quantity | None) -> Saying:
    term = nodes.term
    graphs = record.graphs(*(term[name] for name in ("value", "valueMin", "valueMax", "notStated", "recorded")))
    citations = cite(nodes, record, graphs)
    if quantity is not None:
        return Saying(amount(nodes, record.node), Answer.SAID, citations)
    recorded = record.texts(term["recorded"])
    if recorded:
        return Saying(f"gap: recorded {', '.join(recorded)}, which stands for unknown", Answer.GAP, citations)
    return Saying(NOT_SAID, Answer.NOT_SAID, citations)
