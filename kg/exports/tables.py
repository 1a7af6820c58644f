"""Tables: the network as two CSV files, for spreadsheets and data frames."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from kg.exports.cells import write_csv
from kg.exports.rows import Row, to_rows
from kg.views.network import Network

_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def write_tables(network: Network) -> dict[str, bytes]:
    """Write a network as nodes.csv and edges.csv (RFC 4180, UTF-8).

    A text that a spreadsheet would run as a formula gets an apostrophe before it. The RDF formats keep it as is.
    """
    rows = to_rows(network)
    return {
        "nodes.csv": _write_table(rows.node_columns, rows.nodes),
        "edges.csv": _write_table(rows.edge_columns, rows.edges),
    }


def zip_files(files: dict[str, bytes]) -> bytes:
    """Pack files into a ZIP archive without dates, so that the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP), content)
    return buffer.getvalue()


def _write_table(columns: tuple[str, ...], rows: Iterable[Row]) -> bytes:
    cells = ([row.get(column, "") for column in columns] for row in rows)
    return write_csv(columns, cells, line_end="\r\n").encode()
