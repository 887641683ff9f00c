"""Tells a workbook as JSON, read by openpyxl: what WorkbookTests compares."""

import datetime
import json
import sys
import zipfile
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.escape import unescape


def told(cell):
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"b {value}"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return f"d {value:%Y-%m-%d} {cell.number_format}"
    if cell.data_type == "n":
        return f"n {value!r} {cell.number_format}"
    return f"{cell.data_type} {SHARED.get(value) or unescape(value)} {cell.number_format}"


def reference(series, *names):
    data = next(part for part in (getattr(series, name, None) for name in names) if part is not None)
    return (data.numRef or data.strRef).f


def sheet(ws):
    cells = [cell for row in ws.iter_rows() for cell in row]
    return {
        "name": ws.title,
        "rows": [[told(cell) for cell in row] for row in ws.iter_rows()],
        "freeze": ws.freeze_panes,
        "filter": ws.auto_filter.ref,
        "tables": dict(ws.tables.items()),
        "widths": {name: column.width for name, column in ws.column_dimensions.items()},
        "boldHeader": all(cell.font.b for cell in ws[int(ws.freeze_panes[1:]) - 1]) if ws.freeze_panes else False,
        "comments": {cell.coordinate: cell.comment.text for cell in cells if cell.comment},
        "links": {
            cell.coordinate: cell.hyperlink.location or cell.hyperlink.target for cell in cells if cell.hyperlink
        },
        "landscape": ws.page_setup.orientation == "landscape",
        "fitToWidth": bool(ws.sheet_properties.pageSetUpPr.fitToPage) and ws.page_setup.fitToHeight in (None, 1, 2),
        "titleRows": ws.print_title_rows,
        "printArea": ws.print_area,
        "charts": [
            {
                "kind": type(chart).__name__,
                "at": f"{chart.anchor._from.row},{chart.anchor._from.col}",
                "series": [[series.tx.strRef.f, reference(series, "cat", "xVal"), reference(series, "val", "yVal")]
                           for series in chart.series],
            }
            for chart in ws._charts
        ],
    }


def shared(archive):
    """The shared texts as Excel shows them, by what openpyxl makes of them: it takes `x005F_` out and leaves other escapes."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return {}
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    items = ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).iter(space + "si")
    texts = ["".join(part.text or "" for part in item.iter(space + "t")) for item in items]
    return {text.replace("x005F_", ""): unescape(text) for text in texts}


path = sys.argv[1]
with zipfile.ZipFile(path) as archive:
    SHARED = shared(archive)
book = openpyxl.load_workbook(path)
with zipfile.ZipFile(path) as archive:
    times = sorted({entry.date_time for entry in archive.infolist()})
    formulas = sum(archive.read(name).count(b"<f>") for name in archive.namelist() if "/worksheets/" in name)
print(
    json.dumps(
        {
            "sheets": [sheet(ws) for ws in book.worksheets],
            "created": book.properties.created.isoformat(),
            "modified": book.properties.modified.isoformat(),
            "formulas": formulas,
            "zipTimes": times,
        }
    )
)
