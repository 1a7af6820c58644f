"""A comparison as text, as Markdown, and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from kg.exports.comparison.record import comparison_record
from kg.exports.markdown import escape
from kg.exports.page import BOLD, DIM, ROLE, WARN, Page, clean, styled
from kg.views.comparison.aspect import Aspect, Difference, Saying
from kg.views.comparison.topic import Comparison, Topic, account_names
from kg.views.comparison.verdict import Verdict

STYLES = {Verdict.CONFLICT: "red", Verdict.OVERLAP: WARN, Verdict.AGREE: "green"}
_WIDEST = max(len(verdict.value) for verdict in Verdict)
_SHOWN = frozenset({Verdict.CONFLICT, Verdict.OVERLAP})


def to_page(comparison: Comparison, width: int = 100, *, colour: bool = False) -> Page:
    """Put a comparison on a page for a terminal: thing by thing, respect by respect, source by source."""
    page = Page(width, colour=colour)
    for topic in comparison.topics:
        page.put("")
        page.columns([[_verdict_ahead(topic.verdict), _heading(topic)]], [11], indent=0)
        page.columns([_row(topic, aspect) for aspect in topic.aspects], [29, 8])
        if topic.absences:
            page.columns([_absence(topic, verdict) for verdict in _absent(topic)], [11])
    page.put("")
    page.put(styled(summary(comparison), DIM))
    return page


def summary(comparison: Comparison) -> str:
    """Say how many things were compared, with what verdict, and how many only one source describes."""
    counts = [(comparison.count(verdict), verdict.value) for verdict in Verdict]
    told = ", ".join(f"{verdict} {number}" for number, verdict in counts if number)
    number = len(comparison.topics)
    parts = [f"{number} compared: {told}." if number else "Nothing fits of which two sources speak, or could."]
    if comparison.alone:
        parts.append(f"{comparison.alone} more have one source only.")
    if not any(origin.is_release for origin in comparison.origins):
        parts.append("No dataset is imported; kg import --list names those that can be.")
    return " ".join(parts)


def difference_words(topic: Topic, difference: Difference) -> str:
    """Say how far apart two accounts are: "ATOP 4.01: 369 days later than COW 4.1"; nothing if it is not measured."""
    measured = str(difference.match)
    if not measured:
        return ""
    names = account_names(topic.accounts)
    first, second = names[difference.first], names[difference.second]
    implied = ", as implied" if difference.match.is_implied else ""
    if measured.endswith(("later", "earlier", "more", "less")):
        return f"{second}: {measured} than {first}{implied}"
    return f"{first} and {second}: {measured}{implied}"


def _heading(topic: Topic) -> Text:
    kind = f"  ({clean(topic.kind)})" if topic.kind else ""
    return styled(topic.label, BOLD).append(kind, DIM)


def _verdict(verdict: Verdict | None) -> tuple[str, str]:
    return (verdict.value, STYLES.get(verdict, DIM)) if verdict else ("", "")


def _verdict_ahead(verdict: Verdict) -> Text:
    word, style = _verdict(verdict)
    return Text(f"{word:<{_WIDEST}}", style)


def _row(topic: Topic, aspect: Aspect) -> list[RenderableType]:
    lines = Text("\n").join(_lines(topic, aspect))
    return [styled(aspect.name, ROLE), Text(*_verdict(aspect.verdict)), lines]


def _lines(topic: Topic, aspect: Aspect) -> Iterator[Text]:
    """Yield what each source says, and how far apart those are that do not agree."""
    for name, saying in zip(account_names(topic.accounts), aspect.sayings, strict=True):
        yield _said(name, saying)
    for difference in aspect.differences:
        words = difference_words(topic, difference)
        if words and (difference.match.verdict in _SHOWN or difference.match.is_implied):
            yield styled(words, STYLES.get(aspect.verdict or Verdict.SILENT, DIM))


def _said(name: str, saying: Saying) -> Text:
    text = styled(saying.text).append(styled(f"; {saying.remark}" if saying.remark else ""))
    cited = " · ".join(map(str, saying.citations)) or name
    return text.append(" ").append(styled(f"[{cited}]", DIM))


def _absent(topic: Topic) -> list[Verdict]:
    return sorted({absence.verdict for absence in topic.absences}, key=list(Verdict).index)


def _absence(topic: Topic, verdict: Verdict) -> list[RenderableType]:
    found = [f"{each.origin.name} ({each.reason})" for each in topic.absences if each.verdict is verdict]
    return [styled(verdict.value, DIM), styled("; ".join(found))]


# --- other forms --------------------------------------------------------------------------------


def to_markdown(comparison: Comparison) -> str:
    """Write a comparison as Markdown, a table for each thing with a column for each source."""
    blocks = [block for topic in comparison.topics for block in _markdown(topic)]
    return "\n\n".join([*blocks, escape(summary(comparison))]) + "\n"


def _markdown(topic: Topic) -> Iterator[str]:
    yield f"## {escape(topic.label)}: {topic.verdict.value}"
    names = [escape(name) for name in account_names(topic.accounts)]
    rows = [f"| | {' | '.join(names)} | |", "| --- |" + " --- |" * (len(names) + 1)]
    for aspect in topic.aspects:
        cells = [escape("; ".join(filter(None, (each.text, each.remark)))) for each in aspect.sayings]
        verdict = aspect.verdict.value if aspect.verdict else ""
        rows.append(f"| {escape(aspect.name)} | {' | '.join(cells)} | {verdict} |")
    yield "\n".join(rows)
    for absence in topic.absences:
        yield f"{escape(absence.origin.name)}: {absence.verdict.value}, {escape(absence.reason)}"


def to_record(comparison: Comparison) -> dict[str, Any]:
    """Give a comparison as plain values."""
    return comparison_record(comparison)
