"""Signs: the first bytes of what people take for a table and is none."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """First bytes, what a file that begins with them is, and what to do about it."""

    start: bytes
    what: str
    remedy: str


NO_TABLES = (
    Sign(b"%PDF", "is a PDF document", "Save the table in it as CSV."),
    Sign(b"\xd0\xcf\x11\xe0", "is a workbook of the old kind (.xls)", "Save it as .xlsx or CSV."),
)
