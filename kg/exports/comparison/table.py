"""A comparison as CSV: one row for what one source says of one thing in one respect."""

from __future__ import annotations

from collections.abc import Iterator

from kg.exports.cells import write_csv
from kg.exports.comparison.record import match_record
from kg.views.comparison.aspect import Aspect
from kg.views.comparison.topic import Comparison, Topic

COLUMNS = (
    *("node", "label", "kind", "verdict", "aspect", "aspect_verdict", "source", "record", "answer", "says", "remark"),
    *("cited", "compared_with", "difference", "days_least", "days_most", "percent_least", "percent_most"),
)


def to_csv(comparison: Comparison) -> str:
    """Write a comparison as CSV (RFC 4180, but for the line ends).

    A source is measured against the first one before it with which it can be compared. A release that is silent or
    does not cover a thing has a row without an aspect. A text that a spreadsheet would run as a formula gets an
    apostrophe before it.
    """
    return write_csv(COLUMNS, (row for topic in comparison.topics for row in _rows(topic)))


def _rows(topic: Topic) -> Iterator[list[str]]:
    start = [topic.slug, topic.label, topic.kind, topic.verdict.value]
    for aspect in topic.aspects:
        for place, (account, saying) in enumerate(zip(topic.accounts, aspect.sayings, strict=True)):
            cited = "; ".join(map(str, saying.citations))
            yield [
                *start,
                aspect.name,
                aspect.verdict.value if aspect.verdict else "",
                account.origin.slug,
                account.node,
                saying.answer.value,
                saying.text,
                saying.remark,
                cited,
                *_measured(topic, aspect, place),
            ]
    for absence in topic.absences:
        blank = [""] * (len(COLUMNS) - len(start) - 6)
        yield [*start, "", "", absence.origin.slug, "", absence.verdict.value, absence.reason, *blank]


def _measured(topic: Topic, aspect: Aspect, place: int) -> list[str]:
    found = next((each for each in aspect.differences if each.second == place and str(each.match)), None)
    if found is None:
        return [""] * 6
    numbers = match_record(found.match)
    columns = ("text", "daysLeast", "daysMost", "percentLeast", "percentMost")
    cells = ["" if numbers[name] is None else str(numbers[name]) for name in columns]
    return [topic.accounts[found.first].origin.slug, *cells]
