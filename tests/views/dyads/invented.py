"""Releases of invented datasets, in the shape in which an importer leaves them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from kg.build.imports import staged_import
from kg.config import Workspace
from kg.model.bounds import Bounds
from kg.model.dates import parse_date
from kg.views.nodes import camel_case
from tests.build.releases import CODE, KG, LABEL, SRC, TYPE, write_release

DATE = "http://www.w3.org/2001/XMLSchema#date"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"


@dataclass
class Release:
    """One release, written record by record."""

    dataset: str
    version: str
    covers: str
    rows: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.dataset}-{self.version}"

    @property
    def graph(self) -> str:
        return SRC + self.name

    def add(self, subject: str, verb: str, value: str) -> None:
        self.rows.append(f"<{subject}> <{verb}> {value} <{self.graph}> .\n")

    def state(self, code: str, label: str) -> None:
        self.shared.append(f'<{CODE}{code}> <{TYPE}> <{KG}State> .\n<{CODE}{code}> <{LABEL}> "{label}"@en .\n')

    def date(self, node: str, edtf: str, closed: str = "") -> None:
        """Date a node; `closed` is until when it is known to have lasted."""
        self.add(node, f"{KG}date", f'"{edtf}"^^<{EDTF}>')
        bounds = parse_date(edtf).bounds()
        for bound in fields(Bounds):
            day = getattr(bounds, bound.name)
            text = closed if closed and bound.name == "earliest_end" else day and day.isoformat()
            if text:
                self.add(node, KG + camel_case(bound.name), f'"{text}"^^<{DATE}>')

    def record(
        self,
        node: str,
        edtf: str,
        parts: Iterable[tuple[str, ...]] = (),
        *,
        kind: str = "",
        classes: Iterable[str] = ("Treaty",),
        provides: Iterable[str] = (),
        closed: str = "",
    ) -> str:
        """Write a record with its participations: actor, role and, where it differs, a date. Gives its IRI."""
        iri = f"{CODE}{self.dataset}.{node}"
        for name in classes:
            self.add(iri, TYPE, f"<{KG}{name}>")
        self.add(iri, LABEL, f'"Record {node}"@en')
        if kind:
            self.add(iri, f"{KG}kind", f"<{KG}{kind}>")
        for provision in provides:
            self.add(iri, f"{KG}provides", f"<{KG}{provision}>")
        self.date(iri, edtf, closed)
        self.add(iri, f"{KG}row", f"<{self.graph}.table#row={len(self.rows)}>")
        self.add(iri, f"{KG}statedIn", f"<{self.graph}>")
        for number, (actor, role, *stay) in enumerate(parts):
            part = f"{iri}.{number}"
            self.add(iri, f"{KG}participation", f"<{part}>")
            self.add(part, f"{KG}actor", f"<{CODE}{actor}>")
            self.add(part, f"{KG}role", f"<{KG}{role}>")
            for edtf_of_stay in stay:
                self.date(part, edtf_of_stay)
        return iri

    def value(self, node: str, year: str, between: Iterable[str], measure: str, value: str) -> str:
        """Write an observation; an empty value is a gap."""
        iri = self.record(node, year, classes=("Observation",))
        self.add(iri, f"{KG}measure", f"<{KG}{measure}>")
        for actor in between:
            self.add(iri, f"{KG}about", f"<{CODE}{actor}>")
        self.measured(iri, value)
        return iri

    def measured(self, iri: str, value: str) -> None:
        self.add(iri, f"{KG}unit", f"<{KG}USD>")
        if value:
            self.add(iri, f"{KG}value", f'"{value}"^^<{DECIMAL}>')
        else:
            self.add(iri, f"{KG}notStated", f"<{KG}value>")

    def put(self, workspace: Workspace) -> None:
        """Import it."""
        about = (
            f"<{self.graph}> <{TYPE}> <{KG}DatasetRelease> .\n"
            f'<{self.graph}> <{LABEL}> "{self.name}"@en .\n'
            f'<{self.graph}> <http://purl.org/dc/terms/title> "Release {self.name}"@en .\n'
            f"<{self.graph}> <{KG}modality> <{KG}Fact> .\n"
            f'<{self.graph}> <{KG}covers> "{self.covers}"^^<{EDTF}> .\n'
        )
        with staged_import(workspace, self.name) as folder:
            write_release(folder, self.dataset, self.version, "".join(self.rows), about + "".join(self.shared))


def lists() -> Release:
    """Four states: 1 and 2 from 1900, 3 from 1910 to 1950, 4 from 1920 until the list was closed."""
    release = Release("lists", "1.0", "1900/1960")
    for code, label, edtf in (
        ("st.1", "Arvenia", "1900/"),
        ("st.2", "Belmark", "1900/"),
        ("st.3", "=Corland", "1910-03/1950"),
        ("st.4", "Dravia", "1920/"),
    ):
        release.state(code, label)
        release.record(
            code,
            edtf,
            [(code, "Member")],
            kind="StateSystemMembership",
            classes=("Relationship",),
            closed="1960-12-31" if edtf.endswith("/") else "",
        )
    return release


def pacts() -> Release:
    """Alliances of these states, 1900 to 1955."""
    release = Release("pacts", "4.1", "1900/1955")
    both = [("st.1", "Party"), ("st.2", "Party")]
    release.record("1", "1905-07-01/1914", both, kind="AllianceTreaty", provides=["MutualDefence"])
    release.record("2", "1930/", both, kind="AllianceTreaty", closed="1955-12-31")
    three = [("st.1", "Party"), ("st.3", "Party", "1940/1942-05-08"), ("st.4", "Party")]
    release.record("3", "1938/1946", three, kind="AllianceTreaty", provides=["Neutrality"])
    release.record("4", "1921", [("st.3", "Party"), ("st.4", "Party")], kind="Entente", provides=["Entente"])
    return release


def visits() -> Release:
    """Visits to Arvenia alone, 1930 to 1939, and one whose year is not known."""
    release = Release("visits", "2", "1930/1939")
    for number, (edtf, visitor) in enumerate([("1931-05-02", "2"), ("1931-06", "2"), ("1935", "4"), ("193X", "3")]):
        parts = [(f"st.{visitor}", "Visitor"), ("st.1", "Host")]
        release.record(str(number), edtf, parts, kind="Visit", classes=("Event",))
    return release


def trade() -> Release:
    """Trade of 1 and 2, with a gap; and imports, which have a direction."""
    release = Release("trade", "4.0", "1900/1955")
    release.value("1", "1950", ("st.1", "st.2"), "TradeVolume", "2100000")
    release.value("2", "1951", ("st.1", "st.2"), "TradeVolume", "")
    release.value("3", "1952", ("st.2", "st.4"), "TradeVolume", "5000000")
    for node, importer, exporter, value in (("4", "1", "2", "700"), ("5", "2", "1", "300")):
        parts = [(f"st.{importer}", "Importer"), (f"st.{exporter}", "Exporter")]
        iri = release.record(node, "1950", parts, classes=("Observation",))
        release.add(iri, f"{KG}measure", f"<{KG}Imports>")
        release.measured(iri, value)
    return release


def other_trade() -> Release:
    """Another source, which has another figure for the same year."""
    release = Release("ledger", "1", "1950/1950")
    release.value("1", "1950", ("st.1", "st.2"), "TradeVolume", "1900000")
    release.value("2", "1950", ("st.3", "st.4"), "TradeVolume", "0")
    return release


EVERYTHING = (lists, pacts, visits, trade, other_trade)
