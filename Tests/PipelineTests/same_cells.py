"""Holds each sheet of a workbook against the CSV file of its table in this folder, cell by cell."""

import csv
import datetime
import sys

import openpyxl


def text(cell):
    """A cell as the CSV writes it, but for the decimals of a number."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m" if cell.number_format == "yyyy-mm" else "%Y-%m-%d")
    return value if isinstance(value, str) else repr(value)


def same(cell, wanted):
    found = text(cell)
    if cell.data_type == "n" and cell.value is not None and not cell.is_date:
        return float(found) == float(wanted)
    return found == wanted or "'" + found == wanted


book = openpyxl.load_workbook(sys.argv[1])
contents = [[cell.value for cell in row] for row in book["Contents"].iter_rows(min_row=2)]
tables = cells = 0
for sheet, table, *_ in contents[:-1]:
    with open(table + ".csv", newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file))
    if sheet == "no rows":
        if len(lines) > 1:
            sys.exit(f"{table}: has no sheet, but {len(lines) - 1} rows")
        continue
    # The title, the sources, the way to the notes and the units stand above the header.
    rows = [list(row) for row in book[sheet].iter_rows(min_row=5)]
    if len(rows) != len(lines):
        sys.exit(f"{table}: {len(rows)} rows, not {len(lines)}")
    for number, (row, line) in enumerate(zip(rows, lines)):
        for cell, wanted in zip(row, line, strict=True):
            if not same(cell, wanted):
                sys.exit(f"{table} {cell.coordinate}: {cell.value!r}, not {wanted!r}")
            cells += number > 0
    tables += 1
print(f"{tables} tables, {cells} cells")
