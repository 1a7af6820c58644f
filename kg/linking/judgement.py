"""Judgements: whether a mapping says yes, no or unsure, and how a decision is written as one.

SSSOM has no word for unsure. Here a mapping whose confidence is at most a half is one: its author would not bet on it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from kg.model.mapping import Mapping

UNSURE = Decimal("0.5")


class Judgement(Enum):
    """What was decided: that two records are one, that they are not, or that it cannot be told."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


def judgement_of(mapping: Mapping) -> Judgement:
    """Read what a mapping says."""
    if mapping.negated:
        return Judgement.NO
    return Judgement.UNSURE if mapping.confidence is not None and mapping.confidence <= UNSURE else Judgement.YES
