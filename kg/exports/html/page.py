"""The page as bytes: a scope of the graph, the bundle that shows it, and the engine that queries all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from kg.config import Margins, Workspace
from kg.config.licence import licence_of
from kg.errors import UsageError
from kg.exports.html.about import citation, latest_date, read_documents
from kg.exports.html.claims import Evidence
from kg.exports.html.data import graph_data, read_surroundings
from kg.exports.html.engine import bundled, checksum, pack, packed_engine, sorted_quads, template
from kg.exports.html.questions import questions_data
from kg.exports.network_page.facts import claims_of, languages_of
from kg.exports.network_page.inline import embed, policy
from kg.exports.network_page.picture import Picture, compose
from kg.store.embedded import EmbeddedStore
from kg.views.quotes import read_quotes
from kg.views.scope import Scope, describe_scope, read_scope
from kg.views.when import read_period

AT_MOST = 50_000  # nodes that a browser can still draw

VIEWS = ("network", "timeline", "map", "table")


class Host(NamedTuple):
    """The site that shows the page: where its script and its style lie, and where queries are asked.

    `pages` is the beginning of the IRIs that have pages there, at their path.
    """

    script: str
    style: str
    query: str
    pages: str


class _View(NamedTuple):
    """What a page opens with: the picture of a scope, what it is about, as of which day, and that in words."""

    picture: Picture
    focus: list[str]
    as_of: str
    words: str


def write_explorer(
    store: EmbeddedStore,
    workspace: Workspace,
    scope: Scope,
    view: str = "network",
    text: Path | None = None,
    *,
    engine: bool = True,
    host: Host | None = None,
) -> bytes:
    """Write the explorer of a scope, opened on one of `VIEWS`: it requests nothing, and runs no script but its own.

    `text` is the reader's own copy of a document: the passages that are cited are put in as it has them, and nothing
    else of it. Without the `engine` the page answers no questions, and is far smaller; with a `host` it has none, and
    gets script and style from there, whose policy it has to obey. Same input, same bytes.
    Raises what `read_scope` and `read_quotes` raise.
    """
    shown = _read_view(store, scope, workspace.margins)
    quads = sorted_quads(store.quads())
    data = _data(store, workspace, shown, checksum(quads), text)
    data["meta"] |= {"view": view, "depth": scope.depth, "unasserted": scope.unasserted}
    if host is not None:
        data["meta"] |= {"query": host.query, "pages": host.pages}
    if host is not None or not engine:
        return page_of(data, host=host)
    return page_of(data, quads, questions_data(workspace.ontology / "queries", store, shown.picture.network))


def page_of(
    data: dict[str, Any], quads: str = "", questions: list[dict[str, Any]] | None = None, host: Host | None = None
) -> bytes:
    """Write a page that carries some data; with `questions` also the engine that answers them, and its `quads`."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    engine = questions is not None
    script, css = bundled("explorer.js"), bundled("explorer.css")
    scripts = [script, bundled("ask.js")] if engine else [script]
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    page = environment.from_string(template()).render(
        title=data["meta"]["title"],
        host=host,
        policy=policy(scripts, css, "'wasm-unsafe-eval'" if engine else "", "data: blob:"),
        css=Markup(css),
        script=Markup(script),
        data=Markup(embed(data)),
        outlines=Markup(_as_text(bundled("outlines.json"))),
        licences=Markup(embed(bundled("LICENSES.txt"))),
        questions=Markup(embed(questions)) if engine else None,
        quads=Markup(pack(quads)) if engine else None,
        ask=Markup(pack(bundled("ask.js"))) if engine else None,
        engine=Markup(packed_engine()) if engine else None,
    )
    return page.encode()


def _read_view(store: EmbeddedStore, scope: Scope, margins: Margins) -> _View:
    """Read what the page shows; denials are in it, for the reader to switch on.

    What did not hold on a day is left for the page to hide, since the reader may go to another; what did not hold in a
    longer time is left out, since the page knows only days.
    """
    day = _day(scope.as_of, margins)
    whole = replace(scope, unasserted=True, as_of=None if day else scope.as_of)
    network, focus = read_scope(store, whole, margins)
    about = [network.nodes[key]["label"] for key in focus]
    words = describe_scope(replace(scope, as_of=whole.as_of), about)
    picture = compose(network, frozenset(focus))
    if len(picture.ranking) > AT_MOST:
        best = set(picture.ranking[:AT_MOST])
        lines = {line.fold for line in picture.lines if line.fold and best.issuperset(line.pair)}
        few = f"the {AT_MOST:,} best connected of {len(picture.ranking):,} nodes"
        words = " · ".join(filter(None, (words, few)))
        picture = compose(network.subgraph(best | lines).copy(), frozenset(focus))
    return _View(picture, [key for key in focus if key in picture.network], day, words)


def _day(date: str | None, margins: Margins) -> str:
    """Give a date as an ISO day if it is one, or nothing."""
    if date is None:
        return ""
    period = read_period(date, margins)
    return period.first.isoformat() if period.first is not None and period.first == period.last else ""


def _data(store: EmbeddedStore, workspace: Workspace, shown: _View, checksum: str, text: Path | None) -> dict[str, Any]:
    network = shown.picture.network
    documents = read_documents(store)
    position = {document.iri: number for number, document in enumerate(documents)}
    evidence = Evidence(store, frozenset(claims_of(network)), position)
    if text is not None:
        evidence = replace(evidence, quotes=_quotes(store, evidence, text))
    meta = {
        "title": workspace.title,
        "scope": shown.words,
        "checksum": checksum,
        "sources": [document.data for document in documents],
        "licence": licence_of(workspace),
        "latest": latest_date(documents),
        "languages": languages_of(network),
        "focus": shown.focus,
        "asOf": shown.as_of,
        "cite": citation(workspace.title, documents, checksum),
        "prefixes": dict(store.prefixes),
    }
    graph = graph_data(shown.picture, evidence, read_surroundings(store))
    return {"meta": meta, "modalities": evidence.modalities(), **graph}


def _quotes(store: EmbeddedStore, evidence: Evidence, text: Path) -> dict[str, str]:
    """Give the cited passages as a copy has them, by slug; raises UsageError where it has none of them."""
    places = {place for source in evidence.sources.values() for place in source.passages}
    quotes = {quote.place.slug: quote.text for quote in read_quotes(store, places, {"": text}) if quote.text}
    if places and not quotes:
        raise UsageError(f"{text} holds none of the cited passages", remedy="kg source check says how it differs.")
    return quotes


def _as_text(json: str) -> str:
    """Give JSON that has been written already as an HTML script element can hold it."""
    return json.replace("<", "\\u003c")
