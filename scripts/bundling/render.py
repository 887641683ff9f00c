"""Writes records anew in their publisher's format. The facts are the publisher's, the bytes are ours."""

import csv
import io
import json
import re
from dataclasses import dataclass, field

from archive import Missing


@dataclass
class Rendered:
    extension: str
    content: bytes
    read: int
    kept: int
    how: str
    through: str | None = None
    snapshots: list = field(default_factory=list)  # of the original
    origin: str = "added"
    fetched_at: str = ""
    obtained: str | None = None  # where there is no original


def csv_edition(dataset, published, keeps, archive, warehouse, folder):
    edition = archive.edition(dataset, published)
    [content] = list(edition.pages())
    text = content.decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader)
    wanted, read = [], 0
    for cells in reader:
        read += 1
        record = dict(zip(header, cells, strict=True))
        if keeps(record):
            if "Footnote" in record:
                record["Footnote"] = marks(record["Footnote"])
            wanted.append(list(record.values()))
    # CBP ends its lines with CRLF, whatever a copier made of it; the bulk download of CDC with LF.
    end = "\r\n" if dataset.startswith("cbp_") else "\n"
    how = "the publisher's header and the text of each cell; " + (
        "lines end in CR LF" if end == "\r\n" else
        "lines end in LF, no byte order mark; of a footnote only the mark that the normalization reads"
    )
    return of(edition, "csv", csv_text([header] + wanted, end).encode(), read, len(wanted), how)


# What is_underreported and not_shown_because (normalize.sql) are made of: the fact, not the sentence around it.
FOOTNOTE_MARKS = ("underreported", "suppressed", "low data quality")


def marks(footnote):
    return "; ".join(mark for mark in FOOTNOTE_MARKS if mark in footnote.lower())


def csv_text(rows, end):
    """Quotes where a cell needs it and nowhere else, as the publishers do."""
    quoted = lambda cell: '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\r\n') else cell
    return "".join(",".join(map(quoted, row)) + end for row in rows)


def json_edition(dataset, published, keeps, archive, warehouse, folder):
    """The API's pages as one: page 1 of 1."""
    edition = archive.edition(dataset, published)
    pages = [json.loads(content) for content in edition.pages()]
    items = [item for page in pages for item in page["items"]]
    wanted = [item for item in items if keeps(item)]
    envelope = {"page": 1, "short-url": "", "maxPages": 1, "total": [], "items": []}
    # One record a line.
    head, tail = compact(envelope).split("[]}")[0], "]}\n"
    content = head + "[\n" + ",\n".join(map(compact, wanted)) + "\n" + tail
    how = "the service's envelope, its pages as page 1 of 1; keys, values and their types as they were"
    return of(edition, "json", content.encode(), len(items), len(wanted), how)


def wikitext_edition(dataset, published, keeps, archive, warehouse, folder):
    """A revision of our own making: the table of the article from normalized rows, in the envelope of the revisions API."""
    edition = archive.edition(dataset, published)
    rows = warehouse.rows(dataset, published, order="strike_first, strike_last, event_date, waters, n")
    manifest = (folder / "dataset.yaml").read_text()
    caption = manifest_line(manifest, "caption")
    header = manifest_line(manifest, "header").strip("[]").split(", ")
    assert header[-1] == "Date@data-sort-value"  # an attribute, not a column
    lines = ['{| class="wikitable sortable"', f"|+ {caption}", "|-"]
    lines += [f'! scope="col" | {cell}' for cell in header[:-1]]
    for row in rows:
        first, last = row["strike_first"], row["strike_last"]
        sort = f' data-sort-value="{row["sort_date"]}"' if row["sort_date"] else ""
        cells = [row["vessels"], row["killed_text"], row["captured_text"], row["missing_text"], None]  # the last: notes
        lines += ["|-", f"| {first}" if first == last else f"| {first}–{last}"]
        lines += [f'! scope="row"{sort} | {row["date_text"]}', f'| {row["location_text"]}']
        lines += ["|" if cell is None else f"| {cell}" for cell in cells]
    lines += ["|}", ""]
    main = {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": "\n".join(lines)}
    revision = {"timestamp": f"{published}T00:00:00Z", "slots": {"main": main}}
    title = manifest_line(manifest, "attribution").split('"')[1]
    body = {"batchcomplete": True, "query": {"pages": [{"ns": 0, "title": title, "revisions": [revision]}]}}
    how = ("a table from the normalized rows, in the envelope of the revisions API; the notes column is blank, references and "
           "their links are left out; revision number not recorded, the time of day is midnight for lack of a better one")
    return of(edition, "json", (compact(body) + "\n").encode(), len(rows), len(rows), how)


# SM.POP.NETM of VEN, as known from IOM's copy of mid-2025. The service's own `lastupdated` is not known: the last day of June
# 2025 stands for "mid-2025".
NET_MIGRATION = {2023: -112_899, 2019: -975_534, 2018: -1_355_602}


def world_bank_edition(dataset, published, keeps, archive, warehouse, folder):
    rows = [
        {
            "indicator": {"id": "SM.POP.NETM", "value": "Net migration"},
            "country": {"id": "VE", "value": "Venezuela, RB"},
            "countryiso3code": "VEN",
            "date": str(year),
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }
        for year, value in NET_MIGRATION.items()  # newest first, as the service does
    ]
    about = {"page": 1, "pages": 1, "per_page": 1000, "total": len(rows), "sourceid": "2", "lastupdated": "2025-06-30"}
    content = f"[{compact(about)},[\n" + ",\n".join(map(compact, rows)) + "\n]]\n"
    how = ("keyed by hand, in the service's shape. The real lastupdated is not known: 2025-06-30 stands for \"mid-2025\". "
           "total counts the rows of this file, not those of the service")
    return Rendered(
        "json", content.encode(), len(rows), len(rows), how,
        obtained="three values from a copy kept by IOM, mid-2025, read 2026-11; no body of the service is held, so no hash of one")


def of(edition, extension, content, read, kept, how):
    if kept == 0:
        raise Missing(f"the edition of {edition.published} has no record that is wanted", "see WANTED in bundle.py")
    return Rendered(
        extension, content, read, kept, how, edition.through, edition.snapshots, edition.origin, edition.fetched_at)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def manifest_line(manifest, key):
    """The value of a key that stands on one line of dataset.yaml, as written there."""
    found = re.search(rf"^ *{key}: (.+?)(?: +#.*)?$", manifest, re.MULTILINE)
    if not found:
        raise Missing(f"dataset.yaml has no line \"{key}: ...\"", "write the value on the line of its key")
    return found[1]
