"""When it was: the begin and the end of a thing, or its date, as each account has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.views.comparison.aspect import Answer, Aspect, Saying, compare
from kg.views.comparison.evidence import cite, with_more
from kg.views.comparison.moment import Moment, begin_of, end_of, is_point
from kg.views.comparison.records import Part, Record, slugs_of, when_of
from kg.views.comparison.verdict import Match
from kg.views.nodes import Nodes

_BOUNDS = ("date", "earliestBegin", "latestBegin", "earliestEnd", "latestEnd")


@dataclass(frozen=True, slots=True)
class _Told:
    """A moment, and the one that is implied where none is stated."""

    moment: Moment
    implied: Moment | None = None


def times(nodes: Nodes, records: Sequence[Record]) -> Iterator[Aspect]:
    """Yield the begin and the end, or the one date where nobody gives more; nothing where nobody dates it."""
    whens = [when_of(record, nodes) for record in records]
    nodes.load(part.actor for record in records for part in record.replacing)
    begins = [_Told(begin_of(when)) for when in whens]
    ends = [_Told(end_of(w, record.origin.spoken)) for w, record in zip(whens, records, strict=True)]
    ends = [_with_replacement(nodes, told, record) for told, record in zip(ends, records, strict=True)]
    dated = [when for when in whens if when.edtf is not None]
    if not dated and not any(told.implied for told in ends):
        return
    if all(map(is_point, dated)):
        yield _aspect(nodes, "date", records, begins)
    else:
        yield _aspect(nodes, "begin", records, begins)
        yield _aspect(nodes, "end", records, ends)


def _aspect(nodes: Nodes, name: str, records: Sequence[Record], told: Sequence[_Told]) -> Aspect:
    sayings = [_saying(nodes, name, *pair) for pair in zip(records, told, strict=True)]
    return compare(name, sayings, told, _against, slugs_of(records))


def _saying(nodes: Nodes, name: str, record: Record, told: _Told) -> Saying:
    graphs = record.graphs(*(nodes.term[bound] for bound in _BOUNDS))
    answer = Answer.SAID if told.moment.is_said or told.moment.is_lasting else Answer.NOT_SAID
    citations, remark = cite(nodes, record, graphs) if graphs else (), ""
    if name == "end" and record.replacing:
        remark = "replaced by " + ", ".join(_named(nodes, part) for part in record.replacing)
        replacing = cite(nodes, record, (graph for part in record.replacing for graph in part.graphs))
        citations = with_more(citations, replacing)
    return Saying(told.moment.text, answer, citations, remark)


def _named(nodes: Nodes, part: Part) -> str:
    when = nodes.when(part.actor)
    return f"{nodes.label(part.actor)} ({when.text})" if when.edtf else nodes.label(part.actor)


def _with_replacement(nodes: Nodes, told: _Told, record: Record) -> _Told:
    """Add the begin of what has replaced it, where its end is not stated."""
    if told.moment.is_said:
        return told
    begins = [begin_of(nodes.when(part.actor)) for part in record.replacing]
    implied = next((begin for begin in begins if begin.is_said), None)
    return replace(told, implied=implied)


def _against(told: _Told, other: _Told) -> Match:
    found = told.moment.against(other.moment)
    if found.verdict is not None:
        return found
    if (told.implied is None) == (other.implied is None):
        return found
    first, second = told.implied or told.moment, other.implied or other.moment
    implied = first.against(second)
    return replace(implied, verdict=None, is_implied=True) if implied.days else found
