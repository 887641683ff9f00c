"""Tells the rows of a workbook, read by openpyxl, as lines: the cells with a tab between them, numbers in plain decimals.

  excel_cells.py rows FILE SHEET      the rows below the first
  excel_cells.py sheets FILE          the sheets' names, and behind a tab the cells of the first row
  excel_cells.py make FILE SEED       writes a workbook of random values, by openpyxl itself
"""

import datetime
import decimal
import random
import sys

import openpyxl


def text(cell):
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        plain = format(decimal.Decimal(repr(value)), "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, datetime.datetime):
        day = value.date().isoformat()
        shows_time = "h" in cell.number_format or value.time() != datetime.time()
        return f"{day}T{value.time().isoformat()}" if shows_time else day
    return str(value).replace("\n", "\\n").replace("\t", "\\t")


def make(path, seed):
    source = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["text", "whole", "number", "day", "flag"])
    words = ["Peru", "Côte d'Ivoire", "a & b", "<x>", " blank ", "two\nlines", "tab\tbed", "", None, "東京"]
    for _ in range(300):
        sheet.append([
            source.choice(words),
            source.choice([0, -1, 10**15, source.randrange(10**9)]),
            source.choice([0.1, 1e-3, 1e21, 1.5e-7, source.random(), source.random() * 10 ** source.randrange(-8, 12)]),
            datetime.datetime(1900, 3, 1) + datetime.timedelta(days=source.randrange(60000)),
            source.choice([True, False, None]),
        ])
    book.save(path)


command, path, *rest = sys.argv[1:]
if command == "make":
    make(path, int(rest[0]))
    sys.exit()
book = openpyxl.load_workbook(path, data_only=True)
if command == "sheets":
    for sheet in book:
        head = next(sheet.iter_rows(max_row=1, values_only=True))
        print("\t".join([sheet.title, *(" ".join(str(cell).split()) for cell in head)]))
else:
    for row in book[rest[0]].iter_rows(min_row=2):
        print("\t".join(text(cell) for cell in row))
