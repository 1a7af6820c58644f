"""Accounts: what documents and imported releases say of one thing, beside each other, with how these go together."""

from __future__ import annotations

from kg.exports.comparison.page import Part, part_of
from kg.rdf.terms import IRI
from kg.views.comparison.comparing import Question, read_comparison
from kg.views.comparison.evidence import Citation
from kg.views.sources import Source, read_sources
from kg.web.pages.sheet import Subject


def read_accounts(subject: Subject) -> Part | None:
    """Give the accounts of what a page is about; None where only one source speaks of it, or no document does.

    Of a record that no document describes, other releases are not asked: they would have to be read through.
    """
    snapshot = subject.snapshot
    if snapshot.whole is snapshot.store or not (subject.is_curated and subject.is_a("TemporalEntity")):
        return None
    question = Question((subject.node.value,))
    found = read_comparison(snapshot.store, snapshot.whole, question, snapshot.workspace.margins)
    slug = subject.nodes.slug(subject.node)
    topics = [topic for topic in found.topics if any(account.node == slug for account in topic.accounts)]
    return part_of(topics[0]) if topics and len({each.origin for each in topics[0].accounts}) > 1 else None


def sources_of(subject: Subject, citation: Citation) -> tuple[Source, ...]:
    """Give the claims that a citation of an account stands for; none where it stands for rows of a release."""
    claims = [IRI(iri) for iri in citation.iris if iri.startswith(subject.nodes.namespaces.claim)]
    return read_sources(subject.nodes, claims)


def note_of(citation: Citation) -> str:
    """Put a citation of rows into the words of a note."""
    return f"{citation}: {citation.statement}" if citation.statement else str(citation)
