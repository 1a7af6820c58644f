"""`kg query`: SPARQL, or a question by its name."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kg.cli.opening import open_store
from kg.cli.screen import screen
from kg.config import LONGEST_QUERY, Workspace, find_workspace
from kg.errors import QueryError, UsageError
from kg.exports.forms import FORMATS
from kg.rdf.terms import IRI
from kg.sources.texts import parse_text, read_text
from kg.store.lexer import NAME
from kg.store.limited import LimitedStore
from kg.store.protocol import Store
from kg.store.results import Graph, Result, Solutions

if TYPE_CHECKING:
    from kg.store.embedded import EmbeddedStore
    from kg.store.parameters import Resolve
    from kg.store.questions import Question

_WIDTH = 100
_METAVARS = {"begin": "DATE", "end": "DATE"}
NO_ANSWER = "No answer: the graph's sources do not say. That is not a 'no'."


class Request(NamedTuple):
    """What somebody asks, as typed."""

    what: str | None
    parameters: tuple[str, ...]
    text: str | None
    form: str | None
    cite: bool
    bibliography: str | None
    timeout: float | None
    allow_service: bool
    datasets: bool | None

    def question(self, workspace: Workspace) -> Question | None:
        """Give the named question, or None for a query of one's own (`-e`, `-`, what looks like a file)."""
        if self.text is not None or self.what is None:
            return None
        from kg.store.questions import SUFFIX, find_question

        folder, path = workspace.ontology / "queries", Path(self.what)
        is_named = path.name == self.what and (folder / f"{self.what}{SUFFIX}").is_file()
        is_file = self.what == "-" or path.exists() or path.suffix or path.name != self.what
        return find_question(folder, self.what) if is_named or not is_file else None

    def values(self) -> dict[str, str]:
        """Give the parameters by name: `--date 1995` or `--date=1995`."""
        stray = (self.what,) if self.text is not None and self.what is not None else ()
        return _read_parameters((*stray, *self.parameters))

    def sparql(self) -> tuple[str, str]:
        """Give the text of a query of one's own, and what errors call it."""
        if self.text is not None:
            return self.text, NAME
        if self.what == "-":
            return parse_text(sys.stdin.buffer.read(), "<stdin>"), "<stdin>"
        return read_text(Path(self.what or "")), self.what or ""


def _check_seconds(_context: click.Context, _parameter: click.Parameter, seconds: float | None) -> float | None:
    if seconds is None or 0 < seconds <= LONGEST_QUERY:
        return seconds
    raise click.BadParameter(f"{seconds:g} is not more than 0 and at most {LONGEST_QUERY}.")


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("what", required=False, metavar="[NAME|FILE|-]")
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@click.option("-e", "--execute", "text", metavar="SPARQL", help="Run this query.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to print it.  [table, or csv into a pipe]")
@click.option("--cite", is_flag=True, help="Give each row its sources, as footnotes.")
@click.option(
    "--bibliography", type=click.Choice(("bibtex", "csl", "ris")), help="List the works behind the rows instead."
)
@click.option("--timeout", type=float, callback=_check_seconds, metavar="SECONDS", help="End it after so long.")
@click.option(
    "--datasets/--no-datasets",
    default=None,
    help="Ask imported datasets too, or not.  [default: queries of your own do, and questions that are about datasets]",
)
@click.option("--allow-service", is_flag=True, help="Let SERVICE ask other servers.")
@click.option("--list", "listed", is_flag=True, help="List the named questions.")
@click.option("--show", "shown", metavar="NAME", help="Show a question: what it asks, its parameters, its SPARQL.")
@click.option("-h", "--help", "helped", is_flag=True, help="Show this message, or the parameters of a question.")
@click.pass_context
def query(context: click.Context, /, *, listed: bool, shown: str | None, helped: bool, **asked: Any) -> None:
    """Ask the graph: SPARQL or a named question.

    NAME is a question of `kg query --list`; its parameters are options of their own: kg query treaties-in-force --date
    1995-01-01. FILE holds a query, - is standard input. The default graph is the union of all claims and all imported
    datasets; GRAPH ?source { … } asks which claim or dataset says it.
    """
    workspace = find_workspace()
    if asked["what"] is asked["text"] is shown is None and not listed:
        click.echo(context.get_help())
    elif listed or shown is not None or helped:
        _print_questions(context, workspace.ontology / "queries", shown, asked["what"], listed=listed)
    else:
        _print_answer(workspace, Request(**asked))


def _print_questions(
    context: click.Context, questions: Path, shown: str | None, what: str | None, *, listed: bool
) -> None:
    from kg.store.questions import find_question, read_questions

    if listed:
        click.echo("\n".join(_iter_listing(read_questions(questions))))
    elif shown is not None:
        click.echo(_describe(found := find_question(questions, shown)) + "\n\n" + found.text.rstrip())
    else:
        click.echo(_describe(find_question(questions, what)) if what else context.get_help())


