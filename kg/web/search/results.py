"""The page of a search: what is called so, sort by sort; or all there is of one sort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.views.search.index import Found, NameIndex
from kg.web.parameters import read_number
from kg.web.rendering import render
from kg.web.search.asked import MOST, Search, read_search
from kg.web.site import in_thread, snapshot_of

PAGE = 100  # members of a class on one page
_EXACT = 98.0  # what a name scores that is the very text
_SURE = 55.0  # what a name scores that holds all words asked


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: the very name first, then the others by sort; or, where none holds the words, similar ones."""

    exact: list[Found]
    groups: list[tuple[str, list[Found]]]
    similar: list[Found]

    @property
    def number(self) -> int:
        """How many hold the words."""
        return len(self.exact) + sum(len(found) for _, found in self.groups)


async def search(request: Request) -> Response:
    """Answer with the page of a search; a class alone lists what belongs to it."""
    asked = read_search(request.query_params, MOST)
    names = snapshot_of(request).names
    if asked.classes and not asked.text:
        return await _list(request, names, asked)
    answer = await in_thread(find, names, asked) if names.is_ready else None
    kinds = await in_thread(kinds_of, names)
    response = render(request, "search.html.jinja", asked=asked, answer=answer, kinds=kinds)
    if answer is None:
        response.headers["Cache-Control"] = "no-store"
    return response


def find(names: NameIndex, asked: Search) -> Answer:
    """Find what is called so."""
    found = names.find(asked.text, most=asked.most, classes=asked.classes)
    sure = [each for each in found if each.score >= _SURE]
    exact = [each for each in sure if each.score >= _EXACT]
    others = [each for each in sure if each.score < _EXACT]
    return Answer(exact, _by_kind(others), [] if sure else found)


async def _list(request: Request, names: NameIndex, asked: Search) -> Response:
    page = read_number(request.query_params, "page", 1)
    [name, *_] = asked.classes
    found, total = await in_thread(names.members, name, first=(page - 1) * PAGE, most=PAGE)
    kinds = await in_thread(kinds_of, names)
    word = next((kind for local, kind, _ in kinds if local == name), name)
    pages = -(-total // PAGE)
    return render(
        request,
        "members.html.jinja",
        asked=asked,
        members=found,
        total=total,
        word=word,
        page=page,
        pages=pages,
        kinds=kinds,
    )


def _by_kind(found: Iterable[Found]) -> list[tuple[str, list[Found]]]:
    """Part what was found by sort, in the order of the best of each."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.kind or "other", []).append(each)
    return list(groups.items())


def kinds_of(names: NameIndex) -> list[tuple[str, str, int]]:
    """List the sorts of things: local name, words, how many there are; none as long as names are being prepared."""
    return [(local, kind, number) for (local, kind), number in names.counts().items()] if names.is_ready else []
