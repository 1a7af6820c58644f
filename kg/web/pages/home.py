"""The start page: what the graph is, what it holds, what it can be asked, how to cite it and take it along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.exports.html.about import Document, read_documents
from kg.store.questions import Question, read_questions
from kg.views.wording import plural
from kg.web.kept import Kept
from kg.web.rendering import render
from kg.web.search.results import kinds_of
from kg.web.site import in_thread, snapshot_of
from kg.web.snapshot import Snapshot

_NEWEST = 6
_QUESTIONS = 4
_FIRST = "SELECT ?day { ?thing kg:earliestBegin ?day } ORDER BY ?day LIMIT 1"
_LAST = "SELECT ?day { ?thing kg:latestEnd ?day } ORDER BY DESC(?day) LIMIT 1"
_CLAIMS = "SELECT (COUNT(*) AS ?claims) { ?claim a kg:Claim }"


@dataclass(frozen=True, slots=True)
class Home:
    """What the start page tells of a build: claims, documents, some questions, years."""

    claims: int
    documents: Sequence[Document]
    questions: Sequence[Question]
    years: tuple[int, int] | None

    @property
    def newest(self) -> Sequence[Document]:
        """The newest documents."""
        return sorted(self.documents, key=lambda document: (document.last_day, document.id), reverse=True)[:_NEWEST]


async def show_home(request: Request, described: dict[str, Any]) -> Response:
    """Answer with the start page; `described` says in the words of schema.org what the graph is."""
    snapshot = snapshot_of(request)
    context = await in_thread(_context, snapshot)
    response = render(request, "home.html.jinja", described=described, **context)
    if not snapshot.names.is_ready:
        response.headers["Cache-Control"] = "no-store"
    return response


def _context(snapshot: Snapshot) -> dict[str, Any]:
    names = snapshot.names
    releases, many = names.members("DatasetRelease", most=_NEWEST) if names.is_ready else ([], 0)
    return {
        "home": _KEPT.of(snapshot),
        "kinds": [(local, kind if number == 1 else plural(kind), number) for local, kind, number in kinds_of(names)],
        "releases": releases,
        "many_releases": many,
    }


def _read(snapshot: Snapshot) -> Home:
    [claims] = snapshot.store.select(_CLAIMS).column("claims")
    return Home(
        claims=int(claims.value) if claims else 0,
        documents=read_documents(snapshot.store),
        questions=_choose(read_questions(snapshot.workspace.ontology / "queries")),
        years=_years(snapshot),
    )


_KEPT = Kept(_read)


def _choose(questions: list[Question]) -> list[Question]:
    """Choose a few questions from all over the list."""
    return questions[:: max(1, len(questions) // _QUESTIONS)][:_QUESTIONS]


def _years(snapshot: Snapshot) -> tuple[int, int] | None:
    days = [day for query in (_FIRST, _LAST) for day in snapshot.store.select(query).column("day") if day]
    return (int(days[0].value[:4]), int(days[1].value[:4])) if len(days) == 2 else None
