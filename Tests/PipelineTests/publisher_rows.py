"""Holds a dataset's rows in the warehouse against the publisher's file, cell by cell, read by Python's own csv.

publisher_rows.py DATASET FILE SQLITE: prints how many rows and cells are the same, or the first rows that differ (exit code 1).
"""

import csv
import io
import sqlite3
import sys
from pathlib import Path

MONTHS = "January February March April May June July August September October November December".split()


def records(path, separator=","):
    return list(csv.DictReader(io.StringIO(Path(path).read_bytes().decode("utf-8-sig"), newline=""), delimiter=separator))


def us_forces(path):
    for row in records(path):
        is_unknown = row["source"] == "NA" and row["troops_all"] == "NA"
        yield {
            "year": row["year"], "month": f"{row['year']}-{MONTHS.index(row['month']) + 1:02}", "region": row["region"],
            "country_code": row["ccode"], "country_name": "Serbia (340)" if row["ccode"] == "340" else row["countryname"],
            "active_duty": "" if is_unknown else row["troops_ad"],
            "selected_reserve": "" if row["troops_all"] == "NA" else row["total_selected_reserve"],
            "civilians": "" if is_unknown else row["total_civilian"],
            "counted_in": "" if row["source"] == "NA" else row["source"],
        }


def darien_crossings(path):
    for row in records(path):
        year, month, day = row["t"].split("-")
        assert day == "01"
        yield {
            "year": year, "month": f"{year}-{month}", "period": "year" if int(year) < 2020 else "month",
            "nationality": row["nat"], "crossings": row["n"],
        }


READERS = {reader.__name__: reader for reader in (us_forces, darien_crossings)}

dataset, path, warehouse = sys.argv[1:]
wanted = list(READERS[dataset](path))
columns = list(wanted[0])
expected = sorted(list(row.values()) for row in wanted)
with sqlite3.connect(f"{Path(warehouse).resolve().as_uri()}?mode=ro", uri=True) as database:
    found = sorted(
        ["" if value is None else str(value) for value in row]
        for row in database.execute(f"select {', '.join(columns)} from {dataset}"))
if found != expected:
    differ = [pair for pair in zip(expected, found) if pair[0] != pair[1]][:3]
    sys.exit(f"{len(expected)} rows are in the file, {len(found)} in the warehouse; the first that differ: {differ}")
print(f"{len(found)} rows, {len(found) * len(columns)} cells")
