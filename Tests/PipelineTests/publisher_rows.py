"""Holds a dataset's rows in the warehouse against the publisher's file, cell by cell, read by Python's own csv and json, by openpyxl or
by pdfplumber.

publisher_rows.py DATASET FILE SQLITE: prints how many rows and cells are the same, or the first rows that differ (exit code 1).
"""

import csv
import io
import json
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path

MONTHS = "January February March April May June July August September October November December".split()


def records(path, separator=","):
    return list(csv.DictReader(io.StringIO(Path(path).read_bytes().decode("utf-8-sig"), newline=""), delimiter=separator))


def numbered(rows, group, order):
    """Each row with its number among those of its group."""
    groups = defaultdict(list)
    for row in rows:
        groups[group(row)].append(row)
    return [(n, row) for rows in groups.values() for n, row in enumerate(sorted(rows, key=order), 1)]


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


def missing_migrants(path):
    rows = json.loads(Path(path).read_bytes())
    order = lambda row: (
        row["reported_date"], row["country_of_incident"], row["region"], row["migration_route"],
        -int(row["total_dead_and_missing"]), row["number_dead"], row["number_missing"], row["number_of_survivors"])
    for part, row in numbered(rows, lambda row: row["web_id"], order):
        yield {
            "year": row["reported_date"][:4], "date": row["reported_date"], "incident": row["web_id"], "part": str(part),
            "region": row["region"], "route": row["migration_route"] or "not stated",
            "country": row["country_of_incident"], "dead": row["number_dead"], "missing": row["number_missing"],
            "dead_and_missing": row["total_dead_and_missing"],
            "survivors": "" if row["number_of_survivors"] == "-1" else row["number_of_survivors"],
        }


def unodc_seizures(path):
    group = lambda row: tuple(row[name] for name in ("Year", "CountryCode", "DrugGroup", "Drug", "SpecificDrugName"))
    order = lambda row: (-int(row["KgEquivalent"] or 0), row["KgEquivalent"] == "", row["Comment"])
    for part, row in numbered(records(path, ";"), group, order):
        yield {
            "year": row["Year"], "region": row["Region"], "subregion": row["SubRegion"],
            "country_code": row["CountryCode"], "country_name": " ".join(row["Country"].split()),
            "drug_group": row["DrugGroup"], "drug": row["Drug"],
            "specific_drug": row["SpecificDrugName"] or "not specified", "part": str(part),
            "kilograms": row["KgEquivalent"], "remark": row["Comment"],
        }


def usbp_encounters_by_citizenship(path):
    import openpyxl

    rows = openpyxl.load_workbook(path, read_only=True)["Annual Citizenship"].iter_rows(values_only=True)
    assert next(rows) == ("Fiscal\nYear", "Citizenship", "Quantity")
    for year, name, quantity in rows:
        yield {
            "fiscal_year": str(year), "citizenship": name, "encounters": str(quantity),
            "is_partial": "1" if year == 2025 else "0",
        }


def usbp_apprehensions_by_citizenship(path):
    import pdfplumber

    sys.path.insert(0, str(Path(__file__).parent.parent / "FormatsTests" / "PDF"))
    from pdf_cells import cbp

    columns = (
        "big_bend del_rio el_centro el_paso laredo rio_grande_valley san_diego tucson yuma southwest_border blaine buffalo detroit"
        " grand_forks houlton havre spokane swanton northern_border miami new_orleans ramey coastal_border nationwide").split()
    for _, name, *cells, year in cbp(pdfplumber.open(path)):
        row = {"fiscal_year": year if len(year) == 4 else f"20{year}", "citizenship": name}
        yield row | {column: (cell or "0").replace(",", "") for column, cell in zip(columns, cells, strict=True)}


READERS = {reader.__name__: reader for reader in (
    us_forces, darien_crossings, missing_migrants, unodc_seizures, usbp_encounters_by_citizenship,
    usbp_apprehensions_by_citizenship)}

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
