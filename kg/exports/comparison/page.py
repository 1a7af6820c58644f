"""A comparison as a page: one HTML file without a script, a table for each thing with a column for each source.

What the page holds can stand in another page, too: it is a fragment with a style of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from kg.exports.comparison.text import difference_words, summary
from kg.exports.network_page.inline import policy
from kg.views.comparison.aspect import Aspect, Saying
from kg.views.comparison.evidence import Citation
from kg.views.comparison.topic import Comparison, Topic, account_names
from kg.views.comparison.verdict import Verdict

STYLES = Path(__file__).parent  # where `body.css` lies

SIGNS = {
    Verdict.CONFLICT: "≠",
    Verdict.OVERLAP: "≈",
    Verdict.AGREE: "=",
    Verdict.SILENT: "…",
    Verdict.NOT_COVERED: "–",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A verdict as the page shows it: its word, its sign, and the name that its colour hangs on."""

    word: str
    sign: str
    name: str


@dataclass(slots=True)
class Notes:
    """The footnotes of one thing, each citation once; their numbers begin with 1."""

    citations: list[Citation] = field(default_factory=list)

    def numbers(self, citations: Iterable[Citation]) -> list[int]:
        """Give the numbers of some citations, which become footnotes if they are none yet."""
        for citation in citations:
            if citation not in self.citations:
                self.citations.append(citation)
        return [self.citations.index(citation) + 1 for citation in citations]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says in one respect, with the numbers of its footnotes."""

    source: str
    text: str
    remark: str
    answer: str
    notes: list[int]


@dataclass(frozen=True, slots=True)
class Line:
    """One respect: its cells, its verdict, and how far apart they are."""

    name: str
    cells: list[Cell]
    chip: Chip | None
    differences: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing, as the page shows it."""

    topic: Topic
    chip: Chip
    sources: list[tuple[str, str]]
    lines: list[Line]
    notes: list[Citation]
    absences: list[tuple[Chip, str, str]]
    address: str = ""


def write_page(comparison: Comparison, title: str, scope: str = "") -> bytes:
    """Write the page of a comparison: HTML that makes no request and runs no script. Same input, same bytes."""
    from markupsafe import Markup

    css = _own("page.css") + _own("body.css")
    page = _render(
        "page.html.jinja",
        title=title,
        scope=scope,
        policy=policy([], css),
        css=Markup(css),
        body=Markup(write_body(comparison)),
    )
    return page.encode("utf-8", "replace")


def write_body(
    comparison: Comparison, *, first: int = 0, most: int | None = None, address_of: Callable[[Topic], str] | None = None
) -> str:
    """Write what a page of a comparison holds: HTML for within a page that has `body.css`, and colours of its own.

    Only `most` things are in it, from the `first` on (counted from 0); all are counted. `address_of` tells where there
    is a page about a thing. Footnotes need no script, nor does the choice of verdicts.
    """
    end = None if most is None else first + most
    return _render(
        "body.html.jinja",
        summary=summary(comparison),
        filters=[(chip_of(verdict), number) for verdict in Verdict if (number := comparison.count(verdict))],
        origins=comparison.origins,
        parts=[part_of(topic, address_of(topic) if address_of else "") for topic in comparison.topics[first:end]],
    )


def chip_of(verdict: Verdict) -> Chip:
    """Give the chip of a verdict."""
    return Chip(verdict.value, SIGNS[verdict], verdict.name.lower().replace("_", "-"))


def part_of(topic: Topic, address: str = "") -> Part:
    """Give one thing as the page shows it; `address` is that of a page about it."""
    notes = Notes()
    names = account_names(topic.accounts)
    lines = [_line(topic, aspect, names, notes) for aspect in topic.aspects]
    return Part(
        topic=topic,
        chip=chip_of(topic.verdict),
        sources=[(name, account.basis) for name, account in zip(names, topic.accounts, strict=True)],
        lines=lines,
        notes=notes.citations,
        absences=[(chip_of(each.verdict), each.origin.name, each.reason) for each in topic.absences],
        address=address,
    )


def _line(topic: Topic, aspect: Aspect, names: list[str], notes: Notes) -> Line:
    words = (difference_words(topic, difference) for difference in aspect.differences)
    return Line(
        name=aspect.name,
        cells=[_cell(name, saying, notes) for name, saying in zip(names, aspect.sayings, strict=True)],
        chip=chip_of(aspect.verdict) if aspect.verdict else None,
        differences=[each for each in words if each],
    )


def _cell(name: str, saying: Saying, notes: Notes) -> Cell:
    answer = saying.answer.name.lower().replace("_", "-")
    return Cell(name, saying.text, saying.remark, answer, notes.numbers(saying.citations))


def _render(template: str, **context: object) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_own(template)).render(context)


@cache
def _own(name: str) -> str:
    return resources.files("kg.exports.comparison").joinpath(name).read_text(encoding="utf-8")