def _print_answer(workspace: Workspace, request: Request) -> None:
    curated = open_store(workspace)
    store = _choose(curated, request, workspace)
    # What follows is loaded while the child process opens the store.
    with store.limited(request.timeout or workspace.query_timeout) as limited:
        question = request.question(workspace)
        values = request.values()
        resolve = _resolve if store is curated else partial(_resolve_anywhere, curated)
        result = _ask(limited, question, values, request, resolve)
        if request.bibliography:
            sys.stdout.buffer.write(_list_works(limited, result, request.bibliography).encode())
        else:
            sys.stdout.buffer.write(_write(limited, workspace, result, request))
        if _is_silent(result):
            _explain_silence(limited, question, values, resolve)


def _choose(curated: EmbeddedStore, request: Request, workspace: Workspace) -> EmbeddedStore:
    """Give the whole graph, or what is curated alone: as somebody wants it, or as fits the question."""
    whole = curated.whole()
    if whole is curated or request.datasets is not None:
        return whole if request.datasets else curated
    question = request.question(workspace)
    return whole if question is None or question.datasets else curated


def _ask(
    store: LimitedStore, question: Question | None, values: Mapping[str, str], request: Request, resolve: Resolve
) -> Result:
    if question is not None:
        return question.ask(store, values, resolve)
    if values:
        raise UsageError(f"--{next(iter(values))} is no option of kg query", remedy="Only named questions have more.")
    text, name = request.sparql()
    try:
        return store.query(text, allow_service=request.allow_service)
    except QueryError as error:
        error.location = error.location and error.location._replace(path=name)
        raise


def _resolve(store: Store, name: str) -> IRI:
    from kg.views.names import resolve  # many a question names nothing

    return resolve(store, name)


def _resolve_anywhere(curated: Store, whole: Store, name: str) -> IRI:
    from kg.views.anywhere import resolve_anywhere

    return resolve_anywhere(curated, whole, name)


def _read_parameters(tokens: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    waiting = list(tokens)
    while waiting:
        name, equals, value = waiting.pop(0).partition("=")
        if not name.startswith("--"):
            raise UsageError(f"{name!r} is one word too many", remedy="Parameters are written --name VALUE.")
        if not equals and not waiting:
            raise UsageError(f"{name} needs a value")
        values[name.removeprefix("--")] = value if equals else waiting.pop(0)
    return values


def _write(store: LimitedStore, workspace: Workspace, result: Result, request: Request) -> bytes:
    from kg.exports.results import Paper, write_result

    form = request.form or ("table" if sys.stdout.isatty() else "csv" if isinstance(result, Solutions) else "table")
    there = screen()
    cited = None
    if request.cite:
        from kg.views.citations import cite

        cited = cite(store, _rows(result, "--cite"))
    content = write_result(result, form, workspace.namespaces, cited=cited, paper=Paper(there.width, there.colour))
    return content if content.endswith(b"\n") else content + b"\n"


def _list_works(store: LimitedStore, result: Result, form: str) -> str:
    from kg.sources.bibliography import BIBLIOGRAPHIES
    from kg.views.citations import cite, read_references

    return BIBLIOGRAPHIES[form].write(read_references(store, cite(store, _rows(result, "--bibliography")).claims))


def _rows(result: Result, option: str) -> Solutions:
    if isinstance(result, Solutions):
        return result
    raise UsageError(f"{option} needs rows, and this query gives none", remedy="Only SELECT gives rows.")


def _is_silent(result: Result) -> bool:
    return (isinstance(result, Solutions) and not result.rows) or (isinstance(result, Graph) and not result.triples)


def _explain_silence(
    store: LimitedStore, question: Question | None, values: Mapping[str, str], resolve: Resolve
) -> None:
    """Say that no row is not a 'no', and what the sources are known to leave open of what was asked about."""
    from kg.views.citations import left_open

    click.echo(NO_ANSWER, err=True)
    terms = question.bind(values, store, resolve).values() if question else ()
    for line in left_open(store, terms):
        click.echo(line, err=True)


def _iter_listing(questions: list[Question]) -> Iterator[str]:
    width = max((len(question.name) for question in questions), default=0)
    yield from (f"{question.name:<{width}}  {question.title}" for question in questions)


def _describe(question: Question) -> str:
    """Say how a question is asked and what it answers."""
    options = {
        each.name: f"--{each.name} {_METAVARS.get(each.kind, each.kind.upper())}" for each in question.parameters
    }
    usage = [o if p.needs_value else f"[{o}]" for p, o in zip(question.parameters, options.values(), strict=True)]
    width = max(map(len, options.values()), default=0) + 2
    return "\n".join(
        [
            f"Usage: kg query {' '.join([question.name, *usage])}",
            "",
            f"  {question.title}",
            "",
            *(f"  {line}" for line in textwrap.wrap(question.description, _WIDTH - 2)),
            *_section("Parameters", [f"{options[p.name]:<{width}}{p.explain()}" for p in question.parameters]),
            *_section("Examples", question.examples),
        ]
    )


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", f"{heading}:", *(f"  {line}" for line in lines)] if lines else []
