"""Tables in and out.

read_table(file, name) -> Table      CSV or XLSX; TableProblem holds the sentence for the person
  table.headers table.rows table.numbers; table.records() yields (line number, {header: cell})
write_xlsx(file, [Sheet(name, headers, rows)]), xlsx_bytes(*sheets), XLSX_TYPE
csv_lines(headers, rows) -> lines to stream, csv_bytes(headers, rows), CSV_TYPE
"""

from __future__ import annotations

from sala.documents.sheets.reading import MAX_BYTES, read_table
from sala.documents.sheets.tables import MAX_COLUMNS, MAX_ROWS, Table, TableProblem
from sala.documents.sheets.writing import (
    CSV_TYPE,
    XLSX_TYPE,
    Sheet,
    csv_bytes,
    csv_lines,
    write_xlsx,
    xlsx_bytes,
)

__all__ = [
    "CSV_TYPE",
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "XLSX_TYPE",
    "Sheet",
    "Table",
    "TableProblem",
    "csv_bytes",
    "csv_lines",
    "read_table",
    "write_xlsx",
    "xlsx_bytes",
]
