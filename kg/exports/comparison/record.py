"""A comparison as plain values, for JSON."""

from __future__ import annotations

from typing import Any

from kg.views.comparison.aspect import Aspect, Saying
from kg.views.comparison.evidence import Citation
from kg.views.comparison.origins import Origin
from kg.views.comparison.topic import Account, Comparison, Topic
from kg.views.comparison.verdict import Match


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Give a comparison as plain values; accounts, sayings and differences refer to each other by place."""
    return {
        "sources": [_origin(origin) for origin in comparison.origins],
        "topics": [_topic(topic) for topic in comparison.topics],
        "oneSourceOnly": comparison.alone,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "source": origin.slug,
        "name": origin.name,
        "label": origin.label,
        "iri": origin.iri,
        "release": origin.is_release,
        "covers": origin.covers or None,
        "coversActors": origin.actors or None,
    }


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "node": topic.slug,
        "label": topic.label,
        "kind": topic.kind,
        "verdict": topic.verdict.value,
        "accounts": [_account(account) for account in topic.accounts],
        "aspects": [_aspect(aspect) for aspect in topic.aspects],
        "absent": [
            {"source": each.origin.slug, "verdict": each.verdict.value, "reason": each.reason}
            for each in topic.absences
        ],
    }


def _account(account: Account) -> dict[str, Any]:
    joined = account.basis or None
    return {"source": account.origin.slug, "node": account.node, "label": account.label, "joinedBy": joined}


def _aspect(aspect: Aspect) -> dict[str, Any]:
    return {
        "aspect": aspect.name,
        "verdict": aspect.verdict.value if aspect.verdict else None,
        "says": [_saying(saying) for saying in aspect.sayings],
        "differences": [
            {"first": each.first, "second": each.second, **match_record(each.match)} for each in aspect.differences
        ],
    }


def _saying(saying: Saying) -> dict[str, Any]:
    return {
        "answer": saying.answer.value,
        "text": saying.text,
        "remark": saying.remark or None,
        "citations": [_citation(citation) for citation in saying.citations],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {"where": citation.where, "manner": citation.manner or None, "iris": list(citation.iris)}


def match_record(match: Match) -> dict[str, Any]:
    """Give how two accounts go together: the second against the first, in days or in per cent."""
    days, percent = match.days, match.percent
    return {
        "verdict": match.verdict.value if match.verdict else None,
        "text": str(match) or None,
        "implied": match.is_implied,
        "daysLeast": days.least if days else None,
        "daysMost": days.most if days else None,
        "secondIsLater": match.is_later if days else None,
        "percentLeast": float(percent.least) if percent else None,
        "percentMost": float(percent.most) if percent else None,
    }
