"""Labelled pairs: a name and a year, and the code of the state that it means, or that there is none.

Names and labels come from two different datasets, joined by the number that both print beside them. What has no number
is written by hand in `hard.tsv`. The datasets are the user's own files; nothing of them is kept here.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

HARD = Path(__file__).with_name("hard.tsv")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# What the two lists number differently: Germany, Serbia, Yemen, Korea, Annam, the Pacific.
_DIFFER = {"255", "260", "340", "345", "678", "679", "730", "815", "816"} | {str(n) for n in range(946, 991)}
_DIVIDED = {"265", "315", "365", "680", "817"}  # whose ISO code is another one than today's, or none

Spells = Mapping[str, list[tuple[dt.date, dt.date]]]


class Pair(NamedTuple):
    """What is asked, in which scheme, and the right answer; None: there is no such state in that year."""

    source: str
    name: str
    year: int
    scheme: str
    code: str | None


class Lists(NamedTuple):
    """The spells of each number in both lists of states, and the names that go with the numbers."""

    cow: Spells
    gw: Spells
    cow_names: list[tuple[str, str]]
    gw_names: list[tuple[str, str]]


def read_lists(datasets: Path) -> Lists:
    """Read COW's list of 2016 and Gleditsch and Ward's with the microstates."""
    cow: dict[str, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    gw: dict[str, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    cow_names, gw_names = [], []
    for row in _rows(datasets / "cow_states" / "states2016.csv"):
        begin, end = (dt.date(*(int(row[at + part]) for part in ("year", "month", "day"))) for at in ("st", "end"))
        cow[row["ccode"]].append((begin, end))
        cow_names.append((row["ccode"], row["statenme"]))
    for name in ("ksgmdw.txt", "microstates.txt"):
        for row in _rows(datasets / "gw_states" / name, "cp1252", "\t"):
            gw[row["statenumber"]].append((dt.date.fromisoformat(row["start"]), dt.date.fromisoformat(row["end"])))
            gw_names.append((row["statenumber"], row["countryname"]))
    return Lists(dict(cow), dict(gw), cow_names, gw_names)


def read_pairs(datasets: Path, *, iso: bool = True) -> list[Pair]:
    """Give all pairs, each once, in a fixed order; those with ISO codes take country_converter."""
    lists = read_lists(datasets)
    pairs = [
        *_from_names("Gleditsch and Ward's names, COW's spells", lists.gw_names, "cow", lists.cow),
        *_from_names("COW's names, Gleditsch and Ward's spells", lists.cow_names, "gw", lists.gw),
        *_from_regimes(datasets, lists.cow),
        *(_in_iso(datasets, lists) if iso else ()),
        *_by_hand(),
    ]
    return list(dict.fromkeys(pairs))


def _from_names(source: str, names: Iterable[tuple[str, str]], scheme: str, spells: Spells) -> Iterator[Pair]:
    """Yield names of one list around the turns of the other's spells, where the two number states alike."""
    for number, name in dict.fromkeys(names):
        if number in spells and number not in _DIFFER:
            for year, there in _years(spells[number]):
                yield Pair(source, name, year, scheme, number if there else None)


def _from_regimes(datasets: Path, cow: Spells) -> Iterator[Pair]:
    """Yield the names under which a list of regimes has COW's numbers, in the years of its regimes and before them."""
    numbers: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for row in _rows(datasets / "reign" / "regime_list.csv"):
        begin, end = (_AMERICAN.fullmatch(row[column]) for column in ("gwf_startdate", "gwf_enddate"))
        if begin and end:
            numbers[row["gwf_country"].strip()].append((row["cowcode"], int(begin[3]), int(end[3])))
    for name, regimes in sorted(numbers.items()):
        known = {number for number, _, _ in regimes}
        for number in sorted(known):
            for year, there in _years(cow.get(number, [])):
                meant = {n for n, first, last in regimes if first <= year <= last}
                if meant == {number} and there:
                    yield Pair("REIGN's names, COW's spells", name, year, "cow", number)
                elif len(known) == 1 and not meant and not there:
                    yield Pair("REIGN's names, COW's spells", name, year, "cow", None)


def _in_iso(datasets: Path, lists: Lists) -> Iterator[Pair]:
    """Yield the names of that list of regimes with ISO codes, in years of which both lists of states say the same."""
    iso = _crosswalk()
    both = {number: [*lists.cow[number], *lists.gw[number]] for number in lists.cow.keys() & lists.gw.keys()}
    for pair in _from_regimes(datasets, both):
        number = pair.code
        if number and number in iso and number not in _DIFFER | _DIVIDED:
            known = [_exists(spells[number], pair.year) for spells in (lists.cow, lists.gw)]
            if known == [True, True]:
                yield Pair("REIGN's names, country_converter's codes", pair.name, pair.year, "iso3", iso[number])
            for year, _ in _years(both[number]):
                if [_exists(spells[number], year) for spells in (lists.cow, lists.gw)] == [False, False]:
                    yield Pair("REIGN's names, country_converter's codes", pair.name, year, "iso3", None)


def _crosswalk() -> dict[str, str]:
    """Give the ISO code of each of Gleditsch and Ward's numbers, as country_converter has it."""
    import country_converter

    data = country_converter.CountryConverter().data[["GWcode", "ISO3"]].dropna()
    return {str(int(number)): code for number, code in data.itertuples(index=False)}


def _by_hand() -> Iterator[Pair]:
    for row in _rows(HARD, delimiter="\t"):
        for scheme in ("cow", "gw", "iso3"):
            if row[scheme] != "?":
                yield Pair("written by hand", row["name"], int(row["year"]), scheme, row[scheme] or None)


def _exists(spells: list[tuple[dt.date, dt.date]], year: int) -> bool | None:
    """Say whether a state exists in a year: all through it, not at all, or (None) in a part of it."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if any(begin <= first and last <= end for begin, end in spells):
        return True
    return None if any(begin <= last and first <= end for begin, end in spells) else False


def _years(spells: list[tuple[dt.date, dt.date]]) -> Iterator[tuple[int, bool]]:
    """Yield the years beside each turn that lies in a list's time, and whether a state exists all through each."""
    turns = {year + step for spell in spells for year in (spell[0].year, spell[1].year) for step in (-1, 1)}
    for year in sorted(turns):
        there = _exists(spells, year)
        if 1817 <= year <= 2015 and there is not None:
            yield year, there


def _rows(path: Path, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
