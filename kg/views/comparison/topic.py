"""Topics: one thing of which several sources speak or could speak, with what each says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.views.comparison.aspect import Aspect
from kg.views.comparison.coverage import Absence
from kg.views.comparison.origins import Origin
from kg.views.comparison.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Account:
    """What one origin says of a topic: its name for it, and the node that it describes. `basis`: why it is the same."""

    origin: Origin
    node: str
    label: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing, the accounts of it, the respects in which they are compared, and the releases that have none."""

    slug: str
    label: str
    kind: str
    accounts: tuple[Account, ...]
    aspects: tuple[Aspect, ...]
    absences: tuple[Absence, ...]
    verdict: Verdict

    @property
    def silent(self) -> tuple[Absence, ...]:
        """The releases that cover it and say nothing."""
        return tuple(each for each in self.absences if each.verdict is Verdict.SILENT)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Topics in the order of their names, the sources that were asked, and how many things only one of them covers."""

    topics: tuple[Topic, ...]
    origins: tuple[Origin, ...]
    alone: int = 0

    def count(self, verdict: Verdict) -> int:
        """How many topics have a verdict."""
        return sum(topic.verdict is verdict for topic in self.topics)


def account_names(accounts: Sequence[Account]) -> list[str]:
    """Name each account by its source, and by its node too where a source has several."""
    names = [account.origin.name for account in accounts]
    return [
        name if names.count(name) == 1 else f"{name}: {account.label}"
        for name, account in zip(names, accounts, strict=True)
    ]
