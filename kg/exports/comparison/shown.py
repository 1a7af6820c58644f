"""A comparison that draws itself, and can be written as a table or a page."""

from __future__ import annotations

from dataclasses import dataclass

from kg.exports.comparison.page import write_page
from kg.exports.comparison.table import to_csv
from kg.exports.shown import Shown
from kg.views.comparison.topic import Comparison


@dataclass(frozen=True)
class ShownComparison(Shown[Comparison]):
    """A view of what sources say of the same things; `title` and `scope` stand above its page."""

    title: str = ""
    scope: str = ""

    def to_csv(self) -> str:
        """Write it as CSV, a row for what one source says in one respect."""
        return to_csv(self.view)

    def to_html(self) -> bytes:
        """Write it as a page: one HTML file that works offline and runs no script."""
        return write_page(self.view, self.title, self.scope)
