"""The start page: what the graph is, what it holds, what it can be asked, how to cite it and take it along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.exports.html.about import Document, read_documents
from kg.store.questions import Question, read_questions
from kg.views.search.index import Found, NameIndex
from kg.views.wording import plural
from kg.web.rendering import render
from kg.web.site import in_thread, snapshot_of
from kg.web.snapshot import Snapshot

_NEWEST = 6
_QUESTIONS = 4
_FIRST = "SELECT ?day { ?thing kg:earliestBegin ?day } ORDER BY ?day LIMIT 1"
_LAST = "SELECT ?day { ?thing kg:latestEnd ?day } ORDER BY DESC(?day) LIMIT 1"
_CLAIMS = "SELECT (COUNT(*) AS ?claims) { ?claim a kg:Claim }"


@dataclass(frozen=True, slots=True)
class Home:
    """What the start page tells: sorts of things (local name, words, number), sources, questions, years."""

    kinds: Sequence[tuple[str, str, int]]
    claims: int
    documents: Sequence[Document]
    releases: Sequence[Found]
    questions: Sequence[Question]
    years: tuple[int, int] | None

    @property
    def newest(self) -> Sequence[Document]:
        """The newest documents."""
        return sorted(self.documents, key=lambda document: (_last_day(document), document.id), reverse=True)[:_NEWEST]


async def show_home(request: Request, described: dict[str, Any]) -> Response:
    """Answer with the start page; `described` says in the words of schema.org what the graph is."""
    snapshot = snapshot_of(request)
    home = await in_thread(read_home, snapshot)
    response = render(request, "home.html.jinja", home=home, described=described)
    if not snapshot.names.is_ready:
        response.headers["Cache-Control"] = "no-store"
    return response


def read_home(snapshot: Snapshot) -> Home:
    """Read what the start page tells."""
    [claims] = snapshot.store.select(_CLAIMS).column("claims")
    return Home(
        kinds=_kinds(snapshot.names),
        claims=int(claims.value) if claims else 0,
        documents=read_documents(snapshot.store),
        releases=snapshot.names.members("DatasetRelease", most=_NEWEST)[0] if snapshot.names.is_ready else [],
        questions=_choose(read_questions(snapshot.workspace.ontology / "queries")),
        years=_years(snapshot),
    )


def _kinds(names: NameIndex) -> list[tuple[str, str, int]]:
    counts = names.counts() if names.is_ready else {}
    return [(local, kind if number == 1 else plural(kind), number) for (local, kind), number in counts.items()]


def _choose(questions: list[Question]) -> list[Question]:
    """Choose a few questions from all over the list."""
    return questions[:: max(1, len(questions) // _QUESTIONS)][:_QUESTIONS]


def _years(snapshot: Snapshot) -> tuple[int, int] | None:
    days = [day for query in (_FIRST, _LAST) for day in snapshot.store.select(query).column("day") if day]
    return (int(days[0].value[:4]), int(days[1].value[:4])) if len(days) == 2 else None


def _last_day(document: Document) -> dt.date:
    bounds = document.when.bounds
    return bounds.latest_end or bounds.earliest_end or bounds.earliest_begin or dt.date.min
