"""How many names with years are resolved right, wrong, or not at all; and how long a million rows take."""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.graph import HOUSE, command, run_process
from benchmarks.measuring import Ratio, Result, interleave
from benchmarks.reconcile.pairs import Pair, read_pairs
from benchmarks.reconcile.peers import Resolve, peers
from kg.build.opening import open_store
from kg.config import Workspace
from kg.linking.reconciling.resolving import StateResolver
from kg.linking.reconciling.when import parse_year
from kg.linking.states.reading import read_states

DATASETS = HOUSE.parent / "shared" / "datasets"
ROWS = 1_000_000
OURS, COPY = "kg reconcile", "the csv module copies it"
SCHEMES: Mapping[str, tuple[str, tuple[str, ...]]] = {  # scheme -> policy, and the lists that are given
    "cow": ("cow", ("cow_states/states2016.csv",)),
    "gw": ("gw", ("gw_states/ksgmdw.txt", "gw_states/microstates.txt")),
    "iso3": ("legal", ("cow_states/states2016.csv", "gw_states/ksgmdw.txt", "gw_states/microstates.txt")),
}
RIGHT, WRONG, ABSTAINED = "right", "wrong", "no answer"
THERE, NOT_THERE = "a state of that year", "no state in that year"
_COPY = """
import csv, sys
with open(sys.argv[1], newline="") as source, open(sys.argv[2], "w", newline="") as target:
    csv.writer(target).writerows([*row, "", ""] for row in csv.reader(source))
"""

Counts = dict[str, dict[str, Counter[str]]]  # by source of the pairs, and by whether there is a state


def measure_reconcile(workspace: Workspace, repetitions: int) -> Result:
    """Score all pairs, and reconcile a file of a million rows."""
    pairs = read_pairs(DATASETS)
    scores = {
        scheme: _score(scheme, [pair for pair in pairs if pair.scheme == scheme], workspace) for scheme in SCHEMES
    }
    file = _million(workspace.root, pairs)
    whole = f"{OURS}, {ROWS:,} rows of CSV"
    tasks = {whole: lambda: _run(file, workspace), f"{COPY}": lambda: _copy(file)}
    timings = interleave(tasks, repetitions, is_warm=True)
    ratio = Ratio(f"{whole} / {COPY}", timings[whole].median / timings[COPY].median, "at most", 15)
    pairs_of = dict(sorted(Counter(f"{pair.source}, {pair.scheme}" for pair in pairs).items()))
    details = {"pairs": pairs_of, "scores": _to_json(scores), **_versions()}
    return Result("reconcile", repetitions, timings, [*_ratios(scores), ratio], details)


def _score(scheme: str, pairs: list[Pair], workspace: Workspace) -> dict[str, Counts]:
    """Give for each tool how its answers ended, by source and by whether there is a state."""
    tools = {OURS: _ours(scheme, workspace), **peers(scheme)}
    scores: dict[str, Counts] = {}
    for name, resolve in tools.items():
        counts: Counts = defaultdict(lambda: defaultdict(Counter))
        for pair in pairs:
            there = THERE if pair.code else NOT_THERE
            counts[pair.source][there][_ending(resolve(pair.name, pair.year), pair.code)] += 1
        scores[name] = counts
    return scores


def _ours(scheme: str, workspace: Workspace) -> Resolve:
    policy, lists = SCHEMES[scheme]
    store = open_store(workspace, lambda _line: None)
    table = read_states(workspace, [DATASETS / name for name in lists], store)
    resolver = StateResolver(table, [scheme], policy)

    def resolve(name: str, year: int) -> str | None:
        return resolver.resolve(name, parse_year(str(year))).answers[scheme].code or None

    return resolve


def _ending(answer: str | None, label: str | None) -> str:
    if answer == label:
        return RIGHT
    return WRONG if answer else ABSTAINED


def _ratios(scores: Mapping[str, Mapping[str, Counts]]) -> Iterable[Ratio]:
    for scheme, tools in scores.items():
        for where, words in (((THERE, NOT_THERE), ""), ((THERE,), f" of pairs with {THERE}")):
            shares = {name: _shares(counts, where) for name, counts in tools.items()}
            ours = shares.pop(OURS)
            yield Ratio(f"{scheme}: right{words}, {OURS}", ours[RIGHT], "at least", 0.95)
            yield Ratio(f"{scheme}: wrong{words}, {OURS}", ours[WRONG], "at most", 0.005)
            for name, theirs in shares.items():
                times = ours[RIGHT] / theirs[RIGHT]
                yield Ratio(f"{scheme}: right{words}, {OURS} / {name}", times, "at least", 1)


def _shares(counts: Counts, where: tuple[str, ...]) -> dict[str, float]:
    total = sum((ends for by_there in counts.values() for at, ends in by_there.items() if at in where), Counter[str]())
    return {ending: total[ending] / total.total() for ending in (RIGHT, WRONG, ABSTAINED)}


def _to_json(scores: Mapping[str, Mapping[str, Counts]]) -> dict[str, Any]:
    return {
        scheme: {
            name: {
                source: {at: dict(sorted(ends.items())) for at, ends in there.items()}
                for source, there in counts.items()
            }
            for name, counts in tools.items()
        }
        for scheme, tools in scores.items()
    }


def _versions() -> dict[str, Any]:
    names = ("country_converter", "countrynames", "rigour", "pycountry")
    return {"peers": {name: version(name) for name in names}, "not run": {"countrycode": "there is no R here"}}


def _million(folder: Path, pairs: list[Pair]) -> Path:
    """Write a million rows of names and years, always the same."""
    chosen = random.Random(1)
    names = sorted({pair.name for pair in pairs if '"' not in pair.name})
    path = folder / "million.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("id,country,year,value\r\n")
        for number in range(ROWS):
            file.write(f'{number},"{chosen.choice(names)}",{chosen.randint(1816, 2016)},{number / 7:.3f}\r\n')
    return path


def _run(file: Path, workspace: Workspace) -> bytes:
    words = ["reconcile", str(file), "--column", "country", "--year", "year", "--to", "cow", "--policy", "cow"]
    lists = ["--states", str(DATASETS / SCHEMES["cow"][1][0]), "--out", str(file.with_name("out.csv"))]
    return run_process(command([*words, *lists]), workspace.root)


def _copy(file: Path) -> bytes:
    return run_process([sys.executable, "-c", _COPY, str(file), str(file.with_name("copy.csv"))], file.parent)
