"""`kg serve`: the graph as a site."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from kg.config import Workspace, find_workspace
from kg.config.serving import find_fault
from kg.errors import UsageError

EXTRA = "pip install 'diplograph[serve]'"
TOKEN = "KG_TOKEN"
_SHORTEST = 16  # characters of a token

_NONE: tuple[str, ...] = ()


@click.command()
@click.option("--host", metavar="ADDRESS", help="Where to listen.  [default: 127.0.0.1]")
@click.option("--port", type=int, metavar="NUMBER", help="On which port; 0: any that is free.  [default: 8000]")
@click.option("--url", metavar="URL", help="Where the site is known on the web, if a proxy stands before it.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A host that it may be asked for too. Repeatable.")
@click.option("--workers", type=int, metavar="NUMBER", help="How many slow queries may run.  [default: 2 a processor]")
@click.option("--timeout", type=float, metavar="SECONDS", help="How long a query may take.  [default: 30]")
@click.option("--memory", type=int, metavar="MB", help="How many megabytes a query may take.  [default: 2048]")
@click.option("--queue", type=int, metavar="NUMBER", help="How many queries may wait for their turn.  [default: 64]")
@click.option("--trusted-proxy", multiple=True, metavar="IP", help="Whose word about clients counts. Repeatable.")
@click.option("--rate", type=float, metavar="NUMBER", help="Requests a second of a client behind it.  [default: 20]")
@click.option("--allow-service", multiple=True, metavar="HOST", help="A server that SERVICE may ask. Repeatable.")
@click.option("--allow-update", is_flag=True, help=f"Allow updates to who has the token that stands in {TOKEN}.")
@click.option("--access-log", metavar="FILE", help="Write a line of JSON for each request; - prints it.")
@click.option("--log-clients", is_flag=True, help="Write the clients' addresses into it too.")
def serve(**options: Any) -> None:
    """Serve the graph as a site: pages, SPARQL endpoint, linked data, reconciliation.

    Each option can stand in kg.toml, in the table [serve]. A new build is picked up while the site runs.
    """
    workspace = find_workspace()
    given = {**workspace.serve, **_checked(options)}
    token = _token() if given.get("allow-update") else ""
    run, settings_from = _server()
    run(workspace, settings_from(given, token), lambda line: click.echo(line, err=True))


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    """Give the options that were given, by their names; raises UsageError for what one cannot be."""
    given = {name.replace("_", "-"): value for name, value in options.items() if _is_given(value)}
    for name, value in given.items():
        fault = find_fault(name, value)
        if fault:
            shown = " ".join(value) if isinstance(value, tuple) else value
            raise UsageError(f"--{name} {shown} {fault}")
    return given


def _is_given(value: object) -> bool:
    """Say whether an option was given; 0 is a value."""
    return value is not None and value is not False and value != _NONE


def _token() -> str:
    token = os.environ.get(TOKEN, "")
    if len(token) < _SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError(
            f"updates need a token of at least {_SHORTEST} characters (ASCII, no spaces) in {TOKEN}",
            remedy=f'For example: export {TOKEN}="$(openssl rand -hex 16)"',
        )
    return token


def _server() -> tuple[Callable[[Workspace, Any, Callable[[str], None]], None], Callable[..., Any]]:
    try:
        from kg.web.serving.server import serve as run
        from kg.web.settings import settings_from
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "kg":
            raise
        raise UsageError(f"a site needs {error.name}, which is not installed", remedy=f"Install it: {EXTRA}") from error
    return run, settings_from
