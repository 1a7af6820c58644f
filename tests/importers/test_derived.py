"""What an import derives is what the build would derive from the rest; and it is the same on every engine."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from kg.build.derivation import derive
from kg.config import Margins, read_workspace
from kg.errors import DateError
from kg.importers.compilation import PLACE, compile_table, first_rows
from kg.importers.dataset import Table
from kg.importers.descriptor import read_descriptor
from kg.importers.release import Release
from kg.importers.templates import ROW
from kg.importers.terms import read_terms
from kg.model.dates import parse_date
from kg.rdf.corpus import read_corpus
from kg.rdf.terms import IRI, RDF
from tests.conftest import ROOT
from tests.importers.conftest import HEADER, PACTS, ROWS, Desk, table

BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
FIELDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
KG = "https://w3id.org/diplograph/ontology#"
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NUMBERS = st.sampled_from(
    ["", "0", "00", "1", "2", "7", "02", "12", "13", "28", "29", "30", "31", "32", "-9", "x", "4.0"]
)
YEARS = st.sampled_from(["", "0", "1", "900", "1900", "1904", "1999", "2000", "2023", "9999", "10000", "-9", "year"])


def text_of(quad: Quad) -> str:
    """Give the text of what a quad says."""
    return str(getattr(quad.object, "value", ""))


def only_bounds(quads: set[Quad]) -> set[Quad]:
    """Leave out what the build would add; bounds that are not those of the date alone are stated, and stay."""
    dates = {quad.subject: text_of(quad) for quad in quads if quad.predicate.value == KG + "date"}

    def is_derived(quad: Quad) -> bool:
        local = quad.predicate.value.removeprefix(KG)
        if local in BOUNDS:
            bounds = parse_date(dates[quad.subject]).bounds()
            return str(getattr(bounds, FIELDS[BOUNDS.index(local)])) == text_of(quad)
        return local in {"participant", "statedIn"}

    return {quad for quad in quads if not is_derived(quad)}


def test_derived_quads_are_those_of_the_build(desk: Desk) -> None:
    imported = desk.bring({"members.csv": table(*ROWS)})
    vocabulary = read_corpus(desk.workspace).vocabulary
    stated = only_bounds(imported.quads)
    superclasses = {
        quad
        for quad in stated
        if quad.predicate == RDF["type"]
        and any(
            quad.object in vocabulary.ancestors(other.object)
            for other in stated
            if other.subject == quad.subject and other.predicate == RDF["type"] and isinstance(other.object, IRI)
        )
    }
    bare = stated - superclasses
    derived = derive(bare, vocabulary, Margins())
    graph = next(iter(imported.quads)).graph_name
    there = {
        Quad(quad.subject, quad.predicate, quad.object, graph) if quad.graph_name == DefaultGraph() else quad
        for quad in derived
    }
    assert superclasses
    assert bare | there == imported.quads


def lines(frame: Any, table_: Table, about: Release) -> tuple[str, str]:
    """Write all rows of a frame in one piece, on the engine that holds it."""
    compiled = compile_table(nw.from_native(frame), table_, about, about.graph + ".member")
    texts: Any = first_rows(compiled).select(nw.col(PLACE), own=compiled.own, shared=compiled.shared)
    if isinstance(texts, nw.LazyFrame):
        texts = texts.collect()
    texts = texts.sort(PLACE)
    return "".join(texts["own"].to_list()), "".join(texts["shared"].to_list())


def columns_of(rows: list[list[str]]) -> dict[str, list[Any]]:
    """Give rows of cells as columns, with what the compiled table needs besides."""
    names = HEADER.split(",")
    data: dict[str, list[Any]] = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    return {**data, ROW: [str(place + 2) for place in range(len(rows))], PLACE: list(range(len(rows)))}


ODD = [
    ["7", "12", 'Arvenia, "the Old"\\', "1902", "7", "6", "1921", "9", "7", "0", "Type I: Defence", "0"],
    ["7", "14", "Belmark\nand more", "1902", "2", "0", "1921", "", "", "0", "Type I: Defence", "1.50"],
    ["8 a/b", "14", "  Belmark ", "1930", "-9", "", "", "", "", "1", "none", "1e+05"],
    ["9", "12", "Ärvenia <x>", "1961", "7", "6", "1961", "", "", "0", "none", "-0.00012345678901"],
    ["10", "15", "NA", "2000", "2", "29", "2004", "02", "", "0", "none", "-9"],
]


@cache
def release() -> Release:
    """Give the release of the pacts, without a fixture: it is too large for hypothesis to print."""
    workspace = read_workspace(ROOT)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pacts.toml"
        path.write_text(PACTS, encoding="utf-8")
        return Release(read_descriptor(path, workspace), "1.2", read_terms(workspace))


def test_every_engine_writes_the_same_bytes() -> None:
    table_, data = release().descriptor.tables[0], columns_of(ODD)
    rows = pa.table(data)
    written = {
        "polars": lines(pl.DataFrame(data), table_, release()),
        "pyarrow": lines(rows, table_, release()),
        "polars, lazily": lines(pl.LazyFrame(data), table_, release()),
        "duckdb": lines(duckdb.sql("SELECT * FROM rows"), table_, release()),
    }
    assert rows.num_rows == len(ODD)
    assert len(set(written.values())) == 1
    assert '"100000000000"^^' in written["polars"][0]


@settings(max_examples=25, deadline=None)
@given(names=st.lists(CELLS, min_size=1, max_size=5))
def test_any_text_becomes_a_literal_that_reads_back(names: list[str]) -> None:
    rows = [[str(place), "14", name, *["1"] * 7, "none", "1"] for place, name in enumerate(names)]
    own, _ = lines(pl.DataFrame(columns_of(rows)), release().descriptor.tables[0], release())
    read = {
        quad.object.value
        for quad in parse(input=own, format=RdfFormat.N_QUADS)
        if quad.predicate.value.endswith("altLabel")
    }
    blanks = " \t\r\n\u00a0\ufeff"
    assert read == {name.strip(blanks) for name in names} - {"", "NA", "-9"}


@settings(max_examples=25, deadline=None)
@given(ids=st.lists(CELLS, min_size=1, max_size=5))
def test_any_text_in_an_identifier_gives_an_iri(ids: list[str]) -> None:
    rows = [[name, "14", "x", *["1"] * 7, "none", "1"] for name in ids]
    compiled = compile_table(
        nw.from_native(pl.DataFrame(columns_of(rows)), eager_only=True),
        release().descriptor.tables[0],
        release(),
        release().graph + ".member",
    )
    frame = first_rows(compiled)
    for check in compiled.checks:
        frame = frame.filter(~check.fails)
    own = "".join(frame.select(own=compiled.own)["own"].to_list())
    kept = frame["pact"].to_list()
    treaties = {
        quad.subject.value
        for quad in parse(input=own, format=RdfFormat.N_QUADS)
        if quad.predicate.value.endswith("#participation")
    }
    assert len(treaties) == len({name.strip(" \t\r\n\u00a0\ufeff") for name in kept})


@settings(max_examples=60, deadline=None)
@given(begin=st.tuples(YEARS, NUMBERS, NUMBERS), end=st.tuples(YEARS, NUMBERS, NUMBERS), still=st.sampled_from("01"))
def test_dates_are_those_of_the_model(begin: tuple[str, str, str], end: tuple[str, str, str], still: str) -> None:
    row = ["7", "12", "x", *begin, *end, still, "none", "1"]
    frame = nw.from_native(pl.DataFrame(columns_of([row])), eager_only=True)
    compiled = compile_table(frame, release().descriptor.tables[0], release(), release().graph + ".member")
    failed = [check for check in compiled.checks if compiled.frame.filter(check.fails).shape[0]]  # type: ignore[union-attr]
    assert bool(failed) == (not fits(begin, end, still))
    if failed:
        return
    own = "".join(first_rows(compiled).select(own=compiled.own)["own"].to_list())
    said = {
        quad.predicate.value.removeprefix(KG): quad.object.value
        for quad in parse(input=own, format=RdfFormat.N_QUADS)
        if quad.subject.value.endswith("pact.7")
    }
    if "date" not in said:
        assert said["notStated"] == KG + "date"
        return
    bounds = parse_date(said["date"]).bounds()
    for name, field in zip(BOUNDS, FIELDS, strict=True):
        day = getattr(bounds, field)
        if day is None:
            assert name not in said or (name, still) == ("earliestEnd", "1")
        elif name.startswith("earliest"):
            assert said[name] >= str(day), "a bound may be narrower than the date says, never wider"
        else:
            assert said[name] <= str(day)


def day_of(parts: tuple[str, str, str]) -> tuple[str, str] | None:
    """Give the first and last day that three cells mean, None for no date; raises ValueError where they are no date."""
    year, month, day = ("" if part in {"-9", "0", "00"} else part.removesuffix(".0") for part in parts)
    for part, width in ((year, 4), (month, 2), (day, 2)):
        if part and not (part.isdecimal() and part.isascii() and len(part) <= width):
            raise ValueError(part)
    if month and not 1 <= int(month) <= 12:
        raise ValueError(month)
    if day and not 1 <= int(day) <= 31:
        raise ValueError(day)
    known = int(year) if year else 1
    if month and day:
        dt.date(known, int(month), int(day))
    if not year:
        return None
    text = "-".join([f"{known:04}", *(f"{int(part):02}" for part in (month, day if month else "") if part)])
    bounds = parse_date(text).bounds()
    return str(bounds.earliest_begin), str(bounds.latest_end)


def fits(begin: tuple[str, str, str], end: tuple[str, str, str], still: str) -> bool:
    """Say whether cells are an interval."""
    try:
        first = day_of(begin)
        last = None if still == "1" else day_of(end)
    except (ValueError, DateError):
        return False
    return first is None or last is None or first[0] <= last[1]
