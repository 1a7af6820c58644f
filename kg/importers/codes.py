"""The codes of findings about rows of imported files: how bad each is and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.errors import Location
from kg.model.finding import Code, Finding, Severity

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "row-ragged": Code(Severity.ERROR, "A row has more or fewer cells than the file has columns."),
        "date-unreadable": Code(Severity.ERROR, "Cells of a date are no date of the form that the descriptor says."),
        "date-impossible": Code(Severity.ERROR, "Cells of a date are no day of the calendar."),
        "interval-reversed": Code(Severity.ERROR, "An interval ends before it begins."),
        "number-malformed": Code(Severity.ERROR, "A cell that should hold a number holds none."),
        "code-unknown": Code(Severity.ERROR, "A cell is not in the lookup that should explain it."),
        "id-missing": Code(Severity.ERROR, "A cell is empty of which an identifier is made."),
        "id-unusable": Code(
            Severity.ERROR, "A cell of which an identifier is made has a character that none may have."
        ),
        "id-duplicate": Code(Severity.ERROR, "A row makes an identifier that an earlier row has made."),
        "iri-malformed": Code(Severity.ERROR, "A cell that should hold an IRI holds none."),
        "text-damaged": Code(Severity.ERROR, "A cell holds bytes that are no text in the encoding of the file."),
    }
)


def finding(code: str, message: str, location: Location, remedy: str) -> Finding:
    """Make a finding of one of our codes, as bad as the table says."""
    return Finding(code, CODES[code].severity, message, location=location, remedy=remedy)
