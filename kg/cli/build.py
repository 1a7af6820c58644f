"""`kg build`: the data become a checked store and its exports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import click

from kg.build.snapshot import BuildReport, build_snapshot
from kg.config import Workspace, find_workspace
from kg.model.finding import Severity


@click.command()
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def build(*, force: bool, quiet: bool, as_json: bool) -> None:
    """Check the data and build the graph.

    Reads ontology, data and links, derives what follows, checks it all, and writes the store and exports/. The
    previous build stays in place until the new one is whole.
    """
    workspace = find_workspace()
    report = build_snapshot(workspace, lambda step: _say(step, quiet), force=force)
    if as_json:
        click.echo(json.dumps(_to_json(report), ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo("\n".join(_iter_lines(report, workspace)) if report else "The graph is up to date.")


def _say(step: str, quiet: bool) -> None:
    if not quiet:
        click.echo(f"{step} …", err=True)


def _to_json(report: BuildReport | None) -> Mapping[str, object]:
    if report is None:
        return {"built": False}
    findings = {severity.value: report.findings.count(severity) for severity in Severity}
    return {
        "built": True,
        "read": report.read,
        "imports": [release.name for release in report.imports],
        "findings": findings,
        "manifest": report.manifest,
        "seconds": {step: round(seconds, 3) for step, seconds in report.seconds.items()},
    }


def _iter_lines(report: BuildReport, workspace: Workspace) -> Iterator[str]:
    counts, files = report.manifest["counts"], report.manifest["files"]
    details = {
        "read": _list(report.read),
        "link": _list(counts["links"]),
        "derive": _list(counts["derived"]),
        "check": _list({f"{severity.value}s": report.findings.count(severity) for severity in Severity}),
        "store": _list({name: counts[name] for name in ("claims", "passages", "triples")}),
        "imports": _list({"releases": len(report.imports), "quads": sum(each.quads for each in report.imports)}),
        "export": ", ".join(f"{name} {_size(file['bytes'])}" for name, file in files.items()),
    }
    yield f"{workspace.title}: built in {sum(report.seconds.values()):.1f} s"
    for step, seconds in report.seconds.items():
        yield f"  {step:<7}{seconds:6.2f} s   {details[step]}"
    if report.findings.findings:
        yield "What the check found: kg check"


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {_noun(name.replace('_', ' '), count)}" for name, count in counts.items())


def _noun(plural: str, count: int) -> str:
    if count != 1:
        return plural
    return f"{plural.removesuffix('ies')}y" if plural.endswith("ies") else plural.removesuffix("s")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB"
